// Bundles browser code in memory: tens of milliseconds with esbuild's program, and no file that could be of another version.
import { join, relative } from 'node:path';
import type { BuildOptions, BuildResult } from 'esbuild';

/** Files by their names, which are those of the entries in `folder`. Throws what esbuild throws. */
export async function bundle(folder: string, entries: Readonly<Record<string, string>>, options: Pick<BuildOptions, 'inject' | 'sourcemap'> = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await bundleWith({
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: join(folder, file), out })),
    outdir: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
  });
  return new Map(outputFiles.map(({ path, contents }) => [relative(folder, path), contents]));
}

/** Where the package of esbuild's program was left out with the other optional ones, its slower twin in WebAssembly does it. */
async function bundleWith(options: BuildOptions & { readonly write: false }): Promise<BuildResult<{ write: false }>> {
  try {
    return await (await import('esbuild')).build(options);
  } catch (missing) {
    if (missing instanceof Error && 'errors' in missing) throw missing;
    return (await import('esbuild-wasm')).build(options);
  }
}
