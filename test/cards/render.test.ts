// People's own words on a card are shown as they were written, and do nothing else.
import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { clip, dateTime, plain, render } from '../../cards/render.ts';
import { chance } from '../kit/chance.ts';

const markdown = new MarkdownIt({ html: false, linkify: false });

/** What a client that follows CommonMark shows, line by line. Anything but paragraphs stays as a tag and so fails the comparison. */
function seen(text: string): string {
  return markdown.render(text).replaceAll(/<\/?p>/g, '').trim().replaceAll(/\n+/g, '\n')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

describe('words of people on a card', () => {
  for (const words of [
    'Please **reset** my _password_ `now` ~~never~~',
    '[Sign in here](https://contoso.example/login)',
    '![](https://contoso.example/pixel.png)',
    '<https://contoso.example>',
    '<at>Dana Weiss</at> look at <b>this</b>',
    '&lt;at&gt;Dana&lt;/at&gt; &#60;',
    'C:\\Users\\minji_kim\\*.xlsx on \\\\server\\share\\',
    '# First\n- second\n1. third\n2) fourth\n> fifth\n---\n***\n+ sixth\n===',
    'key_with_underscores and 2 * 3 * 4',
    'ends with a backslash\\\nand goes on',
    '프린터가 [3층]에서 **작동하지** 않습니다.',
  ]) {
    it(`are seen as written: ${words.split('\n')[0]}`, () => {
      assert.equal(seen(plain(words)), words);
    });
  }

  it('keep their lines, without the blanks around them', () => {
    assert.equal(seen(plain('one\n\n\n    two  \r\n\tthree')), 'one\ntwo\nthree');
  });

  it('cannot turn the line around or hide in control characters', () => {
    assert.equal(plain('gpj\u202eexe\u2066.\u0007'), 'gpjexe.');
  });

  it('survive whatever punctuation they are made of', () => {
    const alphabet = ' \\`*_{}[]()<>#+-.!|~&;=:"\'a1\n';
    let state = 7;
    const next = (below: number): number => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let round = 0; round < 5000; round++) {
      const words = Array.from({ length: 1 + next(24) }, () => alphabet[next(alphabet.length)]).join('');
      const lines = words.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
      assert.equal(seen(plain(words)), lines, JSON.stringify(words));
    }
  });
});

describe('long words', () => {
  it('are cut between characters, with an ellipsis', () => {
    assert.equal(clip('short', 5), 'short');
    assert.equal(clip('a little longer', 9), 'a little…');
    const family = '👩‍👩‍👧‍👦';
    assert.equal(clip(family.repeat(3), 3), family.repeat(3));
    assert.equal(clip(family.repeat(3), 2), `${family}…`);
  });
});

describe('moments', () => {
  it('are written as every client understands them, without fractions of a second', () => {
    assert.equal(dateTime(Date.UTC(2026, 0, 12, 9, 30, 15, 250)), '{{DATE(2026-01-12T09:30:15Z,SHORT)}} {{TIME(2026-01-12T09:30:15Z)}}');
  });
});

