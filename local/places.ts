// Where people and the bot talk: every 1:1 chat and channel of the cast, and who is in it.

import { createHash } from 'node:crypto';
import type { Cast, CastChannel, CastPerson, CastRole, ChannelKey } from './cast.ts';

export type Place =
  | { readonly kind: 'personal'; readonly id: string; readonly key: 'bot'; readonly name: string; readonly person: CastPerson }
  | { readonly kind: 'channel'; readonly id: string; readonly key: ChannelKey; readonly name: string };

/** A conversation id taken apart: `19:…@thread.tacv2;messageid=17…` is a place and a thread in it. */
export interface Address {
  readonly place: Place;
  readonly thread?: string;
}

export interface Places {
  readonly all: readonly Place[];
  /** By key, object id or `29:` id. */
  person(ref: string): CastPerson | undefined;
  /** By conversation id, with or without a thread. */
  find(conversationId: string): Address | undefined;
  /** By conversation id or by key, as this person means it; only what the person may enter. */
  enter(person: CastPerson, ref: string): Place | undefined;
  personal(person: CastPerson): Place;
  /** What this person sees, the 1:1 chat first. */
  shown(person: CastPerson): readonly Place[];
  members(place: Place): readonly CastPerson[];
}

const channelsShown: Readonly<Record<CastRole, readonly ChannelKey[]>> = {
  'user': [],
  'staff': ['support'],
  'approver': ['support', 'escalation'],
  'it-admin': ['support', 'escalation', 'it-admin', 'operations'],
  'operations': ['operations'],
};

export function placesOf(cast: Cast): Places {
  const personalPlaces = new Map(cast.people.map((person) => [person.id, personalPlace(cast, person)]));
  const channels = cast.channels.map(channelPlace);
  const all: readonly Place[] = [...personalPlaces.values(), ...channels];
  const byId = new Map(all.map((place) => [place.id, place]));
  const general = channels[0];
  // A team's own id is the id of its General channel; this team uses its first channel as that.
  if (general) byId.set(cast.team.id, general);
  const team = cast.people.filter((person) => person.role !== 'user');

  const personal = (person: CastPerson): Place => personalPlaces.get(person.id) ?? personalPlace(cast, person);
  // Any member of the team can open its channels, as in Teams: rights are the bot's to keep, not the channel's.
  const mayEnter = (person: CastPerson, place: Place): boolean =>
    place.kind === 'personal' ? place.person.id === person.id : team.includes(person);

  return {
    all,
    personal,
    person: (ref) => cast.people.find((person) => person.key === ref || person.id === ref || person.teamsId === ref),
    find: (conversationId) => {
      const [id = '', thread] = conversationId.split(';messageid=');
      const place = byId.get(id);
      if (!place) return undefined;
      return thread === undefined ? { place } : { place, thread };
    },
    enter: (person, ref) => {
      const place = ref === 'bot' ? personal(person) : (channels.find((channel) => channel.key === ref) ?? byId.get(ref));
      return place && mayEnter(person, place) ? place : undefined;
    },
    shown: (person) => [personal(person), ...channels.filter((channel) => channelsShown[person.role].includes(channel.key))],
    members: (place) => (place.kind === 'personal' ? [place.person] : team),
  };
}

function personalPlace(cast: Cast, person: CastPerson): Place & { readonly kind: 'personal' } {
  const digest = createHash('sha256').update(`${cast.bot.id} ${person.teamsId}`).digest('base64url');
  return { kind: 'personal', id: `a:1${digest}`, key: 'bot', name: cast.bot.name, person };
}

function channelPlace(channel: CastChannel): Place & { readonly kind: 'channel' } {
  return { kind: 'channel', id: channel.id, key: channel.key, name: channel.name };
}
