// Five people report the same at the same moment, to one bot or to two: there is one incident, and each of their tickets is in it.
import assert from 'node:assert/strict';
import type { LocalClient } from '../../local/client.ts';
import { openPair } from '../kit/pair.ts';
import { postgresOrSkip } from '../kit/postgres.ts';
import { cardSaying, wordsOf } from '../kit/reading.ts';
import { openTown } from '../kit/town.ts';

const reporters = ['minji', 'luis', 'grace', 'ana', 'ben'] as const;
const applications = ['Outlook', 'SharePoint', 'PowerPoint'] as const;

interface Bots extends LocalClient {
  close(): Promise<void>;
}

const stores: readonly (readonly [string, (context: Mocha.Context) => Promise<Bots>])[] = [
  ['one bot on SQLite', () => openTown({ logLevel: 'warn' })],
  ['two bots on PostgreSQL', async (context) => openPair(await (await postgresOrSkip(context)).make())],
];

for (const [where, open] of stores) {
  describe(`five who report the same at once (${where})`, function () {
    this.timeout(60_000);
    let bots: Bots | undefined;
    after(() => bots?.close());

    it('make one incident, each time, with every one of their tickets', async function () {
      const teams = bots = await open(this);
      for (const key of reporters) await teams.say(key, 'help');
      const chats = await Promise.all(reporters.map(async (key) => ({ key, chat: await teams.waitFor(key, 'bot', ({ from }) => from.kind === 'bot') })));
      for (const name of applications) {
        await Promise.all(chats.map(({ key, chat }) => teams.press(key, chat, { action: { type: 'Action.Submit', data: {
          form: 'report', draft: name, description: `${name} does not open`, category: 'microsoft-365-apps', reach: 'one', effect: 'stopped', device: 'none',
        } } })));
        await teams.waitFor('dana', 'it-admin', (message) => cardSaying(`Major incident: ${name}`)(message) && wordsOf(message).includes('5 tickets') && wordsOf(message).includes('People affected: 5'));
      }
      const titles = (await teams.messages('dana', 'it-admin')).map((message) => /I-\d+ · Major incident: (\w+)/.exec(wordsOf(message))?.[1]);
      assert.deepEqual(titles.filter((title) => title !== undefined), applications);
    });
  });
}
