import { expect, test } from 'vitest';
import type { Action } from '../lib/keys.svelte';
import { byGroup, matching } from './actionlist';

const action = (title: string, group?: string, words?: string[]): Action => ({
  id: title,
  title,
  group,
  words,
  run: () => {},
});

const actions = [
  action('Go to Home'),
  action('Mark the draft as sent', 'Updates', ['publish']),
  action('Move the promise', 'Updates'),
];

test.each([
  ['', ['Go to Home', 'Mark the draft as sent', 'Move the promise']],
  ['dra ma', ['Mark the draft as sent']],
  ['PUBL', ['Mark the draft as sent']],
  ['ark', []],
])('"%s" finds %j', (query, titles) => {
  expect(matching(actions, query).map(({ title }) => title)).toEqual(titles);
});

test('the newest group comes first', () => {
  expect(byGroup(actions).map(([group, list]) => [group, list.length])).toEqual([
    ['Updates', 2],
    ['Anywhere', 1],
  ]);
});
