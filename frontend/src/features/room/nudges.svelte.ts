import type { app } from '../../../wailsjs/go/models';
import { area, on, onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { copy } from '../../lib/clipboard';
import { Latest } from '../../lib/latest';

const calls = area<typeof import('../../../wailsjs/go/app/Nudges')>('Nudges');

/** How many prompts are shown at a time. */
export const most = 3;

/** What Aircover has to say to the lead, over all incidents. */
export class Nudges {
  view = $state.raw<app.NudgesView>();
  error = $state.raw<ApiError>();
  /** A text that an action put on the clipboard, or could not put there. */
  copied = $state.raw<{ text: string; done: boolean }>();
  /** The newest prompt, to be read aloud. */
  spoken = $state('');
  busy = $state('');
  /** The prompt that the lead opened; until then the first is. */
  opened = $state('');
  #asks = new Latest();
  #known = new Set<string>();
  #seen = new Set<string>();

  load = (): void => {
    void this.#asks.run(
      () => calls.View(),
      (view) => this.#take(view),
      (error) => (this.error = toApiError(error)),
    );
  };

  /** Loads now and from then on; the function it returns stops. */
  watch(): () => void {
    this.load();
    const stops = [
      on<app.NudgesView>('nudges', (view) => {
        this.#asks.drop();
        this.#take(view);
      }),
      // Only where events may have been missed: what stands is sent whenever it changes.
      onChanged(({ incident }) => incident === '' && this.load()),
    ];
    return () => {
      stops.forEach((stop) => stop());
      this.#asks.drop();
    };
  }

  /** Does an action, and gives what is left to the page; nothing where it failed. */
  async act(nudge: app.NudgeView, action: string): Promise<app.NudgeAnswer | undefined> {
    let answer: app.NudgeAnswer | undefined;
    await this.#settle(nudge, async () => {
      answer = await calls.Act(nudge.incident, nudge.key, action);
    });
    this.copied = answer?.copy ? { text: answer.copy, done: copy(answer.copy) } : undefined;
    return answer;
  }

  /** Minutes; 0 is until the next promise. */
  snooze(nudge: app.NudgeView, minutes: number): Promise<void> {
    return this.#settle(nudge, () => calls.Snooze(nudge.incident, nudge.key, minutes));
  }

  dismiss(nudge: app.NudgeView): Promise<void> {
    return this.#settle(nudge, () => calls.Dismiss(nudge.incident, nudge.key));
  }

  async setBridge(on: boolean): Promise<void> {
    try {
      await calls.SetBridge(on);
      this.load();
    } catch (reason) {
      this.error = toApiError(reason);
    }
  }

  /** Tells which prompts stand in sight, once each. */
  async saw(keys: readonly string[]): Promise<void> {
    const fresh = keys.filter((key) => !this.#seen.has(key));
    if (fresh.length === 0) return;
    fresh.forEach((key) => this.#seen.add(key));
    // Not worth a word: unconfirmed, a promise is only shown once more.
    await calls.Seen(fresh).catch(() => fresh.forEach((key) => this.#seen.delete(key)));
  }

  async #settle(nudge: app.NudgeView, command: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = nudge.key;
    try {
      await command();
      this.error = undefined;
      this.load();
    } catch (reason) {
      this.error = toApiError(reason);
    } finally {
      this.busy = '';
    }
  }

  #take(view: app.NudgesView): void {
    const fresh = view.due.find((nudge) => !this.#known.has(nudge.key));
    if (fresh) this.spoken = `${fresh.title}. ${fresh.body}`;
    this.#known = new Set(view.due.map((nudge) => nudge.key));
    this.view = view;
    this.error = undefined;
  }
}
