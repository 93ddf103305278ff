import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { badgeWindow } from './badge';
import { router } from './lib/router.svelte';
import { followPressed } from './pressed';
import { toasts } from './ui/toasts.svelte';

const listeners = new Map<string, (data: unknown) => void>();
const title = vi.fn();
const setText = vi.fn();
const view = (...quiet: boolean[]) => ({ due: quiet.map((quiet) => ({ quiet })) });

beforeEach(() => {
  const EventsOn = (name: string, listen: (data: unknown) => void) => {
    listeners.set(name, listen);
    return () => listeners.delete(name);
  };
  title.mockReset();
  setText.mockReset().mockResolvedValue(true);
  Object.assign(window, {
    go: { app: { Nudges: { View: () => Promise.resolve(view(false, false, true)) } } },
    runtime: { EventsOn, WindowSetTitle: title, ClipboardSetText: setText },
  });
});

afterEach(() => Reflect.deleteProperty(window, 'go'));

test('the window says how many prompts are due, without those that were put off twice', async () => {
  const stop = badgeWindow();
  await vi.waitFor(() => expect(title).toHaveBeenLastCalledWith('(2) Aircover'));
  listeners.get('nudges')?.(view());
  expect(title).toHaveBeenLastCalledWith('Aircover');
  stop();
  expect(listeners.size).toBe(0);
});

test.each([
  [
    { screen: 'updates', focus: 'nothing' },
    { screen: 'updates', id: 'a' },
    { audience: 'page', focus: 'nothing' },
  ],
  [
    { screen: 'sync', focus: 'hold' },
    { screen: 'sync', id: 'a' },
    { request: 'r', focus: 'hold' },
  ],
  [
    { screen: 'room', focus: 'decline' },
    { screen: 'room', id: 'a' },
    { subject: 'r', focus: 'decline' },
  ],
  [
    { screen: 'room', focus: '' },
    { screen: 'room', id: 'a' },
    { subject: 'r', focus: 'due' },
  ],
])('a pressed notification opens %o', (pressed, route, query) => {
  const go = vi.spyOn(router, 'go').mockReturnValue();
  const stop = followPressed();
  listeners.get('open')?.({ incident: 'a', audience: 'page', subject: 'r', copy: '', ...pressed });
  expect(go).toHaveBeenCalledExactlyOnceWith(route, query);
  stop();
  go.mockRestore();
});

test('what it puts on the clipboard is said, and offered where only a click may', async () => {
  vi.spyOn(router, 'go').mockReturnValue();
  const stop = followPressed();
  const press = () =>
    listeners.get('open')?.({
      incident: 'a',
      screen: 'room',
      audience: '',
      subject: '',
      focus: '',
      copy: 'Ask me instead.',
    });
  press();
  await vi.waitFor(() => expect(toasts.list.at(-1)?.text).toBe('On the clipboard: Ask me instead.'));
  expect(setText).toHaveBeenCalledExactlyOnceWith('Ask me instead.');
  setText.mockResolvedValue(false);
  press();
  await vi.waitFor(() => expect(toasts.list.at(-1)?.action?.title).toBe('Copy'));
  stop();
});
