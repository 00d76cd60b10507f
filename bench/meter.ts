// Loaded into every bot before itself: tells the benchmark how much the process has used.

export interface Reading {
  /** CPU time of all threads, microseconds. */
  readonly cpu: number;
  /** Resident memory, bytes. */
  readonly memory: number;
}

process.on('message', (asked) => {
  if (asked !== 'meter') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ reading: { cpu: user + system, memory: process.memoryUsage.rss() } satisfies Reading });
});
process.on('disconnect', () => process.exit(0));
