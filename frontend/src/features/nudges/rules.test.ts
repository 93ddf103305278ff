import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Rules from './Rules.svelte';

const nudges = { Rules: vi.fn(), View: vi.fn(), SetRule: vi.fn(), SetQuiet: vi.fn(), Preview: vi.fn() };
const home = { View: vi.fn() };

const rule = (id: string, more = {}) => ({
  id,
  name: id,
  when: 'minutes before it is due',
  says: 'You promised 15:20.',
  on: true,
  minutes: 5,
  playbook: 5,
  least: 1,
  most: 60,
  dismissed: 0,
  offer: false,
  ...more,
});

beforeEach(() => {
  for (const method of Object.values(nudges)) method.mockReset().mockResolvedValue(undefined);
  nudges.View.mockResolvedValue({ due: [], problem: 'The desktop shows no notifications.' });
  nudges.Rules.mockResolvedValue({
    rules: [rule('Promises'), rule('Needs', { minutes: 0, playbook: 0, dismissed: 5, offer: true })],
    private: false,
    sound: true,
    quietFrom: '22:00',
    quietTo: '07:00',
  });
  nudges.Preview.mockResolvedValue([
    { key: '1', at: '2026-11-22T15:15:00Z', title: '15:20 promise', body: 'You promised.' },
  ]);
  home.View.mockResolvedValue({
    open: [{ id: 'a', number: 'INC-1', title: 'Checkout', settled: '' }],
    recent: [],
  });
  Object.assign(window, {
    go: { app: { Nudges: nudges, Home: home } },
    runtime: { EventsOn: () => () => undefined },
  });
});

afterEach(() => Reflect.deleteProperty(window, 'go'));

test('minutes out of bounds are refused at the field, and what was typed stays', async () => {
  nudges.SetRule.mockRejectedValue(
    JSON.stringify({ code: 'invalid', message: 'no', fields: { minutes: 'Give between 1 and 60 minutes.' } }),
  );
  render(Rules);
  const field = await screen.findByLabelText<HTMLInputElement>('Promises: minutes');
  await fireEvent.input(field, { target: { value: '99' } });
  await fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByText('Give between 1 and 60 minutes.')).toBeTruthy();
  expect(nudges.SetRule).toHaveBeenCalledExactlyOnceWith('Promises', true, 99);
  await fireEvent.blur(field);
  expect(nudges.SetRule).toHaveBeenCalledTimes(1);
  expect(field.value).toBe('99');
});

test('what is no number is not sent; an empty field is the playbook again', async () => {
  render(Rules);
  const field = await screen.findByLabelText('Promises: minutes');
  await fireEvent.input(field, { target: { value: 'five' } });
  await fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByText('Give between 1 and 60 minutes.')).toBeTruthy();
  expect(nudges.SetRule).not.toHaveBeenCalled();
  await fireEvent.input(field, { target: { value: '' } });
  await fireEvent.keyDown(field, { key: 'Enter' });
  expect(nudges.SetRule).toHaveBeenCalledExactlyOnceWith('Promises', true, 0);
});

test('a rule that was dismissed five times in a row is kept or switched off', async () => {
  render(Rules);
  await fireEvent.click(await screen.findByRole('button', { name: /^Keep it ?: Needs/ }));
  expect(nudges.SetRule).toHaveBeenLastCalledWith('Needs', true, 0);
  await fireEvent.click(screen.getByRole('button', { name: /^Switch off ?: Needs/ }));
  expect(nudges.SetRule).toHaveBeenLastCalledWith('Needs', false, 0);
  expect(screen.queryByRole('button', { name: /^Keep it ?: Promises/ })).toBeNull();
});

test('the preview says what a rule would have said on the newest incident', async () => {
  render(Rules);
  await fireEvent.click(await screen.findByRole('button', { name: /^Preview ?: Promises/ }));
  expect(await screen.findByText(/On INC-1 it would have said this once so far/)).toBeTruthy();
  expect(screen.getByText('15:20 promise')).toBeTruthy();
  expect(nudges.Preview).toHaveBeenCalledExactlyOnceWith('a', 'Promises', 5);
});

test('what stands in the way of notifications is said with what to do', async () => {
  render(Rules);
  expect(await screen.findByText(/The desktop shows no notifications\. Allow Aircover/)).toBeTruthy();
});
