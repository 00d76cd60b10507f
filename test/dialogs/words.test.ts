// The words people can say: every one, in every language, however it is typed; and what is no word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { languages } from '../../locales/say.ts';
import { channelIn, languageIn, ownName, primaryWord, recordIn, statsDaysIn, wordIn } from '../../locales/words.ts';

const primary = {
  'help': ['help', '도움말', 'ayuda'],
  'report': ['report', '문제 신고', 'informar de un problema'],
  'my-requests': ['my requests', '내 요청', 'mis solicitudes'],
  'queue': ['queue', '대기열', 'cola'],
  'elevate': ['elevate', '권한 상승', 'elevación'],
  'escalate': ['escalate', '에스컬레이션', 'escalado'],
  'stats': ['stats', '통계', 'estadísticas'],
  'roles': ['roles', '역할', 'roles'],
  'admin': ['admin', '관리', 'administración'],
  'language': ['language', '언어', 'idioma'],
  'cancel': ['cancel', '취소', 'cancelar'],
  'submit': ['submit', '제출', 'enviar'],
  'change': ['change', '수정', 'cambiar'],
  'yes': ['yes', '예', 'sí'],
  'no': ['no', '아니요', 'no'],
} as const;
const words = ['help', 'report', 'my-requests', 'queue', 'elevate', 'escalate', 'stats', 'roles', 'admin', 'language', 'cancel', 'submit',
  'change', 'yes', 'no'] as const;

