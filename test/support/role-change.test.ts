// Roles given and taken in Teams: by whom, of whom, from which source, and when the escalation team has grown too large.
import assert from 'node:assert/strict';
import { refusalText } from '../../bot/refusals.ts';
import { languages, speak } from '../../locales/say.ts';
import type { GivenRole, HeldRole, RoleSource } from '../../support/given-role.ts';
import type { Person, PersonRef } from '../../support/person.ts';
import { changeRole, isTooLarge, shareOf, type RoleBook, type RoleChange } from '../../support/role-change.ts';
import { stepOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, minji, nineOClock, omar, people, sora } from '../kit/people.ts';

const file = (...named: readonly PersonRef[]): RoleSource => ({ kind: 'file', people: named });
const held = (role: GivenRole, ...sources: readonly RoleSource[]): HeldRole => ({ role, open: sources.some(({ kind }) => kind === 'file'), sources, revoked: [] });
const group: RoleSource = { kind: 'group', group: 'g1', people: [omar] };
const roster: RoleSource = { kind: 'roster', team: 'Desk', people: [sora] };

const organisation: readonly HeldRole[] = [
  held('staff-1', file(ana, ben)),
  held('staff-2', file(chris), roster),
  held('designated', file(ana)),
  held('escalation-team', file(chris)),
  held('it-admin', file(dana)),
  held('operations', group),
];
const but = (changed: HeldRole): readonly HeldRole[] => organisation.map((one) => (one.role === changed.role ? changed : one));
const grant = (role: GivenRole, whom: PersonRef, by: Person = dana): RoleChange => ({ kind: 'role/grant', by, role, whom });
const revoke = (role: GivenRole, whom: PersonRef, by: Person = dana): RoleChange => ({ kind: 'role/revoke', by, role, whom });
const change = (event: RoleChange, roles = organisation, was: RoleBook = {}) => changeRole(was, event, roles, nineOClock);
/** The name of the refusal, which can also be said in every language. */
const reasonOf = (event: RoleChange, roles = organisation): string => {
  const outcome = change(event, roles);
  if (outcome.ok) return 'done';
  for (const language of languages) assert.ok(refusalText(outcome.refusal, speak(language)));
  return outcome.refusal.reason;
};

