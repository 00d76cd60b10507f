// Turns a template and its data into a card, and dresses people's own words for it. The only file that knows the templating library.
import { createRequire } from 'node:module';
import { Card, type CardContent } from './card.ts';
import { framed, type Frame, type Spoken, type Template } from './frame.ts';
import { filling, holed, noShape, shapeOf, type Shape, type Word } from './shape.ts';

// Loaded with the first card: with its expression parser it is an eighth of the time that a start takes.
const require = createRequire(import.meta.url);
type Library = { readonly Template: new (template: unknown) => { expand(data: { readonly $root: object }): unknown } };

// The library takes long to read a template, and longer than all else of a card's making to fill it in. So it reads each once for each language,
// what stays the same from card to card (`fixed`) being written in before, and fills it in once for each shape of the data: other words are put
// where those words stood.
interface Compiled {
  readonly template: InstanceType<Library['Template']>;
  readonly aside: ReadonlyMap<unknown, unknown>;
  shapes: Shape<ReturnType<typeof filling>>;
  /** How many of them were drawn. */
  drawn: number;
}
const mostShapes = 50;
const compiled = new WeakMap<object, WeakMap<object, Compiled>>();
const nothingFixed = {};

/**
 * Data may hold `fixed`, one and the same object from card to card (see `perLanguage`); the template reads it as `${fixed.…}`, alone in a string.
 * Throws when the template is no Adaptive Card of version 1.5, the newest that every Teams client shows, or asks for more than blanks.
 */
export function render(template: Template, data: Spoken, frame: Frame): Card {
  const fixed = 'fixed' in data && typeof data.fixed === 'object' && data.fixed !== null ? data.fixed : nothingFixed;
  const byFixed = compiled.get(template) ?? new WeakMap<object, Compiled>();
  compiled.set(template, byFixed);
  const ready = byFixed.get(fixed) ?? compile(inscribe(framed(template), fixed));
  byFixed.set(fixed, ready);
  const words: Word[] = [];
  const shape = shapeOf(shapeOf(ready.shapes, frame, words), data, words, 'fixed');
  const fill = shape.made ??= draw(ready, { frame, ...data, fixed: undefined });
  if (ready.drawn > mostShapes) forget(ready);
  return new Card(fill(words), data.summary);
}

/** The library sees no words: it remembers what it filled in last, a password among others. */
function draw(ready: Compiled, data: object): ReturnType<typeof filling> {
  ready.drawn += 1;
  const drawn = putBack(ready.template.expand({ $root: holed(data) }), ready.aside);
  if (!isCard(drawn)) throw new Error('The template is no Adaptive Card of version 1.5');
  return filling(drawn);
}

/** Shapes are few, unless somebody makes them so: then they are drawn anew. */
function forget(ready: Compiled): void {
  ready.shapes = noShape();
  ready.drawn = 0;
}

/** All that a template may ask of its data: with anything more, a card could depend on what the words are. */
const blank = /^[\w.]+( != '')?$/;

function inscribe(template: object, fixed: object): object {
  return JSON.parse(JSON.stringify(template), (_, value: unknown) => {
    const path = typeof value === 'string' ? /^\$\{fixed\.([\w.]+)\}$/.exec(value)?.[1] : undefined;
    return path?.split('.').reduce<unknown>((node, step) => Reflect.get(Object(node), step), fixed) ?? value;
  });
}

function compile(inscribed: object): Compiled {
  const { Template }: Library = require('adaptivecards-templating');
  const aside = new Map<unknown, unknown>();
  const setAside = (node: unknown): unknown => {
    if (typeof node === 'string') checkBlanks(node);
    if (typeof node !== 'object' || node === null) return node;
    if (!/\$(\{|when"|data")/.test(JSON.stringify(node))) {
      // The library hands on what is neither a text nor an object as it is.
      const place = Symbol('aside');
      aside.set(place, node);
      return place;
    }
    if (Array.isArray(node)) return node.map(setAside);
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, setAside(value)]));
  };
  return { template: new Template(setAside(inscribed)), aside, shapes: noShape(), drawn: 0 };
}

function checkBlanks(text: string): void {
  for (const [, expression = ''] of text.matchAll(/\$\{([^}]*)/g)) {
    if (!blank.test(expression)) throw new Error(`The template asks for more than a blank: ${expression}`);
  }
}

function putBack(node: unknown, aside: ReadonlyMap<unknown, unknown>): unknown {
  if (typeof node === 'symbol') return aside.get(node);
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => putBack(item, aside));
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node)) whole[name] = putBack(value, aside);
  return whole;
}

function isCard(value: unknown): value is CardContent {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard'
    && 'version' in value && value.version === '1.5' && 'body' in value && Array.isArray(value.body);
}

/**
 * People's own words for a markdown text: nothing in them formats, links, mentions (`<at>`), is read as a date or turns the line
 * around, and a line break stays one. Clip first, then dress: what is escaped grows.
 */
export function plain(text: string): string {
  return text.includes('\n') ? text.split('\n').map(plainLine).filter((line) => line !== '').join('\n\n') : plainLine(text);
}

function plainLine(line: string): string {
  if (nothingToDress.test(line)) return line;
  return harmless(line)
    .replace(/\\(?=[!-/:-@[-`{-~]|$)|[`*_~[\]<>]|&(?=#?\w+;)|(?<=\{)\{(?=(?:DATE|TIME)\()/gi, '\\$&')
    .trim()
    .replace(/^(#|[-+=])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');
}

/** What most names and lines are: trimmed, of no character that anything above looks for. */
const nothingToDress = /^(?![-#+=\s]|\d+[.)])[^\\`*_~[\]<>&{\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*(?<!\s)$/u;

/** People's own words where nothing is read as markdown: in a sentence of a message, a summary, a title. They stay on its line. */
export function onOneLine(text: string): string {
  return harmless(text).replaceAll(/\s+/g, ' ').trim();
}

/** As inputs hold it: without what is no character (half of a pair, controls) and what turns lines around. */
export function harmless(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (control) => (control === '\n' || control === '\t' ? control : ''));
}

const characters = new Intl.Segmenter();

/** At most `length` characters as people count them, the last an ellipsis when something is left out. */
export function clip(text: string, length: number): string {
  const whole = text.trim();
  if (whole.length <= length) return whole;
  if (/^[ -~]*$/.test(whole.slice(0, length + 1))) return `${whole.slice(0, length - 1).trimEnd()}…`;
  // Only as far as needed: what people paste can be long, and to part it into characters is slow.
  const kept: string[] = [];
  for (const { segment } of characters.segment(whole)) {
    if (kept.push(segment) > length) return `${kept.slice(0, length - 1).join('').trimEnd()}…`;
  }
  return whole;
}

/** A moment (epoch ms) that each reader's client shows in the own zone and manner; works in a TextBlock only. */
export function dateTime(at: number): string {
  const iso = isoSeconds(at);
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
}

/** The time of day alone, for moments that are hours away at most. TextBlock only. */
export function timeOfDay(at: number): string {
  return `{{TIME(${isoSeconds(at)})}}`;
}

// To write a moment takes long, and the same few stand on each card of a record.
const written = new Map<number, string>();
const mostWritten = 1000;

// Clients know no fractions of a second in these functions and would show the text as it is.
function isoSeconds(at: number): string {
  const known = written.get(at);
  if (known !== undefined) return known;
  if (written.size >= mostWritten) written.clear();
  const iso = `${new Date(at).toISOString().slice(0, 19)}Z`;
  written.set(at, iso);
  return iso;
}
