// The life of an elevation: who decides it, who sees the password, how long access lasts and what must follow.
import assert from 'node:assert/strict';
import {
  accessMinutes, advanceElevation, askLimit, elevationTargets, holdsDevice, isOpenElevation, revealLimit,
  type Elevation, type ElevationEvent, type ElevationFacts, type ElevationState,
} from '../../support/elevation.ts';
import { refOf, type Person } from '../../support/person.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, hour, minute, names, nineOClock, people, sora } from '../kit/people.ts';
import { elevationPresses as presses, type ElevationPress } from '../kit/presses.ts';
import { around, elevationIn, elevationPolicy, elevationStates, laptop, oneTier, ticketIn } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

type Kind = ElevationState['kind'];

const pressed = [
  'elevation/looking', 'elevation/approve', 'elevation/deny', 'elevation/cancel', 'elevation/reveal', 'elevation/revealed', 'elevation/extend',
  'elevation/break-glass', 'elevation/review', 'elevation/done', 'elevation/revoke',
] as const;

/** What the clock, the vault and the desk do. */
const untouched: { readonly [K in Exclude<ElevationEvent['kind'], ElevationPress['kind']>]: ElevationEvent & { readonly kind: K } } = {
  'elevation/ticket-ended': { kind: 'elevation/ticket-ended' },
  'elevation/remind': { kind: 'elevation/remind' },
  'elevation/warn': { kind: 'elevation/warn' },
  'elevation/expire': { kind: 'elevation/expire' },
  'elevation/remind-report': { kind: 'elevation/remind-report' },
  'elevation/remind-review': { kind: 'elevation/remind-review' },
  'elevation/rotation-requested': { kind: 'elevation/rotation-requested' },
  'elevation/rotated': { kind: 'elevation/rotated' },
  'elevation/rotation-overdue': { kind: 'elevation/rotation-overdue' },
};

const anaOfTheTeam: Person = { ...ana, roles: [...ana.roles, 'escalation-team'] };
const tomorrow = nineOClock + 24 * hour;
const happen = (elevation: Elevation, event: ElevationEvent, now = nineOClock, facts: ElevationFacts = around(), policy = elevationPolicy) =>
  advanceElevation(elevation, event, facts, policy, now);

