// What an IT admin sees and changes by the word `admin`: the card with every role, and its form.
import { adminCard, changeableRoles } from '../cards/admin.ts';
import type { FormState } from '../cards/form.ts';
import { givenRoleName } from '../cards/given-role.ts';
import { plain } from '../cards/render.ts';
import { readRole } from '../dialogs/role-form.ts';
import type { Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Effect } from '../support/effect.ts';
import type { HeldRole } from '../support/given-role.ts';
import type { Person, PersonRef } from '../support/person.ts';
import { may, noRight } from '../support/rights.ts';
import type { RoleChange } from '../support/role-change.ts';
import type { SectionValues } from '../support/setting.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { FormAnswer } from './forms.ts';
import type { InForce } from './in-force.ts';
import { refusalText } from './refusals.ts';
import type { Roles } from './roles.ts';
import { openSettingChange } from './setting-change.ts';
import { openSettingForms } from './setting-forms.ts';

/** People to choose from at once; everybody else is found by Teams. */
const mostKnown = 100;

export interface Administration {
  show(by: Person, say: Say): Promise<FormAnswer>;
  /** @param draft of the form that was handed in. Gives the card as it is then */
  handIn(value: unknown, by: Person, say: Say, draft: string): Promise<FormAnswer>;
  /** What a card of the settings sent. */
  settle(value: unknown, by: Person, say: Say): Promise<FormAnswer>;
}

export interface AdministrationPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly roles: Roles;
  readonly inForce: InForce;
  /** What the configuration file says, and which sections of the settings it names itself, with what they say. */
  readonly file: SupportConfig;
  readonly named: Partial<SectionValues>;
  readonly wake: () => void;
  /** Makes the draft of a form that is about to be shown. */
  readonly newDraft: () => string;
}

export function openAdministration({ store, clock, desk, directory, roles, inForce, file, named, wake, newDraft }: AdministrationPorts): Administration {
  const settings = openSettingForms({ store, clock, directory, inForce, file, named, change: openSettingChange({ store, clock, desk, file, wake }) });

  async function draw(by: Person, say: Say, form: FormState, notice?: string): Promise<FormAnswer> {
    const held = await directory.held();
    const context = { say, now: clock.now(), reader: by, ...(notice !== undefined && { notice }) };
    return { kind: 'form', card: adminCard(context, { ...form, held, known: await known(held, by) }), title: say('admin.title') };
  }

  /** Whoever holds a role that can change here, and colleagues; the reader too, who may leave a role. */
  async function known(held: readonly HeldRole[], by: Person): Promise<readonly PersonRef[]> {
    const holders = held.filter(({ open }) => open).flatMap(({ sources }) => sources.flatMap(({ people = [] }) => people));
    const all = new Map([...holders, ...await directory.colleagues(by.id)].map(({ id, name }) => [id, { id, name }]));
    return [...all.values()].sort((one, other) => one.name.localeCompare(other.name)).slice(0, mostKnown);
  }

  /** No password is shown any more from now on, but one that was seen is good until its access ends. */
  async function stillOpen({ kind, role, whom }: RoleChange, say: Say): Promise<readonly string[]> {
    if (kind !== 'role/revoke' || role !== 'designated') return [];
    const open = await store.requestsOf(whom.id, { kinds: ['elevation'], open: true, limit: 10 });
    return open.length > 0 ? [say('admin.still-open', { name: plain(whom.name), ids: open.map(({ id }) => id).join(', ') })] : [];
  }

  async function barred(by: Person, say: Say, action: string, act: 'role/change' | 'setting/change' = 'role/change'): Promise<FormAnswer | undefined> {
    if (may(by, act)) return undefined;
    const reason = noRight(by, act);
    await desk.refused(by, action, reason);
    return { kind: 'message', text: say(`refusal.${reason}`) };
  }

  return {
    show: async (by, say) => await barred(by, say, 'admin') ?? draw(by, say, { draft: newDraft(), values: {}, faults: {} }),

    async settle(value, by, say) {
      const no = await barred(by, say, 'setting/change', 'setting/change');
      // The one step that leads away from the settings is to the roles.
      return no ?? await settings(value, by, say) ?? draw(by, say, { draft: newDraft(), values: {}, faults: {} });
    },

    async handIn(value, by, say, draft) {
      const no = await barred(by, say, 'role/change');
      if (no) return no;
      const held = await directory.held();
      const read = readRole(value, changeableRoles(held));
      if (!read.ok) return draw(by, say, { draft, values: typedIn(value), faults: read.faults });
      const { change, role, person } = read.draft;
      const event: RoleChange = { kind: `role/${change}`, by, role, whom: await directory.person(person) };
      const outcome = await roles.change(event, draft);
      if (!outcome.ok) return draw(by, say, { draft: newDraft(), values: { role, person }, faults: {} }, refusalText(outcome.refusal, say));
      const notice = outcome.value && [...noticesOf(event, outcome.value, held, say), ...await stillOpen(event, say)].join('\n\n');
      return draw(by, say, { draft: newDraft(), values: {}, faults: {} }, notice);
    },
  };
}

function noticesOf({ kind, role, whom }: RoleChange, effects: readonly Effect[], held: readonly HeldRole[], say: Say): readonly string[] {
  const name = plain(whom.name);
  const named = held.some((one) => one.role === role && one.sources.some((source) => source.kind === 'file' && source.people.some(({ id }) => id === whom.id)));
  return [
    say(kind === 'role/grant' ? 'admin.granted' : 'admin.revoked', { name, role: givenRoleName(say, role) }),
    ...(kind === 'role/revoke' && named ? [say('admin.still-named', { name })] : []),
    ...effects.flatMap((effect) => (effect.do === 'tell' && effect.text === 'escalation-team-large' ? [say('admin.share-large', effect.data)] : [])),
  ];
}

function typedIn(value: unknown): Readonly<Record<string, string>> {
  const typed = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(typed.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
}
