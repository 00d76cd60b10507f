// A Microsoft Graph of our own, over HTTP: devices with Windows LAPS, Intune, groups, threat alerts, and all the ways in which it can fail. What it
// answers has the names and shapes of Microsoft's own types.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { DeviceLocalCredential, DeviceLocalCredentialInfo, Group, ManagedDevice, SecurityNamespace as Security, User } from '@microsoft/microsoft-graph-types';
import { tokenEndpoint } from '../../bot/outbound-token.ts';
import { openToken } from '../../bot/token.ts';
import { openGraph, type Graph } from '../../credentials/graph.ts';
import { addressOf, closed } from './listening.ts';

/** How a password is written down; `broken` by nothing that anybody can read. */
export type Encoding = 'utf8' | 'utf16le' | 'broken';

export interface GraphDevice {
  readonly intuneId: string;
  readonly entraId: string;
  readonly name: string;
  readonly serial: string;
  /** Entra object id of the primary user. */
  readonly user: string;
  readonly userPrincipalName: string;
  readonly groups: readonly string[];
  readonly system: string;
  /** A device that is offline takes no rotation. Seen again, it does nothing by itself. */
  online: boolean;
  /** When it last checked in, epoch ms by Graph's clock. */
  seenAt: number;
  /** Oldest first; none before LAPS first ran. */
  readonly backups: { readonly account: string; readonly password: string; readonly at: number }[];
}

export interface GraphMember {
  readonly id: string;
  readonly displayName?: string;
  readonly userType?: 'Member' | 'Guest';
  /** What it is; a user by default. */
  readonly kind?: 'user' | 'group' | 'device' | 'servicePrincipal';
}

/** A threat alert as Graph has it; what a test does not say is as it mostly is. */
export type GraphAlert = Security.Alert & { readonly id: string };

/** Lists of several types name each one's; the published types leave that out. */
interface Typed {
  readonly '@odata.type': string;
}

/** What Graph does from now on instead of answering. `on` limits it to paths that contain this. */
export type GraphTrouble = { readonly on?: string } & (
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly mood: 'hang' | 'reset' | 'garbled' | 'cut-off' }
);

export interface FakeGraph {
  readonly url: string;
  /** Where tokens are issued, as LOGIN_URL has it. */
  readonly loginUrl: string;
  readonly devices: GraphDevice[];
  readonly groups: Map<string, readonly GraphMember[]>;
  readonly alerts: GraphAlert[];
  /** Permissions that were granted; all that are needed, at first. */
  readonly granted: Set<string>;
  trouble: GraphTrouble | undefined;
  encoding: Encoding;
  /** Whether an answer is wrapped in `value`, as the documents show it. */
  wrapped: boolean;
  /** Where the next page is said to be, instead of here. */
  strayTo: string | undefined;
  /** Members to a page. */
  pageSize: number;
  /** Milliseconds by which Graph's clock is ahead of the bot's. */
  skew: number;
  /** The bot's clock; the story moves it. */
  now: () => number;
  /** Each request so far: `GET /v1.0/…`, its query included. */
  readonly asked: string[];
  /** Requests for tokens so far, as they were posted. */
  readonly forms: URLSearchParams[];
  /** The requests for rotations that wait to be carried out by their devices. */
  readonly pending: Set<string>;
  /** Raises a threat alert on a device, by its Entra device id; or writes about one that there is. */
  alert(id: string, about: { readonly entraId?: string | null } & Omit<Security.Alert, 'id'>): void;
  add(device: Partial<GraphDevice> & Pick<GraphDevice, 'intuneId' | 'entraId'>): GraphDevice;
  /** What devices do that are online and were asked to: make a password and back it up. */
  rotatePending(): void;
  /** Every password there ever was. */
  passwords(): readonly string[];
  close(): Promise<void>;
}

const permissions = {
  readPasswords: 'DeviceLocalCredential.Read.All',
  readDevices: 'DeviceManagementManagedDevices.Read.All',
  rotate: 'DeviceManagementManagedDevices.PrivilegedOperations.All',
  readDirectoryDevices: 'Device.Read.All',
  readMembers: 'GroupMember.Read.All',
  readUsers: 'User.Read.All',
  readAlerts: 'SecurityAlert.Read.All',
} as const;

