import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const nudges = area<typeof import('../../../wailsjs/go/app/Nudges')>('Nudges');
export const home = area<typeof import('../../../wailsjs/go/app/Home')>('Home');
export const room = area<typeof import('../../../wailsjs/go/app/Room')>('Room');
