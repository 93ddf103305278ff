export type SaveState = 'saved' | 'saving' | 'failed';

/**
 * From a keystroke to the call that saves it. Counted from the first unsaved keystroke, not the last, so that
 * steady typing is saved too; leaves 100 ms of the 250 ms that a keystroke may wait to the call itself.
 */
const delay = 150;
const retries = [1_000, 2_000, 5_000, 15_000];

const savers = new Set<Autosave>();

/** Saves everything that is unsaved, wherever it is typed; gives the savers that could not. */
export async function flushAll(): Promise<Autosave[]> {
  await Promise.all([...savers].map((saver) => saver.flush()));
  return [...savers].filter((saver) => saver.state === 'failed');
}

/**
 * Saves a text while it is typed: one save at a time, always the newest value, again by itself after a failure,
 * and at once when the page is left or hidden. `state` is for showing; `error` is what the last failed save said.
 */
export class Autosave {
  state = $state<SaveState>('saved');
  error = $state.raw<unknown>();

  #save: (text: string) => Promise<unknown>;
  #wanted = '';
  #kept: string;
  #failures = 0;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #stopListening: () => void;

  /** What says in a sentence what is saved here: "The draft for Status page". */
  readonly what: string;

  constructor(save: (text: string) => Promise<unknown>, initial = '', what = 'What you typed last') {
    this.#save = save;
    this.what = what;
    savers.add(this);
    this.#kept = this.#wanted = initial;
    const leave = () => void this.flush();
    const hide = () => {
      if (document.hidden) leave();
    };
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    this.#stopListening = () => {
      savers.delete(this);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
    };
  }

  /** The text is now this; call it on every input. */
  change(text: string): void {
    this.#wanted = text;
    if (this.#settled()) return;
    if (this.state === 'saved') this.state = 'saving';
    if (!this.#running && this.#timer === undefined) this.#schedule(delay);
  }

  /** Saves what is unsaved now; resolves once it is saved or has failed. */
  async flush(): Promise<void> {
    this.#clear();
    if (this.#running) await this.#running;
    if (this.#wanted !== this.#kept) await this.#run();
  }

  /** What is stored is this text now, whoever stored it; what was typed since then is saved again. */
  async stands(text: string): Promise<void> {
    if (this.#running) await this.#running;
    this.#kept = text;
    if (!this.#settled()) await this.flush();
  }

  /** For a view that closes: saves what is left, however long that takes, and then stops listening. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    if (this.state === 'saved') this.#stopListening();
  }

  #settled(): boolean {
    if (this.#wanted !== this.#kept || this.#running) return false;
    this.#clear();
    this.state = 'saved';
    return true;
  }

  #schedule(wait: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, wait);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #run(): Promise<void> {
    this.#clear();
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #saveAll(): Promise<void> {
    while (this.#wanted !== this.#kept) {
      const text = this.#wanted;
      try {
        if (this.state !== 'failed') this.state = 'saving';
        await this.#save(text);
        this.#kept = text;
        this.#failures = 0;
        this.error = undefined;
        this.state = this.#wanted === text ? 'saved' : 'saving';
      } catch (error) {
        this.error = error;
        this.state = 'failed';
        this.#schedule(retries[Math.min(this.#failures++, retries.length - 1)] ?? delay);
        return;
      }
    }
    if (this.#closed) this.#stopListening();
  }
}
