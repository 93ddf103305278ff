import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { late } from './late.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  let text = $state('a');
  let drawn!: ReturnType<typeof late<string>>;
  const end = $effect.root(() => {
    drawn = late(
      () => text,
      (next, before) => next.length - before.length > 2,
    );
  });
  flushSync();
  const type = (next: string) => {
    text = next;
    flushSync();
  };
  return { drawn: () => drawn.value, type, end };
}

test('a small change is drawn after the frame that it came in', () => {
  const { drawn, type, end } = follow();
  type('ab');
  type('abc');
  expect(drawn()).toBe('a');
  vi.advanceTimersToNextFrame();
  vi.advanceTimersByTime(1);
  expect(drawn()).toBe('abc');
  end();
});

test('a great change is drawn at once, and what waited with it', () => {
  const { drawn, type, end } = follow();
  type('ab');
  type('abcdef');
  expect(drawn()).toBe('abcdef');
  expect(vi.getTimerCount()).toBe(0);
  end();
});

test('nothing is drawn once its component has gone', () => {
  const { type, end } = follow();
  type('ab');
  end();
  expect(vi.getTimerCount()).toBe(0);
});
