import { expect, test, vi } from 'vitest';
import { Latest } from './latest';

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

test('an answer that comes after a newer question is dropped', async () => {
  const latest = new Latest();
  const kept: string[] = [];
  const first = pending<string>();
  const second = pending<string>();
  const runs = [first, second].map(({ promise }) =>
    latest.run(
      () => promise,
      (answer) => kept.push(answer),
    ),
  );
  second.resolve('second');
  first.resolve('first');
  await Promise.all(runs);
  expect(kept).toEqual(['second']);
});

test('an error is dropped with its question, and told for the newest', async () => {
  const latest = new Latest();
  const fail = vi.fn();
  const old = latest.run(() => Promise.reject(new Error('old')), vi.fn(), fail);
  const fresh = latest.run(() => Promise.reject(new Error('new')), vi.fn(), fail);
  await Promise.all([old, fresh]);
  expect(fail.mock.calls).toEqual([[new Error('new')]]);
});

test('an error nobody listens for is passed on', async () => {
  await expect(new Latest().run(() => Promise.reject(new Error('alone')), vi.fn())).rejects.toThrow('alone');
});

test('nothing is kept once the view has closed', async () => {
  const latest = new Latest();
  const keep = vi.fn();
  const run = latest.run(() => Promise.resolve('late'), keep);
  latest.drop();
  await run;
  expect(keep).not.toHaveBeenCalled();
});
