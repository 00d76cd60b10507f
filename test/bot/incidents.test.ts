// Major incidents off the turn: whatever the order in which its to-dos are done, or how often, each ticket is in one incident and learns how that stands.
import assert from 'node:assert/strict';
import { openIncidents } from '../../bot/incidents.ts';
import { speechFor } from '../../bot/speech.ts';
import type { Todo } from '../../store/store.ts';
import { refOf } from '../../support/person.ts';
import type { TicketDraft } from '../../support/ticket.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';
import { ids, openOffice, taken, type Name, type Office } from './office.ts';

const outlook: Partial<TicketDraft> = { description: 'Outlook does not open', category: 'microsoft-365-apps', effect: 'minor' };
const onSurface: TicketDraft['device'] = { id: 'd-1', name: 'MD-1', hardware: 'ok', model: 'Surface Laptop 5' };

describe('major incidents off the turn', () => {
  let office: Office;
  let works: ReturnType<typeof openIncidents>;
  beforeEach(async () => {
    office = await openOffice({ incidents: { threshold: 3 }, adminContacts: { 'app-packaging': 'Pat, +1 555 0177', 'other': 'Olga' } });
    const { store, clock, desk, facts, inForce, directory, config } = office;
    works = openIncidents({ store, clock, desk, facts, inForce, directory, speech: speechFor(config, store) });
  });
  afterEach(() => office.close());

  /** Does what is due of these kinds, timers and messages left aside, until there is nothing left; `twice`: as after a crash, everything once more. */
  async function work(twice = false): Promise<void> {
    for (let todos: readonly Todo[]; (todos = (await office.store.claim({ by: 'test', now: office.clock.now(), machine: Date.now(), limit: 500, lease: 60_000 }))
      .filter(({ kind }) => kind in works)).length > 0;) {
      for (const todo of todos) {
        if (twice) await works[todo.kind]?.(todo);
        const done = await works[todo.kind]?.(todo);
        assert.equal(done?.kind, 'done', todo.key);
        await office.store.finish(todo, done.kind === 'done' ? done.also : []);
      }
    }
  }
  /** Does the first due to-do of this kind, and gives it, to be done again; the others are free again. */
  async function first(wanted: string): Promise<Todo> {
    const due = await office.store.claim({ by: 'test', now: office.clock.now(), machine: Date.now(), limit: 500, lease: 60_000 });
    const todo = due.find(({ kind }) => kind === wanted) ?? assert.fail(wanted);
    await works[wanted]?.(todo);
    await office.store.finish(todo);
    await office.store.freeLeases('test');
    return todo;
  }
  const by = async (name: Name, draft: Partial<TicketDraft> = outlook): Promise<string> => office.report({ ...draft, affected: refOf(await office.person(name)) });
  const stateOf = async (id: string): Promise<string | undefined> => (await office.store.get('incident', id))?.body.state.kind;
  const ticketsOf = async (id: string): Promise<readonly string[]> => ((await office.store.get('incident', id))?.body.reports ?? []).map(({ ticket }) => ticket);
  const press = async (id: string, kind: 'incident/confirm' | 'incident/escalate') => taken(await office.desk.happen('incident', id, { kind, by: await office.person('dana') }));

  it('do nothing twice when a to-do is done twice', async () => {
    for (const name of ['minji', 'ana', 'ben', 'omar'] as const) await by(name);
    await work(true);
    assert.deepEqual([await ticketsOf('I-1'), await stateOf('I-2')], [['T-1001', 'T-1002', 'T-1003', 'T-1004'], undefined]);
    await press('I-1', 'incident/escalate');
    await work(true);
    assert.equal(await stateOf('I-1'), 'escalated');
    assert.equal(await office.store.get('escalation', 'X-2'), undefined);
    for (const id of await ticketsOf('I-1')) {
      const history = (await office.store.get('ticket', id))?.body.history.map(({ what }) => what);
      assert.deepEqual(history, ['ticket/report', 'ticket/join', 'ticket/incident-confirmed'], id);
    }
  });

  it('count what was reported within the window, however late it is looked at', async () => {
    await by('minji');
    await by('ana');
    office.machine.now = nineOClock + hour + minute;
    await by('ben');
    await work();
    assert.equal(await stateOf('I-1'), undefined, 'the first two were an hour before');
    await by('ana');
    office.machine.now += 50 * minute;
    await by('omar');
    office.machine.now += 5 * hour;
    await work();
    assert.deepEqual(await ticketsOf('I-1'), ['T-1003', 'T-1004', 'T-1005']);
  });

  it('put a ticket that is about an application and a model into one incident only', async () => {
    for (const name of ['minji', 'ana', 'ben', 'omar'] as const) await by(name, { ...outlook, device: onSurface });
    await work();
    assert.deepEqual([await ticketsOf('I-1'), await stateOf('I-2')], [['T-1001', 'T-1002', 'T-1003', 'T-1004'], undefined]);
    for (const name of ['chris', 'sora', 'dana'] as const) await by(name, { ...outlook, description: 'Everything is slow', device: onSurface });
    await work();
    assert.deepEqual(await ticketsOf('I-2'), ['T-1005', 'T-1006', 'T-1007'], 'those of the first are not counted again');
  });

  it('tell a ticket that joins as the incident is resolved how it ended', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    await work();
    await press('I-1', 'incident/confirm');
    await work();
    await office.desk.happen('incident', 'I-1', { kind: 'incident/join', report: { ticket: await by('omar'), person: { id: ids.omar, name: 'omar' }, reach: 'one', effect: 'minor', title: '', at: nineOClock } });
    await office.desk.happen('incident', 'I-1', { kind: 'incident/resolve', by: await office.person('dana'), resolution: 'Taken back' });
    await work();
    for (const id of await ticketsOf('I-1')) assert.equal((await office.store.get('ticket', id))?.body.state.kind, 'resolved', id);
  });

  it('do not resolve again what its user has reopened, when they are done again', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    await work();
    taken(await office.desk.happen('incident', 'I-1', { kind: 'incident/resolve', by: await office.person('dana'), resolution: 'Taken back' }));
    const informed = await first('inform-tickets');
    taken(await office.desk.happen('ticket', 'T-1001', { kind: 'ticket/reopen', by: await office.person('minji'), reason: 'Not for me' }));
    await works['inform-tickets']?.(informed);
    const { state, incident } = (await office.store.get('ticket', 'T-1001'))?.body ?? {};
    assert.deepEqual([state?.kind, incident], ['new', undefined]);
  });

  it('count no ticket that is taken back, before its incident was suspected or after', async () => {
    for (const name of ['minji', 'ana', 'ben', 'omar'] as const) await by(name);
    const withdraw = async (ticket: string, name: Name) => taken(await office.desk.happen('ticket', ticket, { kind: 'ticket/withdraw', by: await office.person(name) }));
    await first('compare');
    await withdraw('T-1001', 'minji');
    await work();
    await withdraw('T-1002', 'ana');
    await work();
    assert.deepEqual(await ticketsOf('I-1'), ['T-1003', 'T-1004']);
  });

  it('put a ticket that was solved, and is open again, into the incident that counted it', async () => {
    const dana = await office.person('dana');
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    taken(await office.desk.happen('ticket', 'T-1001', { kind: 'ticket/resolve', by: dana, resolution: 'Started anew' }));
    await work();
    await press('I-1', 'incident/confirm');
    await work();
    taken(await office.desk.happen('ticket', 'T-1001', { kind: 'ticket/reopen', by: await office.person('minji'), reason: 'It is back' }));
    await work();
    assert.deepEqual((await office.store.get('ticket', 'T-1001'))?.body.incident, { id: 'I-1', confirmed: true });
  });

  it('learn that an escalation has ended, even before the incident knew of it', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name, { ...outlook, reach: 'business', effect: 'stopped' });
    await work();
    await press('I-1', 'incident/escalate');
    const dana = await office.person('dana');
    const incident = (await office.store.get('incident', 'I-1'))?.body;
    assert.ok(incident?.state.kind === 'escalating');
    taken(await office.desk.draftEscalation({
      ticket: 'T-1001', incident: 'I-1', category: 'microsoft-365-apps', title: 'I-1', description: 'As before the crash', contact: 'Pat', requestType: 'incident', severity: 'A',
    }, dana, { key: `I-1 ${incident.state.at}`, person: dana.id }));
    taken(await office.desk.happen('escalation', 'X-1', { kind: 'escalation/decline', by: dana, reason: 'Known already' }));
    await first('follow-escalation');
    await work();
    assert.equal(await stateOf('I-1'), 'confirmed');
  });

  it('file a Sev C in the name of the IT admin, with whom to reach, and no more words than the form takes', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name, { ...outlook, description: `Outlook ${'x'.repeat(1900)}` });
    await work();
    await press('I-1', 'incident/escalate');
    await work();
    const escalation = (await office.store.get('escalation', 'X-1'))?.body;
    assert.ok(escalation);
    assert.deepEqual([escalation.state.kind, escalation.severity, escalation.contact, escalation.incident, escalation.ticket], ['filed', 'C', 'Pat, +1 555 0177', 'I-1', 'T-1001']);
    assert.match(escalation.description, /^Major incident I-1\. People who report problems with Outlook \(Microsoft 365 apps\): 3\. Their tickets:\nT-1001 · minji · Outlook x/);
    assert.ok(escalation.description.length <= 2000);
  });

  it('leave an incident confirmed, and tell the IT admins, when none of its tickets can be escalated any more', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    await work();
    await press('I-1', 'incident/escalate');
    for (const id of await ticketsOf('I-1')) taken(await office.desk.happen('ticket', id, { kind: 'ticket/withdraw', by: await office.person('minji') }));
    await work();
    assert.equal(await stateOf('I-1'), 'confirmed');
    assert.ok((await office.store.history('I-1')).some(({ action }) => action === 'incident/not-escalated'));
  });

  it('end a suspicion that nobody decided, and free its tickets for the next', async () => {
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    await work();
    office.machine.now += 24 * hour;
    taken(await office.desk.happen('incident', 'I-1', { kind: 'incident/lapse' }));
    await work();
    assert.equal((await office.store.get('ticket', 'T-1001'))?.body.incident, undefined);
    for (const name of ['minji', 'ana', 'ben'] as const) await by(name);
    await work();
    assert.equal(await stateOf('I-2'), 'suspected');
  });

  it('suspect what stands in different words in three languages, by the names that the organisation knows', async () => {
    for (const [name, description] of [['minji', '아웃룩이 열리지 않습니다'], ['ana', 'No se abre el Outlook'], ['ben', 'OUTLOOK is down']] as const) await by(name, { ...outlook, description });
    await work();
    assert.equal(await stateOf('I-1'), 'suspected');
  });
});
