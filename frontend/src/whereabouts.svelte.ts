import { area, onChanged } from './api/client';
import { Latest } from './lib/latest';
import { ownZone } from './lib/zone';

const sync = area<typeof import('../wailsjs/go/app/Sync')>('Sync');

/** The number and title of the incident that is open, for the header. */
export class Whereabouts {
  number = $state('');
  title = $state('');

  #asks = new Latest();
  #id = '';
  #stop = onChanged(({ incident }) => {
    if (this.#id && (!incident || incident === this.#id)) void this.#load();
  });

  show(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.number = this.title = '';
    this.#asks.drop();
    if (id) void this.#load();
  }

  async #load(): Promise<void> {
    await this.#asks.run(
      () => sync.View(this.#id, ownZone()),
      (view) => {
        this.number = view.number;
        this.title = view.title;
      },
      // The screen below says what is wrong; the header goes without a name.
      () => undefined,
    );
  }

  close(): void {
    this.#stop();
    this.#asks.drop();
  }
}
