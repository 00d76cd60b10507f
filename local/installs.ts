// Installs the app once: for every person, and in the team. The bot is told until it takes it, across restarts.

import { randomUUID } from 'node:crypto';
import type { Cast, CastPerson } from './cast.ts';
import type { History } from './history.ts';
import { installActivities } from './inbound.ts';
import type { Place, Places } from './places.ts';

export interface InstallParts {
  readonly cast: Cast;
  readonly places: Places;
  readonly history: History;
  readonly serviceUrl: string;
  readonly now: () => number;
}

export function installApp({ cast, places, history, serviceUrl, now }: InstallParts): void {
  const install = (person: CastPerson, place: Place): void => {
    if (history.installed(place.id)) return;
    history.install(place.id, installActivities({ cast, serviceUrl, person, at: { place }, now: now(), id: `f:${randomUUID()}` }));
  };
  for (const person of cast.people) install(person, places.personal(person));
  // In a team an app is installed by a member, with one channel chosen for it.
  const installer = cast.people.find(({ role }) => role === 'it-admin');
  const channel = places.all.find(({ kind }) => kind === 'channel');
  if (installer && channel) install(installer, channel);
}
