import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const updates = area<typeof import('../../../wailsjs/go/app/Updates')>('Updates');
export const nudges = area<typeof import('../../../wailsjs/go/app/Nudges')>('Nudges');
export const promises = area<typeof import('../../../wailsjs/go/app/Promises')>('Promises');
export const wording = area<typeof import('../../../wailsjs/go/app/Wording')>('Wording');
