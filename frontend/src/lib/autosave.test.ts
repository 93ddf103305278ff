import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave } from './autosave.svelte';

interface Call<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

/** A promise that the test settles by hand. */
function pending<T>(): Call<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('saves within 250 ms of the first keystroke, however steadily the typing goes on', async () => {
  const save = vi.fn(() => Promise.resolve());
  const autosave = new Autosave(save);
  for (const text of ['a', 'ab', 'abc', 'abcd', 'abcde']) {
    autosave.change(text);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(save).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(250);
  expect(save).toHaveBeenLastCalledWith('abcde');
  expect(autosave.state).toBe('saved');
});

test('one save at a time, then the newest value and none between', async () => {
  const calls: Call<undefined>[] = [];
  const save = vi.fn(() => {
    const call = pending<undefined>();
    calls.push(call);
    return call.promise;
  });
  const autosave = new Autosave(save);
  autosave.change('one');
  await vi.advanceTimersByTimeAsync(150);
  autosave.change('two');
  autosave.change('three');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save.mock.calls).toEqual([['one']]);
  expect(autosave.state).toBe('saving');
  calls[0]?.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(save.mock.calls).toEqual([['one'], ['three']]);
  calls[1]?.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state).toBe('saved');
});

test('a failure shows, and is tried again by itself with the newest value', async () => {
  const full = new Error('The disk is full.');
  const save = vi.fn().mockRejectedValueOnce(full).mockRejectedValueOnce(full).mockResolvedValue(undefined);
  const autosave = new Autosave(save);
  autosave.change('kept');
  await vi.advanceTimersByTimeAsync(150);
  expect(autosave.state).toBe('failed');
  expect(autosave.error).toBe(full);
  autosave.change('kept, and more');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(autosave.state).toBe('failed');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(autosave.state).toBe('saved');
  expect(autosave.error).toBeUndefined();
  expect(save).toHaveBeenLastCalledWith('kept, and more');
});

test('leaving the page saves at once', () => {
  const save = vi.fn(() => Promise.resolve());
  const autosave = new Autosave(save);
  autosave.change('last words');
  window.dispatchEvent(new Event('pagehide'));
  expect(save).toHaveBeenCalledWith('last words');
});

test('what is typed back to what was saved needs no save', async () => {
  const save = vi.fn(() => Promise.resolve());
  const autosave = new Autosave(save, 'as it was');
  autosave.change('as it was!');
  autosave.change('as it was');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save).not.toHaveBeenCalled();
  expect(autosave.state).toBe('saved');
});

test('flush waits for the save under way and then for its own', async () => {
  const saved: string[] = [];
  const autosave = new Autosave(async (text) => {
    await Promise.resolve();
    saved.push(text);
  });
  autosave.change('one');
  await vi.advanceTimersByTimeAsync(150);
  autosave.change('two');
  await autosave.flush();
  expect(saved).toEqual(['one', 'two']);
});

test('a view that closes on a failing save still gets its text saved later', async () => {
  const save = vi.fn().mockRejectedValueOnce(new Error('full')).mockResolvedValue(undefined);
  const autosave = new Autosave(save);
  autosave.change('not lost');
  await autosave.close();
  expect(autosave.state).toBe('failed');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(autosave.state).toBe('saved');
  window.dispatchEvent(new Event('pagehide'));
  expect(save).toHaveBeenCalledTimes(2);
});
