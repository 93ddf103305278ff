import { flushAll } from '../lib/autosave.svelte';
import { area } from './client';
import { ApiError, toApiError } from './errors';

const home = area<typeof import('../../wailsjs/go/app/Home')>('Home');
const program = area<typeof import('../../wailsjs/go/app/Window')>('Window');

/** Milliseconds within which a second quit is an answer to what the first one said. */
const again = 60_000;

let leaveBefore = 0;

/**
 * Saves what is unsaved, then ends Aircover. Where something could not be saved, or an incident is open, it rejects
 * with the sentence that says so, and the next quit leaves; so does one that comes while the saving still goes on.
 */
export async function quit(): Promise<void> {
  if (Date.now() >= leaveBefore) {
    leaveBefore = Date.now() + again;
    const [failed] = await flushAll();
    if (failed) {
      const { message } = toApiError(failed.error);
      throw new ApiError(
        'unsaved',
        `${failed.what} is not saved yet. ${message} Quit again to leave without it.`,
      );
    }
    const [open] = await home.View().then(
      (view) => view.open,
      () => [],
    );
    if (open) {
      throw new ApiError(
        'open',
        `${open.number} is open, and nobody is prompted once Aircover has ended. Closing the window only hides it. Quit again to end it.`,
      );
    }
  }
  leaveBefore = 0;
  await program.Quit();
}
