// Statements that go to PostgreSQL together: one write, one answer, and without a `begin` among them one transaction.
import type { ClientBase, Connection, Submittable } from 'pg';
import type { Value } from './statement.ts';

export interface Query {
  readonly sql: string;
  readonly params: readonly Value[];
}

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows were affected, or found; not a number where there is none to count. */
  readonly count: number;
}

/** What was answered, up to the first fault if there is one: the statements behind it have not run. */
export interface Answers {
  readonly all: readonly Answer[];
  readonly fault?: unknown;
}

/** A text that a connection knows under this name. It was asked for its columns when it was prepared. */
interface Prepared {
  readonly name: string;
  columns: readonly { readonly name: string; readonly parse: (text: string) => unknown }[];
}

/** Milliseconds: the server's own limits are shorter, this one is for a server that is gone without a word. */
const longestSilence = 25_000;
const prepared = new WeakMap<ClientBase, Map<string, Prepared>>();
let names = 0;

/** Never rejects. The texts are written in this program, so they are few, and each is prepared once on a connection. */
export function batch(client: ClientBase, queries: readonly Query[]): Promise<Answers> {
  return new Promise((resolve) => client.query(new Batch(client, queries, resolve)));
}

/** All of their answers; rejects when there is a fault. */
export async function answered(client: ClientBase, queries: readonly Query[]): Promise<readonly Answer[]> {
  const { all, fault } = await batch(client, queries);
  if (fault !== undefined) throw fault;
  return all;
}

/** What pg asks of whoever speaks on a connection by himself. */
class Batch implements Submittable {
  readonly #client: ClientBase;
  readonly #known: Map<string, Prepared>;
  readonly #queries: readonly Query[];
  readonly #plans: Prepared[] = [];
  readonly #new: string[] = [];
  readonly #all: Answer[] = [];
  #rows: Record<string, unknown>[] = [];
  readonly #tell: (answers: Answers) => void;
  readonly #silence: NodeJS.Timeout;

  constructor(client: ClientBase, queries: readonly Query[], tell: (answers: Answers) => void) {
    this.#client = client;
    this.#queries = queries;
    this.#known = prepared.get(client) ?? new Map();
    prepared.set(client, this.#known);
    this.#tell = tell;
    // Not pg's own limit: that hangs a function on each query, which V8 allocates among what is old, and so keeps the answers until a full collection.
    this.#silence = setTimeout(() => this.handleError(new Error('The database did not answer in time')), longestSilence);
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    for (const { sql, params } of this.#queries) {
      const known = this.#known.get(sql);
      const plan = known ?? { name: `text-${names += 1}`, columns: [] };
      if (!known) connection.parse({ name: plan.name, text: sql, types: [] }, true);
      connection.bind({ statement: plan.name, values: params.map(bound) }, true);
      if (!known) {
        connection.describe({ type: 'P' }, true);
        this.#known.set(sql, plan);
        this.#new.push(sql);
      }
      connection.execute(null, true);
      this.#plans.push(plan);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }): void {
    const plan = this.#plans[this.#all.length];
    if (plan) plan.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#client.getTypeParser(dataTypeID) }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const { name, parse } of this.#plans[this.#all.length]?.columns ?? []) {
      const text = fields[at++] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#all.push({ rows: this.#rows, count: Number(text.slice(text.lastIndexOf(' ') + 1)) });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    clearTimeout(this.#silence);
    this.#tell({ all: this.#all });
  }

  /** Of what is new nobody can say whether the server came to it: the next time it gets another name. */
  handleError(fault: unknown): void {
    for (const sql of this.#new) this.#known.delete(sql);
    clearTimeout(this.#silence);
    this.#tell({ all: this.#all, fault });
  }
}

function bound(value: Value): string | Buffer | null {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value === null ? null : storable(String(value));
}

/** PostgreSQL keeps no U+0000. Whatever is JSON escapes it anyway; somebody's name may hold one. */
export function storable<T>(value: T): T | string {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
}
