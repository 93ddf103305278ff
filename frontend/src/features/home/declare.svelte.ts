import type { app } from '../../../wailsjs/go/models';
import { area } from '../../api/client';
import { toApiError } from '../../api/errors';
import { keep, kept } from '../../lib/kept';
import { Latest } from '../../lib/latest';
import { bytes } from '../../lib/paste';
import { ownZone } from '../../lib/zone';

const home = area<typeof import('../../../wailsjs/go/app/Home')>('Home');

/** Milliseconds without a key before the line is read. */
const pause = 60;

/** Bytes of a line that is still read while it is typed. */
const readable = 10_000;

/** The line that declares an incident: what is typed, what it would mean, and entering it once. */
export class Declare {
  line = $state(kept('declare'));
  preview = $state.raw<app.DeclarePreview>();
  error = $state('');
  busy = $state(false);
  #asks = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    if (this.line) this.#read();
  }

  change(line: string): void {
    this.line = line;
    this.error = '';
    keep('declare', line);
    clearTimeout(this.#timer);
    if (line.trim() === '') {
      this.#asks.drop();
      this.preview = undefined;
    } else {
      this.#timer = setTimeout(() => this.#read(), pause);
    }
  }

  /** Gives the id of the new incident; nothing where it was refused, or is under way already. */
  async enter(): Promise<string | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.error = '';
    try {
      const id = await home.Declare(this.line, ownZone());
      keep('declare', '');
      return id;
    } catch (reason) {
      const error = toApiError(reason);
      this.error = error.fields.line ?? error.message;
      this.busy = false;
      return undefined;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asks.drop();
  }

  /** A line that is too long or cannot be read has no preview; what is wrong is said when it is entered. */
  #read(): void {
    if (bytes(this.line) > readable) {
      this.#asks.drop();
      this.preview = undefined;
      return;
    }
    void this.#asks.run(
      () => home.Preview(this.line, ownZone()),
      (preview) => (this.preview = preview),
      () => (this.preview = undefined),
    );
  }
}