const frame = { language: 'en', notice: '' };
const template = (...body: readonly object[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
const bodyOf = (layout: ReturnType<typeof template>, data: object) => render(layout, { summary: '', ...data }, frame).toJSON().body;

describe('a template', () => {
  it('is filled, and what it is filled with is not read as a template', () => {
    assert.deepEqual(bodyOf(template({ type: 'TextBlock', text: '${words}' }), { words: '${secret}', secret: 'x' }), [{ type: 'TextBlock', text: '${secret}' }]);
  });

  it('has what is fixed written into it, whatever it is, once for each language', () => {
    const fixed = template({ type: 'TextBlock', text: '${fixed.words.title}', maxLines: '${fixed.lines}' });
    const titles = ['Help', '${help}', '"\\u00001\\u0000"'];
    const bodies = titles.map((title) => bodyOf(fixed, { fixed: { words: { title }, lines: 2 } })[0]);
    assert.deepEqual(bodies, titles.map((text) => ({ type: 'TextBlock', text, maxLines: 2 })));
  });

  it('keeps what is fixed but not there as a hole that shows', () => {
    assert.deepEqual(bodyOf(template({ type: 'TextBlock', text: '${fixed.title}' }), { fixed: {} }), [{ type: 'TextBlock', text: '${fixed.title}' }]);
  });

  it('is filled anew for each card, whatever cards of the same shape said', () => {
    const lines = template(
      { type: 'TextBlock', text: '${title} (${number})', '$when': "${title != ''}" },
      { type: 'TextBlock', '$data': '${lines}', text: '${text}', maxLines: '${most}', isVisible: '${shown}' },
    );
    const data = [
      { title: 'One', number: 1, lines: [{ text: '', most: 2, shown: true }, { text: '${title}', most: 3, shown: false }] },
      { title: 'Other $&', number: 20, lines: [{ text: '', most: 4, shown: true }, { text: 'b', most: 0, shown: false }] },
      { title: '', number: 3, lines: [] },
      { title: 'Last', number: 4, lines: [{ text: 'c', most: 5, shown: true }] },
    ];
    const filled = data.map((one) => [
      ...one.title === '' ? [] : [{ type: 'TextBlock', text: `${one.title} (${one.number})` }],
      ...one.lines.map(({ text, most, shown }) => ({ type: 'TextBlock', text, maxLines: most, isVisible: shown })),
    ]);
    assert.deepEqual([...data, ...data].map((one) => bodyOf(lines, one)), [...filled, ...filled]);
  });

  it('says words of any characters, and keeps numbers numbers', () => {
    const layout = template(
      { type: 'TextBlock', text: '${alone}', maxLines: '${number}' },
      { type: 'TextBlock', text: '"${other}${alone}" **${number}**' },
      { type: 'Container', '$data': '${lines}', items: [{ type: 'TextBlock', text: '"${text}"' }], selectAction: { type: 'Action.Execute', data: '${press}' } },
    );
    const parts = ['"', '\\', '/', '\\u0000', '\0', '\x001\x00', '\b\t\n\f\r', '\u001f', '\u007f', '\u0085', '\u2028\u2029', '\ud83d', '\ude00', '😀', '\uffff', '$&', '${other}', '{}', ',', ':', '가', 'é', ' ', 'a'] as const;
    const dice = chance(28);
    const words = (): string => Array.from({ length: 1 + dice.below(8) }, () => dice.pick(parts)).join('');
    for (let round = 0; round < 2000; round++) {
      const [alone, other, number] = [words(), words(), dice.below(100) / 8];
      const lines = Array.from({ length: dice.below(3) }, () => ({ text: words(), press: { id: words(), version: dice.below(9) } }));
      assert.deepEqual(bodyOf(layout, { alone, other, number, lines }), [
        { type: 'TextBlock', text: alone, maxLines: number },
        { type: 'TextBlock', text: `"${other}${alone}" **${number}**` },
        ...lines.map(({ text, press }) => ({ type: 'Container', items: [{ type: 'TextBlock', text: `"${text}"` }], selectAction: { type: 'Action.Execute', data: press } })),
      ]);
    }
  });

  it('may not depend on what people wrote', () => {
    assert.throws(() => bodyOf(template({ type: 'TextBlock', text: "${if(title == 'a', 'b', 'c')}" }), { title: 'a' }), /more than a blank/);
  });

  it('must be a card of version 1.5', () => {
    assert.throws(() => bodyOf({ ...template(), version: '1.6' }, {}), /version 1\.5/);
  });
});

describe('every card', () => {
  const layout = template({ type: 'TextBlock', text: '${words}' });

  it('says in which language it is, and what to say of it when it is not seen', () => {
    const card = render(layout, { summary: 'Ticket "T-1"' }, { language: 'ko', notice: '' });
    const { lang, speak, fallbackText, msteams } = card.toJSON();
    assert.deepEqual([card.summary, speak, fallbackText], Array(3).fill('Ticket "T-1"'));
    assert.deepEqual([lang, msteams], ['ko', { width: 'Full' }]);
  });

  it('has a notice on top when there is one', () => {
    const tops = ['', 'Done', ''].map((notice) => render(layout, { summary: '' }, { language: 'en', notice }).toJSON().body[0]);
    const [without, notice] = [{ type: 'TextBlock', text: '${words}' }, { type: 'TextBlock', text: 'Done', wrap: true, weight: 'Bolder' }];
    assert.deepEqual(tops, [without, { type: 'Container', style: 'accent', items: [notice] }, without]);
  });

  it('stands as an object in the JSON of whatever holds it', () => {
    const card = render(layout, { summary: '' }, frame);
    assert.deepEqual(JSON.parse(JSON.stringify({ kept: [card] })), { kept: [card.toJSON()] });
  });
});
