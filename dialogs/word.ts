// What a word asks for, also in the middle of a question: it is answered, and the question is asked again.
import type { DialogContext } from 'botbuilder-dialogs';
import { squeeze } from '../locales/fold.ts';
import { languages, speak, type Say } from '../locales/say.ts';
import { channelIn, languageIn, ownName, primaryWord, recordIn, statsDaysIn, wordAbout, wordIn, type WordAbout } from '../locales/words.ts';
import { askerOf, lend } from './asker.ts';
import { offered } from './place.ts';
import { withButtons } from './prompt.ts';
import { fitted, openReport } from './report.ts';
import type { Choosing } from './ticket-form.ts';
import type { TicketForm, Wish } from './wish.ts';

/** Undefined when the message is no word, or one that only the open question understands. */
export async function heed(dc: DialogContext, text: string): Promise<readonly Wish[] | undefined> {
  const asker = askerOf(dc.context);
  const { say, draft } = asker;
  if (squeeze(text) === '') return backToQuestion(dc, { kind: 'say', text: say('no-words', { help: primaryWord('help', say.language) }) });
  const language = languageIn(text);
  if (language) {
    lend(dc.context, { ...asker, say: speak(language) });
    return backToQuestion(dc, { kind: 'language', language });
  }
  const id = recordIn(text);
  if (id) return backToQuestion(dc, { kind: 'show', id });
  const about = wordAbout(text);
  if (about) return heedAbout(dc, about);
  if (channelIn(text)) return backToQuestion(dc, { kind: 'say', text: say('channel.elsewhere') });

  const days = statsDaysIn(text);
  if (days !== undefined) return backToQuestion(dc, { kind: 'stats', days });

  const word = wordIn(text);
  switch (word) {
    case 'help':
    case 'roles':
    case 'queue':
    case 'admin':
      return backToQuestion(dc, { kind: word });
    case 'my-requests':
      return backToQuestion(dc, { kind: 'requests' });
    case 'greeting':
      return dc.activeDialog ? backToQuestion(dc) : [{ kind: 'welcome' }];
    case 'thanks':
      return backToQuestion(dc, { kind: 'say', text: say('thanks') });
    case 'language':
      await dc.context.sendActivity(withButtons(say('ask.language'), languages.map(ownName)));
      return [];
    case 'elevar':
      return askElevar(dc);
    case 'cancel': {
      const something = dc.activeDialog !== undefined;
      await dc.cancelAllDialogs();
      return [{ kind: 'cancelled', something }];
    }
    case 'change':
    case 'report': {
      const report = openReport(dc.stack);
      if (word === 'change' && !report) break;
      const dropped = report ? await leave(dc, 'report.in-form') : await leave(dc, 'question.dropped');
      return [...dropped, ...fitted(report ?? { kind: 'form', form: 'report', draft, values: {}, faults: {} }, say)];
    }
    case 'elevate':
      return [...await leave(dc), ...await forTicket(dc, 'elevation')];
    case 'escalate':
      return [...await leave(dc), ...await forTicket(dc, 'escalation')];
    case 'stats':
    case 'submit':
    case 'yes':
    case 'no':
    case undefined:
      break;
  }
  if (word === undefined || dc.activeDialog) return undefined;
  return nothingOpen(say);
}

/** What there is to say to an answer when nothing was asked. */
export function nothingOpen(say: Say): readonly Wish[] {
  return [{ kind: 'say', text: say('nothing-open', { help: primaryWord('help', say.language) }) }];
}

/** Only tickets are elevated or escalated on; whatever else is said about a record is answered by its card. */
async function heedAbout(dc: DialogContext, { word, id }: WordAbout): Promise<readonly Wish[]> {
  if (word === 'show' || !id.startsWith('T-')) return backToQuestion(dc, { kind: 'show', id });
  if (word === 'elevar') return askElevar(dc, id);
  const form = word === 'elevate' ? 'elevation' : 'escalation';
  return [...await leave(dc), { kind: 'form', form, draft: askerOf(dc.context).draft, ticket: id }];
}

/** The answer is one of the two words, with the same ticket. */
async function askElevar(dc: DialogContext, ...ticket: readonly string[]): Promise<readonly Wish[]> {
  const { say } = askerOf(dc.context);
  const [elevate, escalate] = [primaryWord('elevate', say.language), primaryWord('escalate', say.language)];
  await dc.context.sendActivity(withButtons(say('ask.elevar', { elevate, escalate }), [elevate, escalate].map((word) => [word, ...ticket].join(' '))));
  return [];
}

async function backToQuestion(dc: DialogContext, ...wishes: readonly Wish[]): Promise<readonly Wish[]> {
  if (dc.activeDialog) await dc.repromptDialog();
  return wishes;
}

/** Leaves the open question, saying so. */
async function leave(dc: DialogContext, remark?: 'report.in-form' | 'question.dropped'): Promise<readonly Wish[]> {
  if (!dc.activeDialog) return [];
  const { say } = askerOf(dc.context);
  const text = say(remark ?? (openReport(dc.stack) ? 'report.set-aside' : 'question.dropped'));
  await dc.cancelAllDialogs();
  return [{ kind: 'say', text }];
}

async function forTicket(dc: DialogContext, form: TicketForm): Promise<readonly Wish[]> {
  const { say, draft, workTickets } = askerOf(dc.context);
  const tickets = await workTickets();
  const [first, second] = tickets;
  if (!first) {
    const names = { queue: primaryWord('queue', say.language), report: primaryWord('report', say.language) };
    return [{ kind: 'say', text: say(`${form}.no-ticket`, names) }];
  }
  if (!second) return [{ kind: 'form', form, draft, ticket: first.id }];
  await dc.beginDialog('ticket-form', { form, draft, tickets: offered(tickets) } satisfies Choosing);
  return [];
}
