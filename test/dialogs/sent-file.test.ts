// Pictures and files in a chat: where they belong, what is said to them, and that nothing anybody sends is dropped without a word.
import assert from 'node:assert/strict';
import type { Attachment } from 'botbuilder';
import { sentFiles } from '../../dialogs/sent-file.ts';
import type { Wish } from '../../dialogs/wish.ts';
import { languages, type Language } from '../../locales/say.ts';
import { ana, hour, nineOClock } from '../kit/people.ts';
import { ticketIn } from '../kit/records.ts';
import { chat, type Chat, type Setting } from '../kit/scene.ts';

const picture: Attachment = { contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original' };
const html: Attachment = { contentType: 'text/html', content: '<p><img src="https://eu-api.asm.skype.com/v1/objects/1/views/imgo"></p>' };
const file = (name: string): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl: `https://contoso-my.sharepoint.com/personal/minji/${name}`, name,
  content: { downloadUrl: 'https://contoso-my.sharepoint.com/personal/minji/_layouts/15/download.aspx?tempauth=1', uniqueId: '1150D938', fileType: name.split('.').at(-1) },
});
const first = ticketIn('assigned', { id: 'T-1001', description: 'The printer is jammed' });
const second = ticketIn('new', { id: 'T-1002', description: 'Outlook is slow' });
const waiting = ticketIn('waiting-for-user', { id: 'T-1003' });
const open = (...tickets: ReturnType<typeof ticketIn>[]): Setting => ({ openTickets: async () => tickets });
const kept = ({ wishes }: Chat): readonly string[] => wishes.flatMap((wish) => (wish.kind === 'keep' ? [wish.draft] : []));
const told = ({ wishes }: Chat): string => wishes.flatMap((wish) => (wish.kind === 'keep' ? [wish.told] : [])).join();
const reply = ({ wishes }: Chat): Extract<Wish, { kind: 'reply' }> | undefined => wishes.find((wish) => wish.kind === 'reply');
const described = ({ saved }: Chat): string => JSON.parse(saved ?? '{}').dialogStack[0].state.options.description;

