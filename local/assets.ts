// The page in the browser: its shell, its script and styles bundled in memory when first asked for, and a Korean font.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bundle } from '../web/bundle.ts';

interface Asset {
  readonly type: string;
  readonly content: Uint8Array;
  readonly lasting?: true;
}

export interface Assets {
  /** `path` is what follows `/local/`: nothing for the page, `assets/…` for its parts. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const folder = join(import.meta.dirname, 'page');
const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** Nothing comes from outside. Cards set styles through the object model, which needs no exception here. */
const policy = [
  `default-src 'none'`, `script-src 'self'`, `style-src 'self'`, `img-src 'self' data:`, `font-src 'self'`, `connect-src 'self'`,
  `frame-src 'self'`, `frame-ancestors 'none'`, `base-uri 'none'`, `form-action 'none'`,
].join('; ');

export function pageAssets(log: (line: Record<string, unknown>) => void): Assets {
  let bundling: Promise<ReadonlyMap<string, Asset>> | undefined;
  const parts = (): Promise<ReadonlyMap<string, Asset>> => {
    bundling ??= bundlePage().catch((fault: unknown) => {
      bundling = undefined;
      throw fault;
    });
    return bundling;
  };

  const find = async (path: string): Promise<Asset | undefined> => {
    if (path === '') return { type: html, content: await readFile(join(folder, 'page.html')) };
    if (path === 'assets/fonts/korean.css') return { type: css, content: await koreanStyles() };
    if (path.startsWith('assets/fonts/files/')) return fontFile(path.slice('assets/fonts/files/'.length));
    return (await parts()).get(path);
  };

  return {
    serve: async (path, request, response) => {
      const asset = await find(path).catch((fault: unknown) => {
        log({ event: 'page-not-built', reason: fault instanceof Error ? fault.message : 'unknown' });
        return { failed: true } as const;
      });
      if (!asset || 'failed' in asset) {
        response.writeHead(asset ? 500 : 404, { 'Content-Type': 'text/plain; charset=utf-8' });
        response.end(asset ? 'The page could not be built; the log says why.\n' : 'Not found.\n');
        return;
      }
      const etag = `"${createHash('sha256').update(asset.content).digest('base64url')}"`;
      const headers = {
        'Content-Type': asset.type,
        'ETag': etag,
        'Cache-Control': asset.lasting ? 'max-age=31536000, immutable' : 'no-cache',
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      };
      const known = request.headers['if-none-match'] === etag;
      response.writeHead(known ? 304 : 200, headers);
      response.end(known ? undefined : asset.content);
    },
  };
}

/** `main.ts` becomes `page.js` with its renderer, and `page.css` stays what it is. */
async function bundlePage(): Promise<ReadonlyMap<string, Asset>> {
  const files = await bundle(folder, { page: 'main.ts', look: 'page.css' }, { sourcemap: 'inline' });
  return new Map([...files].map(([name, content]) => [`assets/${name}`, { type: name.endsWith('.css') ? css : script, content }]));
}

/** Empty when the font is not installed: then the system's fonts have to do. */
async function koreanStyles(): Promise<Uint8Array> {
  const root = fontFolder();
  if (root === undefined) return Buffer.alloc(0);
  return Buffer.concat(await Promise.all(['400.css', '600.css'].map((name) => readFile(join(root, name)))));
}

async function fontFile(name: string): Promise<Asset | undefined> {
  const root = fontFolder();
  if (root === undefined || !/^noto-sans-kr-[\w-]+\.woff2$/.test(name)) return undefined;
  try {
    return { type: 'font/woff2', content: await readFile(join(root, 'files', name)), lasting: true };
  } catch {
    return undefined;
  }
}

function fontFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-kr/package.json'));
  } catch {
    return undefined;
  }
}
