// A password can be spelled on the telephone in every language.
import assert from 'node:assert/strict';
import { spell } from '../../locales/phonetic.ts';
import { languages } from '../../locales/say.ts';

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)).join('');

describe('the phonetic spelling', () => {
  for (const language of languages) {
    it(`says every printable character in its own way (${language})`, () => {
      const said = spell(printable, language).map((one) => one.said);
      assert.equal(new Set(said).size, printable.length);
      assert.ok(said.every((word, at) => word !== printable[at] && word.trim() !== ''));
    });
  }

  it('tells capitals from small letters and keeps the order', () => {
    assert.deepEqual(spell('Kx7-', 'en').map((one) => one.said), ['capital Kilo', 'small X-ray', 'seven', 'hyphen']);
    assert.deepEqual(spell('Kx7-', 'ko').map((one) => one.said), ['대문자 킬로', '소문자 엑스레이', '칠', '하이픈']);
    assert.deepEqual(spell('Kx7-', 'es').map((one) => one.said), ['K mayúscula de Kilo', 'x minúscula de Xilófono', 'siete', 'guion']);
  });

  it('says a character it does not know as itself', () => {
    assert.deepEqual(spell('한', 'en'), [{ character: '한', said: '한' }]);
  });
});
