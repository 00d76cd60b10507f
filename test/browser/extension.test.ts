// The message extension in a real browser: a ticket found under the box one writes in and posted, a message reported from its menu.
import assert from 'node:assert/strict';
import { windowsOrSkip, type Windows } from '../kit/browser.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

describe('the message extension, in a real browser', function () {
  this.timeout(30_000);
  let town: Town;
  let windows: Windows;

  before(async function () {
    town = await openTown();
    windows = await windowsOrSkip(this, town.origin);
    await sendReport(town, 'grace', { description: 'The badge printer smudges', category: 'infrastructure' });
    await town.app.idle();
  });
  after(async () => {
    await windows?.close();
    await town.close();
  });

  it('finds a ticket as one types, and posts it for the channel', async () => {
    const ben = await windows.sit({ as: 'ben', chat: 'support' });
    await ben.page.getByTestId('find').click();
    await ben.page.getByTestId('found').getByText('T-1001 · The badge printer smudges').waitFor();
    await ben.page.getByTestId('find-words').fill('zeppelin');
    await ben.page.getByText('No ticket has these words').waitFor();
    await ben.page.getByTestId('find-words').fill('badge');
    await ben.press('Post in the chat: T-1001 · The badge printer smudges');
    const posted = ben.page.locator('[data-from="person"]').last();
    await posted.getByText('T-1001 · The badge printer smudges').waitFor();
    assert.equal(await ben.page.getByTestId('find-words').isVisible(), false);
    await ben.press('Show ticket', posted);
    await posted.getByRole('button', { name: 'Claim' }).waitFor();
    assert.equal((await town.messages('dana', 'support')).at(-1)?.from.name, 'Ben Carter');
  });

  it('makes a report of a message, with its words and who wrote them', async () => {
    const grace = await windows.sit({ as: 'grace' });
    await town.say('grace', 'help');
    const said = await grace.sees('help');
    const mine = grace.page.locator('[data-from="person"]').last();
    await said.waitFor();
    await mine.getByLabel('More').click();
    await grace.press('Report as a problem', mine);
    assert.equal(await grace.dialog.getByLabel('What is wrong?').inputValue(), '“help” (Grace Hall)');
    await grace.dialog.getByLabel('What is wrong?').fill('Nobody answers the help line');
    await grace.dialog.getByLabel('What is it about?').selectOption('Something else');
    await grace.dialog.getByLabel('One person').check();
    await grace.dialog.getByLabel('A nuisance, work goes on').check();
    await grace.press('Send report', grace.dialog);
    await grace.dialog.getByText('T-1002').waitFor();
    await town.app.idle();
    await town.waitFor('ana', 'support', (message) => JSON.stringify(message).includes('Nobody answers the help line'));
  });

  it('nothing failed in the page, left the machine, or would be refused by Teams', async () => {
    assert.deepEqual(windows.faults, []);
    assert.deepEqual(await town.violations(), []);
  });
});
