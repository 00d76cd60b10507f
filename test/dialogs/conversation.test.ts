// A chat outside the straight path: words in the middle of a question, open tickets, other languages, updates of the bot.
import assert from 'node:assert/strict';
import { languages } from '../../locales/say.ts';
import { primaryWord } from '../../locales/words.ts';
import { ana } from '../kit/people.ts';
import { laptop, ticketIn } from '../kit/records.ts';
import { chat, play, type Line } from '../kit/scene.ts';

const first = ticketIn('assigned', { id: 'T-1001', description: 'The *printer* is jammed' });
const second = ticketIn('new', { id: 'T-1002', description: 'Outlook is slow' });
const waiting = ticketIn('waiting-for-user', { id: 'T-1003' });
const open = (...tickets: ReturnType<typeof ticketIn>[]) => ({ openTickets: async () => tickets });
const work = (...tickets: ReturnType<typeof ticketIn>[]) => ({ person: ana, workTickets: async () => tickets });

describe('a word out of the blue', () => {
  for (const language of languages) {
    for (const [word, seen] of [
      ['help', 'help'], ['roles', 'roles'], ['my-requests', 'requests'], ['queue', 'queue'], ['admin', 'admin'], ['stats', 'stats {"days":30}'],
      ['report', '{"form":"report","draft":"activity-1","values":{},"faults":{}}'], ['cancel', '{"something":false}'],
    ] as const) {
      it(`“${primaryWord(word, language)}” is granted`, async () => {
        await play({ language }, [primaryWord(word, language), seen]);
      });
    }
  }

  for (const [says, sees] of [
    ['안녕하세요', 'welcome'], ['Hi!', 'welcome'], ['gracias', 'You are welcome'], ['T-1001', 'show {"id":"T-1001"}'],
      ['x 33', 'show {"id":"X-33"}'],
    ['ok', 'No question is open'], ['submit', 'No question is open'], ['cambiar', 'No question is open'], ['no', 'No question is open'],
    ['🙂', 'There are no words in this message'], ['', 'There are no words in this message'], ['Printers, drivers, VPN', 'No question is open'], ['use this channel for support', 'in the channel itself'],
  ] as const) {
    it(`“${says}” begins no report`, async () => {
      const scene = await play({}, [says, sees]);
      assert.deepEqual(scene.sent, []);
    });
  }
});

describe('in the middle of every question', () => {
  const questions: readonly Line[] = [
    ['VPN drops', 'What is it about?'], ['5', 'On which device?'], ['1', 'Who is affected?'], ['1', 'What does it do to the work?'],
      ['1', 'Please check your report'],
  ];
  const devices = async () => [laptop];
  questions.forEach(([, question = ''], index) => {
    const before = questions.slice(0, index + 1);
    const again = question;

    it(`(“${question}”) words are answered, and it is asked again`, async () => {
      await play({ devices }, ...before, ['도움말', 'help', again], ['roles', 'roles', again], ['mis solicitudes', 'requests', again],
        ['queue', 'queue', again],
        ['admin', 'admin', again], ['T-1001', 'show', again], ['thanks', 'You are welcome', again], ['hello', again],
          ['use this channel for support', 'channel', again]);
    });

    it(`(“${question}”) cancelling ends it`, async () => {
      const scene = await play({ devices }, ...before, ['취소할게요', '{"something":true}'], ['cancel', '{"something":false}']);
      assert.deepEqual(JSON.parse(scene.saved ?? '').dialogStack, []);
    });

    it(`(“${question}”) another errand ends it, saying so`, async () => {
      await play({ devices, ...work(first) }, ...before, ['escalate', 'The report you had begun was dropped', '{"form":"escalation"'],
        ['ok', 'No question']);
    });
  });

  it('another language is spoken from then on', async () => {
    await play({}, ['VPN drops', 'What is it about?'], ['한국어', 'language {"language":"ko"}', '무엇에 관한 문제입니까?'],
      ['5', '누구에게 영향이 있습니까?'], ['idioma español', 'language {"language":"es"}', '¿A quién afecta?'], ['uno', '¿Cómo afecta al trabajo?']);
  });

  it('one may look at the languages first', async () => {
    await play({}, ['VPN drops', 'about?'], ['language', 'Which language should be used here?\n[English]\n[한국어]\n[Español]'],
      ['5', 'Who is affected?'],
      ['language', '[Español]'], ['Español', 'language', '¿A quién afecta?']);
  });
});

