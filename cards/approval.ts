// The card of an elevation where it is decided: all that a decision needs, and afterwards what came of it.
import { approverChannel, approverRoles, furthers, rolesAmong, type ApproverRole } from '../support/approval-tier.ts';
import { toChannel, type Target } from '../support/effect.ts';
import { may, type Act } from '../support/rights.ts';
import { wantsReport, type Elevation } from '../support/elevation.ts';
import { actionClasses, actionsOf } from '../support/planned-action.ts';
import type { Say } from '../locales/say.ts';
import { decisionLines } from './approval-tiers.ts';
import template from './approval.template.json' with { type: 'json' };
import type { Card } from './card.ts';
import { show, type Around, type CardContext } from './context.ts';
import { deviceInFull } from './device.ts';
import { emergencyStory, stateWords } from './emergency.ts';
import { elevationBadge, elevationStory } from './elevation-story.ts';
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { dateTime, onOneLine, plain } from './render.ts';
import { ticketTitle } from './ticket.ts';

export type AroundApproval = Pick<Around, 'device' | 'ticket' | 'recentOfDevice' | 'recentOfPerson' | 'openAlerts' | 'approvers'>;

/** @param target the channel that it hangs in, whose people can press; for a reader, the reader's own roles decide that */
export function approvalCard(context: CardContext, elevation: Elevation, version: number, around: AroundApproval, target?: Target): Card {
  return show(context, template, approvalData(context, elevation, version, around, target));
}

export function approvalData(context: CardContext, elevation: Elevation, version: number, around: AroundApproval, target?: Target) {
  const { say } = context;
  const { id, device, requester, state } = elevation;
  return {
    fixed: fixed(say),
    record: { id, version },
    summary: say('elevation.summary', { id, device: onOneLine(device.name), state: stateWords(say, elevation) }),
    title: `${id} · ${plain(elevation.title)}`,
    badge: elevationBadge(say, elevation),
    requested: say('elevation.requested', { name: plain(requester.name), when: dateTime(elevation.requestedAt) }),
    now: elevationStory(say, elevation, false),
    decision: decisionLines(say, elevation, around.approvers),
    emergency: emergencyStory(say, elevation),
    facts: factsOf(say, elevation, around),
    actions: actionLines(say, elevation),
    plan: plain(elevation.plan),
    justification: plain(elevation.justification),
    history: historyLines(say, elevation.history, true),
    can: withOneReason(elevation, buttonsOf(context, elevation, target)),
    approve: say(state.kind === 'active' ? 'approval.approve-extension' : 'approval.approve'),
    deny: say(state.kind === 'active' ? 'approval.deny-extension' : 'approval.deny'),
    note: say('approval.note', { name: requester.name }),
    actionsTaken: say('approval.actions-taken', { name: requester.name }),
  };
}

function factsOf(say: Say, elevation: Elevation, { device, ticket, recentOfDevice, recentOfPerson, openAlerts }: AroundApproval) {
  const { requester, reporter, affected } = elevation;
  const name = plain(reporter.name);
  return [
    { title: say('elevation.device'), value: device ? deviceInFull(say, device) : plain(elevation.device.name) },
    { title: say('approval.alerts'), value: openAlerts === 0 ? say('approval.no-alerts') : say.count('approval.open-alerts', openAlerts) },
    ...(device?.hardware === 'failing' ? [{ title: say('approval.hardware'), value: say('approval.hardware-failing') }] : []),
    { title: say('approval.affected'), value: plain(affected.name) },
    { title: say('approval.reporter'), value: requester.id === reporter.id ? say('approval.same-person', { name }) : name },
    { title: say('elevation.minutes'), value: say.duration(elevation.minutes * 60_000) },
    { title: say('elevation.category'), value: say(`category.${elevation.category}`) },
    {
      title: say('elevation.ticket'),
      value: ticket
        ? say('approval.ticket', { id: ticket.id, severity: say(`severity.${ticket.severity}`), title: plain(ticketTitle(ticket)) })
        : elevation.ticket,
    },
    { title: say('approval.recent'), value: say('approval.recent-counts', { device: recentOfDevice, person: recentOfPerson }) },
  ];
}

/** The unusual is said in words and, beside them, in colour. */
function actionLines(say: Say, { actions }: Elevation) {
  return actionClasses.flatMap((kind) => actionsOf(actions, kind).map((action) => ({
    text: say('action.line', { class: say(`action-class.${kind}`), action: say(`action.${action}`) }),
    color: kind === 'typical' ? 'Default' : 'Attention',
  })));
}

function buttonsOf({ reader, now }: CardContext, { requester, state, tiers, breakGlass }: Elevation, target: Target | undefined) {
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  const over = state.kind !== 'requested' && state.kind !== 'approved' && state.kind !== 'active';
  const rest = {
    review: over && breakGlass.kind === 'unreviewed' && reader?.id !== requester.id && allowed('elevation/review'),
    report: wantsReport(state) && allowed('elevation/report'),
    revoke: (state.kind === 'approved' || state.kind === 'active') && allowed('elevation/revoke'),
  };
  const roles = reader ? rolesAmong(tiers, reader) : rolesAt(target).filter((role) => tiers.some((tier) => tier.role === role));
  const asked = state.kind === 'requested' ? state : state.kind === 'active' && state.extension.kind === 'asked' ? state.extension : undefined;
  if (!asked || reader?.id === requester.id || roles.length === 0) return { approve: false, deny: false, looking: false, ...rest };
  const { approvals } = asked;
  return {
    approve: !approvals.some(({ by }) => by.id === reader?.id) && furthers(tiers, approvals, { roles }),
    deny: true,
    looking: state.kind === 'requested' && (!reader || !state.looking || now >= state.looking.until),
    ...rest,
  };
}

/** No two inputs of a card may have one id: while a no and an end are both at hand, they share their reason. */
function withOneReason({ state }: Elevation, can: ReturnType<typeof buttonsOf>) {
  const shared = state.kind === 'active' && can.deny && can.revoke;
  return { ...can, deny: can.deny && !shared, revoke: can.revoke && !shared, denyOrRevoke: shared };
}

/** The roles of those who press there: a channel's own. */
function rolesAt(target: Target | undefined): readonly ApproverRole[] {
  return approverRoles.filter((role) => target === undefined || target === toChannel(approverChannel[role]));
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    actions: say('elevation.actions'),
    plan: say('elevation.plan'),
    justification: say('elevation.justification'),
    history: say('history.title'),
    approveWithNote: say('approval.approve-with-note'),
    looking: say('approval.looking'),
    denyReason: say('approval.deny-reason'),
    report: say('elevation.report'),
    review: say('approval.review'),
    reviewNote: say('approval.review-note'),
    revoke: say('approval.revoke'),
    revokeReason: say('approval.revoke-reason'),
    eitherReason: say('approval.either-reason'),
    textError: say('input.text'),
  },
}));