describe('the life of an elevation', () => {
  const running = table(`
                                  requested             approved              active                ended                 rotating              rotation-overdue      unreported
    elevation/looking             requested             already-decided       already-decided       already-decided       already-decided       already-decided       already-decided
    elevation/approve             approved              already-decided       already-decided       already-decided       already-decided       already-decided       already-decided
    elevation/deny                denied                already-decided       already-decided       already-decided       already-decided       already-decided       already-decided
    elevation/cancel              cancelled             cancelled             elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/reveal              elevation-not-active  approved              active                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/revealed            elevation-not-active  active                active                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/extend              elevation-not-active  elevation-not-active  active                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/break-glass         approved              elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/review              no-review             no-review             no-review             no-review             no-review             no-review             no-review
    elevation/done                elevation-not-active  elevation-not-active  ended                 already-reported      already-reported      already-reported      closed
    elevation/revoke              elevation-not-active  revoked               ended                 elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/ticket-ended        cancelled             cancelled             ended                 elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/remind              elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/warn                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/expire              expired               expired               ended                 elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/remind-report       elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    unreported
    elevation/remind-review       elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/rotation-requested  elevation-not-active  elevation-not-active  elevation-not-active  rotating              elevation-not-active  elevation-not-active  elevation-not-active
    elevation/rotated             elevation-not-active  elevation-not-active  elevation-not-active  closed                closed                closed                elevation-not-active
    elevation/rotation-overdue    elevation-not-active  elevation-not-active  elevation-not-active  rotation-overdue      rotation-overdue      rotation-overdue      elevation-not-active
  `);
  const over = table(`
                                  denied                expired               cancelled             revoked               closed
    elevation/looking             already-decided       elevation-not-open    elevation-not-open    elevation-not-open    already-decided
    elevation/approve             already-decided       elevation-not-open    elevation-not-open    elevation-not-open    already-decided
    elevation/deny                already-decided       elevation-not-open    elevation-not-open    elevation-not-open    already-decided
    elevation/cancel              elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/reveal              elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/revealed            elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/extend              elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/break-glass         elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/review              no-review             no-review             no-review             no-review             no-review
    elevation/done                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  already-reported
    elevation/revoke              elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/ticket-ended        elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/remind              elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/warn                elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/expire              elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/remind-report       elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/remind-review       elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open    elevation-not-open
    elevation/rotation-requested  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/rotated             elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
    elevation/rotation-overdue    elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active  elevation-not-active
  `);
  const deciding = new Set(['elevation/looking', 'elevation/approve', 'elevation/deny', 'elevation/review', 'elevation/revoke']);
  const events = new Map<string, ElevationEvent>([
    ...pressed.map((kind) => [kind, presses[kind](kind === 'elevation/break-glass' ? anaOfTheTeam : deciding.has(kind) ? chris : ana)] as const),
    ...Object.entries(untouched),
  ]);

  it('forgets no event and no state', () => {
    assert.deepEqual(pressed, Object.keys(presses));
    for (const { rows } of [running, over]) assert.deepEqual(rows, [...events.keys()]);
    assert.deepEqual([...running.columns, ...over.columns].sort(), Object.keys(elevationStates).sort());
  });

  for (const { kind: state } of Object.values(elevationStates)) {
    for (const { row, says } of [...running.cells, ...over.cells].filter(({ column }) => column === state)) {
      it(`${row} of an elevation that is ${state}: ${says}`, () => {
        const event = events.get(row) ?? assert.fail(row);
        assert.equal(wordOf(happen(elevationIn(state), event, 'by' in event ? nineOClock : tomorrow)), says);
      });
    }
  }

  it('holds its device until the password was changed, and is open until it is known what was done', () => {
    const those = (is: (elevation: Elevation) => boolean) => Object.values(elevationStates).filter(({ kind }) => is(elevationIn(kind))).map(({ kind }) => kind).sort();
    assert.deepEqual(those(isOpenElevation), [...running.columns].sort());
    assert.deepEqual(those(holdsDevice), running.columns.filter((kind) => kind !== 'unreported').sort());
  });

  it('shows in the escalation channel and to whoever requested it', () => {
    assert.deepEqual(elevationTargets(elevationIn('requested')), ['channel:escalation', 'person:ana']);
  });

  it('leaves a line for everything that happened, with who, when and in which words', () => {
    const { history } = stepOf(happen(elevationIn('requested'), presses['elevation/deny'](chris), nineOClock + minute)).next;
    assert.deepEqual(history.at(-1), { at: nineOClock + minute, what: 'elevation/deny', by: refOf(chris), words: 'Use the troubleshooter first' });
  });
});

