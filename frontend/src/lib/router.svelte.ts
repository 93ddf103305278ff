/** Where the user is. The hash of the address holds it, so that back, forward and reload work. */
export type Route =
  | { screen: 'home' }
  | { screen: 'room'; id: string }
  | { screen: 'updates'; id: string }
  | { screen: 'sync'; id: string }
  | { screen: 'questions'; id: string }
  /** What was said in one incident, or with an empty id the rules. */
  | { screen: 'nudges'; id: string }
  /** Of one incident, or with an empty id those that new incidents begin with. */
  | { screen: 'audiences' | 'templates'; id: string }
  | { screen: 'settings' };

export type Screen = Route['screen'];

/** The screens of an incident below its Room. */
const views = ['updates', 'sync', 'questions', 'nudges', 'audiences', 'templates'] as const;

/** "#/incident/ID/updates" to a route; what it does not know is Home. */
export function parse(hash: string): Route {
  const [first = '', id = '', view = ''] = hash
    .replace(/^#?\/?/, '')
    .replace(/\?.*$/s, '')
    .split('/')
    .map(decode);
  if (first === 'settings') {
    if (id === 'audiences' || id === 'templates' || id === 'nudges') return { screen: id, id: '' };
    return { screen: 'settings' };
  }
  if (first !== 'incident' || !id) return { screen: 'home' };
  const below = views.find((name) => name === view);
  if (below) return { screen: below, id };
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
  if (!route.id) return `#/settings/${route.screen}`;
  const room = `#/incident/${encodeURIComponent(route.id)}`;
  return route.screen === 'room' ? room : `${room}/${route.screen}`;
}

/** One level up: what is set for updates to Updates or Settings, a screen of an incident to its Room. */
export function above(route: Route): Route {
  switch (route.screen) {
    case 'audiences':
    case 'templates':
      return route.id ? { screen: 'updates', id: route.id } : { screen: 'settings' };
    case 'nudges':
      return route.id ? { screen: 'room', id: route.id } : { screen: 'settings' };
    case 'updates':
    case 'sync':
    case 'questions':
      return { screen: 'room', id: route.id };
    default:
      return { screen: 'home' };
  }
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
