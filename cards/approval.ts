// The card of an elevation in the escalation channel: all that a decision needs, and afterwards what came of it.
import { may, type Act } from '../support/rights.ts';
import { wantsReport, type Elevation } from '../support/elevation.ts';
import { actionClasses, actionsOf } from '../support/planned-action.ts';
import type { Say } from '../locales/say.ts';
import template from './approval.template.json' with { type: 'json' };
import { show, type Around, type CardContext } from './context.ts';
import { deviceInFull } from './device.ts';
import { elevationBadge, elevationStory } from './elevation-story.ts';
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { dateTime, onOneLine, plain, type Card } from './render.ts';
import { ticketTitle } from './ticket.ts';

export type AroundApproval = Pick<Around, 'device' | 'ticket' | 'recentOfDevice' | 'recentOfPerson' | 'approvers'>;

export function approvalCard(context: CardContext, elevation: Elevation, version: number, around: AroundApproval): Card {
  return show(context, template, approvalData(context, elevation, version, around));
}

export function approvalData(context: CardContext, elevation: Elevation, version: number, around: AroundApproval) {
  const { say } = context;
  const { id, device, requester, state } = elevation;
  return {
    fixed: fixed(say),
    record: { id, version },
    summary: say('elevation.summary', { id, device: onOneLine(device.name), state: say(`elevation.state.${state.kind}`) }),
    title: `${id} · ${plain(elevation.title)}`,
    badge: elevationBadge(say, state),
    requested: say('elevation.requested', { name: plain(requester.name), when: dateTime(elevation.requestedAt) }),
    now: elevationStory(say, elevation, false, around.approvers),
    facts: factsOf(say, elevation, around),
    actions: actionLines(say, elevation),
    plan: plain(elevation.plan),
    justification: plain(elevation.justification),
    history: historyLines(say, elevation.history, true),
    can: buttonsOf(context, elevation),
    note: say('approval.note', { name: requester.name }),
    actionsTaken: say('approval.actions-taken', { name: requester.name }),
  };
}

function factsOf(say: Say, elevation: Elevation, { device, ticket, recentOfDevice, recentOfPerson }: AroundApproval) {
  const { requester, reporter, affected } = elevation;
  const name = plain(reporter.name);
  return [
    { title: say('elevation.device'), value: device ? deviceInFull(say, device) : plain(elevation.device.name) },
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

function buttonsOf({ reader }: CardContext, { requester, state }: Elevation) {
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  const own = reader?.id === requester.id;
  const decided = state.kind !== 'requested' || state.approvals.some((approval) => approval.by.id === reader?.id);
  return {
    approve: !decided && !own && allowed('elevation/approve'),
    deny: state.kind === 'requested' && !own && allowed('elevation/deny'),
    report: wantsReport(state) && allowed('elevation/report'),
    revoke: (state.kind === 'approved' || state.kind === 'active') && allowed('elevation/revoke'),
  };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    actions: say('elevation.actions'),
    plan: say('elevation.plan'),
    justification: say('elevation.justification'),
    history: say('history.title'),
    approve: say('approval.approve'),
    deny: say('approval.deny'),
    denyReason: say('approval.deny-reason'),
    report: say('elevation.report'),
    revoke: say('approval.revoke'),
    revokeReason: say('approval.revoke-reason'),
    textError: say('input.text'),
  },
}));
