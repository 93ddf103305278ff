import type { Component } from 'svelte';
import type { Screen } from './lib/router.svelte';

/** A screen takes the incident's id; Home and Settings are given an empty one. */
type ScreenComponent = Component<{ id: string }>;

/** Each screen is a file of its own, fetched when it is first shown. */
const loaders: Record<Screen, () => Promise<{ default: ScreenComponent }>> = {
  home: () => import('./features/home/Home.svelte'),
  room: () => import('./features/room/Room.svelte'),
  updates: () => import('./features/updates/Updates.svelte'),
  sync: () => import('./features/sync/Sync.svelte'),
  questions: () => import('./features/questions/Questions.svelte'),
  audiences: () => import('./features/audiences/Audiences.svelte'),
  templates: () => import('./features/templates/Templates.svelte'),
  nudges: () => import('./features/nudges/Nudges.svelte'),
  settings: () => import('./features/people/People.svelte'),
};

const loaded = new Map<Screen, Promise<ScreenComponent>>();

export function screenComponent(screen: Screen): Promise<ScreenComponent> {
  const known = loaded.get(screen);
  if (known) return known;
  const component = loaders[screen]().then((module) => module.default);
  loaded.set(screen, component);
  component.catch(() => loaded.delete(screen));
  return component;
}
