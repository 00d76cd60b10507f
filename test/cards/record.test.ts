// Everyone meets a record as the card that is theirs: by channel, and in a chat by whose record it is and by role.
import assert from 'node:assert/strict';
import type { CardContext } from '../../cards/context.ts';
import { recordCard, type CardRecord } from '../../cards/record.ts';
import { speak } from '../../locales/say.ts';
import { toChannel, toPerson, type Target } from '../../support/effect.ts';
import type { Person } from '../../support/person.ts';
import { ana, approversOf, ben, chris, dana, elevation, laptop, luis, minji, nine, omar, running, ticket } from './cast.ts';
import { ticketPolicy } from '../kit/records.ts';
import { elevationStates } from './elevation-states.ts';
import { escalationIn } from './escalation-states.ts';

const around = { clock: running, device: laptop, ticket, duplicates: [], elevations: [], escalations: [], routes: ticketPolicy.routes, tiers: [1, 2], approvers: approversOf(chris), recentOfDevice: 0, recentOfPerson: 0, openAlerts: 0 };
const ofTicket: CardRecord = { kind: 'ticket', version: 1, body: { ...ticket, affected: luis } };
const approved: CardRecord = { kind: 'elevation', version: 2, body: { ...elevation, ...elevationStates.approved } };
const drafted: CardRecord = { kind: 'escalation', version: 1, body: escalationIn('proposed') };
const handedOff: CardRecord = { kind: 'escalation', version: 1, body: escalationIn('handedOff') };
const filed: CardRecord = { kind: 'escalation', version: 2, body: escalationIn('filed') };
const asking: CardRecord = { kind: 'escalation', version: 3, body: escalationIn('awaiting') };

/** Every verb on the card, in its order; `reader` is who looks in the own chat. */
function verbs(record: CardRecord, target: Target | Person): readonly string[] {
  const context: CardContext = { say: speak('en'), now: nine, ...(typeof target === 'object' && { reader: target }) };
  const card = recordCard(context, record, typeof target === 'object' ? toPerson(target) : target, around);
  return Array.from(JSON.stringify(card).matchAll(/"verb":"([^"]+)"/g), ([, verb]) => verb ?? '');
}

describe('the card of a record', () => {
  it('is the staff view in the support channel, and the user view for both reporter and affected person', () => {
    assert.deepEqual(verbs(ofTicket, toChannel('support')), ['ticket/ask', 'ticket/comment', 'ticket/assign', 'ticket/hand-off', 'ticket/regrade', 'ticket/route', 'ticket/number', 'ticket/duplicate', 'ticket/resolve']);
    assert.deepEqual(verbs(ofTicket, minji), ['ticket/reply', 'ticket/withdraw']);
    assert.deepEqual(verbs(ofTicket, luis), ['ticket/reply', 'ticket/withdraw']);
    assert.deepEqual(verbs(ofTicket, ben), ['ticket/ask', 'ticket/comment', 'ticket/assign', 'ticket/hand-off', 'ticket/regrade', 'ticket/route', 'ticket/number', 'ticket/duplicate', 'ticket/resolve']);
  });

  it('offers the password to the requester alone, and the revoking to those who may', () => {
    assert.deepEqual(verbs(approved, ana), ['elevation/reveal', 'elevation/cancel']);
    assert.deepEqual(verbs(approved, toChannel('escalation')), ['elevation/revoke']);
    assert.deepEqual(verbs(approved, chris), ['elevation/revoke']);
    assert.deepEqual(verbs(approved, ben), []);
  });

  it('lets the escalation team file a Sev C, and nobody else', () => {
    assert.deepEqual(verbs(drafted, toChannel('escalation')), ['escalation/file']);
    assert.deepEqual(verbs(drafted, chris), ['escalation/file']);
    assert.deepEqual(verbs(drafted, ben), []);
  });

  it('lets the IT admin alone file a Sev A, decline or regrade it', () => {
    assert.deepEqual(verbs(handedOff, toChannel('it-admin')), ['escalation/file', 'escalation/regrade', 'escalation/decline']);
    assert.deepEqual(verbs(handedOff, dana), ['escalation/file', 'escalation/regrade', 'escalation/decline']);
    assert.deepEqual(verbs(handedOff, toChannel('escalation')), []);
    assert.deepEqual(verbs(handedOff, chris), []);
    assert.deepEqual(verbs(handedOff, ben), []);
  });

  it('lets Operations work what is filed, and the filer answer what Operations asks', () => {
    assert.deepEqual(verbs(filed, toChannel('operations')), ['escalation/accept', 'escalation/transfer']);
    assert.deepEqual(verbs(filed, omar), ['escalation/accept', 'escalation/transfer']);
    assert.deepEqual(verbs(asking, ben), ['escalation/answer']);
    assert.deepEqual(verbs(asking, toChannel('operations')), ['escalation/update', 'escalation/mitigate', 'escalation/resolve', 'escalation/transfer']);
  });

  it('is summed up without anybody\'s words but a title', () => {
    const summaries = [ofTicket, approved, drafted].map((record) => recordCard({ say: speak('en'), now: nine }, record, toChannel('support'), around).summary);
    assert.deepEqual(summaries, [
      'Ticket T-1042 (Microsoft 365 apps) · in progress',
      'Elevation request E-17 for MMD-KR-0417 · approved',
      'Escalation X-33 “Excel 2601 closes on printing” · waiting for the escalation team',
    ]);
  });
});
