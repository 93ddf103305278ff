import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Workshop } from './workshop.svelte';

const calls = vi.hoisted(() => ({
  List: vi.fn(),
  View: vi.fn(),
  Preview: vi.fn(),
  Save: vi.fn(),
  Restore: vi.fn(),
}));
vi.mock('../../api/client', () => ({ area: () => calls, onChanged: () => () => undefined }));

const template = {
  audience: 'page',
  audienceName: 'Status page',
  occasion: 'first',
  label: 'First notice',
  help: '',
  text: 'default',
  default: 'default',
  changed: false,
  problem: '',
};
let own = '';
let workshop: Workshop;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  own = '';
  const list = () => ({
    templates: [{ ...template, text: own || template.default, changed: own !== '' }],
    fields: [],
    problem: '',
  });
  calls.List.mockImplementation(() => Promise.resolve(list()));
  calls.View.mockResolvedValue({ open: [{ id: '1', number: 'INC-1', title: 'Checkout fails' }], recent: [] });
  calls.Preview.mockImplementation((_id, _audience, _occasion, words: string) =>
    words.includes('{{')
      ? Promise.reject(new Error('line 1'))
      : Promise.resolve({ text: words, state: '', findings: [] }),
  );
  calls.Save.mockImplementation((_audience, _occasion, words: string) => Promise.resolve(void (own = words)));
  calls.Restore.mockImplementation(() => Promise.resolve(void (own = '')));
  workshop = new Workshop('');
  stop = workshop.watch();
  await vi.advanceTimersByTimeAsync(200);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('the preview is of the newest incident, and follows what is typed', async () => {
  expect([workshop.subject, workshop.preview?.text]).toEqual(['INC-1 Checkout fails', 'default']);
  workshop.type('mine');
  await vi.advanceTimersByTimeAsync(150);
  expect(workshop.preview?.text).toBe('mine');
  workshop.type('default');
});

test('a mistake keeps the preview that worked', async () => {
  workshop.type('{{.X');
  await vi.advanceTimersByTimeAsync(150);
  expect([workshop.stale, workshop.preview?.text, workshop.wrong === '']).toEqual([true, 'default', false]);
  workshop.type('default');
});

test('the playbook is restored, and the own text comes back', async () => {
  workshop.type('mine');
  await workshop.save();
  expect(workshop.chosen?.changed).toBe(true);
  await workshop.restore();
  expect([workshop.text, workshop.restored]).toEqual(['default', 'mine']);
  await workshop.undo();
  expect([workshop.text, workshop.restored]).toEqual(['mine', '']);
});
