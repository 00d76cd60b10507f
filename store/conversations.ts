// How to reach people and channels: the conversations the bot has met.
import type { Conversation } from './conversation.ts';
import type { Driver } from './driver.ts';
import type { Value } from './statement.ts';
import type { Store } from './store.ts';

type ConversationStore = Pick<Store, 'conversation' | 'chatWith' | 'channel' | 'saveConversation' | 'park'>;

interface ConversationRow {
  readonly id: string;
  readonly kind: Conversation['kind'];
  readonly person: string | null;
  readonly channel: string | null;
  readonly service_url: string;
  readonly reference: string;
  readonly parked_at: number | null;
  readonly updated_at: number;
}

export function conversations(driver: Driver): ConversationStore {
  const find = async (sql: string, params: readonly Value[]): Promise<Conversation | undefined> => {
    const [row] = await driver.read<ConversationRow>(sql, params);
    return row && conversation(row);
  };

  return {
    conversation: (id) => find('select * from conversation where id = $1', [id]),
    chatWith: (person) => find(`select * from conversation where person = $1 and kind = 'personal' order by updated_at desc limit 1`, [person]),
    channel: (channel) => find(`select * from conversation where channel = $1 and kind = 'channel' order by updated_at desc limit 1`, [channel]),

    async saveConversation({ id, kind, person, channel, serviceUrl, reference, updatedAt }, also = []) {
      await driver.write([{
        sql: `insert into conversation (id, kind, person, channel, service_url, reference, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
          on conflict (id) do update set kind = excluded.kind, person = excluded.person, channel = excluded.channel,
          service_url = excluded.service_url, reference = excluded.reference, parked_at = null, updated_at = excluded.updated_at`,
        params: [id, kind, person ?? null, channel ?? null, serviceUrl, JSON.stringify(reference), updatedAt],
      }, ...also]);
    },

    async park(id, at) {
      await driver.write([{ sql: 'update conversation set parked_at = $2 where id = $1 and parked_at is null', params: [id, at] }]);
    },
  };
}

function conversation({ id, kind, person, channel, service_url, reference, parked_at, updated_at }: ConversationRow): Conversation {
  return {
    id, kind, serviceUrl: service_url, reference: JSON.parse(reference), updatedAt: updated_at,
    ...person === null ? {} : { person },
    ...channel === null ? {} : { channel },
    ...parked_at === null ? {} : { parkedAt: parked_at },
  };
}
