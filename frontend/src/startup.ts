import { area } from './api/client';
import { toApiError } from './api/errors';

/** How the start went; where `ok` is false the rest says what happened, where and what to do. */
export interface StartupStatus {
  ok: boolean;
  title: string;
  message: string;
  path: string;
  advice: string;
  canSetAside: boolean;
}

const startup = area<typeof import('../wailsjs/go/app/Startup')>('Startup');

/** Never rejects: a backend that cannot even be asked is a start that failed. */
export async function startupStatus(): Promise<StartupStatus> {
  try {
    return await startup.Status();
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

/** Opens the data folder again, after the cause was removed. */
export const retryStart = (): Promise<StartupStatus> => startup.Retry();

/** Puts a damaged database aside, under another name, and starts with an empty one. */
export const setAside = (): Promise<StartupStatus> => startup.SetAside();
