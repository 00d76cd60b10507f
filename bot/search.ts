// The message extension: tickets looked for by words, numbers or ids, and posted as live cards; and a message reported as a problem.
import * as z from 'zod';
import { foundCard } from '../cards/found.ts';
import { clip, onOneLine } from '../cards/render.ts';
import { limits } from '../cards/form.ts';
import { ticketTitle } from '../cards/ticket.ts';
import type { Saved, Store } from '../store/store.ts';
import type { Ticket } from '../support/ticket.ts';
import { hasWords, numberWord, searchWords } from '../support/search-word.ts';
import type { Person } from '../support/person.ts';
import type { Clock } from './clock.ts';
import { maySee, worksTickets } from './sight.ts';
import type { Turn } from './turn.ts';

export interface Search {
  /** Answers a `composeExtension/query` invoke. */
  query(value: unknown, turn: Turn): Promise<object>;
}

export interface SearchPorts {
  readonly store: Store;
  readonly clock: Clock;
}

/** Teams asks for 25 at a time; what is not among the first is looked for by one word more. */
const mostShown = 25;
/** So many candidates are looked at, so many at once. */
const [mostLookedAt, atOnce] = [300, 30];

const asked = z.object({
  commandId: z.literal('search'),
  parameters: z.array(z.object({ name: z.string(), value: z.string().max(500) })).default([]),
});

export function openSearch({ store, clock }: SearchPorts): Search {
  return {
    async query(value, { by, say }) {
      const parsed = asked.safeParse(value);
      const words = parsed.data?.parameters.find(({ name }) => name === 'query')?.value.trim() ?? '';
      const found = parsed.success ? await find(words, by) : [];
      if (found.length === 0) return { composeExtension: { type: 'message', text: say('search.nothing') } };
      const context = { say, now: clock.now() };
      return { composeExtension: {
        type: 'result', attachmentLayout: 'list',
        attachments: found.map(({ body, version }) => ({
          contentType: 'application/vnd.microsoft.card.adaptive', content: foundCard(context, body, version),
          preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: {
            title: `${body.id} · ${onOneLine(ticketTitle(body))}`,
            text: `${say(`ticket.state.${body.state.kind}`)} · ${onOneLine(body.affected.name)}`,
          } },
        })),
      } };
    },
  };

  /** Staff look among all tickets, users among their own. */
  async function find(words: string, by: Person): Promise<readonly Saved<'ticket'>[]> {
    if (!worksTickets(by)) {
      const own = (await store.requestsOf(by.id, { kinds: ['ticket'], limit: mostLookedAt })).flatMap((one) => (one.kind === 'ticket' ? [one] : []));
      return own.filter((one) => maySee(by, one) && isMeant(one.body, words)).slice(0, mostShown);
    }
    if (words === '') return (await store.queue({ limit: mostShown }));
    const [, number] = /^(?:T[- ]?)?(\d+)$/i.exec(words) ?? [];
    const found = new Map<string, Saved<'ticket'>>();
    const ids = [...(number === undefined ? [] : [`T-${number}`]), ...await store.withWord(numberWord(words), mostShown)];
    await take(ids, (ticket) => ticket.id === `T-${number}` || numberWord(ticket.externalNumber ?? '') === numberWord(words));
    // The longest word tells most.
    const [first] = searchWords(words).toSorted((one, other) => other.length - one.length);
    if (first !== undefined) {
      await take(await store.withWord(first, mostLookedAt), (ticket) => isMeant(ticket, words));
      if (found.size < mostShown) await take(await store.withWordLike(first, mostLookedAt), (ticket) => isMeant(ticket, words));
    }
    return [...found.values()].slice(0, mostShown);

    async function take(candidates: readonly string[], fits: (ticket: Ticket) => boolean): Promise<void> {
      const fresh = candidates.filter((id) => !found.has(id));
      for (let from = 0; from < fresh.length && found.size < mostShown; from += atOnce) {
        for (const one of await Promise.all(fresh.slice(from, from + atOnce).map((id) => store.get('ticket', id)))) {
          if (one && fits(one.body) && maySee(by, one)) found.set(one.id, one);
        }
      }
    }
  }
}

function isMeant(ticket: Ticket, words: string): boolean {
  return ticket.id.toLowerCase() === words.toLowerCase() || hasWords(ticket, searchWords(words));
}

const reported = z.object({
  commandId: z.literal('report-message'),
  messagePayload: z.object({
    body: z.object({ content: z.string().max(100_000) }),
    from: z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish(),
  }),
});

/** What a report of this message begins with; undefined: it is no message. Markup goes, since nothing of it is the reader's own. */
export function quoteOf(value: unknown): string | undefined {
  const parsed = reported.safeParse(value);
  if (!parsed.success) return undefined;
  const { body, from } = parsed.data.messagePayload;
  const name = onOneLine(clip(from?.user?.displayName ?? '', 120));
  const words = body.content
    // A tag that never ends is none: looked for from each `<` to the very end, a long message would hold up everybody.
    .replaceAll(/<(br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n').replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/[^\S\n]+/g, ' ').replaceAll(/ *\n\s*/g, '\n').trim();
  return words === '' ? undefined : clip(name === '' ? `“${words}”` : `“${words}” (${name})`, limits.description);
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'', '&nbsp;': ' ' };
