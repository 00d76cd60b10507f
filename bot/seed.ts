// The configuration file seeds the store; what was chosen in Teams since lives there, and a file that contradicts it stops the start.
import type { Store } from '../store/store.ts';
import { isSame, sections } from '../support/setting.ts';
import { channels } from '../support/effect.ts';
import { bookIn, bookSetting, pathOf } from './in-force.ts';
import { channelsIn } from './places.ts';
import { roleSetting, rolesIn } from './role-book.ts';
import { rolePlans, type RolePlan } from './role-plan.ts';
import type { Settings } from './settings.ts';
import { SettingsFault } from './settings-fault.ts';

/** Throws a SettingsFault with a line for each difference. `named` are the channels, roles and sections that the file itself names. */
export async function checkSeed(store: Store, { named }: Pick<Settings, 'named'>): Promise<void> {
  const lines = [...await channelLines(store, named), ...await roleLines(store, named), ...await sectionLines(store, named)];
  if (lines.length > 0) throw new SettingsFault(lines);
}

/** Throws a SettingsFault when a role comes from an Entra group: there is nothing here that reads those. */
export function refuseGroups({ config, named }: Pick<Settings, 'config' | 'named'>): void {
  const lines = rolePlans(config.roles).flatMap(({ path, groups }) => groups.map((group) =>
    `${named.file}: ${path}.group is "${group}"; it is read from Microsoft Graph, which needs the bot registration (MicrosoftAppId): name people or a team`));
  if (lines.length > 0) throw new SettingsFault(lines);
}

async function channelLines(store: Store, { file, channels: inFile }: Settings['named']): Promise<readonly string[]> {
  const chosen = channelsIn((await store.setting('channels'))?.value);
  return channels.flatMap((channel) => {
    const [said, teams] = [inFile[channel], chosen[channel]];
    return said !== undefined && teams !== undefined && said !== teams
      ? [`${file}: channels.${channel} is "${said}"; in Teams "${teams}" was chosen since; take the line out of the file, or write that channel there`]
      : [];
  });
}

/** A role that was revoked in Teams may not come back by the file, nor one that was granted there be lost by it. */
async function roleLines(store: Store, { file, roles }: Settings['named']): Promise<readonly string[]> {
  if (!roles) return [];
  const plans = new Map(rolePlans(roles).map((plan) => [plan.role, plan]));
  const { book } = rolesIn(await store.setting(roleSetting));
  return Object.entries(book).flatMap(([role, entries]) => Object.entries(entries ?? {}).flatMap(([id, { state, name, by, at }]) => {
    const plan: RolePlan | undefined = plans.get(role as RolePlan['role']);
    const since = `in Teams ${by.name} ${state} it on ${new Date(at).toISOString().slice(0, 10)}`;
    if (state === 'revoked' && plan?.people?.includes(id)) {
      return [`${file}: ${plan.path}.people names "${id}" (${name}); ${since}; take the id out of the file, and grant the role in Teams should it be given back`];
    }
    if (state === 'granted' && !plan?.people) {
      const where = plan ? `${plan.path}.people is missing` : `there is no ${role}`;
      return [`${file}: ${where}, but "${id}" (${name}) holds ${role}: ${since}; ${plan ? 'write "people": [] there' : 'put it back'}, or revoke the role in Teams first`];
    }
    return [];
  }));
}

/** What the file leaves out contradicts nothing. */
async function sectionLines(store: Store, { file, sections: inFile = {} }: Settings['named']): Promise<readonly string[]> {
  const book = bookIn(await store.setting(bookSetting));
  return sections.flatMap((section) => {
    const [says, entry] = [inFile[section], book[section]];
    if (says === undefined || !entry || isSame(entry.value, says)) return [];
    const { value, by, at } = entry;
    return [`${file}: ${pathOf[section]} is ${JSON.stringify(says)}; in Teams ${by.name} changed it to ${JSON.stringify(value)} on ${new Date(at).toISOString().slice(0, 10)}; take it out of the file, write that there, or use the file's value in Teams first`];
  });
}
