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

/** The address of a route, for a link: `<a href={href({ screen: 'room', id })}>`. */
export function href(route: Route): string {
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

  constructor() {
    window.addEventListener('hashchange', () => (this.#route = parse(location.hash)));
  }

  get route(): Route {
    return this.#route;
  }

  go(route: Route): void {
    this.#route = route;
    if (location.hash !== href(route)) location.hash = href(route);
  }

  up(): void {
    this.go(above(this.#route));
  }
}

export const router = new Router();
