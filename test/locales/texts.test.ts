// The texts in three languages: complete, used, formal, and free of the known errors of machine translation.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { languages, type Language } from '../../locales/say.ts';

const root = new URL('../../', import.meta.url);
const files = ['cards', 'dialogs', 'bot'] as const;
const table = (language: Language, file: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(readFileSync(new URL(`locales/${language}/${file}.json`, root), 'utf8'))));
const texts = new Map(languages.map((language) => [language, new Map(files.flatMap((file) => [...table(language, file)]))]));
const said = (language: Language): readonly (readonly [string, string])[] => [...texts.get(language) ?? []];
const blanks = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].toSorted().join();

/** Keys of the texts in which the pattern is found. */
function found(language: Language, pattern: RegExp): readonly string[] {
  return said(language).filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`);
}

describe('the texts', () => {
  for (const file of files) {
    it(`of ${file} are there in every language, in the same order, with the same blanks`, () => {
      const english = [...table('en', file)].map(([key, text]) => `${key} ${blanks(text)}`);
      for (const language of languages) assert.deepEqual([...table(language, file)].map(([key, text]) => `${key} ${blanks(text)}`), english, language);
    });
  }

  it('have each key in one file only', () => {
    const keys = files.flatMap((file) => [...table('en', file).keys()]);
    assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
  });

  for (const language of languages) {
    it(`are never empty or badly spaced in ${language}`, () => {
      assert.deepEqual(found(language, /^\s*$|^\s|\s$| {2}|\s[,.;:](?!\w)|\.\.\./), []);
    });
  }

  it('are all said somewhere in the code', () => {
    const code = ['bot', 'cards', 'dialogs'].flatMap(sources).join('\n');
    const literal = new Set(code.match(/'[\w./-]+'/g)?.map((quoted) => quoted.slice(1, -1)));
    const built = [...new Set(code.match(/`(?:\$\{[^}]*\}|[\w./-])*`/g))].filter((template) => /[\w-]{3}/.test(template.replaceAll(/\$\{[^}]*\}/g, ''))).map(patternOf);
    const unsaid = [...table('en', 'cards').keys(), ...table('en', 'dialogs').keys(), ...table('en', 'bot').keys()]
      .map((key) => key.replace(/\.(one|other)$/, (form, _, at) => (literal.has(key.slice(0, Number(at))) ? '' : form)))
      .filter((key) => !literal.has(key) && !built.some((pattern) => pattern.test(key)));
    assert.deepEqual(unsaid, []);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8'));
}

// `ticket.state.${kind}` in the code says every key of that form.
function patternOf(template: string): RegExp {
  const parts = template.slice(1, -1).split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.+')}(\\.one|\\.other)?$`);
}

describe('Korean texts', () => {
  it('put no particle behind a blank, because it would depend on the word in it', () => {
    assert.deepEqual(found('ko', /\}[”"’']*(을|를|이|가|은|는|과|와|으로|로)(?![가-힣])/), []);
  });

  it('are formal', () => {
    assert.deepEqual(found('ko', /(세요|어요|아요|해요|네요|예요|이에요|돼요|할게요)(?![가-힣])/), []);
  });

  for (const never of [
    /에스컬레이터/, /회전/, /장치(?! 관리자)/, /청구/, /비율/, /작업 팀/, /정전(?!기)/, /(액세스|시간|권한) 창/, /하위 목록/, /정품 인증/, /매일 매일/, /통합 또는 프리미어/,
    /수리 방법/, /파일을 제출/, /응용 프로그램/, /지원 직원/, /높은 (장치|디바이스)/,
  ]) {
    it(`never say ${never.source}`, () => assert.deepEqual(found('ko', never), []));
  }
});

describe('Spanish texts', () => {
  it('say usted', () => {
    assert.deepEqual(found('es', /(?<!\p{L})([Tt]ú|[Tt]us?|[Tt]e|ti|[Pp]uedes|[Tt]ienes|[Qq]uieres|[Dd]ebes)(?!\p{L})|(^|[.:;?!] )(Escribe|Pulsa|Elige|Haz|Indica|Pide|Añade) /u), []);
  });

  for (const never of [
    /\bvales?\b/i, /reclam/i, /ventana de (acceso|tiempo)/i, /\bgira(r|n)?\b/i, /\bgiro\b/i, /tarifa/i, /\bdetenid/i, /justo a tiempo/i, /\barchivar|lo archivo/i, /atenuar/i,
    /escala directamente/i, /\bexplorador/i, /compatibilidad con usuarios/i, /dispositivos elevados/i, /romper/i, /proveedor o proveedor/i, /Borrar roles/i, /espacio empresarial/i,
  ]) {
    it(`never say ${never.source}`, () => assert.deepEqual(found('es', never), []));
  }

  it('open a question or an exclamation that they close', () => {
    assert.deepEqual(found('es', /^[^¿]*\?|^[^¡]*!/), []);
  });
});

describe('English texts', () => {
  it('address people without contractions or exclamation marks', () => {
    assert.deepEqual(found('en', /\b\w+n['’]t\b|\b(I|you|we|it|that)['’](m|re|ve|s|ll)\b|!/i), []);
  });
});
