import { onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { home, nudges, type app } from './api';

/** How the nudges are set on this laptop, and the incidents on which a rule can be tried. */
export class RulesState {
  view = $state.raw<app.NudgeRulesView>();
  incidents = $state.raw<readonly app.IncidentRow[]>([]);
  /** Why no desktop notification can be shown, and what to do. */
  delivery = $state('');
  error = $state.raw<ApiError>();
  #picked = $state('');
  #asks = new Latest();

  /** The incident on which a rule is tried: the newest until another is chosen. */
  get on(): string {
    const known = this.incidents.some((incident) => incident.id === this.#picked);
    return known ? this.#picked : (this.incidents[0]?.id ?? '');
  }

  set on(id: string) {
    this.#picked = id;
  }

  get incident(): app.IncidentRow | undefined {
    return this.incidents.find((incident) => incident.id === this.on);
  }

  load = (): Promise<void> =>
    this.#asks.run(
      () => Promise.all([nudges.Rules(), nudges.View(), home.View()]),
      ([rules, now, { open, recent }]) => {
        this.view = rules;
        this.delivery = now.problem;
        this.incidents = [...open, ...recent];
        this.error = undefined;
      },
      (reason) => (this.error = toApiError(reason)),
    );

  watch(): () => void {
    void this.load();
    const stop = onChanged(() => void this.load());
    return () => {
      stop();
      this.#asks.drop();
    };
  }

  /** For a switch or button: what goes wrong is said above all. */
  do = async (command: () => Promise<unknown>): Promise<void> => {
    const error = await this.#keep(command);
    if (error) this.error = error;
  };

  /** For a field: gives the sentence that says why it was refused; empty where it was kept. */
  async set(field: string, command: () => Promise<unknown>): Promise<string> {
    const error = await this.#keep(command);
    return error ? (error.fields[field] ?? error.message) : '';
  }

  async #keep(command: () => Promise<unknown>): Promise<ApiError | undefined> {
    try {
      await command();
      await this.load();
      return undefined;
    } catch (reason) {
      return toApiError(reason);
    }
  }
}
