// People's own words on a card are shown as they were written, and do nothing else.
import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { clip, dateTime, plain, render } from '../../cards/render.ts';

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

describe('a template', () => {
  it('is filled, and what it is filled with is not read as a template', () => {
    const card = render({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: '${words}' }] }, { words: '${secret}', secret: 'x' });
    assert.deepEqual(card.body, [{ type: 'TextBlock', text: '${secret}' }]);
  });

  it('has what is fixed written into it, whatever it is, once for each language', () => {
    const template = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: '${fixed.words.title}', maxLines: '${fixed.lines}' }] };
    const bodies = ['Help', '${help}'].map((title) => render(template, { fixed: { words: { title }, lines: 2 } }).body[0]);
    assert.deepEqual(bodies, ['Help', '${help}'].map((text) => ({ type: 'TextBlock', text, maxLines: 2 })));
  });

  it('keeps what is fixed but not there as a hole that shows', () => {
    const card = render({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: '${fixed.title}' }] }, { fixed: {} });
    assert.deepEqual(card.body, [{ type: 'TextBlock', text: '${fixed.title}' }]);
  });

  it('is filled anew for each card, whatever cards of the same shape said', () => {
    const template = {
      type: 'AdaptiveCard', version: '1.5', body: [
        { type: 'TextBlock', text: '${title} (${number})', '$when': "${title != ''}" },
        { type: 'TextBlock', '$data': '${lines}', text: '${text}', maxLines: '${most}', isVisible: '${shown}' },
      ],
    };
    const data = [
      { title: 'One', number: 1, lines: [{ text: '', most: 2, shown: true }, { text: '${title}', most: 3, shown: false }] },
      { title: 'Other $&', number: 20, lines: [{ text: '', most: 4, shown: true }, { text: 'b', most: 0, shown: false }] },
      { title: '', number: 3, lines: [] },
      { title: 'Last', number: 4, lines: [{ text: 'c', most: 5, shown: true }] },
    ];
    const lines = data.map((one) => [
      ...one.title === '' ? [] : [{ type: 'TextBlock', text: `${one.title} (${one.number})` }],
      ...one.lines.map(({ text, most, shown }) => ({ type: 'TextBlock', text, maxLines: most, isVisible: shown })),
    ]);
    assert.deepEqual([...data, ...data].map((one) => render(template, one).body), [...lines, ...lines]);
  });

  it('may not depend on what people wrote', () => {
    const body = [{ type: 'TextBlock', text: "${if(title == 'a', 'b', 'c')}" }];
    assert.throws(() => render({ type: 'AdaptiveCard', version: '1.5', body }, { title: 'a' }), /more than a blank/);
  });

  it('must be a card of version 1.5', () => {
    assert.throws(() => render({ type: 'AdaptiveCard', version: '1.6', body: [] }, {}), /version 1\.5/);
  });
});
