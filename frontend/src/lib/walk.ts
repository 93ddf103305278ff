const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Moves the focus among the elements marked `data-walk` inside a container, by arrow keys; from anything else in it
 * the arrow down enters at the first. Says whether it moved.
 */
export function walk(event: KeyboardEvent, container: HTMLElement): boolean {
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const stops = [...container.querySelectorAll<HTMLElement>('[data-walk]')];
  const from = stops.indexOf(event.target as HTMLElement);
  const to = stops[from + step];
  if (!to || (from < 0 && step < 0)) return false;
  event.preventDefault();
  to.focus();
  return true;
}