describe('what one writes while tickets are open', () => {
  const words = 'It still makes a grinding noise';

  it('answers the only ticket that waits for an answer', async () => {
    const scene = await play(open(first, waiting), [words, 'reply']);
    assert.deepEqual(scene.wishes, [{ kind: 'reply', ticket: 'T-1003', words, draft: 'activity-1' }]);
  });

  it('is sent in parts when it is too long for an answer', async () => {
    await play(open(waiting), [`${words} `.repeat(40), 'Your answer to T-1003 is longer than 1000 characters']);
  });

  it('is added to the ticket that is chosen', async () => {
    const scene = await play(open(first, second),
      [words, 'Does this belong to one of them, or is it a new report?\n1\nT-1001\nThe \\*printer\\* is jammed\n2\nT-1002\nOutlook is slow\n3\nNew report\nCancel\n[T-1001]\n[T-1002]\n[New report]\n[cancel]'],
      ['It began this very morning', 'added'],
      ['t 1001', 'reply']);
    assert.deepEqual(scene.wishes, [{ kind: 'reply', ticket: 'T-1001', words: `${words}\nIt began this very morning`, draft: 'activity-1' }]);
  });

  it('begins a report when that is wanted, with the same key', async () => {
    const scene = await play(open(first), [words, 'new report?'], ['a new one', words], ['5', 'Who'], ['1', 'work?'], ['1', 'check'],
      ['submit', 'report']);
    const [wish] = scene.wishes;
    assert.equal(wish?.kind === 'report' && wish.draft, 'activity-1');
    await play({ ...open(first), language: 'ko' }, ['소음이 계속 납니다', '새 신고입니까?'], ['새 신고', '소음이 계속 납니다']);
    await play({ ...open(first), language: 'es' }, ['Sigue haciendo ruido', 'informe nuevo?'], ['nuevo', 'Sigue haciendo ruido']);
  });

  it('moves to the form when that is wanted', async () => {
    await play(open(first), [words, 'new report?'], ['report', 'in the form', `"values":{"description":"${words}"}`]);
  });

  it('is asked about again when the answer is none', async () => {
    await play(open(first, second), [words, 'new report?'], ['yes', 'none of the options'], ['T-9999', 'show', 'new report?'],
      ['2', '"T-1002"']);
  });
});