/** By these managed devices can be filtered. */
const filterable = ['serialNumber', 'deviceName', 'userPrincipalName', 'azureADDeviceId'] as const;

export async function openFakeGraph(): Promise<FakeGraph> {
  const given = new Set<string>();
  let counted = 0;
  const server = createServer((request, response) => void answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined)));
  const url = await addressOf(server);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const at = new URL(request.url ?? '', url);
    const path = decodeURIComponent(at.pathname);
    if (path.endsWith('/oauth2/v2.0/token')) {
      graph.forms.push(new URLSearchParams(await text(request)));
      if (isIn(graph.trouble, path)) return spoil(response, graph.trouble);
      const token = `for-graph-${counted += 1}`;
      given.add(token);
      return send(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: token });
    }
    graph.asked.push(`${method} ${path}${decodeURIComponent(at.search)}`);
    if (isIn(graph.trouble, path)) return spoil(response, graph.trouble);
    if (!given.has(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')) return refused(response, 401, 'InvalidAuthenticationToken');
    for (const { ask, verb = 'GET', needs, reply } of roads) {
      const found = ask.exec(path);
      if (!found || verb !== method) continue;
      const lacking = needs.find((permission) => !graph.granted.has(permission));
      if (lacking !== undefined) return refused(response, 403, 'Authorization_RequestDenied');
      return reply({ response, at, id: found[1] ?? '', headers });
    }
    return refused(response, 404, 'ResourceNotFound');
  }

  interface Asked {
    readonly response: ServerResponse;
    readonly at: URL;
    readonly id: string;
    readonly headers: IncomingMessage['headers'];
  }

  const roads: readonly { readonly ask: RegExp; readonly verb?: 'POST'; readonly needs: readonly string[]; readonly reply: (asked: Asked) => void }[] = [
    {
      ask: /^\/v1\.0\/directory\/deviceLocalCredentials\/([^/]+)$/, needs: [permissions.readPasswords],
      reply({ response, at, id, headers }) {
        if (!headers['user-agent'] || /^(node|undici)/.test(headers['user-agent'])) return refused(response, 400, 'BadRequest');
        const device = graph.devices.find(({ entraId }) => entraId === id);
        if (!device || device.backups.length === 0) return refused(response, 404, 'ResourceNotFound');
        const info: DeviceLocalCredentialInfo = {
          'id': id, 'deviceName': device.name, 'lastBackupDateTime': moment(device.backups.at(-1)?.at ?? 0), 'refreshDateTime': moment((device.backups.at(-1)?.at ?? 0) + 7 * 86_400_000),
          ...(at.searchParams.get('$select') === 'credentials' && {
            // In no order anybody may rely on.
            credentials: device.backups.map(({ account, password, at: made }) => ({
              accountName: account, accountSid: 'S-1-5-21-1-2-3-500', backupDateTime: moment(made), passwordBase64: encoded(password, graph.encoding),
            }) satisfies DeviceLocalCredential),
          }),
        };
        return send(response, 200, graph.wrapped ? { value: { '@odata.type': '#microsoft.graph.deviceLocalCredentialInfo', ...info } } : info);
      },
    },
    {
      ask: /^\/beta\/deviceManagement\/managedDevices\/([^/]+)\/rotateLocalAdminPassword$/, verb: 'POST', needs: [permissions.rotate],
      reply({ response, id }) {
        const device = graph.devices.find(({ intuneId }) => intuneId === id);
        if (!device) return refused(response, 404, 'ResourceNotFound');
        // Accepted also while the device is offline: then it fails in silence.
        if (device.online) graph.pending.add(id);
        response.writeHead(204);
        response.end();
      },
    },
    {
      ask: /^\/v1\.0\/deviceManagement\/managedDevices\/([^/]+)$/, needs: [permissions.readDevices],
      reply({ response, id }) {
        const device = graph.devices.find(({ intuneId }) => intuneId === id);
        return device ? send(response, 200, managedDevice(device)) : refused(response, 404, 'ResourceNotFound');
      },
    },
    {
      ask: /^\/v1\.0\/deviceManagement\/managedDevices$/, needs: [permissions.readDevices],
      reply({ response, at }) {
        const [, property = '', words] = /^(\w+) eq '((?:[^']|'')*)'$/.exec(at.searchParams.get('$filter') ?? '') ?? [];
        const among = filterable.find((known) => known === property);
        if (among === undefined || words === undefined) return refused(response, 400, 'BadRequest');
        const wanted = words.replaceAll('\'\'', '\'').toLowerCase();
        return paged(response, at, graph.devices.map(managedDevice).filter((device) => device[among]?.toLowerCase() === wanted));
      },
    },
    {
      ask: /^\/v1\.0\/users\/([^/]+)\/managedDevices$/, needs: [permissions.readDevices],
      reply: ({ response, at, id }) => paged(response, at, graph.devices.filter(({ user }) => user === id).map(managedDevice)),
    },
    {
      ask: /^\/v1\.0\/devices\(deviceId='([^']+)'\)\/memberOf$/, needs: [permissions.readDirectoryDevices],
      reply({ response, at, id }) {
        const device = graph.devices.find(({ entraId }) => entraId === id);
        if (!device) return refused(response, 404, 'Request_ResourceNotFound');
        return paged(response, at, device.groups.map((group): Group & Typed => ({ '@odata.type': '#microsoft.graph.group', 'id': group })));
      },
    },
    {
      ask: /^\/v1\.0\/groups\/([^/]+)\/members$/, needs: [permissions.readMembers],
      reply({ response, at, id }) {
        const members = graph.groups.get(id);
        if (!members) return refused(response, 404, 'Request_ResourceNotFound');
        // Who may not read users is told of them that they are there, and nothing else.
        const known = graph.granted.has(permissions.readUsers);
        return paged(response, at, members.map(({ kind = 'user', id: member, displayName = 'Somebody', userType = 'Member' }): User & Typed => ({
          '@odata.type': `#microsoft.graph.${kind}`, 'id': member, ...(kind === 'user' && (known ? { displayName, userType } : { displayName: null, userType: null })),
        })));
      },
    },
    {
      ask: /^\/v1\.0\/security\/alerts_v2$/, needs: [permissions.readAlerts],
      reply({ response, at }) {
        const fits = filterOf(at.searchParams.get('$filter') ?? '');
        // What is not among the parameters that its page lists is refused.
        if (!fits || [...at.searchParams.keys()].some((name) => !['$filter', '$top', '$skiptoken'].includes(name))) return refused(response, 400, 'BadRequest');
        return paged(response, at, graph.alerts.filter(fits));
      },
    },
  ];

  function paged(response: ServerResponse, at: URL, all: readonly object[]): void {
    const from = Number(at.searchParams.get('$skiptoken') ?? 0);
    const next = new URL(`${at.pathname}${at.search}`, graph.strayTo ?? url);
    next.searchParams.set('$skiptoken', String(from + graph.pageSize));
    send(response, 200, {
      '@odata.context': `${url}/v1.0/$metadata`, 'value': all.slice(from, from + graph.pageSize),
      ...(from + graph.pageSize < all.length && { '@odata.nextLink': next.href }),
    });
  }

  const graph: FakeGraph = {
    url, loginUrl: `${url}/login/`, devices: [], groups: new Map(), alerts: [], granted: new Set(Object.values(permissions)),
    trouble: undefined, encoding: 'utf8', wrapped: false, strayTo: undefined, pageSize: 2, skew: 0, now: Date.now, asked: [], forms: [], pending: new Set(),
    alert(id, { entraId, ...about }) {
      const at = moment(graph.now() + graph.skew);
      const was = graph.alerts.find((one) => one.id === id);
      const user: Security.UserEvidence & Typed = { '@odata.type': '#microsoft.graph.security.userEvidence', 'userAccount': { accountName: 'grace' } };
      const evidence = entraId === undefined ? [] : [user, deviceEvidence({ azureAdDeviceId: entraId, mdeDeviceId: `mde-${entraId}`, deviceDnsName: null })];
      const alert: GraphAlert = {
        title: 'Suspicious PowerShell command line', category: 'Execution', severity: 'high', status: 'new', serviceSource: 'microsoftDefenderForEndpoint',
        alertWebUrl: `https://security.example/alerts/${id}`, createdDateTime: at, evidence, ...was, lastUpdateDateTime: at, ...about, id,
      };
      if (was) graph.alerts.splice(graph.alerts.indexOf(was), 1, alert);
      else graph.alerts.push(alert);
    },
    add(given) {
      const device: GraphDevice = {
        name: 'MD-0001', serial: 'SN-0001', user: '', userPrincipalName: '', groups: [], system: 'Windows', online: true, seenAt: graph.now() + graph.skew, backups: [], ...given,
      };
      graph.devices.push(device);
      return device;
    },
    rotatePending() {
      for (const device of graph.devices) {
        if (!device.online || !graph.pending.delete(device.intuneId)) continue;
        device.seenAt = graph.now() + graph.skew;
        device.backups.push({ account: 'Administrator', password: `Made-${randomBytes(6).toString('hex')}`, at: graph.now() + graph.skew });
      }
    },
    passwords: () => graph.devices.flatMap(({ backups }) => backups.map(({ password }) => password)),
    close: () => closed(server),
  };
  return graph;
}

