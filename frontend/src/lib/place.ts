import { router, type Query, type Route } from './router.svelte';

/** Where a prompt leads: a screen of an incident, and what is to be done there first. */
export interface Place {
  incident: string;
  screen: 'room' | 'updates' | 'sync';
  audience: string;
  /** Entry or workstream that it is about. */
  subject: string;
  focus: string;
}

/** Goes to a place; each screen is asked in its own words. */
export function visit({ incident, screen, audience, subject, focus }: Place): void {
  const route: Route = { screen, id: incident };
  const asked: Record<Place['screen'], Query> = {
    room: { subject, focus },
    updates: { audience, focus },
    sync: { request: subject, focus },
  };
  router.go(route, asked[screen]);
}
