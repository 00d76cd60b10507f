// The activities that Teams sends to a bot, in the shape Teams gives them.

import { randomUUID } from 'node:crypto';
import type { Cast, CastLanguage, CastPerson } from './cast.ts';
import type { Address } from './places.ts';
import type { Attachment } from './wire.ts';

export type InboundActivity = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
  readonly conversation: { readonly id: string };
};

/** Who does something, where, when (epoch ms), and the world it happens in. */
export interface Occasion {
  readonly cast: Cast;
  readonly serviceUrl: string;
  readonly person: CastPerson;
  readonly at: Address;
  readonly now: number;
  readonly id: string;
}

const regions: Readonly<Record<CastLanguage, { readonly locale: string; readonly country: string; readonly zone: string }>> = {
  en: { locale: 'en-US', country: 'US', zone: 'America/Los_Angeles' },
  ko: { locale: 'ko-KR', country: 'KR', zone: 'Asia/Seoul' },
  es: { locale: 'es-ES', country: 'ES', zone: 'Europe/Madrid' },
};

/** What a person wrote. In a channel the bot only hears what mentions it, so the mention is put in front. */
export function messageActivity(occasion: Occasion, said: { readonly text: string; readonly value?: unknown; readonly replyToId?: string; readonly files?: readonly Attachment[] }): InboundActivity {
  const { cast, at } = occasion;
  const mentioned = at.place.kind === 'channel';
  const text = mentioned ? `${mentionOf(cast)} ${said.text}` : said.text;
  const base = envelope(occasion);
  return {
    ...base,
    type: 'message',
    text,
    textFormat: 'plain',
    attachments: [...said.files ?? [], { contentType: 'text/html', content: html(occasion, said.text) }],
    entities: mentioned ? [{ type: 'mention', mentioned: cast.bot, text: mentionOf(cast) }, ...base.entities] : base.entities,
    ...(said.value === undefined ? {} : { value: said.value }),
    ...(said.replyToId === undefined ? {} : { replyToId: said.replyToId }),
  };
}

/** A press of Action.Submit: a message without text, with the data as its value. */
export function submitActivity(occasion: Occasion, pressed: { readonly value: unknown; readonly replyToId: string }): InboundActivity {
  const base = envelope(occasion);
  return {
    ...base,
    type: 'message',
    value: pressed.value,
    replyToId: pressed.replyToId,
    channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId: pressed.replyToId } },
  };
}

export type InvokeName = 'adaptiveCard/action' | 'fileConsent/invoke' | 'task/fetch' | 'task/submit' | `composeExtension/${'query' | 'fetchTask' | 'submitAction'}`;

export function invokeActivity(
  occasion: Occasion,
  invoke: { readonly name: InvokeName; readonly value: unknown; readonly replyToId?: string },
): InboundActivity {
  const base = envelope(occasion);
  return {
    ...base,
    type: 'invoke',
    name: invoke.name,
    value: invoke.value,
    ...invoke.replyToId !== undefined && {
      replyToId: invoke.replyToId, channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId: invoke.replyToId } },
    },
  };
}

/** The two activities that tell a bot it was installed in a chat or a team. Only the second one carries a locale, as in Teams. */
export function installActivities(occasion: Occasion): readonly [InboundActivity, InboundActivity] {
  const { locale: _, ...base } = envelope(occasion);
  const { cast, at } = occasion;
  const inTeam = at.place.kind === 'channel';
  return [
    {
      ...base,
      type: 'conversationUpdate',
      membersAdded: [{ id: cast.bot.id }],
      channelData: inTeam ? { ...base.channelData, eventType: 'teamMemberAdded' } : base.channelData,
    },
    {
      ...envelope(occasion),
      id: `f:${randomUUID()}`,
      type: 'installationUpdate',
      action: 'add',
      channelData: inTeam ? { ...base.channelData, settings: { selectedChannel: { id: at.place.id } } } : base.channelData,
    },
  ];
}

export const mentionOf = (cast: Cast): string => `<at>${cast.bot.name}</at>`;

function envelope({ cast, serviceUrl, person, at, now, id }: Occasion) {
  const { locale, country, zone } = regions[person.language];
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.trunc(now));
  const tenant = { id: cast.tenantId };
  const team = { id: cast.team.id, name: cast.team.name, aadGroupId: cast.team.aadGroupId };
  const { place, thread } = at;
  return {
    id,
    timestamp: instant.toString({ smallestUnit: 'millisecond' }),
    localTimestamp: instant.toZonedDateTimeISO(zone).toString({ smallestUnit: 'millisecond', timeZoneName: 'never' }),
    localTimezone: zone,
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.teamsId, name: person.name, aadObjectId: person.id },
    recipient: { id: cast.bot.id, name: cast.bot.name },
    conversation: place.kind === 'personal'
      ? { id: place.id, conversationType: 'personal', tenantId: cast.tenantId }
      : { id: thread ? `${place.id};messageid=${thread}` : place.id, conversationType: 'channel', tenantId: cast.tenantId, isGroup: true },
    channelData: place.kind === 'personal'
      ? { tenant }
      : { tenant, team, teamsTeamId: team.id, channel: { id: place.id }, teamsChannelId: place.id },
    locale,
    entities: [{ type: 'clientInfo', locale, country, platform: 'Web', timezone: zone }],
  };
}

function html({ cast, at }: Occasion, text: string): string {
  return at.place.kind === 'channel'
    ? `<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${cast.bot.name}</span>&nbsp;${escaped(text)}</p>`
    : `<p>${escaped(text)}</p>`;
}

/** Plain text as HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
