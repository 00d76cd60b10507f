// A newcomer tries it out in a real browser: pastes a screenshot, clips a file on, and looks at both as support staff.
import assert from 'node:assert/strict';
import { windowsOrSkip, type Seat, type Windows } from '../kit/browser.ts';
import { png } from '../kit/files.ts';
import { openTown, type Town } from '../kit/town.ts';

describe('what is attached, in a real browser', function () {
  this.timeout(30_000);
  let town: Town;
  let windows: Windows;

  before(async function () {
    town = await openTown();
    windows = await windowsOrSkip(this, town.origin);
  });

  after(async () => {
    await windows?.close();
    await town.close();
  });

  /** As Ctrl+V does with a picture on the clipboard. */
  const paste = ({ page }: Seat, picture: Buffer) => page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([Uint8Array.from(atob('${picture.toString('base64')}'), (sign) => sign.charCodeAt(0))], 'image.png', { type: 'image/png' }));
    document.querySelector('[data-testid=composer]').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);

  it('a screenshot is pasted and a log clipped on; staff see the one and save the other', async () => {
    const grace = await windows.sit({ as: 'grace' });
    await grace.sees('Hello Grace Hall');
    await paste(grace, png(480, 300));
    await grace.page.getByRole('button', { name: 'Leave out image.png' }).waitFor();
    await grace.say('Excel closes by itself.');
    await (await grace.sees('Excel closes by itself.')).getByRole('img', { name: 'Picture' }).waitFor();
    await grace.page.getByTestId('files').setInputFiles([{ name: 'setup.log', mimeType: 'text/plain', buffer: Buffer.from('Error 1603') }, { name: 'tool.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') }]);
    await grace.page.getByTestId('send').click();
    await grace.sees('Not taken: tool.exe. Send a screenshot of it instead');
    await grace.sees('To be attached: setup.log.');
    await grace.press('Microsoft 365 apps', await grace.sees('What is it about?'));
    for (const answer of ['MD-RED-0206: EliteBook 840 G10', 'One person', 'Work stopped', 'Submit']) await grace.press(answer);
    await grace.sees('Excel closes by itself.', 'picture.png, setup.log');

    const ben = await windows.sit({ as: 'ben', chat: 'support' });
    const ticket = await ben.sees('Excel closes by itself.', 'Grace Hall attached – picture.png (1 KB), setup.log (1 KB)');
    await ben.press('Show picture.png', ticket);
    await ben.page.getByText('“picture.png” will appear in your own chat with the app.').waitFor();
    await ben.press('Show setup.log', ticket);
    await ben.enter('bot');
    await (await ben.sees('T-1001 · picture.png (1 KB)')).getByRole('img', { name: 'picture.png' }).waitFor();
    assert.deepEqual(await ben.page.evaluate(`[...document.querySelectorAll('img.picture')].map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])`), [[480, 300]]);
    await ben.press('Allow', await ben.sees('T-1001 setup.log'));
    await ben.sees('“setup.log” is being saved in your OneDrive.');
    const fetched = ben.page.waitForEvent('download');
    await ben.page.getByRole('link', { name: 'T-1001 setup.log' }).click();
    assert.equal((await fetched).suggestedFilename(), 'T-1001 setup.log');
  });

  it('what waits to be sent is not sent as somebody else', async () => {
    const grace = await windows.sit({ as: 'grace' });
    await grace.sees('Hello Grace Hall');
    await paste(grace, png(480, 300));
    await grace.page.getByRole('button', { name: 'Leave out image.png' }).waitFor();
    await grace.page.getByText('Ben', { exact: true }).click();
    await grace.sees('Hello Ben Carter');
    await grace.page.getByTestId('composer').waitFor();
    assert.equal(await grace.page.getByRole('button', { name: 'Leave out image.png' }).count(), 0);
  });

  it('nothing failed in the page, left the machine, or would be refused by Teams', async () => {
    assert.deepEqual(windows.faults, []);
    assert.deepEqual(await town.violations(), []);
  });
});
