// Whatever people do to incidents, their tickets and their escalations, and in whatever order the to-dos of it are done: in the end all of them agree.
import assert from 'node:assert/strict';
import { openIncidents } from '../../bot/incidents.ts';
import type { AnyEvent } from '../../bot/lives.ts';
import { speechFor } from '../../bot/speech.ts';
import type { Kind, RecordOf, Saved, Todo } from '../../store/store.ts';
import { isOpenEscalation } from '../../support/escalation.ts';
import { isOpenIncident, type Incident } from '../../support/incident.ts';
import { isOpenTicket, type Ticket } from '../../support/ticket.ts';
import { chance } from '../kit/chance.ts';
import { minute } from '../kit/people.ts';
import { device, openOffice, type Name, type Office } from './office.ts';

const steps = 150;
const names = ['minji', 'ana', 'ben', 'chris', 'sora', 'dana', 'omar'] as const satisfies readonly Name[];
const descriptions = ['Outlook is down', 'Excel and Outlook crash', 'Everything is slow'] as const;
const tickets = ['ticket/withdraw', 'ticket/reopen', 'ticket/resolve', 'ticket/leave', 'ticket/duplicate', 'ticket/separate'] as const;
const incidents = ['incident/confirm', 'incident/dismiss', 'incident/escalate', 'incident/resolve'] as const;
const escalations = ['escalation/file', 'escalation/decline', 'escalation/accept', 'escalation/resolve', 'escalation/transfer', 'escalation/reactivate'] as const;
const said = { reason: 'So', resolution: 'Done', note: 'Done', contact: 'Pat', commitment: true, coverage: '24x7', to: 'hardware' };

for (const seed of [1, 2, 3, 4, 5, 6]) {
  describe(`incidents, tickets and escalations at random (${seed})`, function () {
    this.timeout(30_000);
    let office: Office;
    let works: ReturnType<typeof openIncidents>;
    before(async () => {
      office = await openOffice({ incidents: { threshold: 3 }, adminContacts: { 'app-packaging': 'Pat', 'other': 'Olga' } });
      const { store, clock, desk, facts, inForce, directory, config } = office;
      works = openIncidents({ store, clock, desk, facts, inForce, directory, speech: speechFor(config, store) });
    });
    after(() => office.close());

    const dice = chance(seed);
    const all = async <K extends Kind>(kind: K, letter: string, first: number) => {
      const found: RecordOf<K>[] = [];
      for (let saved: Saved<K> | undefined, number = first; (saved = await office.store.get(kind, `${letter}-${number}`)); number += 1) found.push(saved.body);
      return found;
    };
    const lately = (letter: string, found: readonly unknown[], first: number) => `${letter}-${first + Math.max(found.length - 1 - dice.below(3), 0)}`;
    const happen = (kind: Kind, id: string, event: object) => office.desk.happen(kind, id, event as AnyEvent);

    const report = async () => {
      const on = { id: device.id, name: device.name, hardware: 'ok', model: 'Surface Laptop 5' } as const;
      await office.report({
        description: dice.pick(descriptions), category: 'microsoft-365-apps', effect: dice.pick(['minor', 'stopped']), affected: await office.person(dice.pick(names)), ...dice.below(2) === 0 && { device: on },
      });
    };
    const doTo = {
      ticket: async () => {
        const there = await all('ticket', 'T', 1001);
        const [one, other] = [there[dice.below(there.length || 1)], there[dice.below(there.length || 1)]];
        if (!one || !other) return;
        const kind = dice.pick(tickets);
        const theirs = kind === 'ticket/withdraw' || kind === 'ticket/reopen';
        await happen('ticket', one.id, { kind, by: await office.directory.person(theirs ? one.affected.id : (await office.person('dana')).id), of: other.id, ...said });
      },
      incident: async () => happen('incident', lately('I', await all('incident', 'I', 1), 1), { kind: dice.pick(incidents), by: await office.person('dana'), ...said }),
      escalation: async () => {
        const kind = dice.pick(escalations);
        const by = await office.person(kind === 'escalation/file' || kind === 'escalation/decline' || kind === 'escalation/reactivate' ? 'dana' : 'omar');
        await happen('escalation', lately('X', await all('escalation', 'X', 1), 1), { kind, by, ...said });
      },
    } as const;
    /** Some of what is due, in any order, some of it twice as after a crash; with `whole`, until nothing is left. */
    async function work(whole: boolean): Promise<void> {
      for (let due: readonly Todo[]; (due = (await office.store.claim({ by: 'test', now: office.clock.now(), machine: Date.now(), limit: 2000, lease: minute })).filter(({ kind }) => kind in works)).length > 0;) {
        for (const todo of due.toSorted(() => dice.below(2) - 0.5)) {
          if (!whole && dice.below(2) === 0) continue;
          if (dice.below(5) === 0) await works[todo.kind]?.(todo);
          const done = await works[todo.kind]?.(todo);
          if (done?.kind === 'done') await office.store.finish(todo, done.also);
        }
        await office.store.freeLeases('test');
        if (!whole) return;
      }
    }

    it('agree with each other once everything is done', async () => {
      for (let step = 0; step < steps; step += 1) {
        await dice.pick([report, report, report, doTo.ticket, doTo.ticket, doTo.incident, doTo.escalation, () => work(false), () => work(false), () => work(true)])();
        office.machine.now += dice.below(3 * minute);
      }
      await work(true);
      const found = await all('incident', 'I', 1);
      const reported = new Map((await all('ticket', 'T', 1001)).map((ticket) => [ticket.id, ticket]));
      assert.ok(found.length > 0);
      for (const incident of found.filter(isOpenIncident)) {
        assert.notEqual(incident.state.kind, 'escalating', incident.id);
        const { body: escalation } = (incident.state.kind === 'escalated' && await office.store.get('escalation', incident.state.escalation)) || {};
        assert.ok(!escalation || isOpenEscalation(escalation), `${incident.id} waits for ${escalation?.id}, which has ended`);
        for (const { ticket } of incident.reports) assert.equal(faultIn(reported.get(ticket), incident), undefined, ticket);
      }
      const open = new Set(found.filter(isOpenIncident).map(({ id }) => id));
      for (const ticket of [...reported.values()].filter(isOpenTicket)) {
        assert.ok(!ticket.incident || open.has(ticket.incident.id), `${ticket.id} waits for ${ticket.incident?.id}, which has ended`);
      }
    });
  });
}

function faultIn(ticket: Ticket | undefined, incident: Incident): string | undefined {
  if (!ticket || ticket.state.kind === 'withdrawn') return 'is counted, but there is none';
  return isOpenTicket(ticket) && ticket.incident?.id !== incident.id ? `is counted by ${incident.id}, but part of ${ticket.incident?.id}` : undefined;
}
