import { onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { keep, kept } from '../../lib/kept';
import { Latest } from '../../lib/latest';
import { home, templates, type app } from './api';

/** From a keystroke to the preview: a text that is being typed is not drawn for every letter. */
const delay = 150;

/** The templates, one of them in the editor, and what it makes of an incident. */
export class Workshop {
  view = $state.raw<app.TemplatesView>();
  error = $state.raw<ApiError>();
  audience = $state('');
  occasion = $state('');
  text = $state('');
  /** What is wrong with the template, in a sentence that names the line. */
  wrong = $state('');
  preview = $state.raw<app.PreviewView>();
  /** The preview is of an older text: this one cannot be drawn. */
  stale = $state(false);
  /** What the preview is of: "INC-3 Checkout fails". */
  subject = $state('');
  /** The user's own text, from before the playbook's was restored. */
  restored = $state('');
  busy = $state(false);

  #asks = new Latest();
  #previews = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #incident: string;

  constructor(incident: string) {
    this.#incident = incident;
  }

  get chosen(): app.TemplateView | undefined {
    return this.view?.templates.find(
      (one) => one.audience === this.audience && one.occasion === this.occasion,
    );
  }

  get dirty(): boolean {
    return this.chosen !== undefined && this.text !== this.chosen.text;
  }

  /** Loads now and whenever it changes; the function it returns stops. */
  watch(): () => void {
    void this.load();
    const stop = onChanged(() => void this.load());
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#asks.drop();
      this.#previews.drop();
    };
  }

  async load(): Promise<void> {
    await this.#asks.run(
      () => Promise.all([templates.List(), home.View()]),
      ([view, { open, recent }]) => this.#take(view, [...open, ...recent]),
      (reason) => (this.error = toApiError(reason)),
    );
  }

  #take(view: app.TemplatesView, incidents: readonly app.IncidentRow[]): void {
    const untouched = !this.dirty;
    this.view = view;
    this.error = undefined;
    // The incident that the screen was opened from, or the newest one.
    const subject = incidents.find((row) => row.id === this.#incident) ?? incidents[0];
    this.#incident = subject?.id ?? '';
    this.subject = subject ? `${subject.number} ${subject.title}` : '';
    const first = view.templates[0];
    if (!this.chosen && first) this.choose(first.audience, first.occasion);
    else if (untouched) this.#show(this.chosen?.text ?? '');
    else this.#ask(0);
  }

  choose(audience: string, occasion: string): void {
    this.audience = audience;
    this.occasion = occasion;
    this.restored = '';
    this.#show(kept(this.#name) || (this.chosen?.text ?? ''));
  }

  type(text: string): void {
    this.text = text;
    keep(this.#name, this.dirty ? text : '');
    this.#ask(delay);
  }

  async save(): Promise<void> {
    if (!this.dirty || this.busy) return;
    this.restored = '';
    await this.#do(() => templates.Save(this.audience, this.occasion, this.text));
  }

  /** Goes back to the playbook's template; undo brings one's own back. */
  async restore(): Promise<void> {
    const own = this.chosen?.changed ? this.chosen.text : '';
    if (await this.#do(() => templates.Restore(this.audience, this.occasion))) this.restored = own;
  }

  async undo(): Promise<void> {
    const own = this.restored;
    if (await this.#do(() => templates.Save(this.audience, this.occasion, own))) this.restored = '';
  }

  get #name(): string {
    return `template ${this.audience} ${this.occasion}`;
  }

  #show(text: string): void {
    this.text = text;
    this.#ask(0);
  }

  #ask(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), wait);
  }

  async #draw(): Promise<void> {
    if (!this.#incident || !this.occasion) return;
    const place = this.#name;
    await this.#previews.run(
      () => templates.Preview(this.#incident, this.audience, this.occasion, this.text),
      (preview) => {
        this.preview = preview;
        this.wrong = '';
        this.stale = false;
      },
      (reason) => {
        const error = toApiError(reason);
        this.wrong = error.fields.template ?? error.message;
        this.stale = place === this.#name;
      },
    );
  }

  async #do(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      keep(this.#name, '');
      this.view = await templates.List();
      this.#show(this.chosen?.text ?? '');
      return true;
    } catch (reason) {
      const error = toApiError(reason);
      this.wrong = error.fields.template ?? error.message;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
