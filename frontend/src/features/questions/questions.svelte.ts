import { SvelteMap } from 'svelte/reactivity';
import { onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { keep, kept } from '../../lib/kept';
import { questions, room, work, type app } from './api';

/** What stakeholders asked about one incident, and the answer that is being written. */
export class Questions {
  view = $state.raw<app.AnswersView>();
  error = $state.raw<ApiError>();
  /** The question whose answer is open; empty is none. */
  answering = $state('');
  readonly offers = new SvelteMap<string, readonly app.SuggestionView[]>();

  #asks = new Latest();
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get open(): readonly app.AskedView[] {
    return this.view?.rows.filter((row) => !row.answered) ?? [];
  }

  get answered(): readonly app.AskedView[] {
    return this.view?.rows.filter((row) => row.answered) ?? [];
  }

  /** Loads now and whenever the incident changes; the function it returns stops. */
  watch(): () => void {
    void this.load();
    const stop = onChanged(({ incident }) => {
      if (!incident || incident === this.id) void this.load();
    });
    return () => {
      stop();
      this.#asks.drop();
    };
  }

  async load(): Promise<void> {
    await this.#asks.run(
      () => questions.List(this.id),
      (view) => {
        this.view = view;
        this.error = undefined;
      },
      (reason) => (this.error = toApiError(reason)),
    );
    if (this.answering) await this.#offer(this.answering);
  }

  /** Opens a question to be answered; the same one again closes it. What was typed is kept. */
  async choose(question: string): Promise<void> {
    this.answering = this.answering === question ? '' : question;
    if (this.answering) await this.#offer(question);
  }

  async #offer(question: string): Promise<void> {
    // Without an offer the answer is written by hand.
    const offers = await questions.Suggest(this.id, question).catch(() => []);
    this.offers.set(question, offers);
  }

  /** Logs an answer; the sentence it gives says why not. */
  async answer(question: string, text: string): Promise<string> {
    const refused = await this.#do(() => work.AnswerQuestion(this.id, question, text.trim()));
    if (refused) return refused;
    keep(draftOf(question), '');
    this.answering = '';
    return '';
  }

  /** Logs a question: "@VP Sales when is it back?"; the sentence it gives says why not. */
  async ask(line: string): Promise<string> {
    return this.#do(() => room.Log(this.id, `q ${line.trim()}`));
  }

  async #do(act: () => Promise<unknown>): Promise<string> {
    try {
      await act();
      await this.load();
      return '';
    } catch (reason) {
      const error = toApiError(reason);
      return Object.values(error.fields)[0] ?? error.message;
    }
  }
}

/** The name under which an answer is kept while it is typed. */
export function draftOf(question: string): string {
  return `answer ${question}`;
}

/** What is typed as the answer to a question, from here or from the Room. */
export function typed(question: string): string {
  return kept(draftOf(question));
}
