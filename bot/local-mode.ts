// Local mode: the cast of the local Teams, as the configuration, the directory and the devices want it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Device } from '../support/device.ts';
import type { Alerts } from './alerts.ts';
import type { MovableClock } from './clock.ts';
import type { LocalSignIn } from './pages.ts';
import type { LocalDefaults } from './config-file.ts';

/** What the bot takes from a Teams of this machine: its people, their devices, and the Teams itself. */
export interface LocalMode {
  readonly botId: string;
  readonly names: ReadonlyMap<string, string>;
  readonly devices: readonly Device[];
  /** Left out: it shows cards where Teams would show pages. */
  readonly signIn?: LocalSignIn;
  /** `alerted`: there is something new among its threat alerts. */
  open(options: { dataDir: string; origin: string; clock: MovableClock; alerted: () => void }): Promise<LocalTeams>;
}

export interface LocalTeams {
  readonly alerts?: Alerts;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** What local mode asks of a cast; the local Teams brings one, tests may bring their own. */
export interface LocalCast {
  readonly tenantId: string;
  readonly bot: { readonly id: string };
  readonly channels: readonly { readonly key: 'support' | 'escalation' | 'it-admin' | 'operations'; readonly id: string }[];
  readonly people: readonly {
    readonly id: string; readonly name: string; readonly email: string; readonly role: 'user' | 'staff' | 'approver' | 'it-admin' | 'operations';
    readonly tier?: number; readonly elevation?: true;
  }[];
  readonly devices: readonly Device[];
}

/** What the configuration says wherever the file does not. */
export function localDefaults(cast: LocalCast): LocalDefaults {
  const ids = (wanted: (person: LocalCast['people'][number]) => boolean) => cast.people.filter(wanted).map(({ id }) => id);
  const tiers = [...new Set(cast.people.flatMap(({ tier }) => tier ?? []))].sort((one, other) => one - other);
  const itAdmin = cast.people.find(({ role }) => role === 'it-admin');
  const reach = itAdmin ? { name: `${itAdmin.name}, ${itAdmin.email}`, person: itAdmin.id } : 'IT admin';
  return {
    provider: { kind: 'customer-led', name: 'Contoso Service Desk', contact: '+1 555 0100' },
    tenant: cast.tenantId,
    roles: {
      support: tiers.map((tier) => ({ tier, people: ids((person) => person.tier === tier) })),
      escalationTeam: { people: ids(({ role }) => role === 'approver') },
      elevation: { people: ids(({ role, elevation }) => role === 'approver' || elevation === true) },
      itAdmin: { people: ids(({ role }) => role === 'it-admin') },
      operations: { people: ids(({ role }) => role === 'operations') },
    },
    channels: Object.fromEntries(cast.channels.map(({ key, id }) => [key, id])),
    adminContacts: { 'app-packaging': reach, 'devices': reach, 'security': reach, 'it-help-desk': reach, 'other': reach },
    routes: {
      vendors: [...new Set(cast.devices.map(({ manufacturer }) => manufacturer))].map((manufacturer) => ({ name: `${manufacturer} support`, manufacturer, contact: '+1 555 0140' })),
      microsoft: { plan: 'Unified', contact: '+1 555 0141' },
    },
  };
}

export function localModeWith(cast: LocalCast, open: LocalMode['open'], signIn?: LocalSignIn): LocalMode {
  return { ...signIn && { signIn }, botId: cast.bot.id, names: new Map(cast.people.map(({ id, name }) => [id, name])), devices: cast.devices, open };
}
