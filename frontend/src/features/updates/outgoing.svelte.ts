import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { updates, type app } from './api';
import type { Draft } from './draft.svelte';

/** What a draft becomes where the lead takes it: a mail, a file, so many characters of a channel. */
export class Outgoing {
  view = $state.raw<app.OutgoingView>();
  saved = $state.raw<app.SavedFile>();
  error = $state.raw<ApiError>();
  /** What was done last, in words. */
  done = $state('');

  #asks = new Latest();
  #text = '';

  /** Measures a text that has settled. */
  async prepare(incident: string, draft: Draft): Promise<void> {
    const { text, audience, state } = draft;
    await this.#asks.run(
      () => updates.Outgoing(incident, audience, state, text),
      (view) => {
        this.view = view;
        this.#text = text;
      },
      (reason) => (this.error = toApiError(reason)),
    );
  }

  /** The text is another: what was saved of the old one is not of this one. */
  forget(): void {
    this.saved = undefined;
    this.error = undefined;
    this.done = '';
  }

  /** The address that opens the mail program with this text; empty where it is too long, or not measured yet. */
  mailtoOf(text: string): string {
    return this.#text === text ? (this.view?.mailto ?? '') : '';
  }

  async saveEmail(incident: string, draft: Draft): Promise<void> {
    this.forget();
    try {
      this.saved = await updates.SaveEmail(incident, draft.audience, draft.state, draft.text);
    } catch (reason) {
      this.error = toApiError(reason);
    }
  }
}

/** "212 / 280 characters", "480 characters, 4 messages". */
export function lengthWords({ count, limit, unit, parts }: app.LengthView): string {
  const number = new Intl.NumberFormat('en-GB');
  if (parts > 1) return `${number.format(count)} ${unit}, ${parts} messages`;
  return `${number.format(count)} / ${number.format(limit)} ${unit}`;
}
