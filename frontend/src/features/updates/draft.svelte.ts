import { toApiError, type ApiError } from '../../api/errors';
import { Autosave } from '../../lib/autosave.svelte';
import { Latest } from '../../lib/latest';
import { updates, type app } from './api';
import { moved, settled, stretched } from './marks';

export const publicStates = ['Investigating', 'Identified', 'Monitoring', 'Resolved'];

/** What stood in the draft before something replaced it, and what replaced it. */
export interface Replaced {
  text: string;
  by: string;
}

/** A text and what is said about it, on that text's offsets. */
export interface Shown {
  text: string;
  findings: readonly app.FindingView[];
  changes: readonly app.SpanView[];
  stale: readonly app.ParagraphView[];
}

const opening = new RegExp(`^(\\*\\*[^*\\n]*?\\b)(${publicStates.join('|')})\\b`);

/** The public state that a text opens with. */
export function statedIn(text: string): string | undefined {
  return opening.exec(text)?.[2];
}

/**
 * One audience's draft while it is written. What is typed is saved at every keystroke and never replaced from
 * outside; a draft that nobody touched follows the facts.
 */
export class Draft {
  text = $state('');
  state = $state('');
  findings = $state.raw<app.FindingView[]>([]);
  next = $state('');
  nextWhy = $state('');
  edited = $state(false);
  factsMove = $state(false);
  fresh = $state('');
  /** The draft in its paragraphs; one that is stale was written by hand over facts that have changed. */
  paragraphs = $state.raw<app.ParagraphView[]>([]);
  /** Words that are new since the last update of this audience, and how many of them, and of those that went. */
  changes = $state.raw<app.SpanView[]>([]);
  added = $state(0);
  removed = $state(0);
  /** Which template wrote it. */
  occasion = $state('');
  /** The public state that fits what is known inside. */
  stateFits = $state('');
  /** Why the user's own template was not used; empty where it was. */
  problem = $state('');
  replaced = $state.raw<Replaced>();
  error = $state.raw<ApiError>();
  saver = $state.raw() as Autosave;

  /** The text on whose offsets the findings, changes and paragraphs stand. */
  #judged = '';
  /** What the text on the screen was made from; goes back with it. */
  #base = '';
  /** Empty while the state that fits is the one. */
  #chosen = '';
  #views = new Latest();
  readonly #id: string;
  readonly audience: string;
  readonly #name: string;

  constructor(id: string, audience: string, view: app.DraftView, name = audience) {
    this.#id = id;
    this.audience = audience;
    this.#name = name;
    this.#begin(view.text);
    this.text = view.text;
    this.#take(view);
    if (view.edited && this.#sayState(view.text) && this.state !== view.state) void this.refresh();
  }

  /** Somebody types. */
  type(text: string): void {
    // An answer on its way knows nothing of this.
    this.#views.drop();
    this.#show(text);
    this.#sayState(text);
    this.replaced = undefined;
    this.saver.change(text);
  }

  /** Takes what the backend has now, for the state that was chosen here. */
  async refresh(): Promise<void> {
    const calm = this.saver.state === 'saved';
    await this.#views.run(
      () => updates.Draft(this.#id, this.audience, this.#chosen),
      (view) => this.#follow(view, calm),
      (reason) => (this.error = toApiError(reason)),
    );
  }

  /** Another public state: a text by hand keeps its words and only opens with another one. */
  async choose(state: string): Promise<void> {
    this.#chosen = this.state = state;
    if (this.edited && statedIn(this.text)) this.type(this.text.replace(opening, `$1${state}`));
    await this.saver.flush();
    await this.refresh();
  }

  /** Puts a whole text in place of this one; undo brings the old one back. */
  replace(text: string, by: string): void {
    const before = this.text;
    this.type(text);
    this.replaced = { text: before, by };
  }

  /** Back to what the facts give. */
  async takeFresh(): Promise<void> {
    this.replace(this.fresh, 'The text from the facts is in place.');
    await this.#do(async () => {
      await this.saver.flush();
      await updates.Discard(this.#id, this.audience);
      this.edited = this.factsMove = false;
    });
    await this.refresh();
  }

