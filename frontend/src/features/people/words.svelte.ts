import { area } from '../../api/client';
import { toApiError, type ApiError } from '../../api/errors';

const wording = area<typeof import('../../../wailsjs/go/app/Wording')>('Wording');

export type ListName = 'codenames' | 'hosts' | 'customers' | 'vendors';

/** The lead's own lists, in the order in which they are shown. */
export const lists: readonly { name: ListName; label: string; hint: string }[] = [
  { name: 'codenames', label: 'Codenames', hint: 'Names of projects that stay inside, one a line.' },
  { name: 'hosts', label: 'Hosts', hint: 'Machines and domains that stay inside.' },
  { name: 'customers', label: 'Customers', hint: 'Names that no update may give away.' },
  { name: 'vendors', label: 'Vendors', hint: 'Not to be named as the cause.' },
];

const empty = { codenames: '', hosts: '', customers: '', vendors: '' };

/** Words that the wording lint looks for, one a line, as they are typed. */
export class WordLists {
  text = $state<Record<ListName, string>>({ ...empty });
  wrong = $state<Record<ListName, string>>({ ...empty });
  error = $state.raw<ApiError | null>(null);
  #kept = '';

  async load(): Promise<void> {
    try {
      const kept = await wording.Lists();
      for (const { name } of lists) this.text[name] = kept[name].join('\n');
      this.#kept = JSON.stringify(this.text);
      this.error = null;
    } catch (reason) {
      this.error = toApiError(reason);
    }
  }

  /** Keeps what was typed; what is wrong is said at its list, and stays as typed. */
  async save(): Promise<void> {
    const typed = JSON.stringify(this.text);
    if (typed === this.#kept) return;
    const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
    try {
      await wording.Save({
        codenames: lines(this.text.codenames),
        hosts: lines(this.text.hosts),
        customers: lines(this.text.customers),
        vendors: lines(this.text.vendors),
      });
      this.#kept = typed;
      this.wrong = { ...empty };
      this.error = null;
    } catch (reason) {
      const error = toApiError(reason);
      this.wrong = { ...empty, ...error.fields };
      this.error = Object.keys(error.fields).length ? null : error;
    }
  }
}
