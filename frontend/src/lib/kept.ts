/**
 * Text that was typed and not yet entered, by the name of its field. It outlives the component, so that another
 * screen, a closed form or Escape loses nothing.
 */
const texts = new Map<string, string>();

export function kept(name: string): string {
  return texts.get(name) ?? '';
}

/** An empty text is forgotten. */
export function keep(name: string, text: string): void {
  if (text === '') texts.delete(name);
  else texts.set(name, text);
}