describe('a picture or a file', () => {
  const words: Readonly<Record<Language, readonly [says: string, question: RegExp, see: RegExp, kept: RegExp]>> = {
    en: ['VPN drops', /What is it about/, /^See what is attached: picture$/, /^To be attached: setup\.log\.$/],
    ko: ['VPN이 끊깁니다', /무엇에 관한 문제입니까/, /^첨부 파일을 확인해 주십시오: 그림$/, /^첨부할 예정입니다: setup\.log\.$/],
    es: ['La VPN se corta', /De qué se trata|Sobre qué/, /^Consulte lo adjunto: imagen$/, /^Se adjuntará lo siguiente: setup\.log\.$/],
  };
  for (const language of languages) {
    const [says, question, see, noted] = words[language];

    it(`begins a report with the words beside it (${language})`, async () => {
      const scene = chat({ language });
      const seen = await scene.say(says, file('setup.log'), html);
      assert.match(told(scene), noted);
      assert.match(seen.at(-1) ?? '', question);
      assert.deepEqual([kept(scene), described(scene)], [['activity-1'], says]);
    });

    it(`begins a report by itself, which says to look at it (${language})`, async () => {
      const scene = chat({ language });
      assert.match((await scene.say('', picture, html)).at(-1) ?? '', question);
      assert.match(described(scene), see);
    });

    it(`sent in the middle of a report belongs to it, and the question stays open (${language})`, async () => {
      const scene = chat({ language });
      await scene.say(says);
      const seen = await scene.say('', file('setup.log'));
      assert.deepEqual(kept(scene), ['activity-1']);
      assert.match(told(scene), noted);
      assert.match(seen.at(-1) ?? '', question);
    });
  }

  it('may come with the answer to a question', async () => {
    const scene = chat();
    await scene.say('VPN drops');
    const seen = await scene.say('5', picture);
    assert.deepEqual(kept(scene), ['activity-1']);
    assert.match(seen.at(-1) ?? '', /Who is affected/);
  });

  it('answers the one ticket that waits for the user, in words or alone', async () => {
    const scene = chat(open(first, waiting));
    await scene.say('It says this', picture);
    assert.deepEqual([kept(scene), reply(scene)], [['activity-1'], { kind: 'reply', ticket: 'T-1003', words: 'It says this', draft: 'activity-1' }]);
    await scene.say('', picture);
    assert.deepEqual([kept(scene), reply(scene)?.words, reply(scene)?.draft], [['activity-2'], '', 'activity-2']);
  });

  it('with other tickets open is asked about, as words are: one of these, or a new report', async () => {
    for (const [choice, ends] of [['T-1002', 'reply'], ['new report', 'report']] as const) {
      const scene = chat(open(first, second));
      assert.match((await scene.say('', picture)).join('\n'), /T-1001[^]*T-1002/);
      await scene.say('', file('setup.log'));
      assert.deepEqual(kept(scene), ['activity-1'], 'the second file goes where the first does');
      await scene.say(choice);
      if (ends === 'reply') assert.deepEqual(reply(scene), { kind: 'reply', ticket: 'T-1002', words: '', draft: 'activity-1' });
      else assert.equal(described(scene), 'See what is attached: picture');
    }
  });

  it('with the number of a ticket beside it goes there', async () => {
    const scene = chat(open(first, second));
    await scene.say('t 1002', picture);
    assert.deepEqual([kept(scene), reply(scene)], [['activity-1'], { kind: 'reply', ticket: 'T-1002', words: '', draft: 'activity-1' }]);
  });

  it('belongs to the form of a report while that is open, and to nothing else once it was handed in or forgotten', async () => {
    for (const [handedIn, until, belongs] of [[false, nineOClock + 1, 'activity-1'], [true, nineOClock + 1, 'activity-2'], [false, nineOClock, 'activity-2']] as const) {
      const scene = chat({ isReported: async (draft) => handedIn && draft === 'activity-1' });
      await scene.say('report');
      const saved = JSON.parse(scene.saved ?? '');
      assert.deepEqual(saved.form, { draft: 'activity-1', until: nineOClock + 24 * hour });
      scene.saved = JSON.stringify({ ...saved, form: { draft: 'activity-1', until } });
      await scene.say('', picture);
      assert.deepEqual(kept(scene), [belongs]);
    }
  });

  it('beside a command is what is reported: a command describes nothing', async () => {
    const scene = chat();
    await scene.say('help', picture);
    assert.equal(described(scene), 'See what is attached: picture');
  });

  it('has no place while something else is asked, which is said', async () => {
    const scene = chat({ workTickets: async () => [first, second], person: ana });
    await scene.say('escalate');
    const seen = await scene.say('', file('setup.log'));
    assert.match(seen[0] ?? '', /^Left out: setup\.log\. The open question is about something else/);
    assert.deepEqual(kept(scene), []);
  });

  for (const [what, attachment, name] of [
    ['a program', file('setup.exe'), 'setup.exe'], ['an archive', file('logs.zip'), 'logs.zip'], ['a film', { contentType: 'video/mp4', contentUrl: 'https://x/1', name: 'screen.mp4' }, 'screen.mp4'],
    ['a recording', { contentType: 'audio/ogg', contentUrl: 'https://x/1' }, 'audio ogg'], ['a file without an address', { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.png' }, 'a.png'],
  ] as const) {
    it(`that is ${what} is not taken, by name and with what to do instead; the words beside it are`, async () => {
      const scene = chat();
      const [told, question] = await scene.say('VPN drops', attachment, html);
      assert.ok(told?.startsWith(`Not taken: ${name}. Send a screenshot`) && told.includes('png, jpg'));
      assert.match(question ?? '', /What is it about/);
      assert.equal((await chat().say('', attachment)).length, 1, 'alone it is answered by that alone');
    });
  }

  it('that comes when the question it answers is no more belongs to the form that is shown instead', async () => {
    for (const [lost, description] of [['VPN drops', 'VPN drops'], ['', 'See what is attached: picture']] as const) {
      const scene = chat();
      scene.saved = JSON.stringify({ version: 'another', dialogStack: [{ id: 'report', state: { options: { description: lost }, values: {} } }] });
      await scene.say('', picture);
      assert.deepEqual([kept(scene), scene.wishes.flatMap((wish) => (wish.kind === 'form' && 'values' in wish ? [wish.draft, wish.values['description']] : []))], [['activity-1'], ['activity-1', description]]);
    }
  });

  it('is taken ten at a time; the others are named', async () => {
    const scene = chat();
    const seen = await scene.say('Look', ...Array.from({ length: 12 }, (_, at) => file(`shot-${at}.png`)));
    assert.match(seen[0] ?? '', /^Not taken: shot-10\.png, (and )?shot-11\.png|^Not taken: shot-10\.png and shot-11\.png/);
    assert.equal(scene.wishes.flatMap((wish) => (wish.kind === 'keep' ? wish.files : [])).length, 10);
  });

  it('is named as far as a message has room for names', async () => {
    const [told = ''] = await chat().say('Look', ...Array.from({ length: 2000 }, (_, at) => file(`${'x'.repeat(60)}-${at}.exe`)));
    assert.match(told, /^Not taken: x+-0\.exe, .*…\. Send a screenshot/);
    assert.ok(told.length < 2_000);
  });

  it('is not what Teams attaches of itself', async () => {
    assert.deepEqual(sentFiles({ attachments: [html, { contentType: 'application/vnd.microsoft.card.adaptive', content: {} }, { contentType: 'messageReference', content: '{}' }] }), { taken: [], left: [] });
    assert.equal((await chat().say('VPN drops', html)).length, 1);
  });

  it('keeps nothing of a name but the name', () => {
    assert.deepEqual(sentFiles({ attachments: [file('..\\..\\evil\u202Egnp.txt')] }).taken.map(({ name }) => name), ['evilgnp.txt']);
  });
});
