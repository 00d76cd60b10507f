// The buttons of cards in a real browser, in every theme: read under the pointer, and in line where they wrap.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { windowsOrSkip, type Theme, type Windows } from '../kit/browser.ts';
import { openTown, type Town } from '../kit/town.ts';

/** Of the words on the button under the pointer with what is behind them, by the formula of WCAG 2.2. */
const contrastUnderPointer = (page: Page): Promise<number> => page.evaluate(`(() => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { color, backgroundColor } = getComputedStyle(document.querySelector('.ac-pushButton:hover'));
  const [darker, lighter] = [color, backgroundColor].map(luminance).sort((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
})()`);

describe('the buttons of a card, in a real browser', function () {
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

  for (const theme of ['light', 'dark', 'contrast'] satisfies readonly Theme[]) {
    it(`can be read under the pointer: ${theme}`, async () => {
      const grace = await windows.sit({ as: 'grace', theme });
      await grace.say('report');
      for (const name of ['Send report', 'Help']) {
        await grace.page.getByRole('button', { name, exact: true }).last().hover();
        assert.ok(await contrastUnderPointer(grace.page) >= 4.5, name);
      }
    });
  }

  it('begin every line at the same edge', async () => {
    const dana = await windows.sit({ as: 'dana', size: { width: 1100, height: 900 } });
    await dana.sees('Hello Dana Weiss');
    const places: readonly (readonly [number, number])[] = await dana.page.evaluate(
      `[...document.querySelectorAll('.ac-actionSet > button')].map((button) => button.getBoundingClientRect()).map(({ top, left }) => [top, left])`);
    const edges = Map.groupBy(places, ([top]) => top).values().map((line) => Math.min(...line.map(([, left]) => left))).toArray();
    assert.ok(edges.length > 1);
    assert.equal(new Set(edges).size, 1);
  });
});
