import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { app } from './api';
import { Draft, statedIn } from './draft.svelte';

const calls = vi.hoisted(() => ({
  Save: vi.fn(),
  Draft: vi.fn(),
  Discard: vi.fn(),
  MarkSent: vi.fn(),
  NothingNew: vi.fn(),
}));
vi.mock('../../api/client', () => ({ area: () => calls }));

const facts = '**Investigating:** Checkout fails';
let draft: Draft;

function view(text: string, more: Partial<app.DraftView> = {}): app.DraftView {
  return {
    text,
    state: 'Investigating',
    next: '',
    nextWhy: '',
    edited: false,
    factsMove: false,
    base: '',
    paragraphs: [],
    changes: [],
    added: 0,
    removed: 0,
    occasion: 'investigating',
    stateFits: 'Investigating',
    problem: '',
    fresh: facts,
    findings: [],
    ...more,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.values(calls).forEach((call) => call.mockReset().mockResolvedValue(undefined));
  calls.Save.mockResolvedValue([]);
  calls.Draft.mockImplementation(() => Promise.resolve(view(draft.text, { edited: true })));
  draft = new Draft('1', 'page', view(facts));
});

afterEach(() => {
  draft.close();
  vi.useRealTimers();
});

test('every keystroke is saved within 250 ms, as the newest text', async () => {
  draft.type(`${facts}.`);
  draft.type(`${facts}. More`);
  await vi.advanceTimersByTimeAsync(250);
  expect(calls.Save).toHaveBeenLastCalledWith('1', 'page', 'Investigating', `${facts}. More`);
  expect(draft.saver.state).toBe('saved');
});

test('what a save finds stands where the text has moved to meanwhile', async () => {
  let answer: (findings: unknown[]) => void = () => undefined;
  calls.Save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  draft.type('see TBD');
  await vi.advanceTimersByTimeAsync(200);
  draft.type('Please see TBD');
  calls.Save.mockReturnValue(new Promise(() => undefined));
  answer([{ rule: 'placeholder', severity: 'E', start: 4, end: 7, reason: 'Fill it in.' }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.findings.map(({ start, end }) => draft.text.slice(start, end))).toEqual(['TBD']);
});

test('a text that is being typed is never replaced by an answer on its way', async () => {
  let answer: (view: app.DraftView) => void = () => undefined;
  calls.Draft.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const asked = draft.refresh();
  draft.type('by hand');
  answer(view('newer facts'));
  await asked;
  await vi.advanceTimersByTimeAsync(500);
  expect(draft.text).toBe('by hand');
});

test('a draft that nobody touched follows the facts', async () => {
  calls.Draft.mockResolvedValue(view('newer facts'));
  await draft.refresh();
  expect(draft.text).toBe('newer facts');
  expect(calls.Save).not.toHaveBeenCalled();
});

test('a save that fails keeps the text and is tried again', async () => {
  calls.Save.mockRejectedValueOnce(new Error('full'));
  draft.type('by hand');
  await vi.advanceTimersByTimeAsync(250);
  expect(draft.saver.state).toBe('failed');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(draft.saver.state).toBe('saved');
  expect(draft.text).toBe('by hand');
});

test('the new text can be taken, and taken back', async () => {
  draft.type('by hand');
  await vi.advanceTimersByTimeAsync(250);
  calls.Draft.mockResolvedValue(view(facts));
  await draft.takeFresh();
  expect(draft.text).toBe(facts);
  expect(calls.Discard).toHaveBeenCalledWith('1', 'page');
  draft.undo();
  expect(draft.text).toBe('by hand');
});

test('another public state changes only the opening of a text by hand', async () => {
  calls.Draft.mockImplementation((_id, _audience, state) =>
    Promise.resolve(view(draft.text, { edited: true, state: state || 'Investigating' })),
  );
  draft.type(`${facts} since noon.`);
  await vi.advanceTimersByTimeAsync(250);
  await draft.choose('Monitoring');
  expect(draft.text).toBe('**Monitoring:** Checkout fails since noon.');
  expect(draft.state).toBe('Monitoring');
});

test('nothing is saved after the update was sent', async () => {
  draft.type('sent text');
  calls.Draft.mockResolvedValue(view('next facts'));
  expect(await draft.markSent()).toBe(true);
  expect(calls.MarkSent).toHaveBeenCalledWith('1', 'page', 'Investigating', 'sent text');
  const saves = calls.Save.mock.calls.length;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(calls.Save).toHaveBeenCalledTimes(saves);
  expect(draft.text).toBe('next facts');
});

test.each([
  ['**Investigating, SEV1:** x', 'Investigating'],
  ['**For review, not to be passed on. Resolved, SEV1:** x', 'Resolved'],
  ['We are **Monitoring**', undefined],
])('%s opens with %s', (text, state) => expect(statedIn(text)).toBe(state));
