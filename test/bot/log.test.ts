// The log: one line per happening, whatever people type, and no secret in any of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { openLog, type Log, type LogLevel } from '../../bot/log.ts';
import { Secret } from '../../credentials/secret.ts';

const canary = 'Kx7m-9TgR-hW4p-Zb2N';

describe('the log', () => {
  let written: string[];
  let log: Log;
  const open = (level: LogLevel): Log => openLog(level, { write: (line: string) => void written.push(line) });
  const only = (): Record<string, unknown> => {
    assert.equal(written.length, 1);
    return JSON.parse(written[0] ?? '');
  };

  beforeEach(() => {
    written = [];
    log = open('info');
  });

  it('writes when, how grave, what, and the rest as fields', () => {
    log.info('listening', { port: 3978, hosts: ['127.0.0.1'] });
    const { time, ...rest } = only();
    assert.deepEqual(rest, { level: 'info', msg: 'listening', port: 3978, hosts: ['127.0.0.1'] });
    assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/);
  });

  const levels: readonly (readonly [LogLevel, readonly string[]])[] = [
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['silent', []],
  ];
  for (const [level, expected] of levels) {
    it(`at level ${level} writes ${expected.join(', ') || 'nothing'}`, () => {
      const quiet = open(level);
      quiet.debug('a');
      quiet.info('b');
      quiet.warn('c');
      quiet.fault('d', new Error('e'));
      assert.deepEqual(written.map((line) => JSON.parse(line).level), expected);
    });
  }

  it('goes to standard output', () => {
    const source = `import { openLog } from ${JSON.stringify(new URL('../../bot/log.ts', import.meta.url).href)}; openLog('info').info('up', { port: 1 });`;
    const line = execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
    assert.equal(JSON.parse(line).msg, 'up');
  });

  describe('of a fault', () => {
    it('has message, stack and every cause, and an id to ask for it by', () => {
      const cause = Object.assign(new TypeError('socket closed'), { code: 'ECONNRESET' });
      const id = log.fault('turn failed', new Error('Graph did not answer', { cause }), { activity: 'a1' });
      const line = only();
      assert.match(id, /^[0-9a-f]{8}$/);
      assert.partialDeepStrictEqual(line, {
        level: 'error',
        msg: 'turn failed',
        fault: id,
        activity: 'a1',
        error: { name: 'Error', message: 'Graph did not answer', cause: { name: 'TypeError', message: 'socket closed', code: 'ECONNRESET' } },
      });
      assert.equal(JSON.stringify(line).match(/"stack":"[^"]*log\.test\.ts/g)?.length, 2);
    });

    it('has every error of an aggregate', () => {
      log.fault('stop failed', new AggregateError([new Error('first'), new Error('second')], 'two things'));
      const { errors } = only()['error'] as { errors: readonly { message: string }[] };
      assert.deepEqual(errors.map((each) => each.message), ['first', 'second']);
    });

    it('is written even when what was thrown is no error', () => {
      log.fault('odd', 'just a word');
      assert.equal(only()['error'], 'just a word');
    });

    it('is written even when an error is its own cause', () => {
      const error = new Error('round');
      error.cause = error;
      log.fault('odd', error);
      assert.equal((only()['error'] as { message: string }).message, 'round');
    });

    it('has another id every time', () => {
      assert.notEqual(log.fault('x', new Error('y')), log.fault('x', new Error('y')));
    });
  });

  describe('never shows', () => {
    const request = { headers: { authorization: `Bearer ${canary}` } };
    class Answer {
      readonly text = canary;
    }
    const cases: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['a Secret', { given: new Secret(canary) }],
      ['a Secret deep inside', { a: { b: [{ c: new Secret(canary) }] } }],
      ['what stands under password', { password: canary }],
      ['what stands under passwordBase64', { entry: { passwordBase64: canary } }],
      ['what stands under Authorization', { headers: { Authorization: canary } }],
      ['what stands under MicrosoftAppPassword', { MicrosoftAppPassword: canary }],
      ['what stands under client_secret', { form: { client_secret: canary } }],
      ['what stands under accessToken', { accessToken: { value: canary } }],
      ['a bearer token in a text', { header: `Bearer ${canary}` }],
      ['a JSON web token in a text', { text: `got eyJhbGciOiJub25lIn0.${canary}.${canary}` }],
      ['a form with a secret', { body: `grant_type=x&client_secret=${canary}&scope=y` }],
      ['a JSON text with a password', { body: JSON.stringify({ password: canary }) }],
      ['a message with a token', { error: new Error(`401 for Bearer ${canary}`) }],
      ['the request that an HTTP error carries', { error: Object.assign(new Error('401'), { request, config: request }) }],
      ['the token in the cause of a cause', { error: new Error('a', { cause: new Error('b', { cause: new Error(`Bearer ${canary}`) }) }) }],
      ['what an object of some class holds', { answer: new Answer() }],
      ['bytes', { bytes: Buffer.from(canary) }],
      ['a map', { map: new Map([['x', canary]]) }],
    ];
    for (const [what, fields] of cases) {
      it(`${what}`, () => {
        log.info('happened', fields);
        assert.ok(!written.join('').includes(canary), written.join(''));
        assert.equal(only()['msg'], 'happened');
      });
    }

    it('a secret in its own text', () => {
      log.warn(`refused Bearer ${canary}`);
      assert.equal(only()['msg'], 'refused Bearer [secret]');
    });

    it('the form a Secret has inside an error that is thrown', () => {
      log.fault('failed', new Error('cannot open', { cause: new Secret(canary) }));
      assert.ok(!written.join('').includes(canary));
    });
  });

  it('cannot be made to write a second line, or another field, by what people type', () => {
    const typed = 'printer\n{"level":"error","msg":"forged"}\r\u2028","actor":"someone else';
    log.info('said', { text: typed });
    assert.equal(written.join('').trimEnd().split(/[\n\r\u2028]/).length, 1);
    assert.deepEqual([only()['text'], only()['msg'], only()['actor']], [typed.replace('\u2028', '\\u2028'), 'said', undefined]);
  });

  it('keeps a line short, however much was typed', () => {
    log.info('said', { text: 'x'.repeat(100_000) });
    assert.ok((written[0] ?? '').length < 5000);
  });
});
