// The numbers of the desk, for those who run it: gathered at once, in a chat.
import { statsCard } from '../cards/stats.ts';
import type { Numbers } from '../store/milestones.ts';
import type { MilestoneName } from '../support/milestone.ts';
import { may, noRight } from '../support/rights.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Reply } from './messenger.ts';
import { cardReply, textReply } from './replies.ts';
import type { Turn } from './turn.ts';

const day = 24 * 60 * 60_000;

/** @param days how far to look back. Whoever may not see numbers is refused, which is audited; who had admin access, fewer may see. */
export type ShowStats = (turn: Turn, days: number) => Promise<readonly Reply[]>;

export interface StatsPorts {
  readonly store: Numbers;
  readonly desk: Desk;
  readonly clock: Clock;
}

export function openStats({ store, desk, clock }: StatsPorts): ShowStats {
  return async ({ by, say }, days) => {
    if (!may(by, 'stats/see')) {
      const reason = noRight(by, 'stats/see');
      await desk.refused(by, 'stats/see', reason);
      return textReply(say(`refusal.${reason}`));
    }
    const now = clock.now();
    const tally = (name: MilestoneName) => store.tally(name, now - days * day, now + 1);
    const [open, opened, responded, resolved, reopened, breached, rated, devices, people] = await Promise.all([
      store.openTickets(), tally('opened'), tally('responded'), tally('resolved'), tally('reopened'), tally('breached'), tally('rated'), tally('elevated-device'),
      may(by, 'stats/see-people') ? tally('elevated-person') : undefined,
    ]);
    const stats = { days, open, opened, responded, resolved, reopened, breached, rated, devices, ...(people && { people }) };
    return cardReply(statsCard({ say, now, reader: by }, stats), say('stats.title'));
  };
}
