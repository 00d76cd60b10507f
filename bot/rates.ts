// As fast as Teams lets a bot speak, and no faster: asks the store before each send, and holds a conversation that Teams wants left alone.
import type { Quota, Store } from '../store/store.ts';
import { ConnectorError, type Connector } from './connector.ts';

/** Sends to one conversation, and chats opened; then sends of one app to one tenant (Teams documentation, rate limiting for bots). */
const perConversation: Quota = { second: 7, twoSeconds: 8, halfMinute: 60, hour: 1800 };
const perTenant: Quota = { second: 50 };
const newChats = 'new chats';

export interface RatesPorts {
  readonly store: Store;
  /** The machine's clock: rates hold however the other one is moved. */
  readonly machine: () => number;
  /** What the tenant takes in all; Teams' own limit by default. */
  readonly tenantQuota?: Quota | undefined;
}

/** The connector for everything off the turn: throws `over-rate`, having sent nothing, where a send must wait. */
export function metered(connector: Connector, { store, machine, tenantQuota = perTenant }: RatesPorts): Connector {
  const tenant = { name: 'tenant', quota: tenantQuota };
  async function within<Sent>(name: string, send: () => Promise<Sent>): Promise<Sent> {
    // All take from the tenant: it comes first, so that of two who need the same rows one waits before it has any.
    const after = await store.takeSend([tenant, { name, quota: perConversation }], machine());
    if (after > 0) throw new ConnectorError(`${name} is sent to as fast as may be`, { kind: 'over-rate', after });
    try {
      return await send();
    } catch (error) {
      if (error instanceof ConnectorError && error.fault.kind === 'again') await store.holdSends(name, machine(), error.fault.after);
      throw error;
    }
  }
  return {
    post: (place, activity) => within(thread(place.conversation), () => connector.post(place, activity)),
    update: (place, id, activity) => within(thread(place.conversation), () => connector.update(place, id, activity)),
    open: (serviceUrl, person, of) => within(newChats, () => connector.open(serviceUrl, person, of)),
  };
}

/** A channel is one thread to Teams' meters, whichever of its replies is written to. */
function thread(conversation: string): string {
  return conversation.split(';')[0] ?? conversation;
}
