// How long a secret may be looked at: a minute, and only as long as its window is in sight.

export type End = 'time-over' | 'out-of-sight';

/** Milliseconds. */
const longest = 60_000;

/** Calls `left` with whole seconds, often, and `over` once, unless `signal` comes first. */
export function watchSight(signal: AbortSignal, left: (seconds: number) => void, over: (end: End) => void): void {
  const lost = () => over('out-of-sight');
  addEventListener('blur', lost, { signal });
  addEventListener('pagehide', lost, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && lost(), { signal });

  const since = performance.now();
  const tick = () => {
    const rest = longest - (performance.now() - since);
    if (rest <= 0) over('time-over');
    else left(Math.ceil(rest / 1000));
  };
  const timer = setInterval(tick, 200);
  signal.addEventListener('abort', () => clearInterval(timer));
  tick();
  // It may have gone before there was anything to see.
  if (document.hidden) lost();
}
