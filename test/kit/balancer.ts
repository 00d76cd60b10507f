// A load balancer without sticky sessions, as small as can be: passes each request on, and lets the asker know when nobody is there.
import { request, type IncomingMessage, type ServerResponse } from 'node:http';

/** The answer is passed back as it comes; broken off when the bot breaks off, or refuses the connection. */
export function passOn(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, origin), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => outgoing.destroy());
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
