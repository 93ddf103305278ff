import { createSubscriber } from 'svelte/reactivity';

const second = 1000;

/**
 * The one ticking clock. What reads `now.ms` in markup or an effect is run again on every full second of the
 * wall clock; one timer serves everybody. It rests while the window is hidden and is right again at once when
 * the window is shown. Suspend and clock changes cost nothing: every tick reads the wall clock anew.
 */
class Now {
  #current = 0;
  #ticking = false;
  #subscribe = createSubscriber((update) => this.#start(update));

  /** Milliseconds since 1970 (UTC), the same for everything drawn within one tick. */
  get ms(): number {
    this.#subscribe();
    return this.#ticking ? this.#current : Date.now();
  }

  #start(update: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      this.#current = Date.now();
      update();
      if (!document.hidden) timer = setTimeout(tick, second - (this.#current % second));
    };
    const shown = () => {
      if (document.hidden) clearTimeout(timer);
      else tick();
    };
    this.#current = Date.now();
    this.#ticking = true;
    timer = setTimeout(tick, second - (this.#current % second));
    document.addEventListener('visibilitychange', shown);
    return () => {
      clearTimeout(timer);
      this.#ticking = false;
      document.removeEventListener('visibilitychange', shown);
    };
  }
}

export const now = new Now();
