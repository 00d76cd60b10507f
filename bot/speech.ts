// Which language people and channels are spoken to in.
import { languages, speak, type Language, type Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Channel, Target } from '../support/effect.ts';
import type { SupportConfig } from './config.ts';

export interface Speech {
  /** The language a person chose, else the one the person's Teams speaks, else the organisation's. */
  forPerson(id: string): Promise<Say>;
  forChannel(channel: Channel | undefined): Say;
  forTarget(target: Target): Promise<Say>;
}

export function speechFor(config: SupportConfig, store: Store): Speech {
  const forChannel = (channel: Channel | undefined) => speak(channel === 'operations' ? config.operations.language : config.language);
  const forPerson = async (id: string) => {
    const [person, chat] = await Promise.all([store.person(id), store.chatWith(id)]);
    return speak(languageIn(person?.language) ?? languageIn(chat && 'locale' in chat.reference ? chat.reference.locale : undefined) ?? config.language);
  };
  return {
    forPerson,
    forChannel,
    async forTarget(target) {
      const place = placeOf(target);
      return place.kind === 'channel' ? forChannel(place.channel) : forPerson(place.person);
    },
  };
}

/** The language of a locale such as `ko-KR`, when it is one of ours. */
export function languageIn(locale: unknown): Language | undefined {
  const first = typeof locale === 'string' ? locale.toLowerCase().split('-', 1)[0] : undefined;
  return languages.find((language) => language === first);
}

export type TargetPlace = { readonly kind: 'channel'; readonly channel: Channel } | { readonly kind: 'person'; readonly person: string };

export function placeOf(target: Target): TargetPlace {
  const rest = target.slice(target.indexOf(':') + 1);
  return target.startsWith('person:') ? { kind: 'person', person: rest } : { kind: 'channel', channel: rest as Channel };
}
