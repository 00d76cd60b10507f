// A wire between the bot and Teams that remembers, to the byte, what went through it in both directions.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What one side asked and the other answered: HTTP as it is on the wire, heads and bodies. */
export interface Exchange {
  readonly asked: Buffer;
  readonly answered: Buffer;
}

export interface Wiretap {
  exchanges(): readonly Exchange[];
  /** Stands between Teams and the bot at `origin` from now on; gives the origin to use instead. */
  between(origin: string): Promise<string>;
  close(): void;
}

interface Heard {
  readonly asked: Buffer[];
  readonly answered: Buffer[];
}

export async function openWiretap(): Promise<Wiretap> {
  const heard: Heard[] = [];
  const open = new Set<Socket>();
  let port = 0;

  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let now: Heard | undefined;
    // On one connection nobody asks again before the answer: another question begins another exchange.
    near.on('data', (chunk: Buffer) => {
      if (!now || now.answered.length > 0) heard.push(now = { asked: [], answered: [] });
      now.asked.push(chunk);
    });
    far.on('data', (chunk: Buffer) => now?.answered.push(chunk));
    near.pipe(far).pipe(near);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  return {
    exchanges: () => heard.map(({ asked, answered }) => ({ asked: Buffer.concat(asked), answered: Buffer.concat(answered) })),
    async between(bot) {
      port = Number(new URL(bot).port);
      return origin;
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
