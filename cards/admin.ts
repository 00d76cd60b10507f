// Administration: who holds which role and from where, and the form in which an IT admin grants and revokes roles.
import type { GivenRole, HeldRole } from '../support/given-role.ts';
import type { PersonRef } from '../support/person.ts';
import { isTooLarge, shareOf } from '../support/role-change.ts';
import template from './admin.template.json' with { type: 'json' };
import type { Card } from './card.ts';
import { show, type ReaderContext } from './context.ts';
import { choices, faultLine, field, type FormState } from './form.ts';
import { givenRoleName, sourceLines } from './given-role.ts';
import { clip } from './render.ts';

/** `known` are people to choose from at once; Teams finds everybody else in the directory. */
export interface Administration extends FormState {
  readonly held: readonly HeldRole[];
  readonly known: readonly PersonRef[];
}

export function adminCard(context: ReaderContext, administration: Administration): Card {
  return show(context, template, adminData(context, administration));
}

export function adminData({ say }: ReaderContext, form: Administration) {
  const { held, known, draft } = form;
  const share = shareOf(held);
  const tooLarge = share !== undefined && isTooLarge(share);
  return {
    summary: say('admin.title'),
    title: say('admin.title'),
    faults: faultLine(say, form),
    files: say('admin.files'),
    channels: say('admin.channels'),
    whoTitle: say('admin.who'),
    roles: held.map((one) => ({ name: givenRoleName(say, one.role), from: sourceLines(say, one).join('\n\n') })),
    share: share ? say(tooLarge ? 'admin.share-large' : 'admin.share', { team: share.team, staff: share.staff }) : '',
    shareColor: tooLarge ? 'Attention' : 'Default',
    changeTitle: say('admin.change'),
    means: say('admin.change-means'),
    draft,
    role: field(say, form, 'role', 'admin.role', 'input.choice'),
    roleChoices: choices(changeableRoles(held), (role) => givenRoleName(say, role)),
    person: field(say, form, 'person', 'admin.person', 'input.choice'),
    people: known.map(({ id, name }) => ({ title: clip(name, 60), value: id })),
    choose: say('report.choose'),
    grant: say('admin.grant'),
    revoke: say('admin.revoke'),
    settings: say('admin.settings'),
  };
}

/** Roles that can be granted and revoked here. */
export function changeableRoles(held: readonly HeldRole[]): readonly GivenRole[] {
  return held.filter(({ open }) => open).map(({ role }) => role);
}
