// Draws the app's icons: renders each SVG of icons/ to the PNG of the same name, in Chromium (development only).
import chromium from '@sparticuz/chromium';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { chromium as playwright } from 'playwright-core';

const icons = new URL('icons/', import.meta.url);
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args });
try {
  // One page for all: this Chromium runs in a single process, which a closing page takes down.
  const page = await browser.newPage();
  for (const name of (await readdir(icons)).filter((file) => file.endsWith('.svg'))) {
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${await readFile(new URL(name, icons), 'utf8')}`);
    await writeFile(new URL(name.replace('.svg', '.png'), icons), await page.locator('svg').screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
