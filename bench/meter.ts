// Loaded into every bot before itself: tells the benchmark how much the process has used.
import { enableCompileCache, flushCompileCache } from 'node:module';

// As in bot/start.ts. What takes the types out of the sources is not even loaded once they lie in the cache, which is a tenth of the memory.
enableCompileCache();

export interface Reading {
  /** CPU time of all threads, microseconds. */
  readonly cpu: number;
  /** Resident memory, bytes. */
  readonly memory: number;
}

process.once('message', () => flushCompileCache());
process.on('message', (asked) => {
  if (asked !== 'meter') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ reading: { cpu: user + system, memory: process.memoryUsage.rss() } satisfies Reading });
});
process.on('disconnect', () => process.exit(0));
