// Fifty approvers press at once. The same two hundred times: `node test/security/race-full.ts`.
import { openRace, type Race } from './race.ts';

const rounds = 4;

describe('fifty approvers who press at once, some twice', function () {
  this.timeout(120_000);
  let race: Race;
  before(async () => {
    race = await openRace();
  });
  after(() => race.close());

  it('make exactly one decision, each time, and everyone is told which and by whom', async () => {
    for (let done = 0; done < rounds; done += 1) await race.round();
  });
});
