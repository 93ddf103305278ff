import { SvelteMap } from 'svelte/reactivity';
import { onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { audiences, type app } from './api';
import { newAudience, read, toTyped, type Typed } from './form';

/** An audience that is being edited, and what was wrong with it when it was last kept. */
export class Edit {
  typed = $state() as Typed;
  fields = $state.raw<Record<string, string>>({});
  error = $state('');
  busy = $state(false);

  constructor(form: app.AudienceForm) {
    this.typed = toTyped(form);
  }
}

/** The place of an audience that has no id yet among what is edited. */
export const fresh = 'new';

/** The audiences that new incidents begin with, or with an incident's id those of that one. */
export class Directory {
  view = $state.raw<app.AudiencesView>();
  error = $state.raw<ApiError>();
  /** The audience whose form is open; empty is none. */
  open = $state('');
  /** Taken out last, for undo. */
  removed = $state.raw<app.AudienceForm>();
  /** What is typed and not kept yet; closing a form loses nothing. */
  readonly edits = new SvelteMap<string, Edit>();

  #asks = new Latest();
  readonly #incident: string;

  constructor(incident: string) {
    this.#incident = incident;
  }

  /** Loads now and whenever it changes; the function it returns stops. */
  watch(): () => void {
    void this.load();
    const stop = onChanged(({ incident }) => {
      if (!incident || incident === this.#incident) void this.load();
    });
    return () => {
      stop();
      this.#asks.drop();
    };
  }

  async load(): Promise<void> {
    await this.#asks.run(
      () => (this.#incident ? audiences.Of(this.#incident) : audiences.List()),
      (view) => {
        this.view = view;
        this.error = undefined;
      },
      (reason) => (this.error = toApiError(reason)),
    );
  }

  /** Opens the form of an audience; an empty id is a new one. */
  edit(id: string): void {
    const form = this.view?.audiences.find((audience) => audience.id === id);
    const place = form ? id : fresh;
    if (!this.edits.has(place)) this.edits.set(place, new Edit(form ?? newAudience()));
    this.open = place;
  }

  close(): void {
    this.open = '';
  }

  /** Throws away what was typed. */
  discard(place: string): void {
    this.edits.delete(place);
    this.open = '';
  }

  async save(place: string): Promise<boolean> {
    const edit = this.edits.get(place);
    if (!edit || edit.busy) return false;
    const answer = read(edit.typed);
    edit.error = '';
    edit.fields = 'fields' in answer ? answer.fields : {};
    if ('fields' in answer) return false;
    edit.busy = true;
    try {
      await this.#put(answer.form);
    } catch (reason) {
      const error = toApiError(reason);
      edit.fields = error.fields;
      edit.error = Object.keys(error.fields).length ? '' : error.message;
      return false;
    } finally {
      edit.busy = false;
    }
    this.discard(place);
    await this.load();
    return true;
  }

  /** Gives an audience the form that it came with: of the playbook, or in an incident of the directory. */
  async restore(id: string): Promise<void> {
    this.edits.delete(id);
    await this.#do(async () => {
      if (!this.#incident) return audiences.Restore(id);
      const { audiences: all } = await audiences.List();
      const form = all.find((audience) => audience.id === id);
      return form && this.#put(form);
    });
  }

  async remove(form: app.AudienceForm): Promise<void> {
    const gone = await this.#do(() =>
      this.#incident ? audiences.Drop(this.#incident, form.id) : audiences.Remove(form.id),
    );
    if (!gone) return;
    this.removed = form;
    this.edits.delete(form.id);
    if (this.open === form.id) this.open = '';
  }

  /** Puts back what was taken out, or adds what is missing. */
  async putBack(form: app.AudienceForm): Promise<void> {
    if (await this.#do(() => this.#put(form))) this.removed = undefined;
  }

  async #put(form: app.AudienceForm): Promise<unknown> {
    return this.#incident ? audiences.Override(this.#incident, form) : audiences.Save(form);
  }

  async #do(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      await this.load();
      return true;
    } catch (reason) {
      this.error = toApiError(reason);
      return false;
    }
  }
}
