import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { available, useActions } from './keys.svelte';

test('actions that change together all stay', () => {
  let step = $state(1);
  const stop = $effect.root(() => {
    useActions(() => [{ id: 'first', title: `first ${step}`, run: () => undefined }]);
    useActions(() => [{ id: 'second', title: `second ${step}`, run: () => undefined }]);
  });
  flushSync();
  step = 2;
  flushSync();
  step = 3;
  flushSync();
  expect(available().map((action) => action.title)).toEqual(['first 3', 'second 3']);
  stop();
  expect(available()).toEqual([]);
});
