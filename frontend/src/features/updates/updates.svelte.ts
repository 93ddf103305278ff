import { SvelteMap } from 'svelte/reactivity';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { nudges, promises, updates, wording, type app } from './api';
import { Draft } from './draft.svelte';

/** The whole screen: the facts, and a draft for every audience. */
export class Updates {
  view = $state.raw<app.UpdatesView>();
  error = $state.raw<ApiError>();
  active = $state('');
  /** What every audience was promised, and what came of it. */
  records = $state.raw<readonly app.PromiseRecordView[]>([]);
  readonly drafts = new SvelteMap<string, Draft>();

  #views = new Latest();
  #records = new Latest();
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get draft(): Draft | undefined {
    return this.drafts.get(this.active);
  }

  async load(): Promise<void> {
    await this.#views.run(
      () => updates.View(this.id),
      (view) => this.#take(view),
      (reason) => (this.error = toApiError(reason)),
    );
    await this.#records.run(
      () => promises.History(this.id),
      (records) => (this.records = records),
      // The screen is of use without it, and asks again a minute later.
      () => undefined,
    );
  }

  #take(view: app.UpdatesView): void {
    this.view = view;
    this.error = undefined;
    for (const audience of view.audiences) {
      const draft = this.drafts.get(audience.id);
      if (draft) void draft.refresh();
      else this.drafts.set(audience.id, new Draft(this.id, audience.id, audience.draft, audience.name));
    }
    if (!this.draft) this.active = mostUrgent(view.audiences);
  }

  /** Whoever writes to an audience is not to be reminded of it. */
  compose(audience: string): void {
    if (audience) this.active = audience;
    nudges.Compose(audience && this.id, audience).catch(() => undefined);
  }

  /** Does something that changes the incident, and shows what came of it; gives the error to the caller. */
  async change(act: () => Promise<unknown>): Promise<ApiError | undefined> {
    try {
      await act();
      await this.load();
      return undefined;
    } catch (reason) {
      return toApiError(reason);
    }
  }

  /** Counsel cleared what is said of security, or took it back. */
  async clear(cleared: boolean): Promise<void> {
    this.error = await this.change(() => wording.Clear(this.id, cleared));
  }

  close(): void {
    this.#views.drop();
    this.#records.drop();
    this.compose('');
    for (const draft of this.drafts.values()) draft.close();
  }
}

/** The audience that hears next. */
function mostUrgent(audiences: readonly app.AudienceView[]): string {
  const due = audiences.filter((audience) => audience.due && !audience.paused);
  due.sort((a, b) => (a.due?.at ?? '').localeCompare(b.due?.at ?? ''));
  return (due[0] ?? audiences[0])?.id ?? '';
}
