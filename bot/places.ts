// Where a target is found in Teams: the channel somebody chose for it, the 1:1 chat with a person.
import type { Statement } from '../store/statement.ts';
import type { Hanging, Store } from '../store/store.ts';
import { targetRevived } from '../store/todos.ts';
import { channels, toChannel, type Channel, type Target } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import { ConnectorError, type Connector, type Place } from './connector.ts';
import { placeOf } from './speech.ts';

const setting = 'channels';
/** Milliseconds for which it is worth telling somebody what happened; cards show how things stand however long it took. */
const newsFor = 24 * 60 * 60_000;

/** Parked: the person or team has blocked or removed the bot, or never had it. Unknown: no channel was chosen. Both wait until that changes. */
export type Found = { readonly kind: 'place'; readonly place: Place } | { readonly kind: 'parked' } | { readonly kind: 'unknown' };

export interface Places {
  of(target: Target): Promise<Found>;
  /** Where a card hangs, heard from or not. */
  at(hanging: Pick<Hanging, 'conversation' | 'serviceUrl' | 'parkedAt'>): Found;
  /** The chat that takes the place of one that Teams no longer knows; undefined: it was no chat with one person. */
  reopened(conversation: string): Promise<Found | undefined>;
  /** Which of our channels a Teams conversation is, thread or not; undefined for any other. */
  channelOf(conversation: string): Promise<Channel | undefined>;
  /** False: somebody chose at the same moment; ask again. */
  choose(channel: Channel, conversation: string, by: string): Promise<boolean>;
  /** Written when the target can be reached again, or for the first time: what could not be shown or told there is due now. */
  reached(target: Target): Statement;
  /** Where the bot speaks to before it has heard anything from there. */
  chosen(): Promise<Readonly<Partial<Record<Channel, string>>>>;
}

export interface PlacesPorts {
  readonly store: Store;
  readonly config: SupportConfig;
  readonly connector: Connector;
  readonly clock: Clock;
  /** The address for chats nobody has written in yet. */
  readonly serviceUrl: () => string;
}

export function openPlaces({ store, config, connector, clock, serviceUrl }: PlacesPorts): Places {
  const chosen = async (): Promise<Partial<Record<Channel, string>>> => ({ ...config.channels, ...channelsIn((await store.setting(setting))?.value) });

  /** Undefined: the person does not have the bot, or blocked it. */
  async function opened(url: string, person: string): Promise<string | undefined> {
    try {
      return await connector.open(url, person, config.tenant);
    } catch (error) {
      if (error instanceof ConnectorError && error.fault.kind === 'parked') return undefined;
      throw error;
    }
  }

  function reached(target: Target): Statement {
    const now = clock.now();
    return targetRevived(target, now, now - newsFor);
  }

  const at: Places['at'] = ({ conversation, serviceUrl: met, parkedAt }) =>
    parkedAt === null ? { kind: 'place', place: { conversation, serviceUrl: met ?? serviceUrl() } } : { kind: 'parked' };

  return {
    chosen,
    reached,
    at,
    async reopened(gone) {
      const was = await store.conversation(gone);
      if (was?.kind !== 'personal' || was.person === undefined) return undefined;
      const { person, serviceUrl: url } = was;
      const id = await opened(url, person);
      if (id === undefined) return { kind: 'parked' };
      // Only what the person's Teams speaks is still true of the old one. The newer of two is where the person is spoken to.
      const reference = (await store.conversation(id))?.reference ?? ('locale' in was.reference ? { locale: was.reference.locale } : {});
      await store.saveConversation({ id, kind: 'personal', person, serviceUrl: url, reference, updatedAt: Math.max(clock.now(), was.updatedAt + 1) });
      return { kind: 'place', place: { conversation: id, serviceUrl: url } };
    },
    async of(target) {
      const where = placeOf(target);
      if (where.kind === 'channel') {
        const conversation = (await chosen())[where.channel];
        if (conversation === undefined) return { kind: 'unknown' };
        const met = await store.conversation(conversation);
        return at({ conversation, serviceUrl: met?.serviceUrl ?? null, parkedAt: met?.parkedAt ?? null });
      }
      const chat = await store.chatWith(where.person);
      if (chat?.parkedAt !== undefined) return { kind: 'parked' };
      if (chat) return { kind: 'place', place: { conversation: chat.id, serviceUrl: chat.serviceUrl } };
      const url = serviceUrl();
      const id = await opened(url, where.person);
      if (id === undefined) return { kind: 'parked' };
      // Should the person have written meanwhile, that is the better reference.
      if (!await store.conversation(id)) await store.saveConversation({ id, kind: 'personal', person: where.person, serviceUrl: url, reference: {}, updatedAt: clock.now() });
      return { kind: 'place', place: { conversation: id, serviceUrl: url } };
    },
    async channelOf(conversation) {
      const root = conversation.split(';')[0];
      const all = await chosen();
      return channels.find((channel) => all[channel] === root);
    },
    async choose(channel, conversation, by) {
      const was = await store.setting(setting);
      const next = { ...channelsIn(was?.value), [channel]: conversation };
      const line = { at: clock.now(), actor: by, action: 'channel/choose', detail: { channel, conversation } };
      return store.saveSetting(setting, next, was?.version ?? 0, line, [reached(toChannel(channel))]);
    },
  };
}

/** The channels that were chosen in Teams. */
export function channelsIn(value: unknown): Partial<Record<Channel, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([name, id]) => channels.some((channel) => channel === name) && typeof id === 'string'));
}
