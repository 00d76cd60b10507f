// The configuration file seeds the store; what was chosen in Teams since lives there, and a file that contradicts it stops the start.
import type { Store } from '../store/store.ts';
import { channels } from '../support/effect.ts';
import { channelsIn } from './places.ts';
import { SettingsFault, type Settings } from './settings.ts';

/** Throws a SettingsFault with a line for each difference. `named` are the channels that the file itself names. */
export async function checkSeed(store: Store, { named }: Pick<Settings, 'named'>): Promise<void> {
  const chosen = channelsIn((await store.setting('channels'))?.value);
  const lines = channels.flatMap((channel) => {
    const [file, teams] = [named.channels[channel], chosen[channel]];
    return file !== undefined && teams !== undefined && file !== teams
      ? [`${named.file}: channels.${channel} is "${file}"; in Teams "${teams}" was chosen since; take the line out of the file, or write that channel there`]
      : [];
  });
  if (lines.length > 0) throw new SettingsFault(lines);
}
