// The path a problem takes through this organisation, as the user sees it and as those see it who work on it.
import type { Say } from '../locales/say.ts';
import type { Overview } from './overview.ts';
import { plain } from './render.ts';

/** How the path is told: to somebody who only reports problems, or to whoever has a part in it. */
export type Voice = 'user' | 'staff';

export function pathSteps(say: Say, voice: Voice, { provider, tiers, approval, routes: { microsoft } }: Overview): readonly string[] {
  const name = plain(provider.name);
  const [first = 1, ...more] = tiers;
  const work = say(more.length > 0 ? `roles.path.${voice}.tiers` : `roles.path.${voice}.work`, {
    name, first: say('roles.tier', { tier: first }), more: say.list(more.map((tier) => say('roles.tier', { tier }))),
  });
  if (voice === 'user') return [say('roles.path.user.report'), work, say('roles.path.user.elevate'), say('roles.path.user.elsewhere'), say('roles.path.user.resolve')];
  const approvals = approval.tiers.map(({ role, quorum }) => say('roles.path.approvals', { role: say(`role.${role}`), quorum }));
  return [
    say('roles.path.staff.report'),
    work,
    say('roles.path.staff.elevate', { approvals: say.list(approvals) }),
    say('roles.path.staff.elsewhere', { name, microsoft: microsoft?.plan ?? say('roles.either-plan') }),
    say('roles.path.staff.escalate'),
    say('roles.path.staff.incident'),
    say('roles.path.staff.resolve'),
  ];
}
