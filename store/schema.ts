// The tables, as a list of migrations: one is only ever added, never changed. Portable SQL, run by each driver under its own lock.
// `blob` is `bytea` in PostgreSQL. `by key` marks small rows that are only reached by their key; an engine that can keeps them in its order and needs no second tree.

export const migrations: readonly string[] = [`
  create table record (
    id text primary key,
    kind text not null,
    version bigint not null,
    hash text not null,
    state text not null,
    open int not null,
    parent text,
    device text,
    tier int,
    facets text not null,
    body text not null,
    created_at bigint not null,
    updated_at bigint not null
  );
  create index record_queue on record (kind, updated_at) where open = 1;
  create index record_parent on record (parent) where parent is not null;
  create index record_device on record (device, updated_at) where device is not null;

  create table record_person (
    person text not null,
    record text not null,
    part text not null,
    primary key (person, record, part)
  ) /* by key */;
  create index record_person_record on record_person (record);

  create table hold (
    name text primary key,
    record text not null
  ) /* by key */;

  create table draft (
    draft text not null,
    person text not null,
    record text not null,
    primary key (draft, person)
  ) /* by key */;

  create table counter (
    name text primary key,
    value bigint not null
  ) /* by key */;

  create table audit (
    chain text not null,
    version bigint not null,
    record text,
    at bigint not null,
    actor text not null,
    action text not null,
    detail text not null,
    previous text not null,
    hash text not null,
    primary key (chain, version)
  ) /* by key */;

  create table audit_open (
    chain text not null,
    version bigint not null,
    primary key (chain, version)
  ) /* by key */;

  create table audit_head (
    chain text primary key,
    version bigint not null,
    hash text not null
  ) /* by key */;

  create table audit_checkpoint (
    seq bigint primary key,
    at bigint not null,
    lines bigint not null,
    heads text not null,
    previous text not null,
    mac text not null
  );

  create table todo (
    name text primary key,
    kind text not null,
    record text,
    target text,
    body text not null,
    wanted bigint not null,
    due_at bigint not null,
    attempts bigint not null,
    revision bigint not null,
    leased_by text,
    leased_until bigint not null,
    dead_at bigint,
    fault text
  ) /* by key */;
  create index todo_due on todo (due_at) where dead_at is null;
  create index todo_dead on todo (dead_at) where dead_at is not null;

  create table post (
    record text not null,
    target text not null,
    conversation text,
    activity text,
    version bigint not null,
    at bigint not null,
    primary key (record, target)
  ) /* by key */;
  create index post_activity on post (conversation, activity) where activity is not null;

  create table conversation (
    id text primary key,
    kind text not null,
    person text,
    channel text,
    service_url text not null,
    reference text not null,
    parked_at bigint,
    updated_at bigint not null
  );
  create index conversation_person on conversation (person, updated_at) where person is not null;
  create index conversation_channel on conversation (channel, updated_at) where channel is not null;

  create table dialog (
    conversation text primary key,
    etag bigint not null,
    body text not null,
    processed text not null,
    updated_at bigint not null
  ) /* by key */;

  create table setting (
    name text primary key,
    value text not null,
    version bigint not null
  ) /* by key */;

  create table person (
    id text primary key,
    name text not null,
    language text,
    email text,
    seen_at bigint not null
  ) /* by key */;
`, `
  alter table audit add column digest text;
`, `
  alter table todo add column since bigint not null default 0;
  create index todo_turn on todo (target, since, name) where kind in ('tell', 'say');

  create table rate (
    name text primary key,
    second bigint not null,
    two_seconds bigint not null,
    half_minute bigint not null,
    hour bigint not null,
    held_until bigint not null,
    held_for bigint not null,
    line bigint not null
  ) /* by key */;
`, `
  create index todo_webhook on todo (record, target, wanted) where kind = 'webhook';
`, `
  create table pass (
    digest text primary key,
    person text not null,
    record text not null,
    until bigint not null
  ) /* by key */;
  create index pass_until on pass (until);
`, `
  create table record_word (
    word text not null,
    at bigint not null,
    record text not null,
    primary key (word, at, record)
  ) /* by key */;
  create index record_changed on record (updated_at, id) where kind = 'ticket';

  create table asked (
    client text not null,
    key text not null,
    digest text not null,
    record text not null,
    primary key (client, key)
  ) /* by key */;
`, `
  create table milestone (
    name text not null,
    at bigint not null,
    record text not null,
    took bigint not null,
    label text not null,
    primary key (name, at, record)
  ) /* by key */;
`, `
  create table tally (
    name text not null,
    day bigint not null,
    counts text not null,
    primary key (name, day)
  ) /* by key */;
`, `
  create table attachment (
    id text primary key,
    person text not null,
    draft text not null,
    record text,
    name text not null,
    type text,
    size bigint,
    digest text,
    bytes blob,
    at bigint not null
  );
  create index attachment_draft on attachment (person, draft);
  create index attachment_record on attachment (record) where record is not null;
`, `
  drop index record_queue;
  create index record_queue on record (kind, updated_at, id, tier) where open = 1;
`, `
  create table attachment_content (
    id text primary key,
    bytes blob not null
  );
  insert into attachment_content (id, bytes) select id, bytes from attachment where bytes is not null;
  alter table attachment drop column bytes;
`, `
  drop index record_person_record;
`];

/** Every table that holds what is remembered. */
export const tables: readonly string[] = migrations.flatMap((sql) => [...sql.matchAll(/create table (\w+)/g)].map(([, name = '']) => name));
