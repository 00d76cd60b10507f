// A process of the benchmark: pinned to a core where the machine can, asked and answering one message at a time.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  /** Sends a message and gives the next one that comes back; without one, just the next. Rejects when the process ends. */
  ask(message?: object | string): Promise<unknown>;
  stop(): Promise<void>;
}

export const canPin = process.platform === 'linux' && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** @param core where it may run; undefined: anywhere */
export function startChild(script: string, given: readonly string[], { core, flags = [] }: { readonly core?: number | undefined; readonly flags?: readonly string[] }): Child {
  const command = [process.execPath, ...flags, script, ...given];
  const [program = '', ...args] = canPin && core !== undefined ? ['taskset', '-c', String(core), ...command] : command;
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
    throw new Error(`${script} ended with ${String(code ?? signal)}`);
  });
  // Whoever asks hears of it.
  ended.catch(() => undefined);
  return {
    async ask(message) {
      const answer = once(child, 'message');
      if (message !== undefined) child.send(message);
      const [said]: unknown[] = await Promise.race([answer, ended]);
      return said;
    },
    async stop() {
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}
