// The people the bot has met, and the language each has chosen.
import type { Driver } from './driver.ts';
import type { Person } from './person.ts';
import type { Store } from './store.ts';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly language: string | null;
  readonly email: string | null;
  readonly seen_at: number;
}

export function people(driver: Driver): Pick<Store, 'person' | 'savePerson'> {
  return {
    async person(id) {
      const [row] = await driver.read<PersonRow>('select id, name, language, email, seen_at from person where id = $1', [id]);
      return row && person(row);
    },
    async savePerson({ id, name, language, email, seenAt }) {
      await driver.write([{
        sql: `insert into person (id, name, language, email, seen_at) values ($1, $2, $3, $4, $5) on conflict (id) do update
          set name = excluded.name, language = excluded.language, email = excluded.email, seen_at = excluded.seen_at`,
        params: [id, name, language ?? null, email ?? null, seenAt],
      }]);
    },
  };
}

const person = ({ id, name, language, email, seen_at: seenAt }: PersonRow): Person => ({
  id, name, seenAt,
  ...language === null ? {} : { language },
  ...email === null ? {} : { email },
});
