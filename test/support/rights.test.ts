// Who may what: every act for every role. An empty circle is a no, and so is whatever is not in the table.
import assert from 'node:assert/strict';
import { roles, type Person, type Role } from '../../support/person.ts';
import { may, rights, worksTier, type Act } from '../../support/rights.ts';
import { ana, ben, chris, dana, minji, omar, sora } from '../kit/people.ts';
import { oneOf, table } from '../kit/table.ts';

const policy = table(`
                          user  staff  designated  escalation-team  it-admin  operations
    ticket/report         ●     ●      ●           ●                ●         ●
    ticket/reply          ●     ●      ●           ●                ●         ●
    ticket/attach         ●     ●      ●           ●                ●         ●
    ticket/withdraw       ●     ●      ●           ●                ●         ●
    ticket/reopen         ●     ●      ●           ●                ●         ●
    ticket/rate           ●     ●      ●           ●                ●         ●
    ticket/attachments    ○     ●      ●           ●                ●         ○
    ticket/comment        ○     ●      ●           ●                ●         ○
    ticket/number         ○     ●      ●           ●                ●         ○
    ticket/claim          ○     ●      ●           ●                ●         ○
    ticket/assign         ○     ●      ●           ●                ●         ○
    ticket/ask            ○     ●      ●           ●                ●         ○
    ticket/hand-off       ○     ●      ●           ●                ●         ○
    ticket/regrade        ○     ●      ●           ●                ●         ○
    ticket/route          ○     ●      ●           ●                ●         ○
    ticket/duplicate      ○     ●      ●           ●                ●         ○
    ticket/separate       ○     ●      ●           ●                ●         ○
    ticket/leave          ○     ●      ●           ●                ●         ○
    ticket/resolve        ○     ●      ●           ●                ●         ○
    elevation/request     ○     ○      ●           ○                ○         ○
    elevation/reveal      ○     ○      ●           ○                ○         ○
    elevation/revealed    ○     ○      ●           ○                ○         ○
    elevation/extend      ○     ○      ●           ○                ○         ○
    elevation/break-glass ○     ○      ○           ●                ●         ○
    elevation/review      ○     ○      ○           ●                ●         ○
    elevation/done        ○     ○      ●           ○                ○         ○
    elevation/report      ○     ○      ○           ●                ●         ○
    elevation/cancel      ○     ○      ●           ○                ○         ○
    elevation/looking     ○     ○      ○           ●                ●         ○
    elevation/approve     ○     ○      ○           ●                ●         ○
    elevation/deny        ○     ○      ○           ●                ●         ○
    elevation/revoke      ○     ○      ○           ●                ●         ○
    escalation/draft      ○     ●      ●           ●                ●         ○
    escalation/file       ○     ○      ○           ●                ●         ○
    escalation/file-a-b   ○     ○      ○           ○                ●         ○
    escalation/decline    ○     ○      ○           ○                ●         ○
    escalation/regrade    ○     ○      ○           ○                ●         ●
    escalation/accept     ○     ○      ○           ○                ○         ●
    escalation/ask        ○     ○      ○           ○                ○         ●
    escalation/update     ○     ○      ○           ○                ○         ●
    escalation/transfer   ○     ○      ○           ○                ○         ●
    escalation/mitigate   ○     ○      ○           ○                ○         ●
    escalation/resolve    ○     ○      ○           ○                ○         ●
    escalation/answer     ○     ●      ●           ●                ●         ○
    alert/acknowledge     ○     ○      ○           ○                ○         ●
    alert/clear           ○     ○      ○           ○                ○         ●
    escalation/reactivate ○     ●      ●           ●                ●         ○
    incident/confirm      ○     ○      ○           ○                ●         ○
    incident/dismiss      ○     ○      ○           ○                ●         ○
    incident/escalate     ○     ○      ○           ○                ●         ○
    incident/resolve      ○     ○      ○           ○                ●         ○
    stats/see             ○     ●      ●           ●                ●         ○
    stats/see-people      ○     ○      ○           ●                ●         ○
    role/change           ○     ○      ○           ○                ●         ○
    setting/change        ○     ○      ○           ○                ●         ○
    channel/choose        ○     ○      ○           ○                ●         ○
`);

const acts = policy.rows.filter((row): row is Act => Object.hasOwn(rights, row));
const holding = (...held: readonly Role[]): Person => ({ id: 'someone', name: 'Someone', roles: held, tiers: [] });

describe('rights', () => {
  it('are decided for every act and every role', () => {
    assert.deepEqual([...policy.rows].sort(), Object.keys(rights).sort());
    assert.deepEqual(policy.columns, roles);
  });

  for (const act of acts) {
    const row = policy.cells.filter((cell) => cell.row === act);
    const allowed = row.filter(({ says }) => says === '●').map(({ column }) => column);
    it(`${act}: ${allowed.join(', ')}, and nobody else`, () => {
      assert.deepEqual(row.filter(({ column }) => may(holding(oneOf(roles, column)), act)).map(({ column }) => column), allowed);
    });
  }

  it('of somebody without any role are those of a user', () => {
    const users = policy.cells.filter(({ column, says }) => column === 'user' && says === '●').map(({ row }) => row);
    assert.deepEqual(acts.filter((act) => may(minji, act)), users);
  });

  it('of another system are those on tickets alone, whatever roles it says it has', () => {
    const system: Person = { id: 'client:itsm', name: 'itsm', roles: roles.filter((role) => role !== 'user'), tiers: [1], system: true };
    assert.deepEqual(acts.filter((act) => may(system, act)),
      ['ticket/report', 'ticket/reply', 'ticket/reopen', 'ticket/comment', 'ticket/number', 'ticket/regrade', 'ticket/resolve']);
  });

  it('of several roles add up, and no combination opens what is closed to each of them', () => {
    for (const one of roles) {
      for (const other of roles) {
        for (const act of acts) {
          assert.equal(may(holding(one, other), act), may(holding(one), act) || may(holding(other), act), `${one} and ${other}: ${act}`);
        }
      }
    }
  });

  it('to decide are not among the rights to request: whoever is only designated approves nothing', () => {
    assert.equal(may(ana, 'elevation/request'), true);
    assert.equal(may(ana, 'elevation/approve'), false);
  });
});

describe('tiers', () => {
  const tickets = table(`
             tier-1  tier-2
      minji  ○       ○
      ana    ●       ○
      ben    ●       ○
      chris  ●       ●
      sora   ●       ●
      dana   ●       ●
      omar   ○       ○
  `);

  for (const person of [minji, ana, ben, chris, sora, dana, omar]) {
    const row = tickets.cells.filter(({ row }) => row === person.id);
    const works = row.filter(({ says }) => says === '●').map(({ column }) => column);
    it(`${person.name} works the tickets of ${works.join(' and ') || 'no tier'}`, () => {
      assert.deepEqual(row.filter(({ column }) => worksTier(person, Number(column.slice('tier-'.length)))).map(({ column }) => column), works);
    });
  }
});
