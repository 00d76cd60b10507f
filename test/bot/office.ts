// A desk with everything behind it but Teams: real rules on a real store, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configSchema, type SupportConfig } from '../../bot/config.ts';
import { openClock, type MovableClock } from '../../bot/clock.ts';
import { openDesk, type Desk } from '../../bot/desk.ts';
import { listedDevices } from '../../bot/devices.ts';
import { configuredDirectory, type Directory } from '../../bot/directory.ts';
import { readFacts, type Facts } from '../../bot/facts.ts';
import { livesUnder } from '../../bot/lives.ts';
import { openInForce, type InForce } from '../../bot/in-force.ts';
import type { LocalDefaults } from '../../bot/config-file.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import type { Device } from '../../support/device.ts';
import type { Person } from '../../support/person.ts';
import type { ElevationDraft } from '../../support/elevation.ts';
import type { TicketDraft } from '../../support/ticket.ts';
import { laptop } from '../kit/records.ts';
import { nineOClock } from '../kit/people.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
export const ids = { minji: id(1), ana: id(2), ben: id(3), chris: id(4), sora: id(5), dana: id(6), omar: id(7) } as const;
export type Name = keyof typeof ids;

export const tenant = '00000000-0000-4000-8000-0000000000ff';
/** What the organisation's file says: Ana and Ben of tier 1, Chris and Sora of the escalation team, Dana the IT admin, Omar of Operations. */
export const organisation = {
  tenant,
  roles: {
    support: [{ tier: 1, people: [ids.ana, ids.ben] }, { tier: 2, people: [ids.chris, ids.sora] }],
    escalationTeam: { people: [ids.chris, ids.sora] },
    elevation: { people: [ids.ana, ids.ben, ids.chris] },
    itAdmin: { people: [ids.dana] },
    operations: { people: [ids.omar] },
  },
  adminContacts: { 'it-help-desk': 'Hal, help desk', 'devices': 'Dee, devices', 'other': 'Olga, other' },
} satisfies LocalDefaults;

export const device: Device = { ...laptop, user: ids.minji };

export interface Office {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly config: SupportConfig;
  readonly directory: Directory;
  readonly facts: Facts;
  readonly inForce: InForce;
  readonly desk: Desk;
  /** The machine's time, which a test may set back. */
  readonly machine: { now: number };
  person(name: Name): Promise<Person>;
  /** Minji reports a printer problem; gives the ticket's id. */
  report(draft?: Partial<TicketDraft>): Promise<string>;
  /** Ana asks for access; gives the elevation's id. */
  request(ticket: string, draft?: Partial<ElevationDraft>): Promise<string>;
  /** Closes everything and opens it again on what is stored: nothing else is remembered. */
  restart(): Promise<Office>;
  close(): Promise<void>;
}

export const openOffice = (change: Readonly<Record<string, unknown>> = {}): Promise<Office> =>
  openIn(mkdtempSync(join(tmpdir(), 'office-')), { now: nineOClock }, change);

async function openIn(folder: string, machine: Office['machine'], change: Readonly<Record<string, unknown>>): Promise<Office> {
  const store = openStore({ driver: openSqlite(join(folder, 'support.sqlite')), auditKey: Buffer.alloc(32) });
  const clock = await openClock(() => machine.now, store);
  const config = configSchema.parse({ ...organisation, ...change });
  const directory = configuredDirectory(config, store, new Map(Object.entries(ids).map(([name, one]) => [one, name])));
  const inForce = openInForce(store, config);
  const facts = readFacts(store, listedDevices([device]), directory, inForce);
  const desk = openDesk({ store, clock, lives: livesUnder(inForce, facts), facts, inForce, runner: () => undefined });
  const person = (name: Name) => directory.person(ids[name]);
  let drafts = 0;
  const once = (name: Name) => ({ key: `draft ${drafts += 1}`, person: ids[name] });
  return {
    store, clock, config, directory, facts, inForce, desk, machine, person,
    async report(draft = {}) {
      const minji = await person('minji');
      const printer: TicketDraft = { description: 'The printer prints blank pages', category: 'infrastructure', reach: 'one', effect: 'impaired', affected: minji, ...draft };
      return taken(await desk.report(printer, minji, once('minji'))).id;
    },
    async request(ticket, draft = {}) {
      return taken(await desk.requestElevation(plan(ticket, draft), await person('ana'), once('ana'))).id;
    },
    async restart() {
      await store.close();
      return openIn(folder, machine, change);
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function plan(ticket: string, draft: Partial<ElevationDraft> = {}): ElevationDraft {
  return {
    ticket, device: device.id, category: 'infrastructure', title: 'Update the driver', plan: 'Scan for changes', actions: ['device-manager'],
    justification: '', minutes: 60, ...draft,
  };
}

/** What was accepted; a refusal fails the test with its name. */
export function taken<Value>(outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: { readonly reason: string } }): Value {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.reason}`);
  return outcome.value;
}
