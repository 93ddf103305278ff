import { fireEvent, render, screen as page } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../api/errors';
import type { app } from './api';
import PlanForm from './PlanForm.svelte';
import { dayName, daysFrom, SyncScreen } from './sync.svelte';

const calls = vi.hoisted(() => ({
  View: vi.fn(),
  Set: vi.fn(),
  Change: vi.fn(),
  SetEmail: vi.fn(),
  List: vi.fn(),
}));
vi.mock('../../api/client', () => ({ area: () => calls }));

const plan: app.SyncInput = {
  date: '2026-11-23',
  wall: '16:45',
  zone: 'Europe/Berlin',
  minutes: 15,
  link: '',
  people: ['Ada'],
};

beforeEach(() => {
  Object.values(calls).forEach((call) => call.mockReset().mockResolvedValue(undefined));
  calls.View.mockResolvedValue({ id: '1', sync: null, plan, invited: [], requests: [], people: [] });
});

function form(screen: SyncScreen): void {
  render(PlanForm, {
    screen,
    input: plan,
    known: [],
    action: 'Set the sync',
    onsubmit: (input: app.SyncInput) => screen.set(input),
  });
}

test('a refused time is said at the field, and what was typed stays', async () => {
  const sentence = '"25:00" is not a time of day. Write it as 16:45.';
  calls.Set.mockRejectedValue(new ApiError('invalid', sentence, { wall: sentence }));
  form(new SyncScreen('1'));
  const field = page.getByLabelText<HTMLInputElement>('Time');
  await fireEvent.input(field, { target: { value: '25:00' } });
  await fireEvent.click(page.getByRole('button', { name: /Set the sync/ }));
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(page.getByText(sentence)).toBeTruthy();
  expect(field.value).toBe('25:00');
});

test('a refusal that belongs to no field is said once, below', async () => {
  calls.Set.mockRejectedValue(new ApiError('storage', 'The disk is full.'));
  form(new SyncScreen('1'));
  await fireEvent.click(page.getByRole('button', { name: /Set the sync/ }));
  expect(await page.findByRole('alert')).toHaveProperty(
    'textContent',
    expect.stringContaining('The disk is full.'),
  );
});

test('a sync that is set offers its invitation; a second one is a request', async () => {
  const screen = new SyncScreen('1');
  calls.Set.mockResolvedValueOnce({ request: '' });
  await screen.set(plan);
  expect(screen.offer?.op).toBe('invite');
  calls.Set.mockResolvedValueOnce({ request: 'r1' });
  await screen.set(plan);
  expect(screen.request).toBe('r1');
});

test('an address that comes later goes into the sync that is set', async () => {
  const screen = new SyncScreen('1');
  const series = {
    ...plan,
    people: [{ name: 'Ada', email: '', role: 'responder', optional: true }],
    cancelled: false,
  };
  calls.View.mockResolvedValue({ id: '1', sync: series, plan, invited: [], requests: [], people: [] });
  await screen.load();
  expect(await screen.setEmail('Ada', 'ada@example.org')).toBe('');
  expect(calls.Change).toHaveBeenCalledWith('1', plan);
});

test('days are days of the calendar, whatever the zone of the laptop', () => {
  expect(dayName('2026-11-23')).toBe('Mon 23 Nov');
  expect(daysFrom('2026-12-31', 2).map((day) => day.value)).toEqual(['2026-12-31', '2027-01-01']);
});
