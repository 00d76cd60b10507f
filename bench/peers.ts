// The bots we are measured against that are no dependency of ours: installed when the benchmark first needs them, into the cache of this clone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './cache.ts';

const agents = { '@microsoft/agents-hosting': '1.8.1', 'express': '5.3.0' } as const;

/** The folder where the Agents SDK is installed, or a sentence that says why it is not. */
export function agentsFolder(): { readonly folder: string } | { readonly missing: string } {
  const folder = join(cache, `agents-${agents['@microsoft/agents-hosting']}`);
  const installed = join(folder, 'installed');
  if (existsSync(installed)) return { folder };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: agents }));
  const { status, stderr } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) return { missing: `The Agents SDK is left out: npm could not install it (${stderr.trim().split('\n')[0] ?? ''})` };
  writeFileSync(installed, '');
  return { folder };
}
