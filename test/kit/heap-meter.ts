// Loaded into a bot before itself: tells what its heap holds once everything that can go is gone.
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface HeapReading {
  /** Bytes: what the heap and the buffers beside it hold after a collection, and the most that the process has had resident so far. */
  readonly held: number;
  readonly resident: number;
}

// As in bot/start.ts: what takes the types out of the sources need not be loaded.
enableCompileCache();
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

process.on('message', (asked) => {
  if (asked !== 'heap') return;
  const resident = process.resourceUsage().maxRSS * 1024;
  // What a first collection finalises is gone with the second.
  collect();
  setImmediate(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.send?.({ heap: { held: heapUsed + external, resident } satisfies HeapReading });
  });
});
process.on('disconnect', () => process.exit(0));
