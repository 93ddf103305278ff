import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { now } from './now.svelte';

let hidden = false;

beforeEach(() => {
  vi.useFakeTimers({ now: 10_400 });
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  hidden = false;
  vi.useRealTimers();
});

function watch(): { seen: number[]; stop: () => void } {
  const seen: number[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(now.ms));
  });
  flushSync();
  return { seen, stop };
}

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
  flushSync();
}

test('ticks on the full second of the wall clock', async () => {
  const { seen, stop } = watch();
  pass(600);
  pass(1_000);
  expect(seen).toEqual([10_400, 11_000, 12_000]);
  stop();
  await Promise.resolve();
  expect(vi.getTimerCount()).toBe(0);
});

test('rests while hidden and is right at once when shown', () => {
  const { seen, stop } = watch();
  hidden = true;
  document.dispatchEvent(new Event('visibilitychange'));
  pass(60_000);
  expect(seen).toEqual([10_400]);
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  flushSync();
  expect(seen).toEqual([10_400, 70_400]);
  stop();
});
