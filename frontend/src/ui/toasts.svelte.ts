export interface Toast {
  id: number;
  text: string;
  /** One thing to do about it. */
  action?: { title: string; run: () => void };
}

/** Long enough to read two lines twice. */
const shownFor = 8_000;

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  /** For what happened elsewhere, never for what the user can see. At most three stand at a time. */
  show(text: string, action?: Toast['action']): void {
    const id = this.#next++;
    this.list = [...this.list, { id, text, action }].slice(-3);
    setTimeout(() => this.drop(id), shownFor);
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
