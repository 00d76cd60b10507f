// The morning digest in the IT admins' channel: what is open, what is due today, and what still has to be looked after.
import type { Digest } from '../support/digest.ts';
import { severities } from '../support/severity.ts';
import type { Card } from './card.ts';
import template from './digest.template.json' with { type: 'json' };
import { show, type CardContext } from './context.ts';
import { dateTime } from './render.ts';

/** So many are named; the others are counted. */
const mostNamed = 8;

/** @param since of the last digest, epoch ms */
export function digestCard(context: CardContext, digest: Digest, since: number): Card {
  return show(context, template, digestData(context, digest, since));
}

export function digestData({ say, now }: CardContext, { tickets, escalations, due, elevated, overdue, unreviewed, incidents }: Digest, since: number) {
  const counts = (open: Digest['tickets']) => severities.map((severity) => `${severity}: ${open[severity]}`).join(' · ');
  return {
    summary: say.count('digest.summary', due.length),
    title: say('digest.title'),
    asOf: say('digest.as-of', { when: dateTime(now) }),
    facts: [
      { title: say('digest.tickets'), value: counts(tickets) },
      { title: say('digest.escalations'), value: counts(escalations) },
    ],
    dueTitle: say.count('digest.due', due.length),
    due: due.slice(0, mostNamed).map(({ id, severity, dueAt }) =>
      ({ text: say(dueAt <= now ? 'digest.late-since' : 'digest.due-by', { id, severity, when: dateTime(dueAt) }), color: dueAt <= now ? 'Attention' : 'Default' })),
    more: due.length > mostNamed ? say('digest.more', { count: due.length - mostNamed }) : '',
    elevated: say('digest.elevated', { count: elevated, when: dateTime(since) }),
    care: [
      ...(incidents.length > 0 ? [{ text: say('digest.incidents', { ids: named(incidents) }) }] : []),
      ...(overdue.length > 0 ? [{ text: say('digest.overdue', { ids: named(overdue) }) }] : []),
      ...(unreviewed.length > 0 ? [{ text: say('digest.unreviewed', { ids: named(unreviewed) }) }] : []),
    ],
  };
}

function named(ids: readonly string[]): string {
  return ids.length > mostNamed ? `${ids.slice(0, mostNamed).join(', ')} … (${ids.length})` : ids.join(', ');
}
