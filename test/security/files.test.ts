// Files by addresses that somebody made up: the bot calls nobody they choose, and shows its token to the Connector alone.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { openConnectedTown, type ConnectedTown } from '../kit/connected-town.ts';
import { addressOf, closed } from '../kit/listening.ts';

const original = 'v3/attachments/0-weu-d1/views/original';
const picture = (contentUrl: string) => ({ contentType: 'image/*', contentUrl });
const file = (downloadUrl: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'setup.log', contentUrl: downloadUrl, content: { downloadUrl, uniqueId: '1', fileType: 'log' },
});

describe('files by made-up addresses', function () {
  this.timeout(30_000);
  let town: ConnectedTown;
  let strangers: string[];
  let stranger: string;
  const elsewhere = createServer((request, response) => {
    strangers.push(request.headers.authorization ?? 'no token');
    response.end();
  });
  before(async () => {
    stranger = await addressOf(elsewhere);
    town = await openConnectedTown();
  });
  after(async () => {
    await town.close();
    await closed(elsewhere);
  });
  beforeEach(() => {
    strangers = [];
  });

  const send = async (...attachments: readonly object[]): Promise<void> => {
    assert.equal((await town.post({ ...town.say('grace', 'It fails'), attachments })).status, 200);
    await town.app.idle();
  };
  const asked = (path: string) => town.connector.sent.filter(({ method, path: there }) => method === 'GET' && there.includes(path)).map(({ trusted }) => trusted);

  it('a picture is fetched from the Connector with the bot’s token', async () => {
    await send(picture(`${town.connector.serviceUrl}${original}`));
    assert.deepEqual(asked(original), [true]);
  });

  it('a file is fetched without any token, even where the Connector is', async () => {
    await send(file(`${town.connector.serviceUrl}drive/setup.log?tempauth=1`));
    assert.ok(asked('drive/setup.log').length > 0 && asked('drive/setup.log').every((trusted) => !trusted));
  });

  for (const [what, attachment] of [
    ['a picture at a stranger’s', () => picture(`${stranger}/${original}`)],
    ['a file at a stranger’s', () => file(`${stranger}/setup.log`)],
    ['a picture of the bot itself', () => picture(`${town.origin}/${original}`)],
    ['a file of the bot itself', () => file(`${town.origin}/readyz`)],
    ['a file on the bot’s disk', () => file('file:///etc/passwd')],
    ['a file at the machine’s own metadata', () => file('http://169.254.169.254/latest/meta-data')],
    ['a picture at another path of the Connector', () => picture(`${town.connector.serviceUrl}v3/conversations`)],
  ] as const) {
    it(`${what} is asked for nowhere, and the person is told`, async () => {
      const before = town.connector.sent.length;
      await send(attachment());
      assert.deepEqual(strangers, []);
      const sent = () => town.connector.sent.slice(before);
      // Teams' rates may have it wait.
      while (!sent().some(({ body }) => body.includes('could not be fetched from Teams'))) await pause(50);
      assert.deepEqual(sent().filter(({ method, path }) => method === 'GET' && !path.includes('drive/setup.log')), [], 'besides what is tried again');
      assert.ok(town.log.some((line) => line.includes('a file was not fetched from where none may be')) && !town.log.some((line) => line.includes('tempauth')));
    });
  }

  it('an attachment of any shape is no reason to fall', async () => {
    for (const odd of [{ contentType: 'image/png' }, { contentType: 'image/*', contentUrl: 7 }, { contentType: 'application/vnd.microsoft.teams.file.download.info', name: {}, content: null },
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.png', content: { downloadUrl: [] } }, { contentType: 'video/' }]) await send(odd);
    assert.ok(!town.log.some((line) => line.includes('"level":"error"')));
  });

  it('what Teams says about a file that the bot never offered saves nothing', async () => {
    for (const value of [{}, { action: 'accept' }, { type: 'fileUpload', action: 'accept', context: { attachment: 'made-up' }, uploadInfo: { uploadUrl: `${stranger}/x`, contentUrl: '', name: '', uniqueId: '', fileType: '' } }]) {
      assert.equal((await town.post(town.invoke('ben', 'fileConsent/invoke', value))).status, 200);
      await town.app.idle();
    }
    assert.deepEqual(strangers, []);
  });
});