describe('elevating and escalating', () => {
  it('goes straight to the form when there is one ticket', async () => {
    await play(work(first), ['elevate', 'form {"form":"elevation","draft":"activity-1","ticket":"T-1001"}']);
    await play(work(first), ['에스컬레이션', 'form {"form":"escalation","draft":"activity-1","ticket":"T-1001"}']);
  });

  for (const [says, form, ticket] of [
    ['escalate T-1007', 'escalation', 'T-1007'], ['elevate t 1007', 'elevation', 'T-1007'], ['Please escalate the ticket #T-1007.', 'escalation', 'T-1007'],
    ['T-1007 elevation', 'elevation', 'T-1007'], ['I need admin access on T-1007', 'elevation', 'T-1007'], ['escalate T-1007 to Operations', 'escalation', 'T-1007'],
    ['권한 상승 T-1007', 'elevation', 'T-1007'], ['T-1007 권한 상승 요청합니다', 'elevation', 'T-1007'], ['티켓 T-1007을 에스컬레이션해 주세요', 'escalation', 'T-1007'],
    ['escalado T-1007', 'escalation', 'T-1007'], ['escalar el ticket T-1007', 'escalation', 'T-1007'], ['elevación para T-1007', 'elevation', 'T-1007'],
  ] as const) {
    it(`goes straight to the ticket of “${says}”, whoever works on it`, async () => {
      const scene = await play(work(first, second), [says, 'form']);
      assert.deepEqual(scene.wishes, [{ kind: 'form', form, draft: 'activity-1', ticket }]);
    });
  }

  it('of a ticket leaves the open question, saying so', async () => {
    await play(work(first), ['VPN drops', 'about?'], ['escalate T-1007', 'The report you had begun was dropped', '"ticket":"T-1007"']);
  });

  it('asks what “elevar T-1007” means, keeping the ticket', async () => {
    await play({ ...work(first), language: 'es' }, ['elevar T-1007', '[elevación T-1007]\n[escalado T-1007]'], ['escalado T-1007', '"escalation","draft":"activity-2","ticket":"T-1007"']);
  });

  for (const says of ['escalate E-17', 'status E-17', '상태 E-17', 'cancelar E-17', 'show E-17', 'ver E-17', 'E-17 보여 주세요']) {
    it(`shows the record of “${says}”`, () => play({}, [says, 'show {"id":"E-17"}']));
  }

  it('with a story around the id is a story', async () => {
    await play({}, ['I was told to escalate T-1007 but the printer is fine', 'What is it about?']);
  });

  it('asks for the ticket when there are several', async () => {
    await play(work(first, second), ['elevación', 'For which ticket'], ['bananas and more bananas', 'none of the options'],
      ['T-1002', '"draft":"activity-1","ticket":"T-1002"']);
    await play({ ...work(first, second), language: 'ko' }, ['에스컬레이션', '어느 티켓'], ['2번', '"ticket":"T-1002"']);
    await play({ ...work(first, second), language: 'es' }, ['escalado', '¿Qué ticket'], ['1001', '"ticket":"T-1001"']);
  });

  it('shows a way on when there is no ticket', async () => {
    await play({}, ['elevate', 'say “report”'], ['escalate', 'say “report”']);
  });

  it('may be changed for the other, or for a report, while the ticket is asked for', async () => {
    await play(work(first, second), ['elevate', 'For which'], ['escalate', 'The open question was dropped', 'Which ticket'],
      ['report', 'The open question was dropped', '"values":{}']);
  });

  it('asks what “elevar” means, and the answer is a word of its own', async () => {
    await play({ ...work(first), language: 'es' }, ['elevar', '¿Cuál de las dos desea?\n[elevación]\n[escalado]'],
      ['escalado', '"escalation"']);
    await play({ ...work(first), language: 'ko' }, ['elevar', '[권한 상승]\n[에스컬레이션]'], ['권한 상승', '"elevation"']);
  });
});

describe('what another version of the bot had begun', () => {
  const begun = async () => {
    const scene = await play({}, ['VPN drops', 'about?'], ['It drops every ten minutes', 'added'], ['5', 'Who is affected?']);
    return { scene, state: JSON.parse(scene.saved ?? '') };
  };

  it('is given up, and what was described is in the form', async () => {
    const { scene, state } = await begun();
    scene.saved = JSON.stringify({ ...state, version: 'older' });
    const [told, form] = await scene.say('1');
    assert.ok(told?.includes('The app was updated meanwhile'));
    assert.ok(form?.includes('"values":{"description":"VPN drops\\nIt drops every ten minutes"}'));
    assert.ok((await scene.say('ok'))[0]?.includes('No question is open'));
  });

  it('is in the form with the last thing that was added, too', async () => {
    const scene = await play({}, ['VPN drops', 'about?'], ['It drops every ten minutes', 'added']);
    scene.saved = JSON.stringify({ ...JSON.parse(scene.saved ?? ''), version: 'older' });
    assert.ok((await scene.say('help'))[1]?.includes('"values":{"description":"VPN drops\\nIt drops every ten minutes"}'));
  });

  for (const [title, saved] of [
    ['text', '"hello"'], ['null', 'null'], ['an empty object', '{}'],
      ['a stack of another shape', '{"version":"1","dialogStack":[{"id":"issue"}]}'],
    ['a list', '[]'],
  ] as const) {
    it(`does not stop the chat when it is ${title}`, async () => {
      const scene = chat();
      scene.saved = saved;
      assert.ok((await scene.say('VPN drops'))[0]?.includes('The app was updated meanwhile'));
      assert.ok((await scene.say('VPN drops'))[0]?.includes('What is it about?'));
    });
  }

  it('does not stop the chat when a question of the same version is broken', async () => {
    const { scene, state } = await begun();
    state.dialogStack[1].state.options = { about: 'the weather' };
    scene.saved = JSON.stringify(state);
    assert.ok((await scene.say('1'))[0]?.includes('The app was updated meanwhile'));
  });

  it('is no matter when no question was open', async () => {
    const scene = await play({}, ['help', 'help']);
    scene.saved = JSON.stringify({ ...JSON.parse(scene.saved ?? ''), version: 'older' });
    assert.deepEqual(await scene.say('roles'), ['roles {}']);
  });
});
