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