describe('who may what with an elevation', () => {
  const where: Readonly<Record<ElevationPress['kind'], Kind>> = {
    'elevation/looking': 'requested', 'elevation/approve': 'requested', 'elevation/deny': 'requested', 'elevation/cancel': 'requested',
    'elevation/reveal': 'approved', 'elevation/revealed': 'approved', 'elevation/extend': 'active', 'elevation/break-glass': 'requested', 'elevation/review': 'closed',
    'elevation/done': 'active', 'elevation/revoke': 'active',
  };
  const ofAna = table(`
                          minji              ana                ben                chris              sora               dana               omar
    elevation/looking     not-allowed        not-allowed        not-allowed        ✓                  ✓                  not-allowed        not-allowed
    elevation/approve     not-allowed        not-allowed        not-allowed        ✓                  ✓                  not-allowed        not-allowed
    elevation/deny        not-allowed        not-allowed        not-allowed        ✓                  ✓                  not-allowed        not-allowed
    elevation/cancel      not-designated     ✓                  not-designated     not-designated     not-designated     not-designated     not-designated
    elevation/reveal      not-designated     ✓                  not-designated     not-designated     not-designated     not-designated     not-designated
    elevation/revealed    not-designated     ✓                  not-designated     not-designated     not-designated     not-designated     not-designated
    elevation/extend      not-designated     ✓                  not-designated     not-designated     not-designated     not-designated     not-designated
    elevation/break-glass not-allowed        not-allowed        not-allowed        not-the-requester  not-the-requester  not-the-requester  not-allowed
    elevation/review      not-allowed        not-allowed        not-allowed        no-review          no-review          no-review          not-allowed
    elevation/done        not-designated     ✓                  not-designated     not-designated     not-designated     not-designated     not-designated
    elevation/revoke      not-allowed        not-allowed        not-allowed        ✓                  ✓                  ✓                  not-allowed
  `);
  const said = (elevation: Elevation, event: ElevationEvent): string => {
    const outcome = happen(elevation, event);
    return outcome.ok ? '✓' : outcome.refusal.reason;
  };

  it('is decided for every press and every person', () => {
    assert.deepEqual(ofAna.rows, pressed);
    assert.deepEqual(ofAna.columns, names);
  });

  for (const { row, column, says } of ofAna.cells) {
    it(`${row} of Ana's by ${column}: ${says}`, () => {
      const kind = oneOf(pressed, row);
      assert.equal(said(elevationIn(where[kind]), presses[kind](people[oneOf(names, column)])), says);
    });
  }

  it('nobody decides a request of their own, whatever roles they hold', () => {
    const everything: Person = { ...chris, roles: ['staff', 'designated', 'escalation-team', 'it-admin', 'operations'] };
    const own = elevationIn('requested', { requester: refOf(chris) });
    assert.equal(said(own, presses['elevation/approve'](everything)), 'self-approval');
    assert.equal(said(own, presses['elevation/deny'](everything)), 'self-approval');
  });

  it('nobody sees the password of an elevation that another requested, designated or not', () => {
    const soraToo: Person = { ...sora, roles: [...sora.roles, 'designated'] };
    for (const state of ['approved', 'active'] as const) assert.equal(said(elevationIn(state), presses['elevation/revealed'](soraToo)), 'not-the-requester');
  });

  it('whoever is no longer designated sees no password, approved or not', () => {
    const anaNow: Person = { ...ana, roles: ['staff'] };
    for (const state of ['approved', 'active'] as const) assert.equal(said(elevationIn(state), presses['elevation/revealed'](anaNow)), 'not-designated');
  });

  it('names alone are nobody: the object id decides', () => {
    const another: Person = { ...ana, id: 'another-ana' };
    assert.equal(said(elevationIn('approved'), presses['elevation/revealed'](another)), 'not-the-requester');
  });
});

describe('the decision on an elevation', () => {
  const twoNeeded = elevationIn('requested', { tiers: oneTier(2) });
  const approve = (elevation: Elevation, by: Person, facts = around()) => happen(elevation, presses['elevation/approve'](by), nineOClock, facts);

  it('takes as many people as the quorum says', () => {
    const once = stepOf(approve(twoNeeded, chris)).next;
    assert.equal(once.state.kind, 'requested');
    const twice = stepOf(approve(once, sora)).next;
    assert.deepEqual(twice.state, {
      kind: 'approved', approvals: [{ by: refOf(chris), at: nineOClock, roles: ['escalation-team'] }, { by: refOf(sora), at: nineOClock, roles: ['escalation-team'] }], revealBy: nineOClock + 30 * minute,
    });
  });

  it('gives half an hour for the first reveal', () => {
    const { effects } = stepOf(happen(elevationIn('requested'), presses['elevation/approve'](chris), nineOClock + minute));
    assert.deepEqual(effects.find((effect) => effect.do === 'timer'), { do: 'timer', kind: 'elevation/expire', at: nineOClock + 31 * minute });
  });

  it('counts nobody twice', () => {
    const once = stepOf(approve(twoNeeded, chris)).next;
    assert.deepEqual(approve(once, chris), { ok: false, refusal: { reason: 'already-decided', data: { name: 'Chris Okafor' } } });
  });

  it('is denied by one, even after another has approved', () => {
    const once = stepOf(approve(twoNeeded, chris)).next;
    assert.equal(wordOf(happen(once, presses['elevation/deny'](sora), nineOClock)), 'denied');
  });

  it('names who was first to whoever comes second', () => {
    for (const state of ['approved', 'active', 'denied'] as const) {
      const outcome = happen(elevationIn(state), presses['elevation/approve'](sora));
      assert.deepEqual(outcome, { ok: false, refusal: { reason: 'already-decided', data: { name: 'Chris Okafor' } } }, state);
    }
  });

  it('needs a reason when it is a no', () => {
    assert.equal(wordOf(happen(twoNeeded, { kind: 'elevation/deny', by: chris, reason: ' ' })), 'reason-needed');
  });

  it('keeps the note of whoever approved', () => {
    const { state } = stepOf(happen(elevationIn('requested'), { kind: 'elevation/approve', by: chris, note: 'Only the driver' })).next;
    assert.ok(state.kind === 'approved');
    assert.deepEqual(state.approvals, [{ by: refOf(chris), at: nineOClock, roles: ['escalation-team'], note: 'Only the driver' }]);
  });

  it('is never a yes once the ticket has ended', () => {
    for (const kind of ['resolved', 'closed', 'withdrawn'] as const) {
      assert.equal(wordOf(approve(twoNeeded, chris, around({ ticket: ticketIn(kind) }))), 'ticket-ended', kind);
    }
  });
});

