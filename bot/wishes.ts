// Grants what a conversation ended with: a record is made, a card is shown, a word is answered.
import { helpCard } from '../cards/help.ts';
import { plain } from '../cards/render.ts';
import { requestsCard } from '../cards/requests.ts';
import { rolesCard } from '../cards/roles.ts';
import { welcomeCard } from '../cards/welcome.ts';
import type { Wish } from '../dialogs/wish.ts';
import { speak, type Say } from '../locales/say.ts';
import { postKey } from '../store/todos.ts';
import type { AnySaved, Store } from '../store/store.ts';
import { attachmentLimits } from '../support/attachment.ts';
import type { Administration } from './administration.ts';
import type { Attachments } from './attachments.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { FormAnswer, Forms } from './forms.ts';
import { kindOf } from './lives.ts';
import type { Reply } from './messenger.ts';
import type { Queue } from './queue.ts';
import type { ReadOverview } from './overview.ts';
import { refusalText } from './refusals.ts';
import { cardReply as card, textReply as text } from './replies.ts';
import { maySee } from './sight.ts';
import type { ShowStats } from './stats.ts';
import type { Turn } from './turn.ts';

const mostListed = 50;

/** Gives what is to be said; what else it changes is durable already. Granting the same wish of the same turn again changes nothing. */
export type Wishes = (wish: Wish, turn: Turn) => Promise<readonly Reply[]>;

export interface WishesPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly forms: Forms;
  readonly overview: ReadOverview;
  readonly administration: Administration;
  readonly queue: Queue;
  readonly stats: ShowStats;
  readonly attachments: Attachments;
}

export function openWishes({ store, clock, desk, forms, overview, administration, queue, stats, attachments }: WishesPorts): Wishes {
  return async (wish, turn) => {
    const { by, say, activity } = turn;
    const context = { say, now: clock.now(), reader: by };
    switch (wish.kind) {
      case 'report': {
        const outcome = await desk.report(wish.ticket, by, { key: wish.draft, person: by.id }, await attachments.along(by.id, wish.draft));
        return outcome.ok ? [] : text(refusalText(outcome.refusal, say));
      }
      case 'reply': {
        const also = await attachments.along(by.id, wish.draft);
        if (wish.words === '') {
          const list = also(wish.ticket);
          // There is nothing where none of them was taken, which has been said.
          if (list.length === 0) return [];
          await store.announceFiles(list);
          return text(say('files.adding', { id: wish.ticket }));
        }
        const once = { key: `${wish.ticket}:reply:${activity.id}`, person: by.id };
        const outcome = await desk.happen('ticket', wish.ticket, { kind: 'ticket/reply', by, reply: wish.words }, once, { also });
        return text(outcome.ok ? say('reply.added', { id: wish.ticket }) : refusalText(outcome.refusal, say));
      }
      case 'keep': {
        if (await attachments.keep(turn, wish.draft, wish.files)) return wish.told === '' ? [] : text(wish.told);
        const files = plain(say.list(wish.files.map(({ name }) => name ?? say('files.picture'))));
        return text(say('files.many', { files, most: attachmentLimits.atOnce }));
      }
      case 'form': {
        const form = { draft: wish.draft, ...('ticket' in wish ? { ticket: wish.ticket } : { values: wish.values, faults: wish.faults }) };
        return formReply(await forms.show(wish.form, by, say, form), say);
      }
      case 'help': return card(helpCard(context), say('help.title'));
      case 'welcome': return card(welcomeCard(context));
      case 'roles': return card(rolesCard(context, await overview()));
      case 'requests': {
        const found = await store.requestsOf(by.id, { limit: mostListed });
        const listed = {
          tickets: found.flatMap((saved) => (saved.kind === 'ticket' ? [saved.body] : [])),
          elevations: found.flatMap((saved) => (saved.kind === 'elevation' ? [saved.body] : [])),
          escalations: found.flatMap((saved) => (saved.kind === 'escalation' ? [saved.body] : [])),
        };
        return card(requestsCard(context, listed));
      }
      case 'queue': return queue.say(turn);
      case 'stats': return stats(turn, wish.days);
      case 'admin': return formReply(await administration.show(by, say), say);
      case 'show': return show(wish.id, turn);
      case 'language': {
        const known = await store.person(by.id);
        await store.savePerson({ ...(known ?? { id: by.id, name: by.name }), language: wish.language, seenAt: clock.now() });
        return text(speak(wish.language)('language.chosen'));
      }
      case 'cancelled': return text(say(wish.something ? 'cancel.done' : 'cancel.nothing'));
      case 'say': return text(wish.text);
    }
  };

  /** The live card moves to the end of the chat; where it hung before, a line says so. */
  async function show(id: string, { by, say }: Turn): Promise<readonly Reply[]> {
    const kind = kindOf(id);
    const record = kind && await store.get(kind, id);
    if (!record || !maySee(by, record as AnySaved)) {
      // Whoever may not see it is not told either that it is there.
      await desk.refused(by, 'record/show', record ? 'not-allowed' : 'not-found', id);
      if (by.unread) return text(say('refusal.membership-unknown'));
      return text(say('refusal.not-found', { id: plain(id) }));
    }
    const target = `person:${by.id}`;
    await store.enqueue({ key: postKey(id, target), kind: 'post', record: id, target, wanted: record.version, dueAt: clock.now(), body: { anew: true } });
    return [];
  }
}

function formReply(answer: FormAnswer, say: Say): readonly Reply[] {
  return answer.kind === 'form' ? card(answer.card, answer.title) : text(answer.kind === 'message' ? answer.text : say('press.done'));
}
