import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { router } from '../../lib/router.svelte';
import NextPanel from './NextPanel.svelte';
import { Nudges } from './nudges.svelte';
import { RoomState } from './room.svelte';

const backend = { View: vi.fn(), Act: vi.fn(), Snooze: vi.fn(), Dismiss: vi.fn(), Seen: vi.fn() };
const room = { Get: vi.fn() };
let emit: (view: unknown) => void = () => undefined;

const actions = [
  { id: 'open', label: 'Open', key: 'Enter' },
  { id: 'send-nothing-new', label: 'Nothing new', key: 'n' },
];
const nudge = (key: string, more = {}) => ({
  key,
  title: `15:20 promise: ${key}`,
  body: 'You promised 15:20.',
  incident: '1',
  subject: '',
  audience: 'page',
  actions,
  ...more,
});
const view = (...due: unknown[]) => ({ due, next: null, onBridge: false, problem: '', unwanted: [] });

beforeEach(() => {
  for (const method of Object.values(backend)) method.mockReset().mockResolvedValue(undefined);
  backend.View.mockResolvedValue(view(nudge('page'), nudge('exec'), nudge('support'), nudge('legal')));
  backend.Act.mockResolvedValue({ open: '', incident: '1', audience: '', subject: '', focus: '', copy: '' });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const EventsOn = (name: string, listen: (data: unknown) => void) => {
    if (name === 'nudges') emit = listen;
    return () => undefined;
  };
  Object.assign(window, { go: { app: { Nudges: backend, Room: room } }, runtime: { EventsOn } });
});

afterEach(() => Reflect.deleteProperty(window, 'go'));

async function show() {
  const nudges = new Nudges();
  const state = new RoomState('1');
  render(NextPanel, { nudges, room: state });
  nudges.watch();
  await vi.waitFor(() => expect(nudges.view).toBeDefined());
  await tick();
  return { nudges, state };
}

test('three at most, the first with its actions, and those in sight are noted as seen', async () => {
  await show();
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(screen.getByText('and 1 more')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /^Open/ })).toHaveLength(1);
  expect(backend.Seen).toHaveBeenCalledExactlyOnceWith(['page', 'exec', 'support']);
  expect(screen.getByRole('status').textContent).toBe('15:20 promise: page. You promised 15:20.');
});

test('its keys do what the buttons say, and the page goes where the answer leads', async () => {
  const go = vi.spyOn(router, 'go').mockReturnValue();
  backend.Act.mockResolvedValue({
    open: 'updates',
    incident: '1',
    audience: 'page',
    subject: '',
    focus: 'nothing',
    copy: '',
  });
  await show();
  await fireEvent.keyDown(screen.getByRole('group'), { key: 'n' });
  await vi.waitFor(() => expect(go).toHaveBeenCalled());
  expect(backend.Act).toHaveBeenCalledExactlyOnceWith('1', 'page', 'send-nothing-new');
  expect(go).toHaveBeenCalledWith({ screen: 'updates', id: '1' }, { audience: 'page', focus: 'nothing' });
});

test.each([
  ['5', 5],
  ['1', 15],
  ['p', 0],
])('%s puts it off', async (key, minutes) => {
  await show();
  await fireEvent.keyDown(screen.getByRole('group'), { key });
  expect(backend.Snooze).toHaveBeenCalledExactlyOnceWith('1', 'page', minutes);
});

test('a need is declined in the Room, with a reason', async () => {
  backend.Act.mockResolvedValue({
    open: 'room',
    incident: '1',
    audience: '',
    subject: 'need',
    focus: 'decline',
    copy: '',
  });
  const { state } = await show();
  await fireEvent.click(screen.getByRole('button', { name: /^Open/ }));
  await vi.waitFor(() => expect(state.form).toEqual({ kind: 'decline', subject: 'need' }));
});

test('a text that the clipboard does not take can be copied by hand', async () => {
  backend.Act.mockResolvedValue({
    open: '',
    incident: '1',
    audience: '',
    subject: '',
    focus: '',
    copy: 'Where are we at?',
  });
  await show();
  await fireEvent.click(screen.getByRole('button', { name: /^Open/ }));
  await vi.waitFor(() => expect(screen.getByText('Where are we at?')).toBeTruthy());
});

test('with nothing due it says what comes next, and only what is new is read aloud', async () => {
  await show();
  emit(view(nudge('page')));
  await tick();
  expect(screen.getByRole('status').textContent).toContain('promise: page');
  emit(view(nudge('page'), nudge('exec')));
  await tick();
  expect(screen.getByRole('status').textContent).toContain('promise: exec');
  emit({
    ...view(),
    next: { incident: '1', at: new Date(2026, 10, 22, 15, 15).toISOString(), label: '15:15 promise' },
  });
  await tick();
  expect(screen.getByText('Nothing needs you.')).toBeTruthy();
  expect(screen.getByText(/^Next: .*15:15\.$/)).toBeTruthy();
});