describe('the password of an elevation', () => {
  const reveal = (elevation: Elevation, facts: Partial<ElevationFacts> = {}) => happen(elevation, presses['elevation/revealed'](ana), nineOClock, around(facts));
  const ask = (elevation: Elevation, facts: Partial<ElevationFacts> = {}) => happen(elevation, presses['elevation/reveal'](ana), nineOClock, around(facts));

  it('that was only asked for begins no window: it was not shown yet', () => {
    const { next, effects } = stepOf(ask(elevationIn('approved')));
    assert.deepEqual(next.state, elevationStates.approved);
    assert.deepEqual(effects, [{ do: 'refresh', record: 'T-1042' }]);
  });


  for (const minutes of accessMinutes) {
    it(`is in force for ${minutes} minutes from the first reveal, not from the request`, () => {
      const late = nineOClock + 20 * minute;
      const { next, effects } = stepOf(happen(elevationIn('approved', { minutes }), presses['elevation/revealed'](ana), late));
      assert.ok(next.state.kind === 'active');
      assert.equal(next.state.until, late + minutes * minute);
      assert.ok(effects.some((effect) => effect.do === 'timer' && effect.kind === 'elevation/expire' && effect.at === late + minutes * minute));
    });
  }

  it('may be shown again, which neither moves the end nor goes uncounted', () => {
    const { next } = stepOf(happen(elevationIn('active'), presses['elevation/revealed'](ana), nineOClock + 30 * minute));
    assert.deepEqual(next.state, { ...elevationStates.active, reveals: 2 });
  });

  it(`is shown ${revealLimit} times at most`, () => {
    let elevation = elevationIn('approved');
    for (let time = 1; time <= revealLimit; time += 1) elevation = stepOf(reveal(elevation)).next;
    assert.equal(revealLimit, 20);
    for (const look of [ask, reveal]) assert.equal(wordOf(look(elevation)), 'reveal-limit');
  });

  it(`is asked for ${askLimit} times at most, however often the vault fails`, () => {
    for (const state of ['approved', 'active'] as const) {
      let elevation = elevationIn(state);
      for (let time = 1; time <= askLimit; time += 1) elevation = stepOf(ask(elevation)).next;
      assert.equal(askLimit, 60);
      assert.equal(wordOf(ask(elevation)), 'ask-limit');
    }
  });

  it('begins no access beyond the day\'s budget, which may have been taken in several places at once', () => {
    const grants = [{ granted: 8 * hour + minute }];
    for (const look of [ask, reveal]) {
      assert.equal(wordOf(look(elevationIn('approved'), { grants })), 'budget-spent');
      assert.equal(wordOf(look(elevationIn('active'), { grants })), 'active');
    }
  });

  it('is not shown when something has come between, before or after the first reveal, nor while the vault was being opened', () => {
    for (const look of [ask, reveal]) {
      for (const state of ['approved', 'active'] as const) {
        assert.equal(wordOf(look(elevationIn(state), { device: { ...laptop, ring: 'Test' } })), 'test-ring');
        assert.equal(wordOf(look(elevationIn(state), { device: undefined })), 'device-unknown');
        assert.equal(wordOf(look(elevationIn(state), { deviceUnread: true })), 'devices-unread');
        assert.equal(wordOf(look(elevationIn(state), { ticket: undefined })), 'ticket-ended');
        for (const kind of ['resolved', 'closed', 'withdrawn'] as const) {
          assert.equal(wordOf(look(elevationIn(state), { ticket: ticketIn(kind) })), 'ticket-ended', `${state}, ${kind}`);
        }
      }
    }
  });

  it('is changed at every end of access, and at no end without access', () => {
    const rotations = (state: Kind, event: ElevationEvent): number =>
      stepOf(happen(elevationIn(state), event, tomorrow)).effects.filter((effect) => effect.do === 'rotate' && effect.device === laptop.id).length;
    const { 'elevation/expire': expire, 'elevation/ticket-ended': ticketEnded } = untouched;
    const [done, revoke, cancel] = [presses['elevation/done'](ana), presses['elevation/revoke'](chris), presses['elevation/cancel'](ana)];
    assert.deepEqual([done, revoke, expire, ticketEnded].map((event) => rotations('active', event)), [1, 1, 1, 1]);
    assert.deepEqual([cancel, revoke, expire, ticketEnded].map((event) => rotations('approved', event)), [0, 0, 0, 0]);
  });

  it('has changed only when that was confirmed, and is overdue after an hour', () => {
    const { next, effects } = stepOf(happen(elevationIn('active'), presses['elevation/done'](ana)));
    assert.ok(effects.some((effect) => effect.do === 'timer' && effect.kind === 'elevation/rotation-overdue' && effect.at === nineOClock + hour));
    const rotating = stepOf(happen(next, untouched['elevation/rotation-requested'])).next;
    const overdue = stepOf(happen(rotating, untouched['elevation/rotation-overdue'], nineOClock + hour));
    assert.equal(overdue.next.state.kind, 'rotation-overdue');
    assert.ok(overdue.effects.some((effect) => effect.do === 'tell' && effect.to === 'channel:it-admin' && effect.text === 'rotation-overdue'));
    assert.deepEqual(stepOf(happen(overdue.next, untouched['elevation/rotated'], tomorrow)).next.state, {
      ...elevationStates.closed, rotatedAt: tomorrow,
    });
  });
});

