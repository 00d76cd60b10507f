// Who must approve: tiers of roles, people who count once, and who decides when the usual approvers are away.
import assert from 'node:assert/strict';
import { barredFrom, furthers, missing, progress, tiersAt, type ApprovalTier, type ApproverRole } from '../../support/approval-tier.ts';
import type { Person } from '../../support/person.ts';
import { chris, dana, hour, names, nineOClock, people } from '../kit/people.ts';
import { oneOf, table } from '../kit/table.ts';

const team: ApprovalTier = { role: 'escalation-team', quorum: 1 };
const admin: ApprovalTier = { role: 'it-admin', quorum: 1 };

/** Letters for people by the roles they hold: t the team, a the IT admin, b both. */
const holdersOf = (letters: string): readonly { readonly roles: readonly ApproverRole[] }[] => (letters === '-' ? [] : letters.split('')).map((letter) => ({
  roles: letter === 'b' ? ['escalation-team', 'it-admin'] : letter === 'a' ? ['it-admin'] : ['escalation-team'],
}));

describe('tiers of approval', () => {
  const wanting = table(`
          one-of-team  two-of-team  one-of-admins  one-of-each   two-of-team-one-admin
    -     team         team         admin          team,admin    team,admin
    t     done         team         admin          admin         team,admin
    tt    done         done         admin          admin         admin
    a     team         team         done           team          team
    b     done         team         done           admin         team,admin
    ab    done         team         done           done          team
    tb    done         done         done           done          team,admin
    bt    done         done         done           done          team,admin
    bb    done         done         done           done          team,admin
    bbb   done         done         done           done          done
    btt   done         done         done           done          done
    ttt   done         done         admin          admin         admin
  `);
  const tiersOf: Readonly<Record<string, readonly ApprovalTier[]>> = {
    'one-of-team': [team], 'two-of-team': [{ ...team, quorum: 2 }], 'one-of-admins': [admin], 'one-of-each': [team, admin],
    'two-of-team-one-admin': [{ ...team, quorum: 2 }, admin],
  };
  for (const { row, column, says } of wanting.cells) {
    it(`${column}, approved by ${row}: ${says === 'done' ? says : `${says} missing`}`, () => {
      const left = missing(tiersOf[column] ?? assert.fail(column), holdersOf(row)).map(({ role }) => (role === 'it-admin' ? 'admin' : 'team'));
      // Two of those who hold both roles bring two approvals, wherever they are counted.
      const counted = progress(tiersOf[column] ?? [], holdersOf(row)).reduce((sum, { by }) => sum + by.length, 0);
      assert.ok(counted <= holdersOf(row).length);
      if (says === 'done') assert.deepEqual(left, []);
      else assert.ok(left.length > 0 && left.every((one) => says.split(',').includes(one)), left.join());
    });
  }

  it('count nobody in two of them, and nobody beyond the quorum', () => {
    const places = progress([team, admin], holdersOf('btta'));
    assert.deepEqual(places.map(({ by }) => by.length), [1, 1]);
    const everyone = places.flatMap(({ by }) => by);
    assert.equal(new Set(everyone).size, everyone.length);
  });

  it('are furthered by whoever still has a place, be it that another moves up', () => {
    assert.equal(furthers([team, admin], holdersOf('t'), { roles: ['escalation-team'] }), false);
    assert.equal(furthers([team, admin], holdersOf('t'), { roles: ['it-admin'] }), true);
    assert.equal(furthers([team, admin], holdersOf('b'), { roles: ['escalation-team'] }), true);
  });
});

describe('who may decide', () => {
  const may = table(`
                  minji        ana          ben          chris        sora         dana         omar
    team          not-allowed  not-allowed  not-allowed  ✓            ✓            not-allowed  not-allowed
    admins        not-allowed  not-allowed  not-allowed  not-allowed  not-allowed  ✓            not-allowed
    team-admins   not-allowed  not-allowed  not-allowed  ✓            ✓            ✓            not-allowed
  `);
  const asked: Readonly<Record<string, readonly ApprovalTier[]>> = { 'team': [team], 'admins': [admin], 'team-admins': [team, admin] };
  it('is said for everyone', () => assert.deepEqual(may.columns, names));
  for (const { row, column, says } of may.cells) {
    it(`where ${row.replace('-', ' and ')} must approve: ${column} ${says}`, () => {
      for (const act of ['elevation/looking', 'elevation/approve', 'elevation/deny'] as const) {
        assert.equal(barredFrom(asked[row] ?? [], people[oneOf(names, column)], act) ?? '✓', says);
      }
    });
  }

  it('is not known while the members of a role that decides cannot be read', () => {
    const perhaps: Person = { ...dana, roles: [], unread: ['it-admin'] };
    assert.equal(barredFrom([team, admin], perhaps, 'elevation/approve'), 'membership-unknown');
    assert.equal(barredFrom([team], perhaps, 'elevation/approve'), 'not-allowed');
  });

  it('is nobody where no tier is named', () => {
    assert.equal(barredFrom([], chris, 'elevation/approve'), 'not-allowed');
  });
});

describe('the hours of approvers', () => {
  const hours = { zone: 'UTC', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: ['2026-11-26'] };
  const policy = { tiers: [team], outside: { hours, tiers: [admin] } };
  const day = 24 * hour;
  const moments: readonly (readonly [string, number, boolean])[] = [
    ['a millisecond before they begin', nineOClock - 1, true],
    ['as they begin', nineOClock, false],
    ['a millisecond before they end', nineOClock + 8 * hour - 1, false],
    ['as they end', nineOClock + 8 * hour, true],
    ['on a holiday', nineOClock + 3 * day + hour, true],
    ['on a Saturday', nineOClock + 5 * day + hour, true],
  ];
  for (const [when, at, outOfHours] of moments) {
    it(`${when}, ${outOfHours ? 'those for that time decide' : 'the usual ones decide'}`, () => {
      assert.deepEqual(tiersAt(policy, at), { tiers: outOfHours ? [admin] : [team], outOfHours });
    });
  }

  it('have no end where none are set', () => {
    assert.deepEqual(tiersAt({ tiers: [team] }, nineOClock + 5 * day), { tiers: [team], outOfHours: false });
  });
});
