import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const questions = area<typeof import('../../../wailsjs/go/app/Questions')>('Questions');
export const work = area<typeof import('../../../wailsjs/go/app/Work')>('Work');
export const room = area<typeof import('../../../wailsjs/go/app/Room')>('Room');
