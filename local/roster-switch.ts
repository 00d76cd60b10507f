// The switch with which a test changes how somebody stands in the team: as a guest, from another tenant, gone, or a member again.

import type { CastPerson } from './cast.ts';
import type { Standing } from './trial.ts';

export interface RosterSwitch {
  set(person: CastPerson, standing: Standing): void;
  of(person: CastPerson): Standing;
}

export function rosterSwitch(): RosterSwitch {
  const changed = new Map<string, Standing>();
  return {
    set: (person, standing) => void changed.set(person.id, standing),
    of: (person) => changed.get(person.id) ?? 'member',
  };
}
