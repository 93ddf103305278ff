import { area } from '../../api/client';

export type { app } from '../../../wailsjs/go/models';

export const templates = area<typeof import('../../../wailsjs/go/app/Templates')>('Templates');
export const home = area<typeof import('../../../wailsjs/go/app/Home')>('Home');