describe('a role', () => {
  for (const person of Object.values(people).filter(({ roles }) => !roles.includes('it-admin'))) {
    it(`is neither given nor taken by ${person.name}`, () => {
      assert.deepEqual([reasonOf(grant('staff-1', minji, person)), reasonOf(revoke('staff-1', ben, person))], ['not-allowed', 'not-allowed']);
    });
  }

  it('is not given by somebody of whom it cannot be read whether they are an IT admin', () => {
    assert.equal(reasonOf(grant('staff-1', minji, { ...ben, unread: ['it-admin'] })), 'membership-unknown');
  });

  it('is given by an IT admin, with who, when and to whom; what else was changed stays', () => {
    const was: RoleBook = { operations: { x: { state: 'granted', name: 'X', by: { id: 'dana', name: 'Dana' }, at: 1 } }, designated: { y: { state: 'revoked', name: 'Y', by: { id: 'dana', name: 'Dana' }, at: 1 } } };
    const { next, effects } = stepOf(change(grant('designated', ben), organisation, was));
    assert.deepEqual(next, { ...was, designated: { ...was.designated, ben: { state: 'granted', name: 'Ben Carter', by: { id: 'dana', name: 'Dana Weiss' }, at: nineOClock } } });
    assert.deepEqual(effects, [{ do: 'tell', to: 'person:ben', text: 'role-granted', data: { role: 'designated', name: 'Dana Weiss' } }]);
  });

  it('is taken, and that is remembered', () => {
    const { next, effects } = stepOf(change(revoke('designated', ana)));
    assert.equal(next.designated?.['ana']?.state, 'revoked');
    assert.deepEqual(effects.map((effect) => effect.do === 'tell' && [effect.to, effect.text]), [['person:ana', 'role-revoked']]);
  });

  const refusals: readonly (readonly [sentence: string, event: RoleChange, reason: string])[] = [
    ['that decides is not given to oneself', grant('escalation-team', dana), 'own-role'],
    ['that sees passwords is not given to oneself', grant('designated', dana), 'own-role'],
    ['that is held already is not given again', grant('staff-1', ana), 'role-held'],
    ['that a roster gives is not given again', grant('staff-2', sora), 'role-held'],
    ['that is not held is not taken', revoke('staff-1', minji), 'role-not-held'],
    ['that a roster gives is taken there', revoke('staff-2', sora), 'role-from-roster'],
    ['that only a group gives is given there', grant('operations', minji), 'role-from-group'],
    ['that only a group gives is taken there', revoke('operations', omar), 'role-from-group'],
    ['that nobody works is not given', grant('staff-7', minji), 'role-unknown'],
    ['of the last IT admin is not taken', revoke('it-admin', dana), 'last-it-admin'],
  ];
  for (const [sentence, event, reason] of refusals) it(sentence, () => assert.equal(reasonOf(event), reason));

  it('that is not one of trust may be given to oneself, and nobody has to be told', () => {
    assert.deepEqual(stepOf(change(grant('staff-1', dana))).effects, []);
  });

  it('of an IT admin is taken while there is another, and counts only those who can be read', () => {
    assert.equal(reasonOf(revoke('it-admin', dana), but(held('it-admin', file(dana, ben)))), 'done');
    assert.equal(reasonOf(revoke('it-admin', dana), but(held('it-admin', file(dana), { kind: 'roster', team: 'IT' }))), 'last-it-admin');
  });

  it('that the escalation team has by default is given to others, and taken from the team only', () => {
    const byDefault = but({ ...held('designated', { kind: 'escalation-team', people: [chris] }), open: true });
    assert.equal(reasonOf(grant('designated', ben), byDefault), 'done');
    assert.equal(reasonOf(revoke('designated', chris), byDefault), 'role-from-escalation-team');
  });

  it('that the file and Teams give can be taken at once', () => {
    const twice = but(held('designated', file(ana), { kind: 'teams', people: [{ ...ana, by: dana, at: 1 }] }));
    assert.equal(reasonOf(revoke('designated', ana), twice), 'done');
  });
});

describe('the escalation team', () => {
  const warned = (event: RoleChange, roles = organisation): unknown => stepOf(change(event, roles)).effects
    .flatMap((effect) => (effect.do === 'tell' && effect.text === 'escalation-team-large' ? [[effect.to, effect.data['team'], effect.data['staff']]] : []))[0];
  const half = but(held('escalation-team', file(chris, sora)));

  it('is counted with the staff it belongs to', () => {
    assert.deepEqual(shareOf(organisation), { team: 1, staff: 4 });
    assert.deepEqual(shareOf(organisation, grant('escalation-team', minji)), { team: 2, staff: 5 });
  });

  it('may be half of the staff', () => {
    assert.equal(isTooLarge({ team: 2, staff: 4 }), false);
    assert.equal(isTooLarge({ team: 3, staff: 5 }), true);
    assert.equal(warned(grant('escalation-team', sora)), undefined);
  });

  it('that grows beyond half of the staff is told to the IT admins', () => {
    assert.deepEqual(warned(grant('escalation-team', ben), half), ['channel:it-admin', '3', '4']);
  });

  it('is too large as well when others leave the staff', () => {
    assert.deepEqual(warned(revoke('staff-1', ben), half), ['channel:it-admin', '2', '3']);
  });

  it('that becomes smaller, though not small enough, is no news', () => {
    const all = but(held('escalation-team', file(ana, ben, chris, sora)));
    assert.equal(warned(revoke('escalation-team', ben), all), undefined);
  });

  it('is not counted while some of the staff cannot be read', () => {
    const unread = but(held('staff-2', file(chris), { kind: 'roster', team: 'Desk' }));
    assert.equal(shareOf(unread), undefined);
    assert.equal(warned(grant('escalation-team', ben), unread), undefined);
  });
});
