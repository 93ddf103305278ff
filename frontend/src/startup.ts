import { area } from './api/client';
import { toApiError } from './api/errors';

/** How the start went; where `ok` is false the rest says what happened, where and what to do. */
export interface StartupStatus {
  ok: boolean;
  title: string;
  message: string;
  path: string;
  advice: string;
}

interface Startup {
  Status(): Promise<StartupStatus>;
}

/** Never rejects: a backend that cannot even be asked is a start that failed. */
export async function startupStatus(): Promise<StartupStatus> {
  try {
    return await area<Startup>('Startup').Status();
  } catch (reason) {
    const { message } = toApiError(reason);
    return { ok: false, title: 'Aircover could not start', message, path: '', advice: '' };
  }
}
