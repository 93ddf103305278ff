import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { app } from '../../../wailsjs/go/models';
import { keep } from '../../lib/kept';
import { longest } from '../../lib/paste';
import Composer from './Composer.svelte';
import { RoomState } from './room.svelte';

const room = { Log: vi.fn(), Read: vi.fn(), Get: vi.fn(), Undo: vi.fn() };
const people = { Me: vi.fn() };

const reading = {
  kind: 'task',
  occurred: '',
  person: 'Ben',
  minutes: 10,
  future: false,
  dayBack: false,
  error: '',
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  room.Log.mockReset().mockResolvedValue('entry');
  room.Read.mockReset().mockResolvedValue(reading);
  room.Get.mockReset().mockResolvedValue({ seq: 1, log: { entries: [], more: false, total: 0 } });
  people.Me.mockReset().mockResolvedValue('Ana');
  Object.assign(window, { go: { app: { Room: room, People: people } } });
});

afterEach(() => {
  vi.useRealTimers();
  keep('log 1', '');
  Reflect.deleteProperty(window, 'go');
});

function show() {
  const state = new RoomState('1');
  const view = render(Composer, { room: state });
  return { state, view, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Log line' }) };
}

async function type(field: HTMLTextAreaElement, text: string) {
  await fireEvent.input(field, { target: { value: text } });
  await vi.advanceTimersByTimeAsync(100);
}

const press = async (field: HTMLElement, key: string, more = {}) => {
  await fireEvent.keyDown(field, { key, ...more });
  await vi.advanceTimersByTimeAsync(0);
};

test('it has the focus, and says what the line will become', async () => {
  const { field } = show();
  expect(document.activeElement).toBe(field);
  await type(field, 'a @Ben 10m check the replica');
  expect(screen.getByText('task · for Ben · 10 min')).toBeTruthy();
});

test('an unfinished line says what is missing, and is no error', async () => {
  room.Read.mockResolvedValue({
    ...reading,
    kind: '',
    person: '',
    minutes: 0,
    error: 'Type the hypothesis.',
  });
  const { field } = show();
  await type(field, 'h ');
  expect(screen.getByText('Type the hypothesis.')).toBeTruthy();
  expect(field.getAttribute('aria-invalid')).toBeNull();
});

test('Enter logs and clears, Shift+Enter does not', async () => {
  const { field } = show();
  await type(field, 'node 3 answers');
  await press(field, 'Enter', { shiftKey: true });
  expect(room.Log).not.toHaveBeenCalled();
  await press(field, 'Enter');
  expect(room.Log).toHaveBeenCalledExactlyOnceWith('1', 'node 3 answers');
  expect(field.value).toBe('');
});

test('what is typed while the answer is on its way is the next line', async () => {
  let answer: (id: string) => void = () => undefined;
  room.Log.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const { field } = show();
  await type(field, 'one');
  await press(field, 'Enter');
  await press(field, 'Enter');
  await type(field, 'one two');
  answer('entry');
  await vi.advanceTimersByTimeAsync(0);
  expect(room.Log).toHaveBeenCalledTimes(1);
  expect(field.value).toBe(' two');
});

test('a line that was refused stays, with the reason at it', async () => {
  const refusal = { code: 'storage', message: 'The disk is full.', fields: {} };
  room.Log.mockRejectedValueOnce(new Error(JSON.stringify(refusal)));
  const { field } = show();
  await type(field, 'keep me');
  await press(field, 'Enter');
  expect(field.value).toBe('keep me');
  expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('a paste that is too long is refused with its size, and nothing is lost', async () => {
  const { field } = show();
  await type(field, 'before');
  const paste = (text: string) =>
    fireEvent.paste(field, { clipboardData: { getData: () => text } as unknown as DataTransfer });
  expect(await paste('ü'.repeat(longest / 2))).toBe(false);
  expect(screen.getByRole('alert').textContent).toContain('1.1 MB');
  expect(field.value).toBe('before');
  expect(await paste('x'.repeat(longest - 6))).toBe(true);
});

test('half-typed text is there again after another screen', async () => {
  const { field, view } = show();
  await type(field, 'half');
  view.unmount();
  expect(show().field.value).toBe('half');
});

test('the arrow up in an empty line opens the newest own entry for correction', async () => {
  const { field, state } = show();
  const entry = { words: 'words', undone: false, redacted: false, occurred: '' };
  const entries = [
    { ...entry, id: 'a', author: 'Ana' },
    { ...entry, id: 'b', author: 'Ben' },
    { ...entry, id: 'c', author: 'Ana', undone: true },
  ];
  state.log.take({ entries, more: false, total: 3 } as unknown as app.EntryPage);
  await press(field, 'ArrowUp');
  expect(state.log.editing).toEqual({ id: 'a', as: 'correct' });
});
