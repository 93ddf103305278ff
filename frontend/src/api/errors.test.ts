import { expect, test } from 'vitest';
import { ApiError, toApiError } from './errors';

const json =
  '{"code":"invalid","message":"25:99 is no time of day.","fields":{"line":"No time of day."},"ref":""}';

test.each([
  ['the desktop window', new Error(json)],
  ['HTTP', json],
])('reads the rejection of %s', (_, reason) => {
  const error = toApiError(reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 'invalid',
    message: '25:99 is no time of day.',
    fields: { line: 'No time of day.' },
    ref: '',
  });
});

test.each([
  ['an object', new Error('[object Object]')],
  ['plain text', 'json: cannot unmarshal string'],
  ['JSON of another form', '{"error":"no"}'],
  ['JSON null', 'null'],
  ['a message that is empty', '{"code":"invalid","message":""}'],
  ['nothing', undefined],
])('gives a sentence and "internal" for %s', (_, reason) => {
  const error = toApiError(reason);
  expect(error.code).toBe('internal');
  expect(error.message).toMatch(/^Something inside Aircover failed\. .+Try again/);
});

test('drops fields that are no sentences', () => {
  const error = toApiError('{"code":"invalid","message":"No.","fields":{"a":1,"b":"Too long."}}');
  expect(error.fields).toEqual({ b: 'Too long.' });
});

test('passes its own kind through', () => {
  const error = new ApiError('conflict', 'It moved on.');
  expect(toApiError(error)).toBe(error);
});
