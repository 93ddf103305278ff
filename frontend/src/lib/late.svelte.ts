import { untrack } from 'svelte';

/** Runs an act once the frame that is being made is on the screen; gives what calls it off. */
function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(act)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * A value for drawing that follows what it is read from one frame later, so that a keystroke is on the screen before
 * what is drawn around it. A change that is `great` is drawn with the next frame. For a component's own script.
 */
export function late<T>(read: () => T, great: (next: T, before: T) => boolean): { readonly value: T } {
  let value = $state.raw(untrack(read));
  let waiting: (() => void) | undefined;

  function draw(): void {
    waiting?.();
    waiting = undefined;
    value = untrack(read);
  }

  $effect.pre(() => {
    const next = read();
    untrack(() => {
      if (great(next, value)) draw();
      else waiting ??= afterPaint(draw);
    });
  });
  $effect.pre(() => () => waiting?.());

  return {
    get value() {
      return value;
    },
  };
}
