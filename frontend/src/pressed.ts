import { clip, on } from './api/client';
import { copy } from './lib/clipboard';
import { visit, type Place } from './lib/place';
import { toasts } from './ui/toasts.svelte';

/** What a pressed desktop notification leads to, and what it puts on the clipboard. */
interface Pressed extends Place {
  copy: string;
}

/** Goes where a pressed desktop notification leads; the function it returns stops. */
export function followPressed(): () => void {
  return on<Pressed>('open', (place) => {
    // In the Room it is the prompt itself that was pressed.
    const focus = place.focus || (place.screen === 'room' ? 'due' : '');
    visit({ ...place, focus });
    if (place.copy) void hand(place.copy);
  });
}

async function hand(text: string): Promise<void> {
  if (await clip(text)) toasts.show(`On the clipboard: ${text}`);
  else toasts.show(text, { title: 'Copy', run: () => copy(text) });
}
