import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const sync = area<typeof import('../../../wailsjs/go/app/Sync')>('Sync');
export const people = area<typeof import('../../../wailsjs/go/app/People')>('People');
