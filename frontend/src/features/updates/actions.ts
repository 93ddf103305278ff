import type { Action } from '../../lib/keys.svelte';
import type { app } from './api';

/** What a draft can do by key. */
export interface Acts {
  step: (by: 1 | -1) => void;
  fix: () => void;
  take: () => void;
  copy: () => void;
  mail: () => void;
  saveEmail: () => void;
  send: () => void;
  write: () => void;
  move: () => Promise<void>;
  nothingNew: () => Promise<void>;
  pause: () => void;
  change: () => void;
  template: () => void;
}

/** The actions of the screen; they act on the draft that is chosen when they run. */
export function actions(
  acts: () => Acts | undefined,
  audiences: readonly app.AudienceView[],
  choose: (audience: string) => void,
): Action[] {
  const own: Omit<Action, 'group'>[] = [
    { id: 'next-finding', title: 'Next finding', key: 'F8 Alt+Enter', run: () => acts()?.step(1) },
    { id: 'last-finding', title: 'Finding before', key: 'Shift+F8', run: () => acts()?.step(-1) },
    { id: 'fix', title: 'Apply the fix', key: 'Mod+.', run: () => acts()?.fix() },
    { id: 'take', title: 'Take what the facts say now', key: 'Mod+Shift+F', run: () => acts()?.take() },
    { id: 'copy', title: 'Copy the update', key: 'Mod+Shift+C', run: () => acts()?.copy() },
    { id: 'mail', title: 'Write it in the mail program', run: () => acts()?.mail() },
    { id: 'eml', title: 'Save an e-mail file (.eml)', run: () => acts()?.saveEmail() },
    { id: 'sent', title: 'Mark as sent', key: 'Mod+Enter', run: () => acts()?.send() },
    { id: 'nothing', title: 'Nothing new', key: 'Mod+Shift+N', run: () => void acts()?.nothingNew() },
    { id: 'move', title: 'Move the next update', key: 'Mod+Shift+M', run: () => void acts()?.move() },
    { id: 'pause', title: 'Pause or resume this audience', run: () => acts()?.pause() },
    {
      id: 'audience',
      title: 'Change this audience for this incident',
      words: ['cadence', 'channel', 'quiet hours', 'override'],
      run: () => acts()?.change(),
    },
    { id: 'template', title: 'Edit the template of this text', run: () => acts()?.template() },
    { id: 'write', title: 'Write', key: 'w', run: () => acts()?.write() },
    ...audiences.map((audience, index) => ({
      id: `write-${audience.id}`,
      title: `Write to ${audience.name}`,
      key: String(index + 1),
      run: () => choose(audience.id),
    })),
  ];
  return own.map((action) => ({ ...action, group: 'Updates' }));
}
