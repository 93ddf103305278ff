import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { app } from '../../../wailsjs/go/models';
import { Log } from './log.svelte';

const room = { Before: vi.fn() };

beforeEach(() => {
  room.Before.mockReset();
  Object.assign(window, { go: { app: { Room: room } } });
});

afterEach(() => Reflect.deleteProperty(window, 'go'));

const entry = (name: number, occurred = '2026-11-22T12:00:00.000Z') =>
  ({ id: String(name), occurred }) as unknown as app.EntryView;
const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => entry(from + at));
const page = (from: number, to: number) =>
  ({ entries: entries(from, to), more: from > 0, total: to }) as app.EntryPage;
const ids = (log: Log) => log.entries.map((each) => each.id).join(' ');

test('older pages come in front, one at a time, until there are no more', async () => {
  room.Before.mockImplementation((_: string, before: string) =>
    Promise.resolve(page(Number(before) - 2, Number(before))),
  );
  const log = new Log('1');
  log.take(page(4, 6));
  log.older();
  log.older();
  await vi.waitFor(() => expect(ids(log)).toBe('2 3 4 5'));
  log.older();
  await vi.waitFor(() => expect(ids(log)).toBe('0 1 2 3 4 5'));
  log.older();
  expect(room.Before).toHaveBeenCalledTimes(2);
});

test('at the end a new page drops what is older; further up what is older is read anew', async () => {
  room.Before.mockImplementation((_: string, before: string) =>
    Promise.resolve(page(Number(before) - 2, Number(before))),
  );
  const log = new Log('1');
  log.take(page(4, 6));
  log.older();
  await vi.waitFor(() => expect(ids(log)).toBe('2 3 4 5'));
  log.atEnd = false;
  log.take(page(5, 7));
  await vi.waitFor(() => expect(ids(log)).toBe('1 2 3 4 5 6'));
  log.atEnd = true;
  log.take(page(6, 8));
  expect(ids(log)).toBe('6 7');
});

test('an entry far back is loaded until it is there', async () => {
  room.Before.mockImplementation((_: string, before: string) =>
    Promise.resolve(page(Number(before) - 2, Number(before))),
  );
  const log = new Log('1');
  log.take(page(6, 8));
  expect(await log.find('1')).toBe(true);
  expect(await log.find('none')).toBe(false);
});

test('each day has a heading, in the zone of the incident', () => {
  const log = new Log('1');
  const [evening, night] = ['2026-11-21T22:30:00.000Z', '2026-11-21T23:30:00.000Z'];
  log.take({ entries: [entry(1, evening), entry(2, night)], more: false, total: 2 } as app.EntryPage);
  const rows = log.rows('Europe/Berlin', Date.parse('2026-11-22T12:00:00.000Z'));
  expect(rows.map((row) => ('day' in row ? row.day : row.entry.id))).toEqual([
    'yesterday',
    '1',
    'today',
    '2',
  ]);
});
