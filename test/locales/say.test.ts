// How a text is said: blanks, plurals, lists and durations.
import assert from 'node:assert/strict';
import { languages, speak } from '../../locales/say.ts';

describe('a text', () => {
  it('is said in the language of the reader', () => {
    assert.deepEqual(languages.map((language) => speak(language)('word.my-requests')), ['My requests', '내 요청', 'Mis solicitudes']);
  });

  it('has its blanks filled with what is given, taken literally', () => {
    assert.equal(speak('en')('ticket.opened', { name: '$& {when}', when: 'today' }), 'Reported by $& {when} · today');
  });

  it('with a blank that nothing fills is a fault', () => {
    assert.throws(() => speak('ko')('ticket.opened', { name: 'Minji' }), /\{when\}.*ticket\.opened/);
  });

  it('goes with its number', () => {
    const counted = [1, 2].map((count) => languages.map((language) => speak(language).count('queue.summary', count)));
    assert.deepEqual(counted, [
      ['1 open ticket', '처리할 티켓 1건', '1 ticket abierto'],
      ['2 open tickets', '처리할 티켓 2건', '2 tickets abiertos'],
    ]);
  });

  it('lists as people do', () => {
    assert.deepEqual(languages.map((language) => speak(language).list(['Ana', 'Ben', 'Chris'])), ['Ana, Ben, and Chris', 'Ana, Ben 및 Chris', 'Ana, Ben y Chris']);
  });

  it('tells durations to the minute', () => {
    const hour = 3_600_000;
    assert.deepEqual([hour / 2, 1.5 * hour, 26 * hour, 10].map((span) => speak('es').duration(span)), ['30 minutos', '1 hora y 30 minutos', '1 día y 2 horas', '1 minuto']);
    assert.equal(speak('ko').duration(2.25 * hour), '2시간 15분');
  });
});