  get stale(): app.ParagraphView[] {
    return this.paragraphs.filter((paragraph) => paragraph.stale);
  }

  /** Puts what the facts give now in place of a paragraph by hand; without words, its blank line goes too. */
  takeParagraph({ start, end, fresh }: app.ParagraphView): void {
    const before = this.text.slice(0, start);
    const after = this.text.slice(end);
    const text = fresh ? before + fresh + after : (before + after.replace(/^\s*\n/, '')).trimEnd();
    this.replace(text, 'The paragraph follows the facts again.');
  }

  /** Keeps the words of a paragraph, whatever the facts say. */
  async keepParagraph({ start, end }: app.ParagraphView): Promise<void> {
    await this.#do(async () => {
      await this.saver.flush();
      const words = this.text.slice(start, end);
      await updates.Settle(this.#id, this.audience, this.#chosen, words);
    });
    await this.refresh();
  }

  undo(): void {
    if (this.replaced) this.type(this.replaced.text);
  }

  async nothingNew(): Promise<void> {
    await this.#do(async () =>
      this.replace(
        await updates.NothingNew(this.#id, this.audience),
        'The shortest honest update is in place.',
      ),
    );
  }

  /** Records that the lead sent this text; says whether that worked. */
  async markSent(): Promise<boolean> {
    return this.#do(async () => {
      await this.saver.flush();
      if (this.saver.state !== 'saved') throw this.saver.error;
      const sent = this.text;
      await updates.MarkSent(this.#id, this.audience, this.state, sent);
      this.replaced = undefined;
      this.#chosen = '';
      // What was typed meanwhile belongs to the next update.
      await this.saver.stands(sent);
      await this.refresh();
    });
  }

  close(): void {
    this.#views.drop();
    void this.saver.close();
  }

  async #do(act: () => Promise<void>): Promise<boolean> {
    this.error = undefined;
    try {
      await act();
      return true;
    } catch (reason) {
      this.error = toApiError(reason);
      return false;
    }
  }

  async #save(text: string): Promise<void> {
    const view = await updates.Keep(this.#id, this.audience, this.#chosen, text, this.#base);
    this.#judge(view);
    this.edited = view.edited;
    this.factsMove = view.factsMove;
    if (text !== this.text) return;
    if (view.text === text) this.#take(view);
    else void this.refresh();
  }

  #show(text: string): void {
    this.#move(this.#judged, text);
    this.text = text;
  }

  #judge(view: app.DraftView): void {
    this.findings = settled(this.findings, view.findings);
    this.changes = view.changes;
    this.paragraphs = view.paragraphs;
    this.#move(view.text, this.text);
    this.added = view.added;
    this.removed = view.removed;
  }

  /** What was said about one text, as it stands in another. */
  #move(before: string, after: string): void {
    this.#judged = after;
    if (before === after) return;
    this.findings = moved(this.findings, before, after);
    this.changes = stretched(this.changes, before, after);
    this.paragraphs = stretched(this.paragraphs, before, after);
  }

  /** From here on, this text counts as saved. */
  #begin(text: string): void {
    if (this.saver) void this.saver.close();
    this.saver = new Autosave((typed) => this.#save(typed), text, `The draft for ${this.#name}`);
  }

  #sayState(text: string): boolean {
    const said = statedIn(text);
    if (said) this.#chosen = this.state = said;
    return said !== undefined;
  }

  /** A newer answer; its text only where nobody was typing, neither when it was asked for nor now. */
  #follow(view: app.DraftView, calm: boolean): void {
    if (calm && this.saver.state === 'saved' && view.text !== this.text) {
      this.#begin(view.text);
      this.#show(view.text);
    }
    this.#take(view);
  }

  #take(view: app.DraftView): void {
    this.fresh = view.fresh;
    this.next = view.next;
    this.nextWhy = view.nextWhy;
    this.edited = view.edited;
    this.factsMove = view.factsMove;
    this.state = view.state;
    this.stateFits = view.stateFits;
    this.occasion = view.occasion;
    this.problem = view.problem;
    // A base belongs to the text that it came with.
    if (view.text !== this.text) return;
    this.#base = view.base;
    this.#judge(view);
  }
}
