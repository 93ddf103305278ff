import { untrack } from 'svelte';

/** Something the user can do: a line in the palette, a row on the `?` sheet and, if it has one, a key. */
export interface Action {
  /** Unique among what is registered at one time; a later one with the same id stands in for the earlier. */
  id: string;
  title: string;
  /** Heading in the palette and on the sheet. */
  group?: string;
  /** Chords separated by spaces, the first is the one that is shown: "Mod+K", "? Mod+/", "Shift+Enter", "1". */
  key?: string;
  /** Further words that find it in the palette. */
  words?: string[];
  /** Whether it applies now; left out means always. */
  when?: () => boolean;
  run: () => void;
}

interface Chord {
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

/** True on Apple keyboards, where Mod is ⌘ and elsewhere Ctrl. */
export const apple = /Mac|iPhone|iPad/.test(navigator.platform);

let layers = $state.raw<readonly (readonly Action[])[]>([]);
// The end of an effect is shown a state as it was before the batch, and would drop what the batch has added.
let newest: readonly (readonly Action[])[] = [];

/** Adds actions; the function it returns takes them away again. The newest of two on one key wins. */
export function register(actions: readonly Action[]): () => void {
  layers = newest = [...newest, actions];
  return () => {
    layers = newest = newest.filter((layer) => layer !== actions);
  };
}

/** Registers for as long as the calling component lives, anew whenever what the function reads changes. */
export function useActions(actions: () => readonly Action[]): void {
  $effect(() => {
    const current = actions();
    return untrack(() => register(current));
  });
}

/** What can be done now, oldest layer first. */
export function available(): Action[] {
  const byId = new Map<string, Action>();
  for (const action of layers.flat()) byId.set(action.id, action);
  return [...byId.values()].filter((action) => action.when?.() ?? true);
}

function parse(chord: string): Chord {
  const names = chord.split('+').filter(Boolean);
  const key = chord.endsWith('+') ? '+' : (names.at(-1) ?? '');
  const has = (name: string) => names.slice(0, -1).includes(name);
  return { key: key.toLowerCase(), mod: has('Mod'), alt: has('Alt'), shift: has('Shift') };
}

function matches(event: KeyboardEvent, chord: Chord): boolean {
  const mod = apple ? event.metaKey : event.ctrlKey;
  const other = apple ? event.ctrlKey : event.metaKey;
  if (mod !== chord.mod || other || event.altKey !== chord.alt) return false;
  const key = event.key.toLowerCase();
  // A sign such as ? already needs Shift on most keyboards, so Shift counts only for letters and named keys.
  const shiftCounts = key.length > 1 || /^\p{L}$/u.test(key);
  if (shiftCounts && event.shiftKey !== chord.shift) return false;
  // The physical key serves keyboards with other letters, where Mod+K arrives as Mod+л.
  return key === chord.key || (chord.mod && event.code === `Key${chord.key.toUpperCase()}`);
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit)$/.test(target.type);
}

/** Nothing begins with a question mark, so in an empty field it asks for the keys. */
function empty(target: EventTarget | null): boolean {
  return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value === '';
}

function floating(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/**
 * Runs the action whose key was pressed and says whether there was one. Plain keys belong to a field while
 * somebody types in it: there only chords with Mod or Alt, Escape and the function keys count, and `?` while it is
 * empty. A dialog, menu or list that floats keeps all its keys to itself.
 */
export function press(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || floating(event.target)) return false;
  const free = event.ctrlKey || event.metaKey || event.altKey || /^(Escape|F\d+)$/.test(event.key);
  if (!free && typing(event.target) && !(event.key === '?' && empty(event.target))) return false;
  const action = available().findLast((candidate) =>
    candidate.key?.split(' ').some((chord) => matches(event, parse(chord))),
  );
  if (!action) return false;
  event.preventDefault();
  action.run();
  return true;
}

const names: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
};

/** The caps to draw for the first chord of a key: ["Ctrl", "K"], ["⌘", "K"], ["?"]. */
export function caps(key: string): string[] {
  const [first = ''] = key.split(' ');
  const chord = first.endsWith('+')
    ? [...first.slice(0, -1).split('+').filter(Boolean), '+']
    : first.split('+');
  return chord.map((name) => {
    if (name === 'Mod') return apple ? '⌘' : 'Ctrl';
    if (name === 'Alt') return apple ? '⌥' : 'Alt';
    if (name === 'Shift') return apple ? '⇧' : 'Shift';
    return names[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  });
}
