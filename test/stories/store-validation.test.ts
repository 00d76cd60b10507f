// The points that the Teams Store checks of a bot (Teams store validation guidelines, bots), ticked off against the running bot.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buttonsOf } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { languages, type Language } from '../../locales/say.ts';
import { openTown, type Town } from '../kit/town.ts';

const greetings: Readonly<Record<Language, readonly string[]>> = {
  en: ['Hi', 'hello', 'Help', 'hi there!'],
  ko: ['안녕하세요', '안녕', '도움말'],
  es: ['Hola', 'buenos días', 'ayuda'],
};
/** Somebody who speaks the language. */
const readers: Readonly<Record<Language, string>> = { en: 'grace', ko: 'minji', es: 'luis' };
/** An IT admin and one of the escalation team: between them every command of the 1:1 chat is meant for them. */
const everything = ['dana', 'chris'] as const;

interface CommandList {
  readonly scopes: readonly string[];
  readonly commands: readonly { readonly title: string }[];
}

const manifest: { readonly developer: object; readonly bots: readonly { readonly commandLists: readonly CommandList[] }[] } =
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../manifest/manifest.json'), 'utf8'));
const [bot] = manifest.bots;
const lists = bot?.commandLists ?? [];

/** Titles of a scope's commands as a client of that language shows them. */
function commands(scope: string, language: Language): readonly string[] {
  const words: Readonly<Record<string, string>> = language === 'en' ? {}
    : JSON.parse(readFileSync(resolve(import.meta.dirname, `../../manifest/${language}.json`), 'utf8'));
  return lists.flatMap(({ scopes, commands: listed }, list) => (scopes.includes(scope)
    ? listed.map(({ title }, at) => words[`bots[0].commandLists[${list}].commands[${at}].title`] ?? title) : []));
}

