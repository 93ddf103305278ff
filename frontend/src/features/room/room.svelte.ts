import type { app } from '../../../wailsjs/go/models';
import { area, onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { Log } from './log.svelte';

const calls = area<typeof import('../../../wailsjs/go/app/Room')>('Room');

/** The one form that is open inside the panels; subject is the entry, workstream or person it is about. */
export interface OpenForm {
  kind: 'checkin' | 'met' | 'decline' | 'answer' | 'assign' | 'hold' | 'shield' | 'verdict' | 'title';
  subject: string;
}

/** One incident on one screen, anew whenever it was written to. */
export class RoomState {
  view = $state.raw<app.RoomView>();
  error = $state.raw<ApiError>();
  /** What the last button could not do. */
  problem = $state.raw<ApiError>();
  form = $state.raw<OpenForm>();
  readonly log: Log;
  /** Set by the composer, which gets the focus back after everything else. */
  composer: HTMLElement | null = null;
  #asks = new Latest();

  constructor(readonly id: string) {
    this.log = new Log(id);
  }

  load = (): Promise<void> =>
    this.#asks.run(
      () => calls.Get(this.id),
      (view) => {
        this.view = view;
        this.error = undefined;
        this.log.take(view.log);
      },
      (error) => (this.error = toApiError(error)),
    );

  /** Loads now and from then on; the function it returns stops. */
  watch(): () => void {
    void this.load();
    const stop = onChanged(({ incident, seq }) => {
      const known = incident === this.id && seq > 0 && seq <= (this.view?.seq ?? -1);
      if (!known && (incident === '' || incident === this.id)) void this.load();
    });
    return () => {
      stop();
      this.#asks.drop();
      this.log.stop();
    };
  }

  /** For a form: rejects with what is wrong, so that it can be said at the field. */
  enter = async (command: () => Promise<unknown>): Promise<void> => {
    await command();
    this.problem = undefined;
    await this.load();
  };

  /** For a button: what goes wrong is said above the composer. */
  do = async (command: () => Promise<unknown>): Promise<void> => {
    try {
      await this.enter(command);
      this.toComposer();
    } catch (reason) {
      this.problem = toApiError(reason);
    }
  };

  open(kind: OpenForm['kind'], subject = ''): void {
    this.form = { kind, subject };
  }

  opened(kind: OpenForm['kind'], subject = ''): boolean {
    return this.form?.kind === kind && this.form.subject === subject;
  }

  close = (): void => {
    this.form = undefined;
    this.toComposer(true);
  };

  /** Gives the focus back, but takes it from nobody who is typing elsewhere. */
  toComposer(evenFromField = false): void {
    const busy = document.activeElement?.closest('input, textarea, [role="dialog"], [role="menu"]');
    if (evenFromField || !busy) this.composer?.focus();
  }
}
