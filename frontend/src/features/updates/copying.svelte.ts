import { copy } from '../../lib/clipboard';
import { updates, type app } from './api';

export type Format = 'formatted' | 'plain' | 'markdown' | 'slack';

export const formats: { id: Format; title: string }[] = [
  { id: 'formatted', title: 'Formatted, for mail and documents' },
  { id: 'plain', title: 'Plain text' },
  { id: 'markdown', title: 'Markdown' },
  { id: 'slack', title: 'Slack' },
];

const said: Record<Format, string> = {
  formatted: 'Copied with its formatting.',
  plain: 'Copied as plain text.',
  markdown: 'Copied as Markdown.',
  slack: 'Copied for Slack.',
};

/**
 * Puts a draft on the clipboard. A browser allows that only within the key or click that asks, so the forms of the
 * text are got ready beforehand, whenever it has settled.
 */
export class Copying {
  /** What was copied last, in words; empty once the text is another. */
  done = $state('');
  #text = '';
  #ready = $state.raw<app.FormatsView>();

  async prepare(text: string): Promise<void> {
    if (this.#ready && this.#text === text) return;
    const ready = await updates.Formats(text).catch(() => undefined);
    if (!ready) return;
    this.#text = text;
    this.#ready = ready;
  }

  forget(): void {
    this.done = '';
  }

  /** Says whether it worked. */
  async copy(text: string, format: Format): Promise<boolean> {
    if (!this.#ready || this.#text !== text) await this.prepare(text);
    const ready = this.#text === text ? this.#ready : undefined;
    const worked = ready !== undefined && put(ready, format);
    this.done = worked ? said[format] : '';
    return worked;
  }
}

function put(ready: app.FormatsView, format: Format): boolean {
  switch (format) {
    case 'formatted':
      return copy(ready.plain, ready.html);
    case 'plain':
      return copy(ready.plain);
    case 'markdown':
      return copy(ready.markdown);
    case 'slack':
      return copy(ready.slack);
  }
}
