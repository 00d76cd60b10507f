// Fifty approvers who press at once, some of them twice, some delivered twice: a round of the race, and what is true after it.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { linesOf } from '../../local/client.ts';
import { cast, type Cast, type CastPerson } from '../../local/cast.ts';
import { cardSaying, offering } from '../kit/reading.ts';
import { openTown } from '../kit/town.ts';

/** Milliseconds. Round upon round, the requester's chat is sent to as fast as Teams allows, which is not fast. */
const patience = 60_000;

export interface Race {
  /** One request, all approvers. Throws when there is not exactly one decision, or anybody is told something else. Gives the decision. */
  round(): Promise<'approved' | 'denied'>;
  close(): Promise<void>;
}

const uuidOf = (name: string): string => createHash('sha256').update(name).digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
const approvers = Array.from({ length: 50 }, (_, index): CastPerson => {
  const name = `Approver ${String(index).padStart(2, '0')}`;
  return { key: `a${index}`, id: uuidOf(name), teamsId: `29:${uuidOf(name)}`, name, email: `a${index}@servicedesk.example`, language: 'en', role: 'approver', tier: 2 };
});
const crowd: Cast = { ...cast, people: [...cast.people.filter(({ role }) => role !== 'approver'), ...approvers] };

export async function openRace(): Promise<Race> {
  const town = await openTown({ cast: crowd, logLevel: 'warn' });
  const reading = new DatabaseSync(join(town.dataDir, 'support.sqlite'), { readOnly: true, timeout: 5000 });
  await town.say('grace', 'report');
  await town.press('grace', await town.waitFor('grace', 'bot', offering('report')), { verb: 'report' }, {
    description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none',
  });
  await town.waitFor('ana', 'support', cardSaying('T-1001'));
  await town.say('ana', 'help');
  const chat = await town.waitFor('ana', 'bot', ({ from }) => from.kind === 'bot');
  let requests = 0;

  async function request(): Promise<string> {
    requests += 1;
    await town.press('ana', chat, { action: { type: 'Action.Submit', data: {
      form: 'elevation', draft: `race-${requests}`, ticket: 'T-1001', device: '5eee7046-2a54-4a04-a467-d1312002073a', category: 'windows', title: 'Reinstall the driver',
      plan: 'Remove it and install it again', actions: 'device-manager', justification: '', minutes: '60',
    } } });
    return `E-${requests}`;
  }

  return {
    async round() {
      const id = await request();
      const card = await town.waitFor('a0', 'escalation', (message) => cardSaying(`${id} ·`)(message) && offering('elevation/approve')(message));
      const presses = approvers.flatMap(({ key }, index) => {
        const [verb, inputs] = (index + requests) % 3 === 0 ? ['elevation/deny', { reason: 'Not today' }] : ['elevation/approve', { note: '' }];
        const press = (activityId: string) => town.press(key, card, { verb }, inputs, { activityId });
        const once = `f:${randomUUID()}`;
        // Every fifth is delivered again under its id, every fifth under a new one, as Teams does when an answer is late.
        const again = index % 5 === 0 ? [once] : index % 5 === 1 ? [`f:${randomUUID()}`] : [];
        return [once, ...again].map(press);
      });
      const answers = await Promise.all(presses);

      const lines = reading.prepare(`select actor, action from audit where chain = ? and action in ('elevation/approve', 'elevation/deny')`).all(id);
      assert.equal(lines.length, 1, `${id} was decided ${lines.length} times`);
      const decider = approvers.find((person) => person.id === lines[0]?.['actor'])?.name;
      const decision = lines[0]?.['action'] === 'elevation/approve' ? 'approved' : 'denied';
      for (const answer of answers) {
        assert.equal(answer.kind, 'card', JSON.stringify(answer));
        const told = answer.kind === 'card' ? linesOf(answer.card).join('\n') : '';
        assert.ok(new RegExp(`${decider} ${decision}`).test(told), `${decider} ${decision}, but somebody is told\n${told}`);
        for (const { name } of approvers) if (name !== decider) assert.ok(!new RegExp(`${name} (approved|denied)`).test(told), `${decider} ${decision}, but somebody is told of ${name}`);
      }
      if (decision === 'approved') await town.press('ana', await town.waitFor('ana', 'bot', (message) => cardSaying(`${id} ·`)(message) && offering('elevation/cancel')(message), patience), { verb: 'elevation/cancel' });
      return decision;
    },
    async close() {
      assert.deepEqual(town.log.filter((line) => line.includes('"error"')), []);
      assert.deepEqual(await town.violations(), []);
      reading.close();
      await town.close();
    },
  };
}
