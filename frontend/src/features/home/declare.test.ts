import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keep } from '../../lib/kept';
import { router } from '../../lib/router.svelte';
import { Declare } from './declare.svelte';
import DeclareLine from './DeclareLine.svelte';

const backend = { Preview: vi.fn(), Declare: vi.fn() };

const said = {
  title: 'checkout down',
  severity: 1,
  severitySaid: true,
  began: '',
  beganSaid: false,
  similar: [],
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  backend.Preview.mockReset().mockResolvedValue(said);
  backend.Declare.mockReset().mockResolvedValue('0198');
  Object.assign(window, { go: { app: { Home: backend } }, runtime: { EventsOn: () => () => undefined } });
});

afterEach(() => {
  vi.useRealTimers();
  keep('declare', '');
  Reflect.deleteProperty(window, 'go');
});

function show() {
  const declare = new Declare();
  render(DeclareLine, { declare, element: null });
  return { declare, field: screen.getByRole<HTMLInputElement>('textbox', { name: 'What is wrong?' }) };
}

async function type(field: HTMLInputElement, text: string) {
  await fireEvent.input(field, { target: { value: text } });
  await vi.advanceTimersByTimeAsync(100);
}

const enter = (field: HTMLInputElement) => fireEvent.submit(field.form as HTMLFormElement);

test('what is typed is shown as it would be declared, what is not said stays dim', async () => {
  const { field } = show();
  await type(field, 'checkout down sev1');
  expect(backend.Preview).toHaveBeenCalledWith('checkout down sev1', expect.stringMatching(/\w/));
  expect(screen.getByText('SEV1').closest('.said')).not.toBeNull();
  expect(screen.getByText('begins now').className).toContain('taken');
});

test('a line that is too long is not read while it is typed, and can be entered', async () => {
  const { declare, field } = show();
  await type(field, 'checkout down');
  await type(field, 'ü'.repeat(5_001));
  expect(backend.Preview).toHaveBeenCalledTimes(1);
  expect(declare.preview).toBeUndefined();
  expect(await declare.enter()).toBe('0198');
});

test('only the reading of the newest words is shown', async () => {
  const { declare, field } = show();
  let late: (preview: unknown) => void = () => undefined;
  backend.Preview.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  await type(field, 'che');
  await type(field, 'checkout down');
  late({ ...said, title: 'che' });
  await vi.advanceTimersByTimeAsync(0);
  expect(declare.preview?.title).toBe('checkout down');
});

test('Enter twice declares once and opens the Room', async () => {
  const go = vi.spyOn(router, 'go').mockReturnValue();
  const { field } = show();
  await type(field, 'checkout down');
  await enter(field);
  await enter(field);
  await vi.advanceTimersByTimeAsync(0);
  expect(backend.Declare).toHaveBeenCalledTimes(1);
  expect(go).toHaveBeenCalledExactlyOnceWith({ screen: 'room', id: '0198' });
  expect(new Declare().line).toBe('');
});

test('a refusal stands at the field, the text stays, and it can be entered again', async () => {
  const { declare, field } = show();
  const refusal = { code: 'invalid', message: 'Refused.', fields: { line: 'Type what is wrong first.' } };
  backend.Declare.mockRejectedValueOnce(new Error(JSON.stringify(refusal)));
  await type(field, 'x');
  await enter(field);
  await vi.advanceTimersByTimeAsync(0);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Type what is wrong first.')).toBeTruthy();
  expect(field.value).toBe('x');
  expect(await declare.enter()).toBe('0198');
});

test('a half-typed line is there again on the way back', async () => {
  const { field } = show();
  await type(field, 'checkout');
  expect(new Declare().line).toBe('checkout');
});
