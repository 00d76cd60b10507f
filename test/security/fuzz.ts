// Mutated activities, with a genuine token and without: what the bot makes of them, and what is left of it afterwards.
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { presses } from '../../bot/presses.ts';
import { chance, type Chance } from '../kit/chance.ts';
import { openConnectedTown, type ConnectedTown } from '../kit/connected-town.ts';
import { garble, mutate } from '../kit/mutation.ts';

export interface Fuzzed {
  /** How many were answered with each HTTP status; 0: not at all. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What strangers were told, each text once. */
  readonly told: ReadonlySet<string>;
}

export interface Fuzz {
  readonly town: ConnectedTown;
  authenticated(count: number): Promise<Fuzzed>;
  unauthenticated(count: number): Promise<Fuzzed>;
  /** Bytes in use after a collection, and all that the process holds. */
  memory(): { readonly heap: number; readonly rss: number };
  /** Lines of the log that tell of a fault of ours. */
  faults(): readonly string[];
  /** Whether the bot still does what it is for. */
  works(): Promise<boolean>;
}

const atOnce = 32;
const who = ['minji', 'grace', 'ana', 'ben', 'chris', 'sora', 'dana', 'omar'] as const;
const words = ['report', 'help', 'my requests', 'queue', 'elevate', 'escalate', 'roles', 'admin', 'stats', 'stats 7', 'language', 'cancel', '도움말', 'The printer does not print', 'windows', '1', 'T-1001', 'E-1', 'submit'] as const;
/** What the gate lets through as it is. */
const inside = new Set(['value', 'text', 'attachments', 'entities', 'replyToId', 'locale', 'timestamp']);
const ids = ['T-1001', 'T-1002', 'E-1', 'E-2', 'X-1', 'T-9999'] as const;

export async function openFuzz(seed: number): Promise<Fuzz> {
  const town = await openConnectedTown({ remember: 200 });
  const random = chance(seed);
  const verbs = [...Object.keys(presses), 'ticket/attachments'];
  const picture = { contentType: 'image/*', contentUrl: `${town.connector.serviceUrl}v3/attachments/1/views/original` };
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.log', contentUrl: picture.contentUrl, content: { downloadUrl: picture.contentUrl, uniqueId: '1', fileType: 'log' } };
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');

  async function many(count: number, send: () => Promise<{ readonly status: number; readonly text: string }>): Promise<Fuzzed> {
    const statuses = new Map<number, number>();
    const told = new Set<string>();
    let left = count;
    const one = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { status, text } = await send().catch(() => ({ status: 0, text: '' }));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (told.size < 20) told.add(text);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    await town.app.idle();
    return { statuses, told };
  }

  /** An activity as Teams would send it, of any of the kinds the bot knows. */
  function genuine(): Readonly<Record<string, unknown>> {
    const person = random.pick(who);
    const id = random.pick(ids);
    const elevation = { form: 'elevation', draft: randomUUID(), ticket: id, device: '5eee7046-2a54-4a04-a467-d1312002073a', category: 'windows', title: 'Driver', plan: 'Look', actions: 'device-manager', minutes: '60' };
    const escalation = { form: 'escalation', draft: randomUUID(), ticket: id, category: 'windows', title: 'Down', description: 'All', contact: 'Dana', requestType: 'incident', severity: 'C' };
    const report = { form: 'report', draft: randomUUID(), description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none' };
    switch (random.below(9)) {
      case 0: return town.say(person, random.pick(words));
      case 1: return town.form(person, report);
      case 2: return town.invoke(person, 'task/submit', { data: random.pick<object>([elevation, escalation]) });
      case 3: return town.invoke(person, 'task/fetch', { data: random.pick<object>([{ verb: 'elevation/reveal', id }, { form: 'elevation', ticket: id }]) });
      case 4: return { ...town.say(person, ''), type: random.pick(['installationUpdate', 'conversationUpdate', 'event', 'typing']), action: random.pick(['add', 'remove']), membersRemoved: [{ id: '28:x' }] };
      case 5: return town.invoke(person, 'fileConsent/invoke', { type: 'fileUpload', action: random.pick(['accept', 'decline']), context: { attachment: id }, uploadInfo: { uploadUrl: town.connector.serviceUrl, contentUrl: town.connector.serviceUrl, name: 'a.log', uniqueId: '1', fileType: 'log' } });
      case 6: return { ...town.say(person, random.pick(['', ...words])), attachments: random.pick([[picture], [file, picture], [{ ...file, name: '../a.exe' }]]) };
      default: return town.press(person, verbs[random.below(verbs.length)] ?? '', { id, version: 1 + random.below(5), note: 'n', reason: 'r', question: 'q', reply: 'r', resolution: 'r', tier: '2', severity: 'B' },
        random.pick(['support', 'escalation', 'it-admin', 'operations']));
    }
  }

  /** Most are spoilt where the gate does not look, a few not at all, so that there is something to spoil. */
  function spoilt(): string {
    const activity = genuine();
    const kind = random.below(8);
    if (kind === 0) return JSON.stringify(activity);
    if (kind > 5) return garble(JSON.stringify(mutate(activity, random)), random);
    const within = Object.fromEntries(Object.entries(activity).filter(([name]) => inside.has(name)));
    const other = mutate(within, random);
    return JSON.stringify({ ...activity, ...(typeof other === 'object' ? other : { value: other }) });
  }

  return {
    town,
    authenticated: (count) => many(count, () => town.post(spoilt())),
    unauthenticated: (count) => many(count, () => town.post(garble(JSON.stringify(mutate(genuine(), random)), random), strangersHeaders(town, random))),
    memory() {
      collect();
      const { heapUsed, rss } = process.memoryUsage();
      return { heap: heapUsed, rss };
    },
    faults: () => town.log.filter((line) => line.includes('"level":"error"')),
    async works() {
      const { status, text } = await town.post(town.invoke('grace', 'task/fetch', { data: { form: 'elevation', ticket: 'T-1001' } }));
      return status === 200 && text.includes('"task"');
    },
  };
}

function strangersHeaders(town: ConnectedTown, random: Chance): Readonly<Record<string, string | undefined>> {
  const part = (value: unknown): string => Buffer.from(garble(JSON.stringify(value), random)).toString('base64url');
  const head = random.pick<unknown>([{ alg: 'RS256', kid: 'teams' }, { alg: 'none' }, { alg: 'HS256', kid: 'teams' }, { alg: 'RS256', kid: randomUUID() }, 7]);
  const claims = random.pick<unknown>([town.claims(), town.claims({ tid: randomUUID() }), town.claims({ iss: `https://sts.windows.net/${randomUUID()}/` }), mutate(town.claims(), random)]);
  const token = `${part(head)}.${part(claims)}.${Buffer.from(randomUUID()).toString('base64url')}`;
  return {
    'authorization': random.pick([undefined, '', 'Bearer', `Bearer ${token}`, `Bearer ${token}`, `Bearer ${token}`, `bearer ${token}`, `Basic ${token}`, `Bearer ${'a'.repeat(4_000)}`]),
    ...(random.below(10) === 0 && { 'content-type': random.pick(['text/plain', 'multipart/form-data', 'application/json;charset=utf-16', '/']) }),
  };
}
