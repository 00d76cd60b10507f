// One file over HTTP, to or from where Teams keeps it: counted while it comes, within a time, and never to where an answer leads on.
import { request as requestPlain, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';

/** `too-large`: it has more bytes than are taken. `refused`: the answer was no file; its status tells. Everything else is a fault of the network. */
export class TransferError extends Error {
  readonly why: 'too-large' | 'refused';
  constructor(message: string, why: TransferError['why']) {
    super(message);
    this.why = why;
  }
}

export interface TransferLimits {
  /** Bytes. */
  readonly largest: number;
  /** Milliseconds for all of it. */
  readonly timeout: number;
}

/** Errors name no address: the query of one lets whoever reads it fetch the file. */
export async function download(url: URL, headers: OutgoingHttpHeaders, limits: TransferLimits): Promise<Buffer> {
  return transfer('GET', url, headers, undefined, limits);
}

/** The whole file in one request, as an upload session of OneDrive takes it. */
export async function upload(url: URL, bytes: Uint8Array, limits: TransferLimits): Promise<void> {
  const { length } = bytes;
  await transfer('PUT', url, { 'content-type': 'application/octet-stream', 'content-length': length, 'content-range': `bytes 0-${length - 1}/${length}` }, bytes, limits);
}

function transfer(method: 'GET' | 'PUT', url: URL, headers: OutgoingHttpHeaders, body: Uint8Array | undefined, { largest, timeout }: TransferLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false };
    const asked = url.protocol === 'https:' ? request(url, options) : requestPlain(url, options);
    const timer = setTimeout(() => asked.destroy(new Error(`Not done within ${timeout} ms`)), timeout);
    const end = (fault: Error): void => {
      clearTimeout(timer);
      asked.destroy();
      reject(fault);
    };
    asked.on('error', end);
    asked.on('response', (answer: IncomingMessage) => {
      const { statusCode: status = 0, headers: { 'content-length': announced = '' } } = answer;
      if (status < 200 || status >= 300) return end(new TransferError(`The answer was ${status}`, 'refused'));
      if (Number(announced) > largest) return end(new TransferError(`It is larger than ${largest} bytes`, 'too-large'));
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) end(new TransferError(`It is larger than ${largest} bytes`, 'too-large'));
        else chunks.push(chunk);
      });
      answer.on('error', end);
      answer.on('end', () => {
        clearTimeout(timer);
        resolve(Buffer.concat(chunks));
      });
    });
    asked.end(body);
  });
}
