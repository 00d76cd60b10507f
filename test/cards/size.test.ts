// However much people write, their card fits into a message: every text at its limit, in characters that grow when dressed or encoded.
import assert from 'node:assert/strict';
import { approvalCard } from '../../cards/approval.ts';
import type { Card } from '../../cards/card.ts';
import { elevationForm } from '../../cards/elevation-form.ts';
import { escalationForm } from '../../cards/escalation-form.ts';
import { limits } from '../../cards/form.ts';
import { handOffCard } from '../../cards/hand-off.ts';
import { operationsCard } from '../../cards/operations.ts';
import { ticketCard } from '../../cards/ticket.ts';
import { languages } from '../../locales/say.ts';
import type { Approver } from '../../support/approval-tier.ts';
import { attachmentLimits, attachmentName } from '../../support/attachment.ts';
import { refOf } from '../../support/person.ts';
import type { Ticket } from '../../support/ticket.ts';
import { plannedActions } from '../../support/planned-action.ts';
import { ticketPolicy } from '../kit/records.ts';
import { contextIn } from './case.ts';
import { chris, elevation, laptop, running, ticket } from './cast.ts';
import { elevationStates } from './elevation-states.ts';
import { escalationIn } from './escalation-states.ts';
import { breachesOf } from './teams.ts';

const full = (limit: keyof typeof limits, character: string): string => character.repeat(limits[limit]);

describe('the largest card', () => {
  for (const character of ['가', '*']) {
    const longTicket: Ticket = {
      ...ticket, description: full('description', character),
      attachments: Array.from({ length: attachmentLimits.perTicket }, (_, at) => ({ id: `${at}`.repeat(22), name: attachmentName(character.repeat(200)), type: 'text/plain', size: attachmentLimits.size, digest: '' })),
    };
    const longElevation = {
      ...elevation, ...elevationStates.closed, actions: plannedActions,
      title: full('title', character), plan: full('plan', character), justification: full('justification', character),
      history: elevationStates.closed.history.map((line) => ({ ...line, words: full('resolution', character) })),
    };
    const long = { title: full('title', character), description: full('description', character), contact: full('contact', character) };
    const around = { clock: running, device: laptop, ticket: longTicket, recentOfDevice: 99, recentOfPerson: 99, openAlerts: 99,
      approvers: { people: Array<Approver>(20).fill({ ...refOf(chris), roles: ['escalation-team', 'it-admin'] }), whole: true },
    };
    const form = { draft: 'draft-1', faults: { description: 'too-long' } as const, ticket: longTicket };

    for (const language of languages) {
      const context = contextIn(language);
      const cards: Readonly<Record<string, Card>> = {
        'ticket': ticketCard(context, longTicket, 9, 'staff', { ...around, duplicates: [], elevations: [], escalations: [], routes: ticketPolicy.routes, tiers: [1, 2] }),
        'approval': approvalCard(context, longElevation, 9, around),
        'hand-off': handOffCard(context, { ...escalationIn('handedOff'), ...long }, 9, around),
        'operations': operationsCard(context, { ...escalationIn('mitigated'), ...long }, 9, around),
        'elevation form': elevationForm(context, {
          ...form, values: { plan: full('plan', character), justification: full('justification', character) }, devices: Array<typeof laptop>(5).fill(laptop),
          deciding: longElevation, approvers: around.approvers,
        }),
        'escalation form': escalationForm(context, { ...form, values: long, language: 'en' }),
      };
      for (const [name, card] of Object.entries(cards)) {
        it(`of ${name} fits (${language}, "${character}")`, () => assert.deepEqual(breachesOf(card), []));
      }
    }
  }
});
