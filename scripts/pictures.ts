// Makes the pictures of the documentation: the local Teams at work, and each card in light and dark. `npm run pictures`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Language } from '../locales/say.ts';
import { cardCases, contextIn } from '../test/cards/case.ts';
import { nine } from '../test/cards/cast.ts';
import { openWindows, type Seat, type Theme, type Windows } from '../test/kit/browser.ts';
import { openTown, type Town } from '../test/kit/town.ts';
import { gallery, type Picture } from './gallery.ts';
import { scenes } from './scenes.ts';

const docs = resolve(import.meta.dirname, '../docs');
const folder = join(docs, 'pictures');
const themes = ['light', 'dark'] as const satisfies readonly Theme[];
/** Whose chat the cards of a language are hung in. */
const readers: Readonly<Record<Language, string>> = { en: 'grace', ko: 'minji', es: 'luis' };
/** As wide as Teams shows a card beside a list of chats, and higher than any card. */
const tall = { width: 1100, height: 2400 };
/** Less than what lies between two cards. */
const margin = 8;

// The pictures of today and of tomorrow show the same day.
const started = performance.now();
const town = await openTown({ pages: true, machine: () => nine + Math.floor(performance.now() - started) });
const windows = await openWindows(town.origin);
if (typeof windows === 'string') throw new Error(windows);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  const shown = await scenes(town, windows, folder);
  await pictureCards(town, windows);
  writeFileSync(join(docs, 'pictures.md'), [...head(), ...shown, ...cardPages()].join('\n'));
  if (windows.faults.length > 0) throw new Error(`the page failed: ${windows.faults.join('\n')}`);
} finally {
  await windows.close();
  await town.close();
}

async function pictureCards(teams: Town, browser: Windows): Promise<void> {
  const cases = new Map((await cardCases()).map((one) => [one.name, one]));
  const seats = new Map<Language, Seat>();
  for (const { card: name, pictures } of gallery) {
    for (const picture of pictures) {
      const { state, language, open } = picture;
      const build = cases.get(name)?.states[state];
      if (!build) throw new Error(`the card tests know no ${name} in the state '${state}'`);
      const seat = seats.get(language) ?? await browser.sit({ as: readers[language], size: tall });
      seats.set(language, seat);
      const message = seat.page.locator(`[data-id="${await hang(teams, readers[language], build(contextIn(language)))}"] .card`);
      if (open !== undefined) await message.locator('[aria-expanded]').nth(open).click();
      for (const theme of themes) await pictureIn(theme, seat, message, fileOf(name, picture, theme));
    }
  }
}

/** Posts a card as the bot does; resolves to the message's id. */
async function hang(teams: Town, person: string, content: object): Promise<string> {
  const chat = await teams.chat(person);
  const response = await fetch(`${teams.origin}/local/connector/v3/conversations/${encodeURIComponent(chat.id)}/activities`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'message', summary: 'Card', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] }),
  });
  const posted: unknown = await response.json();
  if (!response.ok || typeof posted !== 'object' || posted === null || !('id' in posted)) throw new Error(`the card was refused: ${JSON.stringify(posted)}`);
  return String(posted.id);
}

async function pictureIn(theme: Theme, { page }: Seat, card: Locator, file: string): Promise<void> {
  await page.getByTestId(`theme-${theme}`).click();
  await page.evaluate('document.fonts.ready.then(() => true)');
  const box = await card.boundingBox();
  if (!box) throw new Error(`${file} shows nothing`);
  const clip = { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin };
  await page.screenshot({ path: join(folder, file), clip });
}

function fileOf(card: string, { state, language }: Picture, theme: Theme): string {
  return `${[card, state, language, theme].filter((part) => part !== '').join('-')}.png`;
}

function head(): readonly string[] {
  return ['# Pictures', '', 'All of them are made by `npm run pictures`, from the local Teams and from the samples of the card tests.', ''];
}

function cardPages(): readonly string[] {
  return ['## Cards', '', ...gallery.flatMap(({ card, heading, pictures }) => [
    `### ${heading}`, '',
    ...pictures.flatMap((picture) => [
      `${picture.caption}:`, '', '| Light | Dark |', '|---|---|',
      `|${themes.map((theme) => ` ![${heading}: ${picture.caption}, ${theme}](pictures/${fileOf(card, picture, theme)}) |`).join('')}`, '',
    ]),
  ])];
}
