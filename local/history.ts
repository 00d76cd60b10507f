// What was said, who has read it, and what the bot has still to be told: a SQLite file, so that chats survive a kill.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { InboundActivity } from './inbound.ts';
import type { Message } from './wire.ts';

/** An activity the bot has not answered yet. An `install` is repeated until the bot takes it. */
export interface Waiting {
  readonly seq: number;
  readonly kind: 'install' | 'said';
  readonly activity: InboundActivity;
}

export interface History {
  /** A message id as Teams makes them: epoch milliseconds, never given twice. */
  nextId(now: number): string;
  post(message: Message): void;
  /** Stores a message of a person together with the activity that the bot has to be told. */
  say(message: Message, activity: InboundActivity): Waiting;
  /** Remembers an activity that shows nothing in the chat, until it is delivered. */
  await(activity: InboundActivity): Waiting;
  replace(message: Message): void;
  remove(chat: string, id: string): void;
  find(chat: string, id: string): Message | undefined;
  /** Oldest first. */
  list(chat: string): readonly Message[];
  last(chat: string): Message | undefined;
  markRead(person: string, chat: string): void;
  /** Messages of others that the person (`29:` id, here and in `markRead`) has not read. */
  unread(person: string, chat: string): number;
  /** Remembers once per chat that the app was installed there, and the activities that say so. */
  install(chat: string, activities: readonly InboundActivity[]): void;
  installed(chat: string): boolean;
  waiting(): readonly Waiting[];
  delivered(seq: number): void;
  close(): void;
}

const schema = `
  create table if not exists message (
    seq integer primary key, id text not null, chat text not null, author text not null, body text not null,
    gone integer not null default 0, unique (chat, id)
  );
  create index if not exists message_of_chat on message (chat, seq);
  create table if not exists seen (person text not null, chat text not null, seq integer not null, primary key (person, chat));
  create table if not exists waiting (seq integer primary key, kind text not null, activity text not null);
  create table if not exists installed (chat text primary key);
`;

export function openHistory(dataDir: string): History {
  const db = new DatabaseSync(join(dataDir, 'local-teams.sqlite'));
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  db.exec(schema);

  // Deleted messages keep their row, so that no id comes twice.
  let lastId = Number(db.prepare('select max(cast(id as integer)) as id from message where length(id) = 13').get()?.['id'] ?? 0);
  const insert = db.prepare('insert into message (id, chat, author, body) values (?, ?, ?, ?)');
  const update = db.prepare('update message set body = ? where chat = ? and id = ? and gone = 0');
  const erase = db.prepare(`update message set gone = 1, body = '{}' where chat = ? and id = ?`);
  const one = db.prepare('select body from message where chat = ? and id = ? and gone = 0');
  const many = db.prepare('select body from message where chat = ? and gone = 0 order by seq');
  const newest = db.prepare('select body from message where chat = ? and gone = 0 order by seq desc limit 1');
  const see = db.prepare(`
    insert into seen (person, chat, seq) values (?1, ?2, (select coalesce(max(seq), 0) from message where chat = ?2))
    on conflict (person, chat) do update set seq = excluded.seq`);
  const unseen = db.prepare(`
    select count(*) as n from message where chat = ?2 and gone = 0 and author <> ?1
      and seq > coalesce((select seq from seen where person = ?1 and chat = ?2), 0)`);
  const enqueue = db.prepare('insert into waiting (kind, activity) values (?, ?)');
  const queue = db.prepare('select seq, kind, activity from waiting order by seq');
  const dequeue = db.prepare('delete from waiting where seq = ?');
  const setInstalled = db.prepare('insert into installed (chat) values (?)');
  const isInstalled = db.prepare('select 1 as yes from installed where chat = ?');

  const together = <T>(work: () => T): T => {
    db.exec('begin immediate');
    try {
      const result = work();
      db.exec('commit');
      return result;
    } catch (fault) {
      db.exec('rollback');
      throw fault;
    }
  };
  const post = (message: Message): void => {
    insert.run(message.id, message.chat, message.from.id, JSON.stringify(message));
  };
  const wait = (kind: Waiting['kind'], activity: InboundActivity): Waiting =>
    ({ seq: Number(enqueue.run(kind, JSON.stringify(activity)).lastInsertRowid), kind, activity });

  return {
    nextId: (now) => {
      lastId = Math.max(Math.trunc(now), lastId + 1);
      return String(lastId);
    },
    post,
    say: (message, activity) => together(() => {
      post(message);
      return wait('said', activity);
    }),
    await: (activity) => wait('said', activity),
    replace: (message) => {
      update.run(JSON.stringify(message), message.chat, message.id);
    },
    remove: (chat, id) => {
      erase.run(chat, id);
    },
    find: (chat, id) => messageOf(one.get(chat, id)),
    list: (chat) => many.all(chat).flatMap((row) => messageOf(row) ?? []),
    last: (chat) => messageOf(newest.get(chat)),
    markRead: (person, chat) => {
      see.run(person, chat);
    },
    unread: (person, chat) => Number(unseen.get(person, chat)?.['n'] ?? 0),
    install: (chat, activities) => together(() => {
      setInstalled.run(chat);
      for (const activity of activities) wait('install', activity);
    }),
    installed: (chat) => isInstalled.get(chat) !== undefined,
    waiting: () => queue.all().map((row) => ({
      seq: Number(row['seq']), kind: row['kind'] === 'install' ? 'install' : 'said', activity: JSON.parse(String(row['activity'])),
    })),
    delivered: (seq) => {
      dequeue.run(seq);
    },
    close: () => db.close(),
  };
}

function messageOf(row: Readonly<Record<string, unknown>> | undefined): Message | undefined {
  return row ? JSON.parse(String(row['body'])) : undefined;
}
