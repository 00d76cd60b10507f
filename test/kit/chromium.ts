// Finds a browser to test with: an installed Chrome, Chromium or Edge, else the Chromium that npm brought for Linux x64.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const programFiles = ['C:\\Program Files', 'C:\\Program Files (x86)'];
const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable'].map((name) => `/usr/bin/${name}`),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) => programFiles.map((root) => join(root, path))),
};

/** Where the browser of npm is unpacked: a place of this clone, so that users and clones do not meet in the folder for temporary files. */
const unpacked = resolve(import.meta.dirname, '../../node_modules/.cache/chromium');

/** Nothing but this machine can be reached, whatever a page or the browser itself might want. */
const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--no-proxy-server', '--disable-gpu', '--font-render-hinting=none'];

/** The browser, or a sentence that says why there is none. */
export async function launchBrowser(): Promise<Browser | string> {
  const faults: string[] = [];
  for (const find of candidates()) {
    try {
      return await chromium.launch({ ...await find(), args });
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return faults.length > 0
    ? `no browser could be started: ${faults.join('\n')}`
    : `no Chrome, Chromium or Edge is installed, and npm brings none for ${process.platform} ${process.arch}`;
}

function candidates(): readonly (() => Promise<LaunchOptions>)[] {
  const paths = (installed[process.platform] ?? []).filter((path) => existsSync(path));
  const own = process.platform === 'linux' && process.arch === 'x64' ? [unpack] : [];
  return [...paths.map((executablePath) => async () => ({ executablePath })), ...own];
}

/** Unpacks the browser of npm and the libraries beside it once; they also spare the machine an installation of NSS. */
async function unpack(): Promise<LaunchOptions> {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin');
  const executablePath = join(unpacked, 'chromium');
  const libraries = join(unpacked, 'lib');
  await mkdir(libraries, { recursive: true });
  if (!existsSync(executablePath)) {
    for (const { name, content } of filesInTar(brotliDecompressSync(await readFile(join(packed, 'al2023.tar.br'))))) {
      await writeFile(join(unpacked, name), content);
    }
    // A run that is broken off must not leave half a browser under its name.
    const half = `${executablePath}.${process.pid}`;
    try {
      await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(half, { mode: 0o755 }));
      await rename(half, executablePath);
    } finally {
      await rm(half, { force: true });
    }
  }
  return { executablePath, env: { ...process.env, LD_LIBRARY_PATH: libraries } };
}

/** Regular files of an uncompressed tar: headers of 512 bytes (name first, size in octal at 124), contents padded to 512. */
function filesInTar(tar: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const files = [];
  for (let at = 0; tar[at] !== undefined && tar[at] !== 0;) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8);
    if (!name.endsWith('/')) files.push({ name, content: tar.subarray(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
