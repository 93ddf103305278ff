/** Where the user is. The hash of the address holds it, so that back, forward and reload work. */
export type Route =
  | { screen: 'home' }
  | { screen: 'room'; id: string }
  | { screen: 'updates'; id: string }
  | { screen: 'sync'; id: string }
  | { screen: 'settings' };

export type Screen = Route['screen'];

/** "#/incident/ID/updates" to a route; what it does not know is Home. */
export function parse(hash: string): Route {
  const [first = '', id = '', view = ''] = hash
    .replace(/^#?\/?/, '')
    .replace(/\?.*$/s, '')
    .split('/')
    .map(decode);
  if (first === 'settings') return { screen: 'settings' };
  if (first !== 'incident' || !id) return { screen: 'home' };
  if (view === 'updates' || view === 'sync') return { screen: view, id };
  return { screen: 'room', id };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** What a screen is to show first, behind the question mark: { audience: 'page', focus: 'next' }. */
export type Query = Readonly<Record<string, string>>;

/** "#/incident/ID/updates?audience=page" to { audience: 'page' }. */
export function parseQuery(hash: string): Query {
  return Object.fromEntries(new URLSearchParams(/\?(.*)$/s.exec(hash)?.[1] ?? ''));
}

/** The address of a route, for a link: `<a href={href({ screen: 'room', id })}>`. */
export function href(route: Route, query: Query = {}): string {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return asked ? `${path(route)}?${asked}` : path(route);
}

function path(route: Route): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'settings') return '#/settings';
  const room = `#/incident/${encodeURIComponent(route.id)}`;
  return route.screen === 'room' ? room : `${room}/${route.screen}`;
}

/** One level up: Updates and Sync to their Room, everything else to Home. */
export function above(route: Route): Route {
  if (route.screen === 'updates' || route.screen === 'sync') return { screen: 'room', id: route.id };
  return { screen: 'home' };
}

class Router {
  #route = $state.raw<Route>(parse(location.hash));
  #query = $state.raw<Query>(parseQuery(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => {
      this.#route = parse(location.hash);
      this.#query = parseQuery(location.hash);
    });
  }

  get route(): Route {
    return this.#route;
  }

  /** What the address asks the screen to show first. */
  get query(): Query {
    return this.#query;
  }

  go(route: Route, query: Query = {}): void {
    this.#route = route;
    this.#query = query;
    if (location.hash !== href(route, query)) location.hash = href(route, query);
  }

  /** Forgets the query once the screen has done what it asked, so that a reload does not ask again. */
  answered(): void {
    this.#query = {};
    history.replaceState(history.state, '', href(this.#route));
  }

  up(): void {
    this.go(above(this.#route));
  }
}

export const router = new Router();
