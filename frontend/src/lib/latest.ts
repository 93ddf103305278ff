/**
 * Keeps only the answer to the last question. Calls to the backend run side by side and finish out of order: an
 * answer, or an error, to anything but the newest question is dropped.
 */
export class Latest {
  #number = 0;

  async run<T>(
    ask: () => Promise<T>,
    keep: (answer: T) => void,
    fail?: (error: unknown) => void,
  ): Promise<void> {
    const number = ++this.#number;
    try {
      const answer = await ask();
      if (number === this.#number) keep(answer);
    } catch (error) {
      if (number !== this.#number) return;
      if (!fail) throw error;
      fail(error);
    }
  }

  /** Drops whatever is still under way, for a view that closes. */
  drop(): void {
    this.#number++;
  }
}