describe('the alarm about a password that was not changed', () => {
  const alarm = untouched['elevation/rotation-overdue'];
  /** Hours after the end at which it is raised, in the first five days. */
  const raised = (rotateWithin: number): readonly number[] => {
    const hours: number[] = [];
    let elevation = elevationIn('rotating');
    for (let now = nineOClock; now <= nineOClock + 120 * hour; now += hour) {
      const outcome = happen(elevation, alarm, now, around(), { ...elevationPolicy, rotateWithin });
      if (!outcome.ok) continue;
      hours.push((now - nineOClock) / hour);
      elevation = outcome.value.next;
    }
    return hours;
  };

  it('comes again after twice as long each time, and daily in the end', () => {
    assert.deepEqual(raised(hour), [1, 2, 4, 8, 16, 32, 56, 80, 104]);
    assert.deepEqual(raised(24 * hour), [24, 48, 72, 96, 120]);
  });

  it('sets its own next time, and goes to the IT admins', () => {
    const { effects } = stepOf(happen(elevationIn('rotation-overdue'), alarm, nineOClock + hour));
    assert.deepEqual(effects.filter((effect) => effect.do === 'timer'), [{ do: 'timer', kind: 'elevation/rotation-overdue', at: nineOClock + 3 * hour }]);
    assert.ok(effects.some((effect) => effect.do === 'tell' && effect.to === 'channel:it-admin' && effect.data['since'] === String(hour)));
  });
});

