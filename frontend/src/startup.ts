import { area } from './api/client';
import { toApiError } from './api/errors';
import { keepIn } from './lib/kept';

/** How the start went; where `ok` is false the rest says what happened, where and what to do. */
export interface StartupStatus {
  ok: boolean;
  title: string;
  message: string;
  path: string;
  advice: string;
  canSetAside: boolean;
}

const program = area<typeof import('../wailsjs/go/app/Window')>('Window');
const startup = area<typeof import('../wailsjs/go/app/Startup')>('Startup');

/** Never rejects: a backend that cannot even be asked is a start that failed. */
export async function startupStatus(): Promise<StartupStatus> {
  try {
    const status = await startup.Status();
    if (status.ok) await restoreKept();
    return status;
  } catch (reason) {
    const { message } = toApiError(reason);
    return {
      ok: false,
      title: 'Aircover could not start',
      message,
      path: '',
      advice: '',
      canSetAside: false,
    };
  }
}

/** What was half typed at the last end is there before a screen is drawn; without it the start goes on. */
async function restoreKept(): Promise<void> {
  const stored = await program.Kept().catch(() => ({}));
  keepIn(stored, (name, text) => program.Keep(name, text));
}

/** Opens the data folder again, after the cause was removed. */
export const retryStart = (): Promise<StartupStatus> => startup.Retry();

/** Puts a damaged database aside, under another name, and starts with an empty one. */
export const setAside = (): Promise<StartupStatus> => startup.SetAside();
