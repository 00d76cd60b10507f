// The requester's own card of an elevation: waiting, showing the password, finishing, and what became of it.
import { may, type Act } from '../support/rights.ts';
import { extensionMinutes, wantsReport, type Elevation } from '../support/elevation.ts';
import { decisionLines } from './approval-tiers.ts';
import type { Card } from './card.ts';
import { show, type Around, type CardContext } from './context.ts';
import { emergencyStory, stateWords } from './emergency.ts';
import { elevationBadge, elevationStory } from './elevation-story.ts';
import template from './elevation.template.json' with { type: 'json' };
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { dateTime, onOneLine, plain } from './render.ts';

export type AroundElevation = Pick<Around, 'approvers'>;

export function elevationCard(context: CardContext, elevation: Elevation, version: number, around: AroundElevation): Card {
  return show(context, template, elevationData(context, elevation, version, around));
}

export function elevationData(context: CardContext, elevation: Elevation, version: number, around: AroundElevation) {
  const { say } = context;
  const { id, device, requester, state, ticket } = elevation;
  return {
    fixed: fixed(say),
    record: { id, version },
    summary: say('elevation.summary', { id, device: onOneLine(device.name), state: stateWords(say, elevation) }),
    title: `${id} · ${plain(elevation.title)}`,
    badge: elevationBadge(say, elevation),
    requested: say('elevation.requested', { name: plain(requester.name), when: dateTime(elevation.requestedAt) }),
    now: elevationStory(say, elevation, true),
    decision: decisionLines(say, elevation, around.approvers),
    emergency: emergencyStory(say, elevation),
    facts: [
      { title: say('elevation.device'), value: plain(device.name) },
      { title: say('elevation.ticket'), value: ticket },
      { title: say('elevation.minutes'), value: say.duration(elevation.minutes * 60_000) },
    ],
    history: historyLines(say, elevation.history, true),
    ticket,
    can: buttonsOf(context, elevation),
    finish: say(state.kind === 'active' ? 'elevation.done' : 'elevation.report'),
    reveal: say(state.kind === 'active' ? 'elevation.reveal-again' : 'elevation.reveal'),
    openTicket: say('elevation.open-ticket', { id: ticket }),
  };
}

function buttonsOf({ reader }: CardContext, { requester, state, breakGlass }: Elevation) {
  const mine = !reader || reader.id === requester.id;
  const ready = state.kind === 'approved' || state.kind === 'active';
  const breaks = !reader || may(reader, 'elevation/break-glass');
  const uses = (act: Act): boolean => !reader || may(reader, act) || (breakGlass.kind !== 'none' && breaks);
  return {
    reveal: mine && ready && uses('elevation/reveal'),
    extend: mine && state.kind === 'active' && state.extension.kind === 'none' && uses('elevation/extend'),
    breakGlass: mine && state.kind === 'requested' && breaks,
    done: mine && (state.kind === 'active' || wantsReport(state)),
    cancel: mine && (state.kind === 'requested' || state.kind === 'approved'),
  };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    history: say('history.title'),
    actionsTaken: say('elevation.actions-taken'),
    extend: say('elevation.extend', { duration: say.duration(extensionMinutes * 60_000) }),
    extendReason: say('elevation.extend-reason'),
    extendUsual: say('elevation.extend-usual'),
    breakGlass: say('elevation.break-glass'),
    breakGlassMeans: say('elevation.break-glass-means'),
    breakGlassReason: say('elevation.break-glass-reason'),
    breakGlassConfirm: say('elevation.break-glass-confirm'),
    breakGlassConfirmError: say('elevation.break-glass-confirm-error'),
    cancel: say('elevation.cancel'),
    textError: say('input.text'),
  },
}));
