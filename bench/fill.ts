// Fills a store: old tickets by the million through SQL alone, and through the store itself those that the measured turns are about.
import { hash } from 'node:crypto';
import type { CastPerson } from '../local/cast.ts';
import type { Driver } from '../store/driver.ts';
import { openStore } from '../store/open.ts';
import { postHung } from '../store/posts.ts';
import type { Facets } from '../store/store.ts';
import type { Statement } from '../store/statement.ts';
import { operationsAgreements } from '../support/agreement.ts';
import { toChannel, toPerson } from '../support/effect.ts';
import { openTicket, type Ticket, type TicketPolicy } from '../support/ticket.ts';
import { cardInChat, cardInThread, chatOf, crowds, personIn, threadOf, ticketOf, ticketsEach } from './town.ts';

const description = 'Excel closes by itself whenever a workbook with macros is saved to the team site.\nIt began after the restart on Monday; the laptop was undocked.';
const day = 86_400_000;
const policy: TicketPolicy = {
  tiers: [1, 2], closeAfter: day, keepAttachments: day, unanswered: { remindAfter: day, resolveAfter: 2 * day },
  agreement: operationsAgreements['managed-desktop-2023'],
  applications: [], routes: { vendors: [], security: { name: 'Security' } },
};
/** People among whom the old tickets are spread, and how many of them are open: one in so many. */
const crowd = 50_000;
const oneOpenIn = 50;

/** So many at once take less time than PostgreSQL gives a statement. */
const atOnce = 50_000;

/** Tickets of people who take no part: found by every index and index alone, sealed long ago. */
export async function fillOld(driver: Driver, count: number, now: number): Promise<void> {
  for (let from = 0; from < count; from += atOnce) await driver.write(oldTickets(from + 1, Math.min(from + atOnce, count), now));
}

/** Those with these numbers. */
function oldTickets(first: number, last: number, now: number): readonly Statement[] {
  const sample = ticket('T-?', { id: 'person-?', name: 'Somebody' }, now - day);
  const facets = JSON.stringify(facetsOf(sample));
  const numbers = 'with recursive number(n) as (select cast($1 as bigint) union all select n + 1 from number where n < cast($2 as bigint))';
  const from = `from (${numbers} select n, 'T-' || (n + 10000000) as id, 'old-' || (n % ${crowd}) as person,
    case when n % ${oneOpenIn} = 0 then 1 else 0 end as open, cast($3 as bigint) - n * 1000 as at from number) as made`;
  const params = [first, last, now - day];
  const digest = hash('sha256', 'old');
  return [
    { sql: `insert into record (id, kind, version, hash, state, open, tier, facets, body, created_at, updated_at)
        select id, 'ticket', 1, $4, case open when 1 then 'new' else 'closed' end, open, 2, replace($5, 'person-?', person), replace(replace($6, 'T-?', id), 'person-?', person), at, at ${from}`,
      params: [...params, digest, facets, JSON.stringify(sample)] },
    ...['reporter', 'affected'].map((part) => ({ sql: `insert into record_person (person, record, part) select person, id, '${part}' ${from}`, params })),
    { sql: `insert into audit (chain, version, record, at, actor, action, detail, previous, hash)
        select id, 1, null, at, person, 'ticket/report', '{}', '', $4 ${from}`, params: [...params, digest] },
    { sql: `insert into post (record, target, conversation, activity, version, at) select id, 'channel:support', '19:old', id, 1, at ${from}`, params },
    { sql: `insert into post (record, target, conversation, activity, version, at) select id, 'person:' || person, person, id, 1, at ${from}`, params },
  ];
}

/** Everyone who takes part, met before, with what each needs: a new ticket for every claim, a few of their own for those who ask. */
export async function fillWork(driver: Driver, { claims, serviceUrl, now }: { readonly claims: number; readonly serviceUrl: string; readonly now: number }): Promise<void> {
  const store = openStore({ driver, auditKey: Buffer.alloc(32) });

  async function meet(person: CastPerson): Promise<void> {
    const { id, name } = person;
    await store.savePerson({ id, name, seenAt: now });
    await store.saveConversation({ id: chatOf(person), kind: 'personal', person: id, serviceUrl, reference: { locale: 'en-US' }, updatedAt: now });
  }

  function save(next: Ticket, also: readonly Statement[] = []): Promise<unknown> {
    const { id, openedAt: at, reporter } = next;
    return store.commit({ kind: 'ticket', id, was: undefined, next, facets: facetsOf(next), audit: { at, actor: reporter.id, action: 'ticket/report', detail: {} }, todos: [], refresh: [], also });
  }

  /** Its cards hang in a thread of the channel and in the chat of whoever reported it. */
  async function claimable(number: number): Promise<void> {
    const [person, record, conversation] = [personIn('claimed', number), ticketOf(number), threadOf(number)];
    await meet(person);
    await store.saveConversation({ id: conversation, kind: 'channel', serviceUrl, reference: { locale: 'en-US' }, updatedAt: now });
    await save(ticket(record, person, now), [
      postHung({ record, target: toChannel('support'), conversation, activity: cardInThread(number), version: 1, at: now }),
      postHung({ record, target: toPerson(person), conversation: chatOf(person), activity: cardInChat(number), version: 1, at: now }),
    ]);
  }

  for (const name of ['led', 'asking'] as const) await inParts(crowds[name], (number) => meet(personIn(name, number)));
  await inParts(crowds.asking * ticketsEach, (at) => save(ticket(`T-${5_000_000 + at}`, personIn('asking', at % crowds.asking), now - at * 1000)));
  await inParts(claims, claimable);
}

async function inParts(count: number, make: (number: number) => Promise<unknown>): Promise<void> {
  const part = 500;
  for (let from = 0; from < count; from += part) await Promise.all(Array.from({ length: Math.min(part, count - from) }, (_, at) => make(from + at)));
}

function ticket(id: string, { id: person, name }: Pick<CastPerson, 'id' | 'name'>, at: number): Ticket {
  const by = { id: person, name, roles: [], tiers: [] };
  const draft = { description, category: 'microsoft-365-apps', reach: 'one', effect: 'impaired', affected: by } as const;
  const outcome = openTicket(id, draft, by, policy, at);
  if (!outcome.ok) throw new Error(`${id} was refused: ${outcome.refusal.reason}`);
  return outcome.value.next;
}

function facetsOf({ state, reporter, affected, tier }: Ticket): Facets {
  return { state: state.kind, open: true, people: [{ person: reporter.id, part: 'reporter' }, { person: affected.id, part: 'affected' }], tier, holds: [] };
}