describe('what was done with an access', () => {
  const missing = elevationIn('unreported');
  const say = presses['elevation/done'];
  const ends: readonly ElevationEvent[] = [presses['elevation/revoke'](chris), untouched['elevation/ticket-ended'], untouched['elevation/expire']];

  it('is still to be said when something else than the requester ended it', () => {
    for (const event of ends) {
      const ended = stepOf(happen(elevationIn('active'), event, nineOClock + hour));
      assert.ok(ended.next.state.kind === 'ended');
      assert.deepEqual(ended.next.state.report, { kind: 'missing', reminders: 0 });
      assert.ok(ended.effects.some((effect) => effect.do === 'timer' && effect.kind === 'elevation/remind-report' && effect.at === nineOClock + 25 * hour));
      assert.equal(wordOf(happen(ended.next, untouched['elevation/rotated'], nineOClock + hour)), 'unreported');
    }
  });

  it('closes an elevation only together with a changed password, whichever comes first', () => {
    const ended = stepOf(happen(elevationIn('active'), untouched['elevation/expire'], nineOClock + hour)).next;
    const saidFirst = stepOf(happen(ended, say(ana), nineOClock + hour)).next;
    assert.equal(saidFirst.state.kind, 'ended');
    assert.equal(wordOf(happen(saidFirst, untouched['elevation/rotated'], nineOClock + hour)), 'closed');
    assert.equal(wordOf(happen(missing, say(ana), nineOClock + hour)), 'closed');
  });

  it('is asked for once a day, and of the team as well from the third day on', () => {
    let elevation = missing;
    const told: string[] = [];
    for (let days = 1; days <= 4; days += 1) {
      const at = nineOClock + days * 24 * hour;
      assert.equal(wordOf(happen(elevation, untouched['elevation/remind-report'], at - 1)), 'not-yet');
      const { next, effects } = stepOf(happen(elevation, untouched['elevation/remind-report'], at));
      told.push(effects.flatMap((effect) => (effect.do === 'tell' ? [effect.to] : [])).join(' '));
      assert.ok(effects.some((effect) => effect.do === 'timer' && effect.at === at + 24 * hour));
      elevation = next;
    }
    assert.deepEqual(told, ['person:ana', 'person:ana', 'person:ana channel:escalation', 'person:ana channel:escalation']);
    assert.deepEqual(elevation.history, missing.history);
  });

  const speakers = table(`
         minji              ana     ben                chris   sora    dana    omar
    may  not-the-requester  closed  not-the-requester  closed  closed  closed  not-the-requester
  `);
  it('is for everybody to say or not', () => assert.deepEqual(speakers.columns, names));
  for (const { column, says } of speakers.cells) {
    it(`may be said after the end by ${column}: ${says}`, () => assert.equal(wordOf(happen(missing, say(people[oneOf(names, column)]))), says));
  }

  it('may be said by whoever had the access, designated or not by now', () => {
    assert.equal(wordOf(happen(missing, say({ ...ana, roles: [] }))), 'closed');
  });

  it('is said once, and not by silence', () => {
    assert.deepEqual(happen(elevationIn('rotating'), say(ana)), { ok: false, refusal: { reason: 'already-reported', data: { name: 'Ana García' } } });
    assert.equal(wordOf(happen(missing, { kind: 'elevation/done', by: ana, actionsTaken: ' ' })), 'text-needed');
  });
});

describe('the deadlines of an elevation', () => {
  const eightHours = nineOClock + 8 * hour;
  const halfAnHour = nineOClock + 30 * minute;
  const anHour = nineOClock + hour;
  const expire = untouched['elevation/expire'];
  const deadlines: readonly (readonly [string, Kind, ElevationEvent, number, string, string])[] = [
    ['approving', 'requested', presses['elevation/approve'](chris), eightHours, 'approved', 'decision-over'],
    ['denying', 'requested', presses['elevation/deny'](chris), eightHours, 'denied', 'decision-over'],
    ['running out undecided', 'requested', expire, eightHours, 'not-yet', 'expired'],
    ['the first reveal', 'approved', presses['elevation/revealed'](ana), halfAnHour, 'active', 'reveal-over'],
    ['running out unused', 'approved', expire, halfAnHour, 'not-yet', 'expired'],
    ['showing the password again', 'active', presses['elevation/revealed'](ana), anHour, 'active', 'reveal-over'],
    ['the end of access', 'active', expire, anHour, 'not-yet', 'ended'],
    ['an alarm about the password, not yet asked to change', 'ended', untouched['elevation/rotation-overdue'], anHour, 'not-yet', 'rotation-overdue'],
    ['an alarm about the password, asked to change', 'rotating', untouched['elevation/rotation-overdue'], anHour, 'not-yet', 'rotation-overdue'],
  ];
  for (const [what, state, event, deadline, before, at] of deadlines) {
    it(`${what}: ${before} a millisecond before the time, ${at} at the time`, () => {
      assert.equal(wordOf(happen(elevationIn(state), event, deadline - 1)), before);
      assert.equal(wordOf(happen(elevationIn(state), event, deadline)), at);
    });
  }

  it('tell an undecided request from an unused approval', () => {
    assert.deepEqual(stepOf(happen(elevationIn('requested'), expire, eightHours)).next.state, { kind: 'expired', undecided: true, at: eightHours });
    assert.deepEqual(stepOf(happen(elevationIn('approved'), expire, halfAnHour)).next.state, { kind: 'expired', undecided: false, at: halfAnHour });
  });
});

