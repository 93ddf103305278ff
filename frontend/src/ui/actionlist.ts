import type { Action } from '../lib/keys.svelte';

/** Actions under their headings. What was registered last, by the screen on top, comes first. */
export function byGroup(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const group = action.group ?? 'Anywhere';
    groups.set(group, [...(groups.get(group) ?? []), action]);
  }
  return [...groups].reverse();
}

/** The actions in which every typed word begins a word of the title or of the further words. */
export function matching(actions: readonly Action[], query: string): Action[] {
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean);
  return actions.filter((action) => {
    const words = [action.title, ...(action.words ?? [])].join(' ').toLowerCase().split(/\s+/);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}
