import { describe, expect, test } from 'vitest';
import {
  clock,
  countdown,
  date,
  dayDistance,
  distance,
  duration,
  elapsed,
  when,
  whenAndDistance,
  whenWithZone,
  zoneName,
} from './format';

const now = '2026-11-22T14:15:00Z';
const minutes = (count: number) => count * 60_000;

test.each([
  ['2026-11-22T14:20:00Z', 'Europe/Berlin', '15:20'],
  ['2026-11-22T00:05:00Z', 'UTC', '00:05'],
  ['2026-11-22T14:20:00Z', 'Asia/Kolkata', '19:50'],
  ['no time', 'UTC', '–'],
])('clock of %s in %s is %s', (at, zone, text) => expect(clock(at, zone)).toBe(text));

test('clock with seconds', () => expect(clock('2026-11-22T14:20:07Z', 'UTC', true)).toBe('14:20:07'));

test.each([
  ['2026-11-22T14:20:00Z', '15:20'],
  ['2026-11-23T15:45:00Z', 'tomorrow 16:45'],
  ['2026-11-21T15:45:00Z', 'yesterday 16:45'],
  ['2026-11-25T08:00:00Z', 'Wed 25 Nov 09:00'],
  ['2025-11-25T08:00:00Z', '25 Nov 2025 09:00'],
])('when of %s is %s', (at, text) => expect(when(at, now, 'Europe/Berlin')).toBe(text));

test('the day is the zone’s day, not the laptop’s', () => {
  expect(dayDistance('2026-11-22T23:30:00Z', '2026-11-22T22:30:00Z', 'Europe/Berlin')).toBe(1);
  expect(dayDistance('2026-11-22T23:30:00Z', '2026-11-22T22:30:00Z', 'UTC')).toBe(0);
  expect(date('2026-11-22T23:30:00Z', '2026-11-22T12:00:00Z', 'Europe/Berlin')).toBe('tomorrow');
});

test('a day of 25 hours is one day', () => {
  expect(dayDistance('2026-10-25T22:30:00Z', '2026-10-24T22:30:00Z', 'Europe/Berlin')).toBe(0);
  expect(dayDistance('2026-10-25T23:30:00Z', '2026-10-24T22:30:00Z', 'Europe/Berlin')).toBe(1);
});

test.each([
  [minutes(5), 'in 5 min'],
  [20_000, 'now'],
  [-minutes(12), '12 min ago'],
  [minutes(95), 'in 1 h 35'],
  [minutes(60 * 72), 'in 3 days'],
  [-minutes(60 * 25), '1 day ago'],
])('distance of %d ms is %s', (gap, text) => expect(distance(Date.parse(now) + gap, now)).toBe(text));

test('the absolute time comes first', () => {
  expect(whenAndDistance('2026-11-22T14:20:00Z', now, 'Europe/Berlin')).toBe('15:20, in 5 min');
});

test.each([
  [40_000, '40 s'],
  [minutes(4), '4 m'],
  [minutes(59.99), '59 m'],
  [minutes(95), '1 h 35'],
  [minutes(120), '2 h'],
  [minutes(65), '1 h 05'],
  [minutes(60 * 52), '2 d 4 h'],
  [minutes(60 * 48), '2 d'],
  [-5, '0 s'],
  [NaN, '–'],
])('duration of %d ms is %s', (span, text) => expect(duration(span)).toBe(text));

test.each([
  [minutes(47), '00:47'],
  [minutes(47.9), '00:47'],
  [minutes(26 * 60 + 10), '26:10'],
  [minutes(100 * 60), '4 d 04:00'],
  [-1, '00:00'],
])('elapsed of %d ms is %s', (span, text) => expect(elapsed(span)).toBe(text));

test.each([
  [minutes(5) + 10_000, '5:10'],
  [6_001, '0:07'],
  [0, '0:00'],
  [-4_000, '0:00'],
  [minutes(60), '1 h'],
  [minutes(59) + 59_500, '1 h'],
])('countdown of %d ms is %s', (span, text) => expect(countdown(span)).toBe(text));

describe('zone names', () => {
  test.each([
    ['Europe/Berlin', '2026-11-22T12:00:00Z', 'CET'],
    ['Europe/Berlin', '2026-07-22T12:00:00Z', 'CEST'],
    ['America/New_York', '2026-11-22T12:00:00Z', 'EST'],
    ['UTC', '2026-11-22T12:00:00Z', 'UTC'],
    ['Asia/Kolkata', '2026-11-22T12:00:00Z', 'IST'],
    ['America/Sao_Paulo', '2026-11-22T12:00:00Z', 'GMT-3'],
  ])('%s at %s is %s', (zone, at, name) => expect(zoneName(at, zone)).toBe(name));

  test('beside the time', () => {
    expect(whenWithZone('2026-11-22T14:20:00Z', now, 'Europe/Berlin')).toBe('15:20 CET');
  });
});
