import { expect, test } from 'vitest';
import { above, href, parse, parseQuery, type Route } from './router.svelte';

const routes: [string, Route][] = [
  ['#/', { screen: 'home' }],
  ['#/settings', { screen: 'settings' }],
  ['#/incident/0198', { screen: 'room', id: '0198' }],
  ['#/incident/0198/updates', { screen: 'updates', id: '0198' }],
  ['#/incident/0198/sync', { screen: 'sync', id: '0198' }],
  ['#/incident/0198/questions', { screen: 'questions', id: '0198' }],
  ['#/incident/0198/audiences', { screen: 'audiences', id: '0198' }],
  ['#/settings/audiences', { screen: 'audiences', id: '' }],
  ['#/settings/templates', { screen: 'templates', id: '' }],
  ['#/incident/0198/nudges', { screen: 'nudges', id: '0198' }],
  ['#/settings/nudges', { screen: 'nudges', id: '' }],
  ['#/incident/a%2Fb', { screen: 'room', id: 'a/b' }],
];

test.each(routes)('%s', (hash, route) => {
  expect(parse(hash)).toEqual(route);
  expect(href(route)).toBe(hash);
});

test.each(['', '#', '#/nowhere', '#/incident', '#/incident/', '#/incident/%E0%A4'])('%s is Home', (hash) => {
  expect(parse(hash)).toEqual({ screen: 'home' });
});

test('one level up', () => {
  expect(above({ screen: 'sync', id: '1' })).toEqual({ screen: 'room', id: '1' });
  expect(above({ screen: 'nudges', id: '1' })).toEqual({ screen: 'room', id: '1' });
  expect(above({ screen: 'nudges', id: '' })).toEqual({ screen: 'settings' });
  expect(above({ screen: 'room', id: '1' })).toEqual({ screen: 'home' });
  expect(above({ screen: 'templates', id: '1' })).toEqual({ screen: 'updates', id: '1' });
  expect(above({ screen: 'templates', id: '' })).toEqual({ screen: 'settings' });
});

test('a query says what to show first, and is no part of the route', () => {
  const address = href({ screen: 'updates', id: '1' }, { audience: 'page', focus: 'next', empty: '' });
  expect(address).toBe('#/incident/1/updates?audience=page&focus=next');
  expect(parse(address)).toEqual({ screen: 'updates', id: '1' });
  expect(parseQuery(address)).toEqual({ audience: 'page', focus: 'next' });
  expect(parseQuery('#/incident/1')).toEqual({});
});
