// The cast of the local Teams: one tenant, one team with four channels, nine people and their devices.

export type CastRole = 'user' | 'staff' | 'approver' | 'it-admin' | 'operations';
export type CastLanguage = 'en' | 'ko' | 'es';
export type ChannelKey = 'support' | 'escalation' | 'it-admin' | 'operations';

export interface CastPerson {
  /** Short name in addresses and test ids, for example `minji`. */
  readonly key: string;
  /** The Entra object id (`aadObjectId`). */
  readonly id: string;
  /** The id this bot knows the person by: `29:…`. */
  readonly teamsId: string;
  readonly name: string;
  readonly email: string;
  readonly language: CastLanguage;
  readonly role: CastRole;
  /** Support tier, for staff and approvers. */
  readonly tier?: number;
  /** Designated by an IT admin to request elevation. */
  readonly elevation?: true;
}

export interface CastDevice {
  readonly id: string;
  readonly name: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly ring: 'Test' | 'First' | 'Fast' | 'Broad';
  /** The `id` of the person who uses it. */
  readonly user: string;
  readonly hardware: 'ok' | 'failing';
}

export interface CastChannel {
  readonly key: ChannelKey;
  /** Thread id `19:…@thread.tacv2`. */
  readonly id: string;
  readonly name: string;
}

export interface Cast {
  readonly tenantId: string;
  /** The app id of the registration that signs people in to pages. */
  readonly pageApp: string;
  /** The bot as the Connector names it: `28:…`. */
  readonly bot: { readonly id: string; readonly name: string };
  /** `id` is the Teams team id (a thread id), `aadGroupId` the Entra group behind it. */
  readonly team: { readonly id: string; readonly name: string; readonly aadGroupId: string };
  readonly channels: readonly CastChannel[];
  readonly people: readonly CastPerson[];
  readonly devices: readonly CastDevice[];
}

const minji = '9ed73afc-f699-49ee-8533-d6accb4ef0df';
const luis = 'ac9c9a92-ff21-420c-ad88-46bf09be737c';
const grace = '980a2b22-4382-4d3a-8eb5-d9e2b044c5fb';

