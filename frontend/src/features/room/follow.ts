import type { app } from '../../../wailsjs/go/models';
import { visit } from '../../lib/place';
import type { RoomState } from './room.svelte';

/** Goes where an action leads, and says there what is to be done first. */
export function follow(answer: app.NudgeAnswer, room: RoomState): void {
  const { open, incident, subject, focus } = answer;
  if (!open) room.toComposer();
  else if (open !== 'room' || incident !== room.id) visit({ ...answer, screen: open });
  else if (focus === 'decline') room.open('decline', subject);
}
