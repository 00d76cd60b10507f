// The end of the led report: what was understood, how urgent it will be, and the way to send, change or drop it.
import { severityOf } from '../support/severity.ts';
import type { TicketDraft } from '../support/ticket.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './confirmation.template.json' with { type: 'json' };
import { plain } from './render.ts';
import { wordButtons } from './word-button.ts';

export function confirmationCard(context: CardContext, draft: TicketDraft): Card {
  return show(context, template, confirmationData(context, draft));
}

export function confirmationData({ say, reader }: CardContext, draft: TicketDraft) {
  const forAnother = draft.affected.id !== reader?.id;
  return {
    summary: say('confirmation.title'),
    title: say('confirmation.title'),
    description: plain(draft.description),
    facts: [
      ...(forAnother ? [{ title: say('ticket.affected'), value: plain(draft.affected.name) }] : []),
      { title: say('ticket.category'), value: say(`category.${draft.category}`) },
      { title: say('ticket.device'), value: draft.device ? plain(draft.device.name) : say('confirmation.no-device') },
      { title: say('ticket.effect-on-work'), value: say('ticket.effect', { reach: say(`reach.${draft.reach}`), effect: say(`effect.${draft.effect}`) }) },
    ],
    means: say(`confirmation.means.${severityOf(draft.reach, draft.effect)}`),
    wordButtons: wordButtons(say, 'submit', 'change', 'cancel'),
  };
}