export const cast: Cast = {
  tenantId: '196bb5bb-4fca-4d70-9788-6261b33d8cdf',
  pageApp: '7f1c2a0e-5d3b-4c8e-9a64-2b7d0f9e4c15',
  bot: { id: '28:683efcfe-e967-4715-a01e-276cd3178005', name: 'Managed Desktop Support' },
  team: {
    id: '19:managed-desktop-12ee26ce55e48bf1@thread.tacv2', name: 'Managed Desktop',
    aadGroupId: '128fd64d-360b-4a1d-8012-460b7a8cea8d',
  },
  channels: [
    { key: 'support', id: '19:support-c0e28f4b49f2d7f1@thread.tacv2', name: 'Support' },
    { key: 'escalation', id: '19:escalation-56338ded092a560e@thread.tacv2', name: 'Escalation' },
    { key: 'it-admin', id: '19:it-admin-6f01d23edd809a79@thread.tacv2', name: 'IT admin' },
    { key: 'operations', id: '19:operations-bf45afb566772a85@thread.tacv2', name: 'Operations' },
  ],
  people: [
    { key: 'minji', id: minji, teamsId: '29:1o-5xVtZHzbPtGDtC-Ijza5LfKMj0nKMLU22XT8e7Wk4JWQ6IpUCBLg',
      name: 'Minji Kim 김민지', email: 'minji.kim@contoso.example', language: 'ko', role: 'user' },
    { key: 'luis', id: luis, teamsId: '29:1htklsUYBgQak6oJ_DaODI5myzPLindXcfyH7m8Jsl7vVYrNPUGb4eg',
      name: 'Luis Romero', email: 'luis.romero@contoso.example', language: 'es', role: 'user' },
    { key: 'grace', id: grace, teamsId: '29:1_cX2j_fQ_P6lNV49jFcA5qyJh0VKH2jNL7_h2KEE99iSNtQ2cGesmA',
      name: 'Grace Hall', email: 'grace.hall@contoso.example', language: 'en', role: 'user' },
    { key: 'ana', id: '9dec1ae9-e24d-4cfb-8b44-003a1c7425f6', teamsId: '29:1sCEiDWfu1tPgMJtP4_RCGjf43QByGodYfYTqjExEnZa6aBCwelw23A',
      name: 'Ana García', email: 'ana.garcia@servicedesk.example', language: 'es', role: 'staff', tier: 1, elevation: true },
    { key: 'ben', id: 'f73c04b4-6fee-4c23-86d3-ccc7c8a4b5ea', teamsId: '29:13rOUQMHOQrwclVCG0vSjWmqoEyLSwoMvooHHsLi9CS9GUJvhUQaawg',
      name: 'Ben Carter', email: 'ben.carter@servicedesk.example', language: 'en', role: 'staff', tier: 1 },
    { key: 'chris', id: '38feb275-a8a9-4e9b-9210-00f7ad05c1f2', teamsId: '29:1ifJzhaYAEaUXZLP7fJaYivy6XyfM8fhyLagHDSvrH4c6dicEHTmGcQ',
      name: 'Chris Okafor', email: 'chris.okafor@servicedesk.example', language: 'en', role: 'approver', tier: 2 },
    { key: 'sora', id: '722c5623-b365-4d26-b1c2-4b30cfce796f', teamsId: '29:1X1LWuKCkIx7hUGkbrZNWQt3JSysgU3N7JoOInT5zRZbxYSsv0Kx5pw',
      name: 'Sora Lee 이소라', email: 'sora.lee@servicedesk.example', language: 'ko', role: 'approver', tier: 2 },
    { key: 'dana', id: '94be836c-d92a-42c5-b238-21633ad562cf', teamsId: '29:1Kgn3M6tpjLZOIqlJ3kyvp9RCdCBHcrKz8acEztP9Hj3WXUyLH7vlNQ',
      name: 'Dana Weiss', email: 'dana.weiss@contoso.example', language: 'en', role: 'it-admin' },
    { key: 'omar', id: 'a296166c-01d4-4e1b-a80e-54ec63669ca2', teamsId: '29:1PHyVpf8K3BLa9HxlZ1sH2X70UwGLVelK7SWux8IMmqioKloTkVqZzw',
      name: 'Omar Haddad', email: 'omar.haddad@operations.example', language: 'en', role: 'operations' },
  ],
  devices: [
    { id: '3e21030c-dc41-41aa-af22-5b8513fb0878', name: 'MD-SEL-0142', serial: '0F3K7BC24113PA', manufacturer: 'Microsoft',
      model: 'Surface Laptop 5', ring: 'Broad', user: minji, hardware: 'ok' },
    { id: 'cfb3b4df-6a6a-4ced-a23f-3cff85fe023d', name: 'MD-SEL-0177', serial: '0F3K9DD25027PA', manufacturer: 'Microsoft',
      model: 'Surface Pro 9', ring: 'Fast', user: minji, hardware: 'ok' },
    { id: '2a625dbd-d516-4e32-bfea-e76925a59432', name: 'MD-MAD-0031', serial: 'PF4C81LX', manufacturer: 'Lenovo',
      model: 'ThinkPad T14 Gen 4', ring: 'Broad', user: luis, hardware: 'failing' },
    { id: 'fbc999cf-c6ec-4501-bb8a-2ed0565da395', name: 'MD-MAD-0058', serial: 'PF5A07QK', manufacturer: 'Lenovo',
      model: 'ThinkPad X1 Carbon Gen 11', ring: 'First', user: luis, hardware: 'ok' },
    { id: '5eee7046-2a54-4a04-a467-d1312002073a', name: 'MD-RED-0206', serial: '5CG3281KQT', manufacturer: 'HP',
      model: 'EliteBook 840 G10', ring: 'Broad', user: grace, hardware: 'ok' },
    { id: '87f9299a-2dce-4fdc-9009-b2710a1286cd', name: 'MD-RED-TEST1', serial: '5CG3290ZWM', manufacturer: 'HP',
      model: 'EliteBook 840 G10', ring: 'Test', user: grace, hardware: 'ok' },
    { id: '0e695384-e275-49eb-b996-b8218b207a29', name: 'MD-MAD-0012', serial: '7XQ2RT3', manufacturer: 'Dell',
      model: 'Latitude 7440', ring: 'Fast', user: '9dec1ae9-e24d-4cfb-8b44-003a1c7425f6', hardware: 'ok' },
  ],
};