describe('who is told about an elevation', () => {
  const told = (state: Kind, event: ElevationEvent, facts = around()): readonly string[] =>
    stepOf(happen(elevationIn(state), event, 'by' in event ? nineOClock : tomorrow, facts)).effects
      .flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));
  const tellings: readonly (readonly [string, Kind, ElevationEvent, readonly string[]])[] = [
    ['an approval: the requester', 'requested', presses['elevation/approve'](chris), ['elevation-approved person:ana']],
    ['a denial: the requester', 'requested', presses['elevation/deny'](chris), ['elevation-denied person:ana']],
    ['a request nobody decided: the requester', 'requested', untouched['elevation/expire'], ['elevation-expired person:ana']],
    ['an approval nobody used: the requester', 'approved', untouched['elevation/expire'], ['elevation-expired person:ana']],
    ['a ticket that ended before access: the requester', 'approved', untouched['elevation/ticket-ended'], ['elevation-cancelled person:ana']],
    ['an own cancellation: nobody', 'approved', presses['elevation/cancel'](ana), []],
    ['the start of access: the user', 'approved', presses['elevation/revealed'](ana), ['access-started person:minji']],
    ['another look: nobody', 'active', presses['elevation/revealed'](ana), []],
    ['the end of access: the user', 'active', presses['elevation/done'](ana), ['access-ended person:minji']],
    ['a window that is over: the requester and the user', 'active', untouched['elevation/expire'], ['elevation-over person:ana', 'access-ended person:minji']],
    ['a ticket that ended during access: the requester and the user', 'active', untouched['elevation/ticket-ended'], ['elevation-over person:ana', 'access-ended person:minji']],
    ['a revocation before access: the requester and the IT admins', 'approved', presses['elevation/revoke'](dana), ['elevation-revoked person:ana', 'access-revoked channel:it-admin']],
    ['a revocation of access: the requester, the IT admins and the user', 'active', presses['elevation/revoke'](dana), ['elevation-revoked person:ana', 'access-revoked channel:it-admin', 'access-ended person:minji']],
  ];
  for (const [what, state, event, whom] of tellings) it(what, () => assert.deepEqual(told(state, event), whom));

  it('a colleague\'s device: the person with the problem and the person whose device it is, at the start and at the end', () => {
    const bens = around({ device: { ...laptop, user: ben.id } });
    assert.deepEqual(told('approved', presses['elevation/revealed'](ana), bens), ['access-started person:minji', 'access-started person:ben']);
    assert.deepEqual(told('active', presses['elevation/done'](ana), bens), ['access-ended person:minji', 'access-ended person:ben']);
  });
});

describe('what presses on an elevation ask for', () => {
  it('ending needs the actions taken, and keeps them', () => {
    assert.equal(wordOf(happen(elevationIn('active'), { kind: 'elevation/done', by: ana, actionsTaken: ' ' })), 'text-needed');
    const { state } = stepOf(happen(elevationIn('active'), presses['elevation/done'](ana))).next;
    assert.ok(state.kind === 'ended');
    assert.deepEqual([state.why, state.report], ['done', { kind: 'given', actionsTaken: 'Driver replaced', by: refOf(ana), at: nineOClock }]);
  });

  it('revoking needs a reason', () => {
    for (const state of ['approved', 'active'] as const) {
      assert.equal(wordOf(happen(elevationIn(state), { kind: 'elevation/revoke', by: chris, reason: '' })), 'reason-needed');
    }
  });

  it('whatever happens shows on the ticket too, but a reminder changes nothing', () => {
    const { 'elevation/remind-report': reminder, 'elevation/remind-review': _, 'elevation/warn': __, ...changes } = untouched;
    const byTeam = ['elevation/looking', 'elevation/approve', 'elevation/deny'];
    const events = [
      ...pressed.filter((kind) => kind !== 'elevation/review').map((kind) => presses[kind](byTeam.includes(kind) ? chris : anaOfTheTeam)), ...Object.values(changes),
    ];
    const seen = new Set<string>();
    for (const { kind } of Object.values(elevationStates)) {
      for (const event of [...events, presses['elevation/revoke'](dana)]) {
        const outcome = happen(elevationIn(kind), event, 'by' in event ? nineOClock : event.kind === 'elevation/remind' ? nineOClock + hour : tomorrow);
        if (!outcome.ok) continue;
        assert.deepEqual(outcome.value.effects.filter((effect) => effect.do === 'refresh'), [{ do: 'refresh', record: 'T-1042' }], event.kind);
        seen.add(event.kind);
      }
    }
    assert.deepEqual([...seen].sort(), events.map((event) => event.kind).sort());
    assert.ok(stepOf(happen(elevationIn('unreported'), reminder, tomorrow)).effects.every((effect) => effect.do !== 'refresh'));
  });
});
