// Where pictures and files of the chats lie: pictures with the Connector, files in somebody's OneDrive, whose addresses let in by themselves.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refuse, send, type Reply } from './exchange.ts';
import type { ViolationList } from './violation-list.ts';
import type { Attachment, SentFile } from './wire.ts';

export interface Drive {
  /** What Teams puts into the message that brings these files; undefined: one of them is not there. */
  attachmentsOf(files: readonly SentFile[]): readonly Attachment[] | undefined;
  /** A place that a file can be saved at, as Teams names it once somebody allows it. */
  uploadInfo(name: string): { readonly uploadUrl: string; readonly contentUrl: string; readonly name: string; readonly uniqueId: string; readonly fileType: string };
  /** Takes requests for `drive/…` (what follows `/local/`), and for pictures of the Connector. False: it is none of these. */
  handle(path: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): void;
}

export interface DriveParts {
  readonly dataDir: string;
  /** The server this is mounted on. */
  readonly origin: string;
  readonly violations: ViolationList;
}

/** More than the bot takes, so that one can see what it says to that. */
const largest = 16 * 1024 * 1024;
const schema = 'create table if not exists file (id text primary key, key text not null, name text not null, type text not null, bytes blob)';
const pictureContent = 'image/*';
const fileContent = 'application/vnd.microsoft.teams.file.download.info';

export function openDrive({ dataDir, origin, violations }: DriveParts): Drive {
  const db = new DatabaseSync(join(dataDir, 'local-drive.sqlite'));
  db.exec('pragma journal_mode = wal; pragma busy_timeout = 5000;');
  db.exec(schema);
  const insert = db.prepare('insert into file (id, key, name, type, bytes) values (?, ?, ?, ?, ?)');
  const fill = db.prepare('update file set bytes = ? where id = ? and bytes is null');
  const one = db.prepare('select id, key, name, type, bytes from file where id = ?');
  const find = (id: string): Lying | undefined => lyingIn(one.get(id));

  const put = (name: string, type: string, bytes: Uint8Array | null): Lying => {
    const [id, key] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    insert.run(id, key, name, type, bytes);
    return { id, key, name, type, bytes: bytes ?? undefined };
  };
  const addressOf = ({ id, key }: Lying): string => `${origin}/local/drive/${id}?tempauth=${key}`;

  /** A pasted picture, or a file of one's OneDrive, on its way into a message. */
  const take = async (query: URLSearchParams, request: IncomingMessage): Promise<Reply> => {
    const bytes = await bytesOf(request);
    if (!bytes) return refuse(413, 'MessageSizeTooBig', `A file has at most ${largest} bytes here.`);
    const { id } = put(query.get('name') ?? 'file', request.headers['content-type'] ?? 'application/octet-stream', bytes);
    return { status: 201, body: { id } };
  };

  const save = async (file: Lying, request: IncomingMessage): Promise<Reply> => {
    const bytes = await bytesOf(request);
    if (!bytes || file.bytes) return refuse(409, 'nameAlreadyExists', 'This session has its file already, or it is too large.');
    if (request.headers['content-range'] !== `bytes 0-${bytes.length - 1}/${bytes.length}`) {
      return refuse(400, 'invalidRange', 'Content-Range must name the whole file.');
    }
    fill.run(bytes, file.id);
    return { status: 201, body: { id: file.id, name: file.name } };
  };

  const show = ({ name, type, bytes }: Lying, response: ServerResponse): void => {
    if (!bytes) return send(response, refuse(404, 'itemNotFound', 'Nothing was saved here yet.'));
    const picture = /^image\/(png|jpeg|gif|webp)$/.test(type);
    response.writeHead(200, {
      'Content-Type': picture ? type : 'application/octet-stream',
      'Content-Length': bytes.length,
      'Content-Disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Security-Policy': `default-src 'none'; sandbox`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    response.end(bytes);
  };

  return {
    attachmentsOf(files) {
      const found = files.map(({ id, pasted }) => ({ file: find(id), pasted }));
      const whole = found.flatMap(({ file, pasted }): Attachment[] => {
        if (!file) return [];
        if (pasted) return [{ contentType: pictureContent, contentUrl: `${origin}/local/connector/v3/attachments/${file.id}/views/original` }];
        const fileType = file.name.split('.').at(-1) ?? '';
        return [{ contentType: fileContent, contentUrl: `${origin}/local/drive/${file.id}`, name: file.name, content: { downloadUrl: addressOf(file), uniqueId: file.id, fileType } }];
      });
      return whole.length === files.length ? whole : undefined;
    },
    uploadInfo(name) {
      const file = put(name, 'application/octet-stream', null);
      return { uploadUrl: addressOf(file), contentUrl: addressOf(file), name, uniqueId: file.id, fileType: name.split('.').at(-1) ?? '' };
    },
    async handle(path, query, request, response) {
      const picture = /^connector\/+v3\/attachments\/([0-9a-f]{32})\/views\/original$/.exec(path)?.[1];
      if (picture !== undefined && request.method === 'GET') {
        const file = find(picture);
        if (file) show(file, response);
        else send(response, refuse(404, 'NotFound', 'There is no such picture.'));
        return true;
      }
      if (path === 'drive' && request.method === 'POST') {
        send(response, await take(query, request));
        return true;
      }
      const [, id] = /^drive\/([0-9a-f]{32})$/.exec(path) ?? [];
      if (id === undefined) return false;
      // The address lets in by itself: a token of the bot's has no business here.
      if (request.headers.authorization !== undefined) violations.add(`${request.method} drive`, [{ path: '/headers/authorization', problem: 'is a token that went to where files lie', refuse: true }]);
      const file = find(id);
      if (!file || !same(file.key, query.get('tempauth') ?? '')) send(response, refuse(401, 'unauthenticated', 'This address is good for nothing.'));
      else if (request.method === 'PUT') send(response, await save(file, request));
      else show(file, response);
      return true;
    },
    close: () => db.close(),
  };
}

interface Lying {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | undefined;
}

function lyingIn(row: Readonly<Record<string, unknown>> | undefined): Lying | undefined {
  if (!row) return undefined;
  const { id, key, name, type, bytes } = row;
  return { id: String(id), key: String(key), name: String(name), type: String(type), bytes: bytes instanceof Uint8Array ? bytes : undefined };
}

/** Undefined: too many. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  }
  return size <= largest ? Buffer.concat(chunks) : undefined;
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
