import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave } from '../lib/autosave.svelte';
import { quit } from './quit';

const program = { Quit: vi.fn() };
let saver: Autosave;

beforeEach(() => {
  vi.useFakeTimers();
  program.Quit.mockReset().mockResolvedValue(undefined);
  Object.assign(window, { go: { app: { Window: program } }, runtime: {} });
});

afterEach(async () => {
  await saver.close();
  // Past the time in which a second quit would still leave.
  vi.advanceTimersByTime(120_000);
  vi.useRealTimers();
  Reflect.deleteProperty(window, 'go');
});

const full = new Error(JSON.stringify({ code: 'storage', message: 'The disk is full.', fields: {} }));

test('quitting saves what is unsaved first', async () => {
  const order: string[] = [];
  saver = new Autosave((text) => Promise.resolve(order.push(text)));
  program.Quit.mockImplementation(() => Promise.resolve(order.push('quit')));
  saver.change('last words');
  await quit();
  expect(order).toEqual(['last words', 'quit']);
});

test('what cannot be saved holds the first quit back, the second one leaves', async () => {
  const save = vi.fn().mockRejectedValueOnce(full).mockRejectedValueOnce(full).mockResolvedValue(undefined);
  saver = new Autosave(save, '', 'The draft for Status page');
  saver.change('last words');
  await expect(quit()).rejects.toThrow(
    'The draft for Status page is not saved yet. The disk is full. Quit again to leave without it.',
  );
  expect(program.Quit).not.toHaveBeenCalled();
  await quit();
  expect(program.Quit).toHaveBeenCalledOnce();
});

test('a second quit leaves while the saving hangs', async () => {
  let answer: () => void = () => undefined;
  saver = new Autosave(() => new Promise<void>((resolve) => (answer = resolve)));
  saver.change('last words');
  const first = quit();
  await quit();
  expect(program.Quit).toHaveBeenCalledOnce();
  answer();
  await first;
});

test('long after the first quit, the next one warns again', async () => {
  saver = new Autosave(
    vi.fn().mockRejectedValueOnce(full).mockRejectedValueOnce(full).mockResolvedValue(undefined),
  );
  saver.change('last words');
  await expect(quit()).rejects.toThrow('is not saved yet');
  vi.setSystemTime(Date.now() + 61_000);
  await expect(quit()).rejects.toThrow('is not saved yet');
});

test('while an incident is open the first quit says so, the second one leaves', async () => {
  vi.advanceTimersByTime(600_000); // past what the tests before have said
  const view = vi.fn().mockResolvedValue({ open: [{ number: 'INC-7' }] });
  Object.assign(window, { go: { app: { Window: program, Home: { View: view } } } });
  saver = new Autosave(() => Promise.resolve());
  await expect(quit()).rejects.toThrow('INC-7 is open');
  expect(program.Quit).not.toHaveBeenCalled();
  await quit();
  expect(program.Quit).toHaveBeenCalledOnce();
});
