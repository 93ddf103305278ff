import { expect, test } from 'vitest';
import { lengthWords } from './outgoing.svelte';

test.each([
  [212, 280, 1, '212 / 280 characters'],
  [4210, 4000, 1, '4,210 / 4,000 characters'],
  [480, 160, 4, '480 characters, 4 messages'],
])('%d of %d in %d', (count, limit, parts, said) => {
  expect(lengthWords({ channel: 'SMS', count, limit, unit: 'characters', parts, note: '' })).toBe(said);
});
