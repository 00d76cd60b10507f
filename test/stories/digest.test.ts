// The morning digest, told by what IT admins see in their channel from Friday to Tuesday.
import assert from 'node:assert/strict';
import { cardSaying, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const friday = Temporal.ZonedDateTime.from('2026-11-20T16:00[America/Los_Angeles]').epochMilliseconds;

describe('the morning digest', function () {
  this.timeout(30_000);
  let town: Town;
  beforeEach(async () => {
    const began = Date.now();
    town = await openTown({ machine: () => friday + Date.now() - began });
  });
  afterEach(() => town.close());

  const digests = async () => (await town.messages('dana', 'it-admin')).filter(cardSaying('Good morning: this is how support stands'));

  it('comes when support begins, not on a weekend, once, also over a restart', async () => {
    await sendReport(town, 'grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.advance('PT48H');
    await town.app.idle();
    assert.equal((await digests()).length, 0, 'it is Sunday');
    town = await town.restart();
    await town.advance('PT17H');
    const shown = await town.waitFor('dana', 'it-admin', cardSaying('Good morning'));
    assert.match(wordsOf(shown), /A: 0 · B: 0 · C: 1/);
    assert.match(wordsOf(shown), /T-1001, severity C: due by/);
    await town.app.idle();
    assert.equal((await digests()).length, 1);
    await town.advance('PT24H');
    await town.app.idle();
    assert.equal((await digests()).length, 2);
    assert.deepEqual(await town.violations(), []);
  });

  it('is not sent on a morning on which there is nothing to say', async () => {
    await town.advance('PT72H');
    await town.app.idle();
    assert.equal((await digests()).length, 0);
  });
});
