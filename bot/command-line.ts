// A command of the bot's operators: what its command line asks for, the help, what is wrong with it, and the exit code.
import { Unready } from './beside.ts';

/** What a command line comes to besides work: a line for each thing that is wrong with it. */
export type Unasked = { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly lines: readonly string[] };

export interface Command<Work extends { readonly kind: string }> {
  /** As `npm run` knows it. */
  readonly name: string;
  readonly help: string;
  readonly read: (args: readonly string[]) => Work | Unasked;
  /** Gives the exit code. */
  readonly run: (work: Work) => Promise<number>;
}

/** Runs it, and leaves 1 with the reason, or 2 when the command line is wrong, as the exit code. */
export async function runCommand<Work extends { readonly kind: string }>({ name, help, read, run }: Command<Work>): Promise<void> {
  try {
    const asked = read(process.argv.slice(2));
    if (!isUnasked(asked)) process.exitCode = await run(asked);
    else if (asked.kind === 'help') process.stdout.write(help);
    else {
      process.stderr.write(`${[...asked.lines, `All commands and flags: npm run ${name} -- --help`].join('\n')}\n`);
      process.exitCode = 2;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whoever reads may stop reading, as `head` does.
    const gone = 'code' in error && error.code === 'EPIPE';
    if (!gone) process.stderr.write(`${error instanceof Unready ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

export function wrong(...lines: readonly string[]): Unasked {
  return { kind: 'wrong', lines };
}

function isUnasked(asked: { readonly kind: string }): asked is Unasked {
  return asked.kind === 'help' || asked.kind === 'wrong';
}
