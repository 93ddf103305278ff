import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const save = vi.fn();
let lib: typeof import('./kept');

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  save.mockReset().mockResolvedValue(undefined);
  lib = await import('./kept');
});
afterEach(() => vi.useRealTimers());

test('what was stored is there at the start, and is not stored again', async () => {
  lib.keepIn({ 'log 1': 'half a line' }, save);
  expect(lib.kept('log 1')).toBe('half a line');
  lib.keep('log 1', 'half a line');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save).not.toHaveBeenCalled();
});

test('what is typed is stored within 250 ms, each field by its name', async () => {
  lib.keepIn({}, save);
  lib.keep('log 1', 'o');
  lib.keep('log 1', 'one');
  lib.keep('declare', 'two');
  await vi.advanceTimersByTimeAsync(250);
  expect(save.mock.calls).toEqual([
    ['log 1', 'one'],
    ['declare', 'two'],
  ]);
});

test('what was entered or redacted is forgotten in the store too', async () => {
  lib.keepIn({ 'correct 7': 'secret' }, save);
  lib.keep('correct 7', '');
  expect(lib.kept('correct 7')).toBe('');
  await vi.advanceTimersByTimeAsync(250);
  expect(save).toHaveBeenCalledExactlyOnceWith('correct 7', '');
});

test('without a store it is kept until the end of the run', () => {
  lib.keep('log 1', 'half');
  expect(lib.kept('log 1')).toBe('half');
});