/** The bot's way to this Graph, as its settings would have it. */
export function graphOn({ url, loginUrl }: FakeGraph, { now = Date.now, timeout = 300 }: { readonly now?: () => number; readonly timeout?: number } = {}): Graph {
  const app = { id: '11111111-1111-4111-8111-111111111111', type: 'SingleTenant', tenant: '22222222-2222-4222-8222-222222222222', password: 'of-the-bot' } as const;
  return openGraph({ url, timeout, token: openToken(app, { audience: 'Microsoft Graph', resource: url, url: tokenEndpoint(loginUrl, app.tenant), now, timeout }) });
}

/** The filters on alerts that the bot uses, as their page says they work; undefined for any other. */
function filterOf(filter: string): ((alert: GraphAlert) => boolean) | undefined {
  if (filter === `status ne 'resolved' and (severity eq 'high' or severity eq 'medium')`) {
    return ({ status, severity }) => status !== 'resolved' && (severity === 'high' || severity === 'medium');
  }
  const [, since] = /^lastUpdateDateTime ge (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.exec(filter) ?? [];
  return since === undefined ? undefined : ({ lastUpdateDateTime }) => Date.parse(lastUpdateDateTime ?? '') >= Date.parse(since);
}

/** A device among the evidence of an alert. */
export function deviceEvidence(of: Security.DeviceEvidence): Security.DeviceEvidence & Typed {
  return { '@odata.type': '#microsoft.graph.security.deviceEvidence', ...of };
}

function managedDevice({ intuneId, entraId, name, serial, user, userPrincipalName, system, seenAt }: GraphDevice): ManagedDevice {
  return {
    id: intuneId, azureADDeviceId: entraId, deviceName: name, serialNumber: serial, userId: user, userPrincipalName,
    manufacturer: 'Contoso', model: 'Book 3', operatingSystem: system, lastSyncDateTime: moment(seenAt),
  };
}

/** With seven decimals, as Graph has it. */
function moment(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000Z');
}

function encoded(password: string, encoding: Encoding): string {
  return (encoding === 'broken' ? Buffer.from([0xd8, 0x00, 0xd8]) : Buffer.from(password, encoding)).toString('base64');
}

function isIn(trouble: GraphTrouble | undefined, path: string): trouble is GraphTrouble {
  return trouble !== undefined && path.includes(trouble.on ?? '');
}

/** Its answers carry a word that must get into no log: see the tests for `canary`. */
export const canary = 'Canary-in-a-body';

function spoil(response: ServerResponse, trouble: GraphTrouble): void {
  if ('status' in trouble) {
    if (trouble.retryAfter !== undefined) response.setHeader('retry-after', trouble.retryAfter);
    return refused(response, trouble.status, 'UnknownError');
  }
  switch (trouble.mood) {
    case 'hang': return;
    case 'reset': return void response.destroy();
    case 'garbled':
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(`<html>${canary}</html>`);
    case 'cut-off':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      return void response.write(`{"value":{"credentials":[{"x":"${canary}`, () => response.destroy());
  }
}

function refused(response: ServerResponse, status: number, code: string): void {
  send(response, status, { error: { code, message: canary, innerError: { 'request-id': 'r-1' } } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'r-1' });
  response.end(JSON.stringify(body));
}
