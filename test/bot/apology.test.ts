// A turn that meets a fault of ours: the person is told in the own language, in the kind of answer that was asked for, by an id that the log has too.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { offering, saying } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';

describe('a turn that fails', function () {
  this.timeout(30_000);
  let town: Town;
  let database: DatabaseSync;
  before(async () => {
    town = await openTown();
    await town.say('minji', 'report');
    await town.waitFor('minji', 'bot', offering('report'));
    await town.app.idle();
    database = new DatabaseSync(join(town.dataDir, 'support.sqlite'), { timeout: 5000 });
  });
  beforeEach(() => database.exec('alter table person rename to gone'));
  afterEach(() => database.exec('alter table gone rename to person'));
  after(async () => {
    database.close();
    await town.close();
  });

  const faults = (): readonly string[] => town.log.map((line): { msg: string; fault: string } => JSON.parse(line))
    .filter(({ msg }) => msg === 'a turn failed').map(({ fault }) => fault);

  it('is told of in a message when it was one', async () => {
    await town.say('minji', 'Excel closes');
    const { text } = await town.waitFor('minji', 'bot', saying('앱의 오류로'));
    assert.ok(text.endsWith(`: ${faults().at(-1)}`), text);
  });

  const presses = [
    ['a press', { type: 'Action.Execute', verb: 'ticket/claim', data: { id: 'T-1001', version: 1 } }],
    ['a press that opens a dialog', { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id: 'E-1' } }],
  ] as const;
  for (const [what, action] of presses) {
    it(`is told of in the answer to ${what}`, async () => {
      const told = await town.press('minji', await town.waitFor('minji', 'bot', offering('report')), { action });
      assert.ok(told.kind === 'message' && told.text.endsWith(`: ${faults().at(-1)}`), JSON.stringify(told));
    });
  }
});
