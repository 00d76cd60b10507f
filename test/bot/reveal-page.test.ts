// The reveal page's passes: worth two minutes, kept as a hash, gone with whatever came of them.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { openLog } from '../../bot/log.ts';
import { openRevealPage, type RevealPage, type RevealPagePorts } from '../../bot/reveal-page.ts';
import { speak } from '../../locales/say.ts';
import { nineOClock } from '../kit/people.ts';
import { ids, openOffice, type Office } from './office.ts';

const pass = '9023e033-16f5-46d5-9494-c3e5f545118d';

describe('a pass of the reveal page', () => {
  let office: Office;
  let page: RevealPage;
  let reveal: sinon.SinonStub<Parameters<RevealPagePorts['reveal']>, ReturnType<RevealPagePorts['reveal']>>;
  let written: string[];
  beforeEach(async () => {
    office = await openOffice();
    written = [];
    reveal = sinon.stub<Parameters<RevealPagePorts['reveal']>, ReturnType<RevealPagePorts['reveal']>>().resolves({ kind: 'message', text: 'Not now.' });
    page = openRevealPage({
      store: office.store, desk: office.desk, directory: office.directory, reveal, origin: () => 'https://support.contoso.com', uuid: () => pass,
      machine: () => office.machine.now, log: openLog('info', { write: (line: string) => void written.push(line) }),
    });
  });
  afterEach(() => office.close());

  const open = async () => page.open('E-1', await office.person('ana'), speak('ko'));
  const answer = () => page.answer(ids.ana, { id: 'E-1', pass, language: 'ko' });
  const used = { kind: 'message', text: speak('ko')('page.used') };

  it('is in the fragment of the address, and in the store only as a hash', async () => {
    const give = sinon.spy(office.store, 'givePass');
    assert.deepEqual(await open(), { title: '관리자 암호', url: `https://support.contoso.com/web/reveal/ko#E-1.${pass}`, fallbackUrl: 'https://support.contoso.com/web/reveal/ko' });
    const [[kept] = []] = give.args;
    assert.match(kept?.digest ?? '', /^[\da-f]{64}$/);
    assert.ok(!JSON.stringify(give.args).includes(pass));
  });

  for (const [minutes, good] of [[1.9, true], [2, false]] as const) {
    it(`is ${good ? 'still' : 'no longer'} good after ${minutes} minutes of the machine, however the local clock is moved`, async () => {
      await open();
      await office.clock.advance(3_600_000);
      office.machine.now = nineOClock + minutes * 60_000;
      assert.deepEqual(await answer(), good ? { kind: 'message', text: 'Not now.' } : used);
    });
  }

  it('is used up by a refusal too: the rule is not asked twice', async () => {
    await open();
    await answer();
    assert.deepEqual(await answer(), used);
    assert.equal(reveal.callCount, 1);
  });

  it('that meets a fault of ours is answered with its id, which the log has too', async () => {
    await open();
    reveal.rejects(new Error('disk full'));
    const said = await answer();
    const { fault } = JSON.parse(written[0] ?? '{}');
    assert.deepEqual(said, { kind: 'message', text: speak('ko')('turn.failed', { fault }) });
  });
});
