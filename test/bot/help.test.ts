// The help: to everybody every button that they may press, and nothing that would refuse them.
import assert from 'node:assert/strict';
import { presses } from '../../bot/presses.ts';
import { buttonGuide, explained } from '../../cards/button-guide.ts';
import { languages, speak } from '../../locales/say.ts';
import { chris, dana, minji, omar } from '../kit/people.ts';

describe('the help', () => {
  it('explains every verb that a card can send', () => {
    assert.deepEqual(Object.keys(presses).filter((verb) => !explained.has(verb)), []);
  });

  for (const [person, titles] of [
    [minji, ['On the card of a ticket']],
    [chris, ['On the card of a ticket', 'On the card of an elevation', 'On the card of an escalation']],
    [dana, ['On the card of a ticket', 'On the card of an elevation', 'On the card of an escalation', 'On the card of a major incident']],
    [omar, ['On the card of a ticket', 'On the card of an escalation', 'On the card of a threat alert']],
  ] as const) {
    it(`tells ${person.name} of the cards on which there is something to press`, () => {
      assert.deepEqual(buttonGuide(speak('en'), person).map(({ title }) => title), titles);
    });
  }

  for (const language of languages) {
    it(`says each button once on each card (${language})`, () => {
      for (const { lines } of buttonGuide(speak(language), { ...dana, roles: ['staff', 'designated', 'escalation-team', 'it-admin', 'operations'] })) {
        assert.deepEqual(lines.map(({ text }) => text), [...new Set(lines.map(({ text }) => text))]);
      }
    });
  }
});
