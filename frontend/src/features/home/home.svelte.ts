import type { app } from '../../../wailsjs/go/models';
import { area, onChanged } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';

const home = area<typeof import('../../../wailsjs/go/app/Home')>('Home');

/** What is going on and what is over, anew whenever anything was written. */
export class Incidents {
  view = $state.raw<app.HomeView>();
  error = $state.raw<ApiError>();
  #asks = new Latest();

  load = (): void => {
    void this.#asks.run(
      () => home.View(),
      (view) => ((this.view = view), (this.error = undefined)),
      (error) => (this.error = toApiError(error)),
    );
  };

  /** Loads now and from then on; the function it returns stops. */
  watch(): () => void {
    this.load();
    const stop = onChanged(this.load);
    return () => {
      stop();
      this.#asks.drop();
    };
  }
}
