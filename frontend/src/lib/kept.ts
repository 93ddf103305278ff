import { Autosave } from './autosave.svelte';

/**
 * Text that was typed and not yet entered, by the name of its field. It outlives the component, so that another
 * screen, a closed form or Escape loses nothing; once `keepIn` was called, a restart loses nothing either.
 */
const texts = new Map<string, string>();

type Store = (name: string, text: string) => Promise<unknown>;

let store: Store | undefined;
const savers = new Map<string, Autosave>();

/** Begins with what was stored, and stores what is typed from here on. */
export function keepIn(stored: Readonly<Record<string, string>>, save: Store): void {
  store = save;
  for (const [name, text] of Object.entries(stored)) {
    texts.set(name, text);
    savers.set(name, saver(name, text, save));
  }
}

export function kept(name: string): string {
  return texts.get(name) ?? '';
}

/** An empty text is forgotten. */
export function keep(name: string, text: string): void {
  if (text === '') texts.delete(name);
  else texts.set(name, text);
  if (!store) return;
  if (!savers.has(name)) savers.set(name, saver(name, '', store));
  savers.get(name)?.change(text);
}

function saver(name: string, stored: string, save: Store): Autosave {
  return new Autosave((text) => save(name, text), stored, 'What you typed and did not enter');
}
