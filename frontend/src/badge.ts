import { area, nameWindow, on, onChanged } from './api/client';
import { Latest } from './lib/latest';
import type { app } from '../wailsjs/go/models';

const nudges = area<typeof import('../wailsjs/go/app/Nudges')>('Nudges');

/** Says in the window's title how many prompts are due: "(2) Aircover". The function it returns stops. */
export function badgeWindow(): () => void {
  const asks = new Latest();
  const draw = (view: app.NudgesView) => {
    // What was put off twice stays on the screen and calls nobody.
    const due = view.due.filter((nudge) => !nudge.quiet).length;
    nameWindow(due ? `(${due}) Aircover` : 'Aircover');
  };
  // A title that cannot be brought up to date is not worth a word: the screens say what is wrong.
  const load = () =>
    void asks.run(
      () => nudges.View(),
      draw,
      () => undefined,
    );
  load();
  const stops = [
    on<app.NudgesView>('nudges', (view) => {
      asks.drop();
      draw(view);
    }),
    onChanged(({ incident }) => incident === '' && load()),
  ];
  return () => {
    stops.forEach((stop) => stop());
    asks.drop();
  };
}
