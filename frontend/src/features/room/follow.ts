import type { app } from '../../../wailsjs/go/models';
import { router } from '../../lib/router.svelte';
import type { RoomState } from './room.svelte';

/** Goes where an action leads, and says there what is to be done first. */
export function follow(answer: app.NudgeAnswer, room: RoomState): void {
  const { incident, audience, subject, focus } = answer;
  switch (answer.open) {
    case 'updates':
      return router.go({ screen: 'updates', id: incident }, { audience, focus });
    case 'sync':
      return router.go({ screen: 'sync', id: incident }, { request: subject, focus });
    case 'room':
      if (incident !== room.id) return router.go({ screen: 'room', id: incident }, { subject, focus });
      return focus === 'decline' ? room.open('decline', subject) : undefined;
    default:
      room.toComposer();
  }
}
