// Spells a password the way it is said aloud on the telephone, in the listener's language.
import type { Language } from './say.ts';

/** One character of what is spelled, and how it is said. */
export interface Spelled {
  readonly character: string;
  readonly said: string;
}

interface Alphabet {
  readonly letters: readonly string[];
  readonly digits: readonly string[];
  /** In the order of `symbols`. */
  readonly symbols: readonly string[];
  readonly upper: (letter: string, word: string) => string;
  readonly lower: (letter: string, word: string) => string;
}

/** What may stand in a password beside letters and digits: the printable rest of ASCII, which Windows LAPS draws from. */
const symbols = '-_.,:;!?\'"`^~+=*/\\|&%$#@()[]{}<> ';

const alphabets: Readonly<Record<Language, Alphabet>> = {
  // The spelling alphabet of the ICAO.
  en: {
    letters: words('Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango '
      + 'Uniform Victor Whiskey X-ray Yankee Zulu'),
    digits: words('zero one two three four five six seven eight nine'),
    symbols: ['hyphen', 'underscore', 'full stop', 'comma', 'colon', 'semicolon', 'exclamation mark', 'question mark', 'apostrophe',
      'quotation mark', 'backtick', 'caret', 'tilde', 'plus', 'equals', 'asterisk', 'slash', 'backslash', 'vertical bar', 'ampersand', 'percent',
      'dollar', 'hash', 'at sign', 'opening parenthesis', 'closing parenthesis', 'opening bracket', 'closing bracket', 'opening brace',
      'closing brace', 'less than', 'greater than', 'space'],
    upper: (_, word) => `capital ${word}`,
    lower: (_, word) => `small ${word}`,
  },
  // The same words as they are said in Korean.
  ko: {
    letters: words('알파 브라보 찰리 델타 에코 폭스트롯 골프 호텔 인디아 줄리엣 킬로 리마 마이크 노벰버 오스카 파파 퀘벡 로미오 시에라 탱고 '
      + '유니폼 빅터 위스키 엑스레이 양키 줄루'),
    digits: words('영 일 이 삼 사 오 육 칠 팔 구'),
    symbols: ['하이픈', '밑줄', '마침표', '쉼표', '콜론', '세미콜론', '느낌표', '물음표', '작은따옴표', '큰따옴표', '억음 부호', '캐럿', '물결표', '더하기',
      '등호', '별표', '슬래시', '역슬래시', '세로줄', '앰퍼샌드', '퍼센트', '달러', '샵', '골뱅이', '여는 소괄호', '닫는 소괄호', '여는 대괄호', '닫는 대괄호',
      '여는 중괄호', '닫는 중괄호', '보다 작음', '보다 큼', '공백'],
    upper: (_, word) => `대문자 ${word}`,
    lower: (_, word) => `소문자 ${word}`,
  },
  // The words used in Spain; the letter itself is said first, because these words are less settled than the ICAO's.
  es: {
    letters: words('Antonio Barcelona Carmen Domingo España Francia Granada Historia Italia Jaén Kilo Lorenzo Madrid Navidad Oviedo París Queso Ramón '
      + 'Sábado Toledo Ulises Valencia Washington Xilófono Yolanda Zaragoza'),
    digits: words('cero uno dos tres cuatro cinco seis siete ocho nueve'),
    symbols: ['guion', 'guion bajo', 'punto', 'coma', 'dos puntos', 'punto y coma', 'cierre de exclamación', 'cierre de interrogación', 'apóstrofo',
      'comillas', 'acento grave', 'acento circunflejo', 'virgulilla', 'más', 'igual', 'asterisco', 'barra', 'barra invertida', 'barra vertical',
      'y comercial', 'tanto por ciento', 'dólar', 'almohadilla', 'arroba', 'abre paréntesis', 'cierra paréntesis', 'abre corchete', 'cierra corchete',
      'abre llave', 'cierra llave', 'menor que', 'mayor que', 'espacio'],
    upper: (letter, word) => `${letter} mayúscula de ${word}`,
    lower: (letter, word) => `${letter} minúscula de ${word}`,
  },
};

/** Every character of `text` in its order. What no table names is said as itself. */
export function spell(text: string, language: Language): readonly Spelled[] {
  return Array.from(text, (character) => ({ character, said: sayCharacter(character, alphabets[language]) }));
}

function sayCharacter(character: string, { letters, digits, symbols: names, upper, lower }: Alphabet): string {
  const word = /^[a-z]$/i.test(character) ? letters[character.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0)] : undefined;
  if (word !== undefined) return character === character.toUpperCase() ? upper(character, word) : lower(character, word);
  if (/^[0-9]$/.test(character)) return digits[Number(character)] ?? character;
  return names[symbols.indexOf(character)] ?? character;
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
