// The card of a threat alert, for those who run and secure the devices: what was seen on which device, and that it gets no elevation.
import type { Say } from '../locales/say.ts';
import { freezes, isOpenAlert, type Alert, type AlertState } from '../support/alert.ts';
import { may, type Act } from '../support/rights.ts';
import template from './alert.template.json' with { type: 'json' };
import { badge, type Badge, type BadgeStyle } from './badge.ts';
import type { Card } from './card.ts';
import { show, type Around, type CardContext } from './context.ts';
import { deviceInFull } from './device.ts';
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { clip, dateTime, onOneLine, plain } from './render.ts';
import { story, type Story } from './story.ts';

export type AroundAlert = Pick<Around, 'device'>;

/** Sources are wordy, and their titles may quote what they found. */
const longest = 200;

export function alertCard(context: CardContext, alert: Alert, version: number, around: AroundAlert): Card {
  return show(context, template, alertData(context, alert, version, around));
}

export function alertData(context: CardContext, alert: Alert, version: number, around: AroundAlert) {
  const { say } = context;
  const { id, device, threat, state } = alert;
  const title = clip(threat.title, longest);
  return {
    fixed: fixed(say),
    record: { id, version },
    summary: say('alert.summary', { id, device: onOneLine(device.name), title: onOneLine(title), state: say(`alert.state.${state.kind}`) }),
    title: `${id} · ${plain(title)}`,
    raised: say('alert.raised', { when: dateTime(threat.createdAt) }),
    badge: alertBadge(say, alert),
    now: alertStory(say, alert),
    facts: factsOf(say, alert, around),
    history: historyLines(say, alert.history, true),
    link: threat.link ?? '',
    can: buttonsOf(context, alert),
  };
}

function alertStory(say: Say, alert: Alert): Story {
  const { state, device } = alert;
  switch (state.kind) {
    case 'open':
    case 'acknowledged':
      return story(say(freezes(alert) ? 'alert.now.frozen' : 'alert.now.mild', { device: plain(device.name) }));
    case 'cleared':
      return state.why === 'source'
        ? story(say('alert.now.cleared-at-source', { when: dateTime(state.at) }))
        : story(say('alert.now.cleared', { name: plain(state.by.name), when: dateTime(state.at) }), state.note);
  }
}

function factsOf(say: Say, { device: threatened, threat, contact }: Alert, { device }: AroundAlert) {
  return [
    { title: say('alert.severity'), value: say(`threat-severity.${threat.severity}`) },
    { title: say('alert.device'), value: device ? deviceInFull(say, device) : plain(threatened.name) },
    ...(threat.category === '' ? [] : [{ title: say('alert.category'), value: plain(clip(threat.category, longest)) }]),
    { title: say('alert.contact'), value: plain(contact.name) },
  ];
}

function alertBadge(say: Say, { state, threat }: Alert): Badge {
  return badge(say, say(`alert.state.${state.kind}`), state.kind === 'open' && threat.severity === 'high' ? 'attention' : badgeStyles[state.kind]);
}

const badgeStyles: Readonly<Record<AlertState['kind'], BadgeStyle>> = { open: 'warning', acknowledged: 'accent', cleared: 'good' };

function buttonsOf({ reader }: CardContext, alert: Alert) {
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  return {
    acknowledge: alert.state.kind === 'open' && allowed('alert/acknowledge'),
    clear: isOpenAlert(alert) && allowed('alert/clear'),
  };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    history: say('history.title'),
    acknowledge: say('alert.acknowledge'),
    clear: say('alert.clear'),
    clearNote: say('alert.clear-note'),
    open: say('alert.open'),
    textError: say('input.text'),
  },
}));
