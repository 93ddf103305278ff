import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const audiences = area<typeof import('../../../wailsjs/go/app/Audiences')>('Audiences');
