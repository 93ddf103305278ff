import { area } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';
import { quit } from '../../api/quit';
import { Latest } from '../../lib/latest';
import type { app } from '../../../wailsjs/go/models';

const directory = area<typeof import('../../../wailsjs/go/app/People')>('People');
const program = area<typeof import('../../../wailsjs/go/app/Window')>('Window');

/** Who the lead is, who is known, and where this laptop keeps it all. */
export class Settings {
  me = $state('');
  people = $state.raw<readonly app.PersonView[]>([]);
  about = $state.raw<app.AboutView>();
  error = $state.raw<ApiError>();
  nameError = $state('');
  /** The lead's name while it is typed. */
  typed = $state<string>();

  #views = new Latest();

  get name(): string {
    return this.typed ?? this.me;
  }

  async load(): Promise<void> {
    await this.#views.run(
      () => Promise.all([directory.Me(), directory.List(''), program.About()]),
      ([me, people, about]) => {
        this.me = me;
        this.people = [...people].sort((a, b) => a.name.localeCompare(b.name));
        this.about = about;
        this.error = undefined;
      },
      (reason) => (this.error = toApiError(reason)),
    );
  }

  async saveMe(): Promise<void> {
    if (this.typed === undefined) return;
    if (this.typed.trim() === this.me) {
      this.typed = undefined;
      this.nameError = '';
      return;
    }
    try {
      await directory.SetMe(this.typed);
      this.typed = undefined;
      this.nameError = '';
      await this.load();
    } catch (reason) {
      const error = toApiError(reason);
      this.nameError = error.fields.name ?? error.message;
    }
  }

  /** Gives the sentence that says why an address was refused; empty where it was kept. */
  async setEmail(name: string, email: string): Promise<string> {
    try {
      await directory.SetEmail(name, email);
      await this.load();
      return '';
    } catch (reason) {
      const error = toApiError(reason);
      return error.fields.email ?? error.fields.name ?? error.message;
    }
  }

  /** Takes a name out of the directory; what stands in a log stays there. */
  async forget(name: string): Promise<void> {
    try {
      await directory.Forget(name);
      await this.load();
    } catch (reason) {
      this.error = toApiError(reason);
    }
  }

  async quit(): Promise<void> {
    await quit().catch((reason: unknown) => (this.error = toApiError(reason)));
  }

  close(): void {
    this.#views.drop();
  }
}
