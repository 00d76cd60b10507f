// The files of our pages inside Teams, each with everything that is sent with it: bundled and filled in once, then served from memory.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import type { Words } from './wire.ts';

export interface WebFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

export interface WebOptions {
  /** One page each. */
  readonly words: readonly Words[];
  /** Who may show our pages in a frame, as sources of a Content-Security-Policy. */
  readonly hosts: readonly string[];
  /** Browsers shall come back by https only. */
  readonly https: boolean;
  /** The path of a stylesheet with fonts that the machine may lack; left out, no font is loaded. */
  readonly fonts?: string | undefined;
}

const folder = join(import.meta.dirname, 'reveal');

/** Where the page in this language is, below the public address. */
export function revealPath(language: string): string {
  return `/web/reveal/${language}`;
}

/** By the paths they are asked for by; nothing else is ever served. Throws what esbuild throws. */
export async function webFiles({ words, hosts, https, fonts }: WebOptions): Promise<ReadonlyMap<string, WebFile>> {
  const [page, parts] = await Promise.all([
    readFile(join(folder, 'page.html'), 'utf8'),
    bundle(folder, { reveal: 'main.ts', look: 'page.css' }, { inject: [join(folder, 'fetch.ts')] }),
  ]);
  const html = fonts === undefined ? page.replace(/\n.*\{fonts\}.*/, '') : page;
  const safe = {
    'Content-Security-Policy': [
      `default-src 'none'`, `script-src 'self'`, `style-src 'self'`, `connect-src 'self'`, ...fonts === undefined ? [] : [`font-src 'self'`], `frame-ancestors ${hosts.join(' ')}`, `base-uri 'none'`, `form-action 'none'`,
    ].join('; '),
    'Permissions-Policy': 'clipboard-write=(self), clipboard-read=(), camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...https && { 'Strict-Transport-Security': 'max-age=31536000' },
  };
  return new Map([
    ...words.map((one): [string, WebFile] => [revealPath(one.language), {
      headers: { ...safe, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
      content: Buffer.from(filled(html, { ...one, ...fonts !== undefined && { fonts } })),
    }]),
    ...[...parts].map(([name, content]): [string, WebFile] => [`/web/${name}`, {
      headers: {
        ...safe, 'Content-Type': `text/${name.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`, 'Cache-Control': 'no-cache',
        'ETag': `"${createHash('sha256').update(content).digest('base64url')}"`,
      },
      content,
    }]),
  ]);
}

/** Throws for a blank of the page that is no word. */
function filled(html: string, words: Readonly<Record<string, string>>): string {
  return html.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`No word fills the blank ${blank} of the page`);
    return word.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  });
}
