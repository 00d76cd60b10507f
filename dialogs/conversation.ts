// One turn of a 1:1 chat: words are heeded at any time, answers move the open question on, and anything else begins a report.
import { TurnContext } from 'botbuilder';
import type { DialogTurnResult } from 'botbuilder-dialogs';
import { clip, plain } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import { primaryWord, recordIn, wordIn } from '../locales/words.ts';
import { takenEndings } from '../support/attachment.ts';
import { askerOf, lend, type Asker } from './asker.ts';
import { exactAnswer, isLabel } from './option.ts';
import { described, offered, placeWords, replyTo, waitingTicket, type Placing } from './place.ts';
import { QuestionPrompt } from './prompt.ts';
import { fitted, leadReport, openReport, type ReportBeginning } from './report.ts';
import { DialogContext, DialogSet, DialogTurnStatus } from './sdk.ts';
import { sentFiles, type SentFile } from './sent-file.ts';
import { openQuestion, revive, type DialogState, type OpenForm } from './state.ts';
import { chooseTicket } from './ticket-form.ts';
import { typed } from './typed.ts';
import type { Wish } from './wish.ts';
import { heed, nothingOpen } from './word.ts';

export type { Asker } from './asker.ts';
export type { DialogState } from './state.ts';
export type { TicketForm, Wish } from './wish.ts';

/** Milliseconds after which a form that nobody handed in is taken for forgotten. */
const formOpenFor = 24 * 60 * 60_000;
/** Characters of names: whoever sends hundreds of files is answered too. */
const mostNamed = 1_000;

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
  const wishes = revived.ok ? await hear(dc, revived.form) : startOver(turn, asker, revived.lost);
  const form = formIn(wishes, asker.now) ?? (revived.ok ? revived.form : undefined);
  return { wishes, state: { version, dialogStack: dc.stack, ...(form && { form }) } };
}

async function hear(dc: DialogContext, form: OpenForm | undefined): Promise<readonly Wish[]> {
  const { say } = askerOf(dc.context);
  const text = typed(dc.context.activity.text);
  const { taken, left } = sentFiles(dc.context.activity);
  const told = notTaken(left, say);
  if (taken.length > 0) return [...told, ...await hearFiles(dc, text, taken, form)];
  return left.length > 0 && text === '' ? [...told, ...await reprompted(dc)] : [...told, ...await hearWords(dc, text)];
}

async function hearWords(dc: DialogContext, text: string): Promise<readonly Wish[]> {
  const { say } = askerOf(dc.context);
  const asked = openQuestion(dc.stack);
  if (asked && exactAnswer(asked, text, say) !== undefined) return ending(await dc.continueDialog());
  return await heed(dc, text) ?? (asked ? ending(await dc.continueDialog()) : begin(dc, text));
}

/** Files belong to the report that is being told, or whose form is open; else, with the words beside them, to what words alone would. */
async function hearFiles(dc: DialogContext, text: string, files: readonly SentFile[], form: OpenForm | undefined): Promise<readonly Wish[]> {
  const { say, draft, now, isReported } = askerOf(dc.context);
  const names = files.map(({ name }) => name ?? say('files.picture'));
  const keep = (of: string, told: string): Wish => ({ kind: 'keep', draft: of, files, told });
  const kept = say('files.kept', { files: namesOf(names, say) });
  if (openQuestion(dc.stack)) {
    const report = openReport(dc.stack);
    const first: Wish = report ? keep(report.draft, kept) : { kind: 'say', text: say('files.elsewhere', { files: namesOf(names, say), cancel: primaryWord('cancel', say.language) }) };
    return [first, ...text === '' ? await reprompted(dc) : await hearWords(dc, text)];
  }
  // A command beside a file describes nothing; the number of a ticket says where the file belongs.
  const id = recordIn(text);
  if (id?.startsWith('T-')) return [keep(draft, ''), { kind: 'reply', ticket: id, words: '', draft }];
  const words = wordIn(text) === undefined ? text : '';
  if (words === '' && form && now < form.until && !await isReported(form.draft)) return [keep(form.draft, kept)];
  const begun = await begin(dc, words, names);
  // Without words the report says it itself, and so does the answer to what support asked.
  return [keep(draft, words === '' || begun.some(({ kind }) => kind === 'reply') ? '' : kept), ...begun];
}

/** Words, or files, that answer nothing: a reply to what support asked, something for an open ticket, or a new report. */
async function begin(dc: DialogContext, description: string, files: string[] = []): Promise<readonly Wish[]> {
  const { say, draft, openTickets } = askerOf(dc.context);
  const tickets = await openTickets();
  const waiting = waitingTicket(tickets);
  if (waiting) return [replyTo(waiting.id, description, { draft, say })];
  if (isLabel(description)) return nothingOpen(say);
  if (tickets.length === 0) return ending(await dc.beginDialog('report', { description: described(description, files, say), draft } satisfies ReportBeginning));
  return ending(await dc.beginDialog('place', { description, draft, files, tickets: offered(tickets) } satisfies Placing));
}

async function reprompted(dc: DialogContext): Promise<readonly Wish[]> {
  if (dc.activeDialog) await dc.repromptDialog();
  return [];
}

/** People's own, within a sentence of ours. */
function namesOf(names: readonly string[], say: Say): string {
  return plain(clip(say.list(names), mostNamed));
}

/** What came along with the message that finds it so belongs to the form. */
function startOver(context: TurnContext, { say, draft }: Asker, lost: string): readonly Wish[] {
  const told: Wish = { kind: 'say', text: say('question.lost') };
  const { taken, left } = sentFiles(context.activity);
  const names = taken.map(({ name }) => name ?? say('files.picture'));
  const description = described(lost, names, say);
  const kept: readonly Wish[] = taken.length > 0 ? [{ kind: 'keep', draft, files: taken, told: say('files.kept', { files: namesOf(names, say) }) }] : [];
  const form: readonly Wish[] = description === '' ? [] : fitted({ kind: 'form', form: 'report', draft, values: { description }, faults: {} }, say);
  return [told, ...notTaken(left, say), ...kept, ...form];
}

function notTaken(left: readonly string[], say: Say): readonly Wish[] {
  return left.length > 0 ? [{ kind: 'say', text: say('files.not-taken', { files: namesOf(left, say), kinds: takenEndings.join(', ') }) }] : [];
}

/** The form of a report that is shown now: files that are sent while it is filled in belong to it. */
function formIn(wishes: readonly Wish[], now: number): OpenForm | undefined {
  const shown = wishes.findLast((wish) => wish.kind === 'form' && wish.form === 'report');
  return shown && 'draft' in shown ? { draft: shown.draft, until: now + formOpenFor } : undefined;
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
