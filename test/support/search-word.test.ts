// The words a ticket is found by: in any script, without accents or case, and none that only a log has.
import assert from 'node:assert/strict';
import { hasWords, newWords, numberWord, searchWords } from '../../support/search-word.ts';
import { ticketIn } from '../kit/records.ts';

const folded: readonly (readonly [text: string, ...words: readonly string[]])[] = [
  ['The VPN client won’t connect', 'the', 'vpn', 'client', 'won', 'connect'],
  ['La conexión se cae, ¡otra vez!', 'la', 'conexion', 'se', 'cae', 'otra', 'vez'],
  ['회의실 프린터가 인쇄되지 않습니다', '회의실', '프린터가', '인쇄되지', '않습니다'],
  ['ＶＰＮ vpn Vpn', 'vpn'],
  ['INC-0012345', 'inc', '0012345'],
  ['a 1 😀 ** --'],
];

describe('search words', () => {
  for (const [text, ...words] of folded) {
    it(`of “${text}”: ${words.join(', ') || 'none'}`, () => assert.deepEqual(searchWords(text), words));
  }

  it('of a pasted log are bounded', () => {
    assert.equal(searchWords(Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ')).length, 80);
    assert.equal(searchWords('x'.repeat(500))[0]?.length, 40);
  });

  it('of a number elsewhere find it whole, in any case, and no other', () => {
    assert.equal(numberWord(' INC-0012345 '), '=inc-0012345');
    const ticket = { ...ticketIn('assigned'), externalNumber: 'INC-0012345' };
    assert.deepEqual(newWords(ticket, ticketIn('assigned')), ['inc', '0012345', '=inc-0012345']);
    assert.deepEqual(newWords(ticket, ticket), []);
  });

  it('of a resolution come when it is resolved', () => {
    const { state } = ticketIn('resolved');
    assert.ok('resolution' in state);
    assert.deepEqual(newWords(ticketIn('resolved'), ticketIn('assigned')), searchWords(state.resolution));
  });

  it('all have to be there, or words that begin so', () => {
    const ticket = { ...ticketIn('new'), description: 'The printer on floor three is offline' };
    assert.deepEqual([['print', 'off'], ['printer', 'paper'], []].map((wanted) => hasWords(ticket, wanted)), [true, false, true]);
  });
});