const typings: Readonly<Record<string, (word: string) => string>> = {
  'as it is': (word) => word,
  'in capitals': (word) => word.toUpperCase(),
  'with a mark behind it': (word) => `${word}!`,
  'as a question in Spanish': (word) => `¿${word}?`,
  'between blanks': (word) => `  ${word}\u00a0\n`,
  'without blanks': (word) => word.replaceAll(' ', ''),
  'with two blanks': (word) => word.replaceAll(' ', '  '),
  'with a hyphen': (word) => word.replaceAll(' ', '-'),
  'without accents': (word) => word.normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC'),
  'in letters taken apart': (word) => word.normalize('NFD'),
  'in letters of full width': (word) => word.replace(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  'with a mention': (word) => `<at>Managed Desktop Support</at>&nbsp;${word}`,
  'with a smile': (word) => `${word} 🙂`,
  'with a character nobody sees': (word) => `\u200b${word}\ufeff`,
};

describe('a word', () => {
  for (const word of words) {
    for (const [index, language] of languages.entries()) {
      const said = primary[word][index] ?? '';
      it(`“${said}” is the ${language} word for ${word}, however it is typed`, () => {
        assert.equal(primaryWord(word, language), said);
        for (const [how, typing] of Object.entries(typings)) assert.equal(wordIn(typing(said)), word, how);
      });
    }
  }

  for (const [says, means] of [
    ['도움말 좀', 'help'], ['도움말 보여 주세요', 'help'], ['도움말을 보여주십시오', 'help'], ['도와주세요', 'help'], ['취소할게요', 'cancel'], ['취소해 주세요', 'cancel'],
    ['취소요', 'cancel'], ['신고할게요', 'report'], ['문제 신고하기', 'report'], ['권한상승 요청합니다', 'elevate'], ['대기열 보기', 'queue'], ['언어 변경', 'language'],
    ['네', 'yes'], ['아니오', 'no'], ['제출해 주세요', 'submit'], ['내요청', 'my-requests'], ['감사합니다', 'thanks'], ['안녕하세요!', 'greeting'],
    ['Help, please', 'help'], ['show me the queue', 'queue'], ['I need help', 'help'], ['Hi, help please!', 'help'],
      ['never mind', 'cancel'], ['new report', 'report'],
    ['admin access', 'elevate'], ['hello', 'greeting'], ['Thank you very much', 'thanks'], ['ok', 'yes'], ['No, thanks', 'no'],
    ['Necesito ayuda', 'help'], ['por favor, ayuda', 'help'], ['ver la cola', 'queue'], ['ELEVACION', 'elevate'],
      ['escalación', 'escalate'], ['escalamiento', 'escalate'],
    ['elevar privilegios', 'elevate'], ['elevar a operaciones', 'escalate'], ['elevar', 'elevar'], ['¿Elevar?', 'elevar'],
      ['Hola, buenas tardes', 'greeting'],
    ['si', 'yes'], ['Sí, gracias', 'yes'], ['muchas gracias', 'thanks'],
  ] as const) {
    it(`“${says}” is ${means}`, () => assert.equal(wordIn(says), means));
  }

  for (const says of [
    '', ' ', '🙂', '...', 'helpless', 'The print queue is stuck', 'Help, my printer is broken', 'I cannot cancel a print job',
      'language pack missing',
    'La cola de impresión está bloqueada', 'No puedo enviar correo', 'ayuda con la impresora', 'Se rompió el botón de cancelar',
    '대기열이 멈췄습니다', '프린터 문제 신고가 안 돼요', '언어가 이상해요', '취소 버튼이 없어요', '관리자 권한이 없다고 나와요', 'change my password', '요청이 거부됐어요',
  ]) {
    it(`is not in “${says}”`, () => assert.equal(wordIn(says), undefined));
  }

  it('is found or not in no time, however long and tricky the message', () => {
    const begin = performance.now();
    for (const says of ['도움말'.concat('해요'.repeat(20), 'x'), 'hi'.repeat(29).concat('z'), 'the'.repeat(20), 'a'.repeat(1e6),
      'use this channel for '.concat('a'.repeat(1e5))]) {
      assert.equal(wordIn(says), undefined);
      languageIn(says);
      channelIn(says);
    }
    assert.ok(performance.now() - begin < 1000);
  });
});

describe('the id of a record', () => {
  for (const [says, means] of [
    ['T-1001', 'T-1001'], ['t-1001', 'T-1001'], ['T1001', 'T-1001'], ['e-17', 'E-17'], ['X 33', 'X-33'], ['#T-1001', 'T-1001'],
      ['T–1001', 'T-1001'],
    ['Ｔ－1001', 'T-1001'], ['T-0017', 'T-17'], ['ticket T-1001', 'T-1001'], ['티켓 T-1001', 'T-1001'], ['T-1001.', 'T-1001'],
    ['T-0', undefined], ['T-', undefined], ['1001', undefined], ['A-1', 'A-1'], ['I-3', 'I-3'], ['B-1', undefined], ['T-1001 is still broken', undefined],
      ['T-12345678901', undefined],
  ] as const) {
    it(`“${says}” is ${means}`, () => assert.equal(recordIn(says), means));
  }
});

describe('the days of the numbers', () => {
  for (const [says, means] of [
    ['stats', 30], ['Estadísticas', 30], ['show me the numbers', 30], ['stats 7', 7], ['Stats 7 days', 7], ['통계 7일', 7], ['통계 90', 90], ['estadísticas 7 días', 7],
    ['estadísticas 1 día', 1], ['stats 365', 90], ['stats 0', undefined], ['stats of the printer', undefined], ['7', undefined], ['7 days', undefined], ['queue 7', undefined],
    ['Excel loses the numbers 7 days a week', undefined],
  ] as const) {
    it(`in “${says}” are ${means}`, () => assert.equal(statsDaysIn(says), means));
  }
});

describe('a language', () => {
  it('is known by its own name and by that in the other languages', () => {
    for (const language of languages) {
      assert.equal(languageIn(ownName(language)), language);
      for (const reader of languages) {
        const name = new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? '';
        assert.equal(languageIn(name), language, name);
      }
    }
  });
  for (const [says, means] of [
    ['language ko', 'ko'], ['언어 English', 'en'], ['idioma: español', 'es'], ['English please', 'en'], ['영어로 해 주세요', 'en'],
      ['한국어로 변경해 주세요', 'ko'],
    ['cambiar el idioma a inglés', 'en'], ['en español, por favor', 'es'], ['change language to Korean', 'ko'],
    ['language', undefined], ['The English keyboard is gone', undefined], ['언어', undefined], ['한국어 입력이 안 돼요', undefined],
  ] as const) {
    it(`“${says}” names ${means}`, () => assert.equal(languageIn(says), means));
  }
});

describe('a channel', () => {
  for (const [says, means] of [
    ['use this channel for support', 'support'], ['Use this channel for IT-admin.', 'it-admin'],
      ['use this channel as the operations channel', 'operations'],
    ['<at>Support</at> use this channel for escalation', 'escalation'], ['이 채널을 지원용으로 사용', 'support'],
      ['이 채널을 IT 관리자용으로 사용해 주세요', 'it-admin'],
    ['이 채널을 운영 팀 채널로 지정', 'operations'], ['usar este canal para soporte', 'support'], ['Use este canal para TI', 'it-admin'],
    ['usar este canal para el escalado', 'escalation'], ['use this channel for lunch', 'unknown'], ['이 채널을 점심용으로 사용', 'unknown'],
      ['use this', undefined],
  ] as const) {
    it(`“${says}” makes it one for ${means}`, () => assert.equal(channelIn(says), means));
  }
});

describe('the command lists of the Teams app', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../manifest/${name}`, import.meta.url), 'utf8'));
  const lists = z.object({ bots: z.array(z.object({ commandLists: z.array(z.object({ commands: z.array(z.object({ title: z.string() })) })) })) });
  const english = lists.parse(read('manifest.json')).bots.flatMap(({ commandLists }) => commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)));
  const translated = (name: string) => Object.entries(z.record(z.string(), z.string()).parse(read(name)))
    .filter(([path]) => /^bots.*commands\[\d+\]\.title$/.test(path)).map(([, title]) => title);
  const meaning = (title: string) => wordIn(title) ?? channelIn(title) ?? 'nothing';

  it('offer words that are understood, the same ones in every language', () => {
    const meant = english.map(meaning);
    assert.ok(meant.length >= 17 && !meant.includes('nothing') && !meant.includes('unknown'), meant.join());
    assert.deepEqual(translated('ko.json').map(meaning), meant);
    assert.deepEqual(translated('es.json').map(meaning), meant);
  });
});
