// One turn of a 1:1 chat: words are heeded at any time, answers move the open question on, and anything else begins a report.
import { TurnContext } from 'botbuilder';
import { DialogContext, DialogSet, DialogTurnStatus, type DialogTurnResult } from 'botbuilder-dialogs';
import { askerOf, lend, type Asker } from './asker.ts';
import { exactAnswer, isLabel } from './option.ts';
import { offered, placeWords, replyTo, waitingTicket, type Placing } from './place.ts';
import { QuestionPrompt } from './prompt.ts';
import { fitted, leadReport, type ReportBeginning } from './report.ts';
import { openQuestion, revive, type DialogState } from './state.ts';
import { chooseTicket } from './ticket-form.ts';
import { hasFiles, typed } from './typed.ts';
import type { Wish } from './wish.ts';
import { heed, nothingOpen } from './word.ts';

export type { Asker } from './asker.ts';
export type { DialogState } from './state.ts';
export type { TicketForm, Wish } from './wish.ts';

/** `wishes` are granted in their order, before the question that was sent meanwhile; `state` is saved for the next turn. */
export interface Turn {
  readonly wishes: readonly Wish[];
  readonly state: DialogState;
}

const dialogs = new DialogSet().add(leadReport()).add(placeWords()).add(chooseTicket()).add(new QuestionPrompt());

/**
 * Runs a message of a 1:1 chat. Only questions are sent, through `context`; everything else comes back as wishes. What a
 * different version of the bot saved is not continued: the person is told, and gets what was described in the form.
 * @param state as saved after the last turn, unchecked; undefined at the first
 */
export async function converse(context: TurnContext, state: unknown, asker: Asker): Promise<Turn> {
  const turn = ownTurn(context);
  lend(turn, asker);
  const version = dialogs.getVersion();
  const revived = revive(state, version);
  const dc = new DialogContext(dialogs, turn, { dialogStack: revived.ok ? revived.dialogStack : [] });
  const wishes = revived.ok ? await hear(dc) : startOver(asker, revived.lost);
  return { wishes, state: { version, dialogStack: dc.stack } };
}

async function hear(dc: DialogContext): Promise<readonly Wish[]> {
  const { say } = askerOf(dc.context);
  const text = typed(dc.context.activity.text);
  const asked = openQuestion(dc.stack);
  if (asked && exactAnswer(asked, text, say) !== undefined) return ending(await dc.continueDialog());
  const heeded = await heed(dc, text);
  if (heeded) return heeded;
  const left: readonly Wish[] = hasFiles(dc.context.activity) ? [{ kind: 'say', text: say('files.left') }] : [];
  return [...left, ...asked ? ending(await dc.continueDialog()) : await begin(dc, text)];
}

/** Words that answer nothing: a reply to what support asked, something for an open ticket, or a new report. */
async function begin(dc: DialogContext, description: string): Promise<readonly Wish[]> {
  const { say, draft, openTickets } = askerOf(dc.context);
  const tickets = await openTickets();
  const waiting = waitingTicket(tickets);
  if (waiting) return [replyTo(waiting.id, description, say)];
  if (isLabel(description)) return nothingOpen(say);
  const beginning: ReportBeginning = { description, draft };
  if (tickets.length === 0) return ending(await dc.beginDialog('report', beginning));
  return ending(await dc.beginDialog('place', { ...beginning, tickets: offered(tickets) } satisfies Placing));
}

function startOver({ say, draft }: Asker, lost: string): readonly Wish[] {
  const told: Wish = { kind: 'say', text: say('question.lost') };
  return lost === '' ? [told] : [told, ...fitted({ kind: 'form', form: 'report', draft, values: { description: lost }, faults: {} }, say)];
}

function ending({ status, result }: DialogTurnResult<readonly Wish[]>): readonly Wish[] {
  return status === DialogTurnStatus.complete && result ? result : [];
}

// The SDK asks a question again only where nothing was sent on the turn yet; a typing sign or a second try must not silence it.
function ownTurn(context: TurnContext): TurnContext {
  const turn = new TurnContext(context.adapter, context.activity);
  turn.onSendActivities(async (_, activities) => context.sendActivities(activities));
  return turn;
}
