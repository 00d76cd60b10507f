// What a password made by the system looks like, and how hard it is to guess.
import assert from 'node:assert/strict';
import { makePassword, readable } from '../../credentials/password.ts';

describe('a password made by the system', () => {
  const many = Array.from({ length: 2000 }, () => makePassword().reveal());
  const characters = readable.upper + readable.lower + readable.digit;

  it('has four groups of four', () => {
    for (const password of many) assert.match(password, /^\w{4}-\w{4}-\w{4}-\w{4}$/);
  });

  for (const mistaken of 'IOQlo01') {
    it(`never holds ${mistaken}, which is taken for another character`, () => {
      assert.ok(!characters.includes(mistaken));
      assert.ok(!many.some((password) => password.includes(mistaken)));
    });
  }

  it('has upper case, lower case and a digit every time, as Windows asks', () => {
    for (const password of many) {
      for (const kind of [/[A-Z]/, /[a-z]/, /\d/]) assert.match(password, kind);
    }
  });

  it('holds at least 80 bits, even after those without all three kinds are thrown away', () => {
    const without = (kind: string) => ((characters.length - kind.length) / characters.length) ** 16;
    const kept = 1 - without(readable.upper) - without(readable.lower) - without(readable.digit);
    const bits = 16 * Math.log2(characters.length) + Math.log2(kept);
    assert.equal(new Set(characters).size, characters.length);
    assert.ok(bits > 80, `${bits} bits`);
  });

  it('uses every character, none of them more often than chance explains', () => {
    const seen = new Map<string, number>();
    for (const character of many.join('').replaceAll('-', '')) seen.set(character, (seen.get(character) ?? 0) + 1);
    assert.equal(seen.size, characters.length);
    // Digits come a little oftener, being asked for; letters have about 570 each, give or take 24 (one standard deviation).
    for (const letter of readable.upper + readable.lower) {
      const count = seen.get(letter) ?? 0;
      assert.ok(count > 570 - 170 && count < 570 + 170, `${letter}: ${count}`);
    }
  });

  it('is never the same twice', () => {
    assert.equal(new Set(many).size, many.length);
  });

  it('is drawn again when a kind is missing', () => {
    const draws = [...Array<number>(16).fill(0), ...Array<number>(14).fill(0), readable.upper.length, characters.length - 1];
    const password = makePassword(() => draws.shift() ?? assert.fail('drew more than asked for'));
    assert.equal(password.reveal(), 'AAAA-AAAA-AAAA-AAa9');
  });
});
