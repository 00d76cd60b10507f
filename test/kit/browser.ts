// People at the page of the local Teams: one browser, a window for each person, and watch kept over what the page does.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';

export type Theme = 'light' | 'dark' | 'contrast';

export interface Place {
  readonly as: string;
  /** `bot`, or the key of a channel. */
  readonly chat?: string;
  readonly theme?: Theme;
  /** Of the window, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** One person's window. Whatever is waited for and does not come within fifteen seconds fails with its name. */
export interface Seat {
  readonly page: Page;
  readonly dialog: Locator;
  say(text: string): Promise<void>;
  /** Goes to another chat of the same person. */
  enter(chat: string): Promise<void>;
  /** The newest message that shows every one of these texts; waits until there is one. */
  sees(...texts: readonly string[]): Promise<Locator>;
  /** Presses the button with exactly this name that acts. */
  press(name: string, within?: Locator): Promise<void>;
  /** Presses the button with exactly this name that opens a part of the card. */
  open(name: string, within: Locator): Promise<void>;
  closeDialog(): Promise<void>;
}

export interface Windows {
  /** A window of its own, as for another person at another machine. */
  sit(place: Place): Promise<Seat>;
  /** What should not have happened: errors on the console, uncaught faults, requests that would leave this machine. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** @param origin of the local Teams. Answers with a sentence when this machine has no browser. */
export async function openWindows(origin: string): Promise<Windows | string> {
  const browser = await launchBrowser();
  return typeof browser === 'string' ? browser : windowsOf(browser, origin);
}

const waits = 15_000;

function windowsOf(browser: Browser, origin: string): Windows {
  const faults: string[] = [];

  function watch(context: BrowserContext, who: string): void {
    context.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') faults.push(`${who}: ${line.text()}`);
    });
    context.on('weberror', (error) => faults.push(`${who}: ${error.error().message}`));
    context.on('request', (request) => {
      const { origin: asked, protocol } = new URL(request.url());
      if (asked !== origin && protocol !== 'data:') faults.push(`${who} requested ${request.url()}`);
    });
  }

  return {
    faults,
    async sit({ as, chat = 'bot', theme = 'light', size = { width: 1280, height: 900 } }) {
      const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', timezoneId: 'UTC' });
      context.setDefaultTimeout(waits);
      watch(context, as);
      const page = await context.newPage();
      await page.goto(`${origin}/local?${new URLSearchParams({ as, chat, theme }).toString()}`);
      return seatAt(page);
    },
    close: () => browser.close(),
  };
}

function seatAt(page: Page): Seat {
  return {
    page,
    dialog: page.getByTestId('dialog'),
    async say(text) {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },
    enter: (chat) => page.getByTestId(`chat-${chat}`).click(),
    async sees(...texts) {
      const message = texts.reduce((found, hasText) => found.filter({ hasText }), page.getByTestId('message')).last();
      await message.waitFor();
      return message;
    },
    press: (name, within = page.locator('body')) => button(within, name).and(page.locator(':not([aria-expanded])')).click(),
    open: (name, within) => button(within, name).and(page.locator('[aria-expanded]')).click(),
    async closeDialog() {
      await page.getByTestId('dialog-close').click();
      await page.getByTestId('dialog').waitFor({ state: 'hidden' });
    },
  };
}

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

/** The same; where there is no browser it says so, and skips what the hook is for. */
export async function windowsOrSkip(context: Mocha.Context, origin: string): Promise<Windows> {
  const opened = await openWindows(origin);
  if (typeof opened !== 'string') return opened;
  process.stderr.write(`    The browser tests are skipped: ${opened}\n`);
  return context.skip();
}
