import type { app } from '../../../wailsjs/go/models';
import { area } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { Latest } from '../../lib/latest';

const home = area<typeof import('../../../wailsjs/go/app/Home')>('Home');

/** Milliseconds without a key before the search runs. */
const pause = 80;

/** Outlives the screen, not the run: at the next start Home shows the incidents. */
let searched = '';

/** The words that are searched, and where they stand. */
export class Search {
  query = $state(searched);
  hits = $state.raw<app.HitView[]>();
  error = $state.raw<ApiError>();
  #asks = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    if (this.query) this.find();
  }

  change(query: string): void {
    this.query = query;
    this.error = undefined;
    searched = query;
    clearTimeout(this.#timer);
    if (query.trim() === '') {
      this.#asks.drop();
      this.hits = undefined;
    } else {
      this.#timer = setTimeout(this.find, pause);
    }
  }

  find = (): void => {
    void this.#asks.run(
      () => home.Search(this.query),
      (hits) => ((this.hits = hits), (this.error = undefined)),
      (error) => (this.error = toApiError(error)),
    );
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#asks.drop();
  }
}
