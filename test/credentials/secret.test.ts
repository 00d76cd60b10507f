// What a Secret shows to every way of printing that the bot and its libraries use.
import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { Secret } from '../../credentials/secret.ts';

describe('a secret', () => {
  const word = 'correct-horse';
  const secret = new Secret(word);
  // The checker refuses a Secret in a template; what is tested here is what happens where it could not see one.
  const unseen: string = JSON.parse('{}', () => secret);
  const printed: readonly (readonly [string, string])[] = [
    ['String()', String(secret)],
    ['a template', `${unseen}`],
    ['adding it to a text', '' + unseen],
    ['valueOf', secret.valueOf()],
    ['JSON', JSON.stringify(secret)],
    ['JSON, deep inside', JSON.stringify({ a: [{ secret }] })],
    ['util.inspect', inspect(secret)],
    ['util.inspect with everything open', inspect({ secret }, { depth: null, showHidden: true })],
    ['util.inspect that is told to ignore the class', inspect(secret, { customInspect: false, showHidden: true })],
    ['format %s', format('%s', secret)],
    ['format %o', format('%o', secret)],
    ['format %j', format('%j', secret)],
    ['an error message', new Error(`cannot open with ${unseen}`).message],
    ['an error cause', inspect(new Error('cannot open', { cause: secret }))],
    ['a copy of its fields', JSON.stringify(Object.assign({}, secret))],
    ['a structured clone', inspect(structuredClone(secret), { showHidden: true })],
  ];

  for (const [way, text] of printed) {
    it(`is not printed by ${way}`, () => {
      assert.ok(!text.includes(word), text);
    });
  }

  it('says that it is one', () => {
    assert.deepEqual([String(secret), JSON.stringify({ secret }), inspect(secret)], ['[secret]', '{"secret":"[secret]"}', '[secret]']);
  });

  it('is given to whoever asks for it by name', () => {
    assert.equal(secret.reveal(), word);
  });

  it('is not shown by a failing assertion', () => {
    assert.throws(() => assert.deepEqual({ secret }, { secret: 'other' }), (error) => !inspect(error, { depth: null }).includes(word));
  });
});
