// Telemetry: not there until asked for; when asked for, it delivers, without secrets, and lets the process stop.
import assert from 'node:assert/strict';
import { execFile, execFileSync, type ExecFileException } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { openTelemetry } from '../../bot/telemetry.ts';

const key = '00000000-0000-0000-0000-000000000001';
const module = new URL('../../bot/telemetry.ts', import.meta.url).href;

interface Ended {
  readonly code: ExecFileException['code'];
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `body` in a process of its own, where `openTelemetry` and `loaded()`, the packages loaded so far, are at hand. */
function elsewhere(body: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const source = `
    import { createRequire } from 'node:module';
    import { openTelemetry } from ${JSON.stringify(module)};
    const loaded = () => Object.keys(createRequire(${JSON.stringify(module)}).cache).filter((path) => /applicationinsights|opentelemetry|@azure/.test(path)).length;
    ${body}`;
  // The library's reports on its own health would go to Azure.
  const settings = { env: { ...process.env, APPLICATION_INSIGHTS_NO_STATSBEAT: '1', ...env }, timeout: 25_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', source], settings, (error, stdout, stderr) => resolve({ code: error?.code, stdout, stderr }));
  });
}

describe('telemetry', function () {
  this.timeout(30_000);

  it('loads no library and opens no connection without a connection string', async () => {
    const { code, stdout, stderr } = await elsewhere(`
      import net from 'node:net';
      net.Socket.prototype.connect = () => { throw new Error('something left the machine'); };
      const telemetry = await openTelemetry(undefined);
      telemetry.event('ticket-filed', { severity: 'C' }, { minutes: 1 });
      telemetry.fault(new Error('boom'));
      await telemetry.close();
      console.log(loaded());`);
    assert.deepEqual({ code, stdout: stdout.trim(), stderr }, { code: undefined, stdout: '0', stderr: '' });
  });

  for (const wrong of ['', 'InstrumentationKey=', 'IngestionEndpoint=https://127.0.0.1/', `Key=${key}`]) {
    it(`refuses the connection string "${wrong}"`, async () => {
      await assert.rejects(openTelemetry(wrong), /APPLICATIONINSIGHTS_CONNECTION_STRING must hold InstrumentationKey/);
    });
  }

  it('lets the process stop within its patience when nothing can be delivered', async () => {
    const { code, stdout, stderr } = await elsewhere(`
      const telemetry = await openTelemetry('InstrumentationKey=${key};IngestionEndpoint=https://127.0.0.1:9/');
      telemetry.event('ticket-filed');
      const start = performance.now();
      await telemetry.close();
      console.log(loaded() > 0, performance.now() - start < 6000);
      process.exit();`);
    assert.deepEqual({ code, stdout: stdout.trim(), stderr }, { code: undefined, stdout: 'true true', stderr: '' });
  });

  describe('with an ingestion that answers', () => {
    let folder: string;
    let server: Server;
    let received: string;

    before(async function () {
      folder = mkdtempSync(join(tmpdir(), 'ingestion-'));
      try {
        const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=ingestion'];
        const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem', '-out', 'cert.pem'];
        execFileSync('openssl', [...request, ...files], { cwd: folder, stdio: 'ignore' });
      } catch {
        // The library speaks nothing but TLS, and Node makes no certificates.
        process.stderr.write('Skipped: telemetry is delivered over TLS only, and there is no openssl to make a certificate with\n');
        this.skip();
      }
      received = '';
      const read = (name: string): Buffer => readFileSync(join(folder, name));
      server = createServer({ key: read('key.pem'), cert: read('cert.pem') }, (request, response) => {
        const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
        void text(body).then((lines) => {
          received += lines;
          response.setHeader('content-type', 'application/json').end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });

    after(() => {
      server?.close();
      rmSync(folder, { recursive: true });
    });

    it('delivers events and faults, without the secrets in them', async () => {
      const { port } = server.address() as AddressInfo;
      const body = `
        const telemetry = await openTelemetry('InstrumentationKey=${key};IngestionEndpoint=https://127.0.0.1:${port}/');
        telemetry.event('elevation-approved', { ring: 'Fast', password: 'canary-1' }, { minutes: 42 });
        telemetry.fault(new TypeError('Graph said no to Bearer canary-2'), { fault: 'ab12cd34' });
        await telemetry.close();
        process.exit();`;
      const { code, stderr } = await elsewhere(body, { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') });
      assert.deepEqual({ code, stderr }, { code: undefined, stderr: '' });
      for (const told of ['elevation-approved', 'Fast', '42', 'TypeError', 'Graph said no to Bearer [secret]', 'ab12cd34', key]) {
        assert.ok(received.includes(told), `${told} in ${received}`);
      }
      assert.ok(!received.includes('canary'), received);
    });
  });
});
