// Many press at once, and two bots share the work: each press has one effect, each card one place, and Teams is sent no more than it takes.
import assert from 'node:assert/strict';
import { cardOf } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { versionIn } from '../kit/aftermath.ts';
import { openLine, overRate, type Line } from '../kit/line.ts';
import { openPair, type Pair } from '../kit/pair.ts';
import { postgresOrSkip } from '../kit/postgres.ts';
import { cardSaying, offering } from '../kit/reading.ts';

const users = ['grace', 'minji', 'luis'] as const;
const staff = ['ana', 'ben'] as const;
const each = 7;

describe('two bots under load', function () {
  this.timeout(240_000);
  let line: Line;
  let pair: Pair;
  let close = async (): Promise<void> => undefined;
  const forms: { readonly user: string; readonly form: Message }[] = [];
  const ids = Array.from({ length: users.length * each }, (_, n) => `T-${1001 + n}`);
  let anyCard: Message;

  before(async function () {
    const cluster = await postgresOrSkip(this);
    this.timeout(240_000);
    line = await openLine(Date.now);
    pair = await openPair(await cluster.make(), (origin) => line.between(origin));
    close = async () => {
      await pair.close();
      await line.close();
    };
    for (const user of users) {
      for (let n = 0; n < each; n += 1) await pair.say(user, 'report');
      await pair.waitFor(user, 'bot', () => true);
    }
    for (const user of users) await rested(async () => (await formsOf(user)).length === each);
    for (const user of users) forms.push(...(await formsOf(user)).map((form) => ({ user, form })));
  });
  after(() => close());

  const formsOf = async (user: string) => (await pair.messages(user)).filter(offering('report')).filter((message) => cardOf(message) !== undefined && !offering('help')(message));

  async function rested(is: () => Promise<boolean>): Promise<void> {
    for (const until = Date.now() + 180_000; !await is();) {
      assert.ok(Date.now() < until, 'it never came to rest');
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  it('take all reports that come at the same moment, each once', async () => {
    const inputs = { category: 'windows', reach: 'one', effect: 'minor', device: 'none' };
    const sent = await Promise.all(forms.flatMap(({ user, form }, n) => [0, 1].map(() => pair.press(user, form, { verb: 'report' }, { ...inputs, description: `Problem ${n}` }))));
    assert.deepEqual(new Set(sent.map(({ kind }) => kind)), new Set(['sent']));
    anyCard = await pair.waitFor('ben', 'support', cardSaying('T-10'), 60_000);
  });

  it('let one of two who claim the same ticket have it, whichever bot hears them', async () => {
    const claims = await Promise.all(ids.map(async (id) => Promise.all(staff.map(async (person) =>
      pair.press(person, anyCard, { action: { type: 'Action.Execute', verb: 'ticket/claim', data: { id } } })))));
    assert.ok(claims.flat().every(({ kind }) => kind === 'card' || kind === 'message'), JSON.stringify(claims.flat().filter(({ kind }) => kind === 'error')));
    const [one = 0, other = 0] = pair.answered();
    assert.ok(Math.min(one, other) > forms.length, `${one} and ${other} deliveries`);
  });

  it('show every ticket once, as it stands, when all is said', async () => {
    await rested(async () => {
      const { oldestDueSeconds } = await (await fetch(`${pair.origin}/readyz`)).json() as { oldestDueSeconds: number };
      return oldestDueSeconds === 0;
    });
    const channel = await pair.messages('ben', 'support');
    for (const id of ids) assert.deepEqual(channel.flatMap((message) => versionIn(cardOf(message), id) ?? []), [2], id);
  });

  it('sent no conversation more than Teams takes, the two of them together', () => {
    assert.ok(line.sent.length > ids.length * 4, String(line.sent.length));
    assert.deepEqual(overRate(line.sent), []);
  });
});
