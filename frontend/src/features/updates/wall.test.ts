import { expect, test } from 'vitest';
import { nextWall } from './wall';

const now = '2026-11-22T14:00:00Z'; // 15:00 in Berlin

test.each([
  ['15:20', 'Europe/Berlin', '2026-11-22T14:20:00.000Z'],
  ['1520', 'Europe/Berlin', '2026-11-22T14:20:00.000Z'],
  ['15:00', 'Europe/Berlin', '2026-11-23T14:00:00.000Z'],
  ['9:05', 'Europe/Berlin', '2026-11-23T08:05:00.000Z'],
  ['20:00', 'Asia/Kolkata', '2026-11-22T14:30:00.000Z'],
  ['00:30', 'UTC', '2026-11-23T00:30:00.000Z'],
])('%s in %s', (wall, zone, expected) => {
  expect(new Date(nextWall(wall, now, zone) ?? NaN).toISOString()).toBe(expected);
});

test('the night that the clocks change', () => {
  const at = nextWall('09:00', '2026-03-28T20:00:00Z', 'Europe/Berlin');
  expect(new Date(at ?? NaN).toISOString()).toBe('2026-03-29T07:00:00.000Z');
});

test.each(['', '25:00', '12:60', 'soon', '15'])('"%s" is no time of day', (wall) => {
  expect(nextWall(wall, now, 'UTC')).toBeUndefined();
});
