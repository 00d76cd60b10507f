// Where cards hang, so that they can be updated in place.
import type { Driver } from './driver.ts';
import type { Hanging, Post } from './post.ts';
import { perCount, placeholders, type Statement } from './statement.ts';
import type { Store } from './store.ts';

const columns = 'record, target, conversation, activity, version, at';

/** Remembers a post as part of another write, usually with the to-do it settles. An older version never overwrites a newer one. */
export const postHung = ({ record, target, conversation, activity, version, at }: Post): Statement => ({
  sql: `insert into post (${columns}) values ($1, $2, $3, $4, $5, $6)
    on conflict (record, target) do update set conversation = excluded.conversation, activity = excluded.activity,
    version = excluded.version, at = excluded.at where excluded.version >= post.version`,
  params: [record, target, conversation, activity, version, at],
});

const planned = perCount((count) => `insert into post (record, target, version, at)
  values ${placeholders(count, 1, 3).map((target) => `($1, ${target}, 0, $2)`).join(', ')} on conflict do nothing`);

/** Marks the places of posts that are still to be sent. */
export const postsPlanned = (record: string, targets: readonly string[], at: number): Statement[] => targets.length === 0 ? [] : [{
  sql: planned(targets.length),
  params: [record, at, ...targets],
}];

/** Forgets a post that no longer hangs, so that the next one is sent anew. */
export const postGone = (record: string, target: string): Statement => ({
  sql: 'delete from post where record = $1 and target = $2',
  params: [record, target],
});

export function posts(driver: Driver): Pick<Store, 'posts' | 'postOf'> {
  return {
    posts: (record) => driver.read<Hanging>(`select ${columns}, service_url as "serviceUrl", parked_at as "parkedAt"
      from post left join conversation on conversation.id = post.conversation where record = $1 and activity is not null order by target`, [record]),
    postOf: async (conversation, activity) =>
      (await driver.read<Post>(`select ${columns} from post where conversation = $1 and activity = $2`, [conversation, activity]))[0],
  };
}
