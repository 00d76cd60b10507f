// What is sent is the JSON that anybody would write, whatever carries a card; and where it costs most, the card is not read for it.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { writeJson, type Body } from '../../bot/json-body.ts';
import { Card } from '../../cards/card.ts';

const card = new Card('{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"“\\"value\\":\\\\”"}]}', 'Ticket T-1');
const attached = { contentType: 'application/vnd.microsoft.card.adaptive', content: card, name: undefined };
const picture = { content: undefined, contentType: 'image/png', contentUrl: 'https://contoso.example/a.png' };

describe('a body that is written', () => {
  afterEach(() => sinon.restore());

  const bodies: readonly (readonly [what: string, body: Body, spared: boolean])[] = [
    ['an answer that is a card', { statusCode: 200, type: attached.contentType, value: card }, true],
    ['a card and nothing else', { value: card }, true],
    ['a card before other things', { value: card, type: 'x', left: undefined }, true],
    ['a message with a card', { type: 'message', summary: '"}', attachments: [attached], id: '1', from: { id: '28:bot' } }, true],
    ['an attachment of a card alone', { attachments: [{ content: card }] }, true],
    ['a message with a card and a value', { type: 'message', attachments: [attached], value: { id: 'T-1' } }, true],
    ['two cards', { type: 'message', attachments: [attached, attached] }, false],
    ['a card beside a picture', { type: 'message', attachments: [attached, picture] }, false],
    ['a card deep within', { task: { value: { card: attached } } }, false],
    ['a message without a card', { type: 'message', text: 'a', attachments: [picture] }, false],
    ['nothing attached', { type: 'message', attachments: [] }, false],
    ['words', { statusCode: 200, value: 'Done' }, false],
    ['nothing', {}, false],
  ];
  for (const [what, body, spared] of bodies) {
    it(`holds ${what} as it is${spared ? ', without reading the card' : ''}`, () => {
      const expected: unknown = JSON.parse(JSON.stringify(body));
      const read = sinon.spy(Card.prototype, 'toJSON');
      assert.deepEqual(JSON.parse(writeJson(body)), expected);
      if (spared) sinon.assert.notCalled(read);
    });
  }
});