describe('the Teams Store', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await town.app.idle();
  });
  after(() => town.close());

  /** What the bot answers to what somebody says: something, or this throws. */
  async function answersTo(person: string, words: string, chat = 'bot'): Promise<readonly Message[]> {
    const before = new Map((await town.messages(person, chat)).map(({ id, version }) => [id, version]));
    const isNew = ({ id, version, from }: Message) => from.kind === 'bot' && before.get(id) !== version;
    await town.say(person, words, chat);
    await town.waitFor(person, chat, isNew, 5_000);
    await town.app.idle();
    return (await town.messages(person, chat)).filter(isNew);
  }

  for (const language of languages) {
    for (const words of greetings[language]) {
      it(`is greeted back when it says “${words}”, with what can be done next`, async () => {
        const [answer, ...more] = await answersTo(readers[language], words);
        assert.ok(answer, 'an answer');
        assert.deepEqual(more, []);
        assert.ok(nextSteps(answer).length > 0, `no way on: ${textOf(answer)}`);
        assert.doesNotMatch(JSON.stringify(answer.attachments), /T-100\d/, 'no report was begun');
      });
    }

    for (const [at, title] of commands('personal', language).entries()) {
      it(`finds that the command “${title}” works in the 1:1 chat`, async () => {
        // In turns: Teams takes about a message a second for each chat.
        const person = everything[at % everything.length] ?? 'dana';
        for (const answer of await answersTo(person, title)) {
          assert.ok(nextSteps(answer).length > 0, `no way on for ${person}: ${textOf(answer)}`);
          assert.ok(!textOf(answer).includes(`“${title}”`), `taken for a story: ${textOf(answer)}`);
        }
      });
    }

    for (const title of commands('team', language)) {
      it(`finds that the command “${title}” works in a channel`, async () => {
        for (const answer of await answersTo('dana', title, 'support')) assert.ok(nextSteps(answer).length > 0, `no way on: ${textOf(answer)}`);
      });
    }
  }

  it('finds that a command which shows something in a channel shows it there, and nothing of the one who asked', async () => {
    for (const [title, shows] of [['help', 'What you can say here'], ['queue', 'Queue'], ['roles', 'Who does what']] as const) {
      const [answer] = await answersTo('dana', title, 'support');
      assert.equal(answer?.summary, shows);
      assert.doesNotMatch(JSON.stringify(answer.attachments), /Your roles/);
    }
  });

  it('is never left without an answer to what the bot does not know', async () => {
    for (const words of ['asdfgh', '🙂', '/start', '<b>x</b>', '12345', 'T-9999', 'What is the weather?']) {
      for (const answer of await answersTo('grace', words)) assert.ok(nextSteps(answer).length > 0, `no way on after “${words}”: ${textOf(answer)}`);
      await answersTo('grace', 'cancel');
    }
    const [inChannel] = await answersTo('dana', 'asdfgh', 'support');
    assert.ok(inChannel && nextSteps(inChannel).length > 0, 'in a channel too');
  });

  it('sees one welcome, however often the app is installed', async () => {
    const welcomes = async (person: string) => (await town.messages(person)).filter(({ summary }) => summary?.startsWith('Managed Desktop Support')).length;
    const were = await Promise.all(['grace', 'ben'].map(welcomes));
    town = await town.restart();
    await town.app.idle();
    assert.deepEqual(await Promise.all(['grace', 'ben'].map(welcomes)), were);
    for (const person of ['grace', 'ben']) {
      const said = (await town.messages(person)).filter(({ from }) => from.kind === 'bot').slice(0, 1);
      assert.ok(said.every((message) => nextSteps(message).length > 0), 'the welcome says what can be done');
    }
  });

  it('finds at most six actions on a card, and words for notifications and narrow places with each', async () => {
    for (const person of ['grace', 'minji', 'luis', 'dana', 'chris']) {
      for (const { key } of (await town.state(person)).chats) {
        for (const message of await town.messages(person, key)) {
          for (const { content } of message.attachments) {
            assert.ok(rowsOfActions(content).every((row) => row <= 6), `more than six on ${message.summary}`);
            assert.notEqual(message.summary ?? '', '');
            assert.ok(typeof content === 'object' && content !== null && 'fallbackText' in content && 'speak' in content, `${message.summary}`);
          }
        }
      }
    }
  });

  it('finds words for every picture and every input on the cards', async () => {
    for (const person of ['grace', 'minji', 'luis', 'dana', 'chris']) {
      for (const message of await town.messages(person)) {
        for (const part of message.attachments.flatMap(({ content }) => partsOf(content))) {
          if (part['type'] === 'Image') assert.notEqual(part['altText'] ?? '', '', `${message.summary}`);
          if (String(part['type']).startsWith('Input.')) assert.notEqual(part['label'] ?? '', '', `${message.summary}`);
        }
      }
    }
  });

  it('finds addresses for privacy and terms in the manifest, and is sent nothing that Teams would refuse', async () => {
    assert.deepEqual(Object.keys(manifest.developer).filter((key) => ['privacyUrl', 'termsOfUseUrl', 'websiteUrl'].includes(key)).length, 3);
    assert.deepEqual(await town.violations(), []);
  });
});

/** What a reader can do next: buttons, suggestions, inputs; or, in words alone, a word that the bot says can be said. */
function nextSteps({ attachments, suggestedActions, text }: Message): readonly string[] {
  return [
    ...attachments.flatMap(({ content }) => buttonsOf(content).map(({ title }) => title)),
    ...suggestedActions.map(({ title }) => title),
    ...[...text.matchAll(/“(.+?)”|«(.+?)»/g)].map(([, ...said]) => said.join('')),
  ];
}

function textOf({ text, summary = '' }: Message): string {
  return text || summary;
}

/** Every object of a card, however deep. */
function partsOf(part: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(part)) return part.flatMap(partsOf);
  if (typeof part !== 'object' || part === null) return [];
  return [part as Readonly<Record<string, unknown>>, ...Object.values(part).flatMap(partsOf)];
}

/** The length of every row of actions: the card's own, those of its action sets, those of the cards behind a button. */
function rowsOfActions(part: unknown): readonly number[] {
  if (Array.isArray(part)) return part.flatMap(rowsOfActions);
  if (typeof part !== 'object' || part === null) return [];
  const own = 'actions' in part && Array.isArray(part.actions) ? [part.actions.length] : [];
  return [...own, ...Object.values(part).flatMap(rowsOfActions)];
}
