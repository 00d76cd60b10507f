// The reveal page in a real browser, in the dialog of the local Teams: shown on a press, copied, hidden, and nowhere left behind.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { windowsOrSkip, type Place, type Seat, type Windows } from '../kit/browser.ts';
import { offering, passwordIn } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';
import { supportDay } from '../stories/support-day.ts';

const passwordLike = /(?<![\w-])(\w{4}-){3}\w{4}(?![\w-])/;

describe('the reveal page in a real browser', function () {
  this.timeout(60_000);
  let town: Town;
  let windows: Windows;

  before(async function () {
    town = await openTown({ pages: true });
    windows = await windowsOrSkip(this, town.origin);
    const untilApproved = supportDay.slice(0, supportDay.findIndex(({ name }) => name.includes('reveals')));
    for (const step of untilApproved) await step.take(town, new Map());
    await town.waitFor('ana', 'bot', offering('elevation/reveal'));
  });

  after(async () => {
    await windows?.close();
    await town.close();
  });

  async function reveal(place: Partial<Place> = {}): Promise<{ readonly ana: Seat; readonly page: FrameLocator }> {
    const ana = await windows.sit({ as: 'ana', ...place });
    const page = ana.dialog.frameLocator('iframe');
    await open(ana);
    return { ana, page };
  }

  async function open(ana: Seat): Promise<void> {
    const card = await ana.sees('Reinstall the printer driver', 'E-1');
    await card.getByRole('button', { name: /^Mostrar (de nuevo la )?contraseña$/ }).click();
    await ana.dialog.frameLocator('iframe').getByText(passwordLike).first().waitFor();
  }

  /** Whatever the frame holds: its document with every attribute and property that could keep a text, its address, its storage. */
  async function kept({ page }: Seat): Promise<string> {
    const frame = page.frames().find((one) => one.url().includes('/web/reveal/'));
    assert.ok(frame);
    return frame.evaluate<string>(`JSON.stringify([
      document.documentElement.outerHTML, document.body.textContent, document.title, location.href, getSelection()?.toString(), { ...localStorage }, { ...sessionStorage },
      history.state, performance.getEntries().map(({ name }) => name),
    ])`);
  }

  for (const theme of ['light', 'dark', 'contrast'] as const) {
    it(`shows account, password and how it is read out, and wears the theme: ${theme}`, async () => {
      const { ana, page } = await reveal({ theme });
      const lines = (await page.locator('main').innerText()).split('\n');
      const password = passwordIn(lines);
      assert.ok(password !== undefined && lines.includes('.\\mds-admin') && lines.includes('MD-SEL-0142'));
      assert.ok(lines.some((line) => /mayúscula|minúscula/.test(line)));
      assert.match(lines.join('\n'), /Se oculta en (60|5\d) s/);
      assert.equal(await page.locator('html').getAttribute('data-theme'), theme);
      await ana.page.getByTestId('theme-dark').dispatchEvent('click');
      await page.locator('html[data-theme=dark]').waitFor();
      await ana.page.context().close();
    });
  }

  it('copies on a press, and says that it did', async () => {
    const { ana, page } = await reveal();
    await ana.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: town.origin });
    const password = await page.locator('#password').innerText();
    await page.getByRole('button', { name: 'Copiar contraseña' }).click();
    await page.getByText('Copiada.').waitFor();
    assert.equal(await ana.page.evaluate('navigator.clipboard.readText()'), password);
    await ana.page.context().close();
  });

  it('selects the password where copying is forbidden, and says so', async () => {
    const { ana, page } = await reveal();
    const frame = ana.page.frames().find((one) => one.url().includes('/web/reveal/'));
    await frame?.evaluate(`void Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    await page.getByRole('button', { name: 'Copiar contraseña' }).click();
    await page.getByText('Aquí no se permite copiar.').waitFor();
    assert.equal(await frame?.evaluate('getSelection().toString()'), await page.locator('#password').innerText());
    await ana.page.context().close();
  });

  const ends: readonly (readonly [what: string, said: string, end: (ana: Seat, page: FrameLocator) => Promise<unknown>])[] = [
    ['after a minute', 'se ha mostrado durante un minuto', (ana) => ana.page.clock.fastForward('01:01')],
    ['when something else is clicked', 'porque salió de esta ventana', (ana) => ana.dialog.getByRole('heading').first().click()],
    ['when the reader wants it hidden', 'La contraseña está oculta', (_, page) => page.getByRole('button', { name: 'Ocultar ahora' }).click()],
    ['when the window goes out of sight', 'porque salió de esta ventana', (ana) => ana.page.frames().at(-1)?.evaluate(
      `Object.defineProperty(document, 'hidden', { value: true }) && document.dispatchEvent(new Event('visibilitychange'))`) ?? assert.fail('no frame')],
  ];
  for (const [what, said, end] of ends) {
    it(`hides it ${what}, leaves nothing of it behind, and shows it no more without another press`, async () => {
      const ana = await windows.sit({ as: 'ana' });
      await ana.page.clock.install();
      await open(ana);
      const page = ana.dialog.frameLocator('iframe');
      const password = await page.locator('#password').innerText();
      assert.ok((await kept(ana)).includes(password));
      await end(ana, page);
      await page.getByText(said).waitFor();
      assert.doesNotMatch(await kept(ana), passwordLike);
      assert.ok(!(await ana.page.content()).includes(password));
      await page.getByRole('button', { name: 'Cerrar' }).click();
      await ana.dialog.waitFor({ state: 'hidden' });
      await ana.page.context().close();
    });
  }

  it('shows nothing when it is loaded again, nor where there is no Teams around it', async () => {
    const { ana, page } = await reveal();
    const address = await ana.dialog.locator('iframe').getAttribute('src') ?? '';
    await ana.page.evaluate(`(async () => {
      const frame = document.querySelector('iframe');
      frame.src = 'about:blank';
      await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }));
      frame.src = ${JSON.stringify(address)};
    })()`);
    await page.getByText('no se muestra nada').waitFor();
    await ana.page.goto(address);
    await ana.page.getByText('Esta página solo funciona dentro de Teams.').waitFor();
    assert.doesNotMatch(await ana.page.content(), passwordLike);
    await ana.page.context().close();
  });

  it('has asked nobody but its own server, and nothing failed in it', () => {
    assert.deepEqual(windows.faults, []);
  });
});
