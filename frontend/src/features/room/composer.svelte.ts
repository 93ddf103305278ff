import type { app } from '../../../wailsjs/go/models';
import { area } from '../../api/client';
import { toApiError } from '../../api/errors';
import { keep, kept } from '../../lib/kept';
import { Latest } from '../../lib/latest';

const calls = area<typeof import('../../../wailsjs/go/app/Room')>('Room');

/** Milliseconds without a key before the line is read. */
const pause = 60;

/** Characters that are enough to read what a line is. */
const head = 2_000;

/** The line that goes into the log: what is typed, what it would become, and entering it once. */
export class Composer {
  line = $state('');
  reading = $state.raw<app.LineView>();
  error = $state('');
  busy = $state(false);
  #asks = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly id: string) {
    this.line = kept(this.#name);
    if (this.line) this.#read();
  }

  get #name(): string {
    return `log ${this.id}`;
  }

  change(line: string): void {
    this.line = line;
    this.error = '';
    keep(this.#name, line);
    clearTimeout(this.#timer);
    if (line.trim() === '') {
      this.#asks.drop();
      this.reading = undefined;
    } else {
      this.#timer = setTimeout(() => this.#read(), pause);
    }
  }

  /** Says whether the line is in the log now. */
  async enter(): Promise<boolean> {
    if (this.busy || this.line.trim() === '') return false;
    const line = this.line;
    this.busy = true;
    this.error = '';
    try {
      await calls.Log(this.id, line);
      // What was typed while the answer was on its way belongs to the next line.
      this.change(this.line.startsWith(line) ? this.line.slice(line.length) : this.line);
      return true;
    } catch (reason) {
      const error = toApiError(reason);
      this.error = error.fields.line ?? error.message;
      return false;
    } finally {
      this.busy = false;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asks.drop();
  }

  #read(): void {
    void this.#asks.run(
      () => calls.Read(this.id, this.line.slice(0, head)),
      (reading) => (this.reading = reading),
      () => (this.reading = undefined),
    );
  }
}
