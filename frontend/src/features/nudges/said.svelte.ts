import { onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';
import { nudges, room, type app } from './api';

/** What was said in one incident, the newest first, and what came of it. */
export class SaidState {
  log = $state.raw<readonly app.SpokenView[]>();
  zone = $state<string>();
  error = $state.raw<ApiError>();
  #names = $state.raw<ReadonlyMap<string, string>>(new Map());
  #asks = new Latest();

  constructor(readonly id: string) {}

  load = (): Promise<void> =>
    this.#asks.run(
      () => Promise.all([nudges.History(this.id), nudges.Rules(), room.Get(this.id)]),
      ([log, { rules }, { zone }]) => {
        this.log = [...log].reverse();
        this.#names = new Map(rules.map((rule) => [rule.id, rule.name]));
        this.zone = zone;
        this.error = undefined;
      },
      (reason) => (this.error = toApiError(reason)),
    );

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

  /** The words of a prompt, or the name of its rule where they are not known any more. */
  title(said: app.SpokenView): string {
    return said.title || this.#names.get(said.rule) || said.rule;
  }
}
