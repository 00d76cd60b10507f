// A report, told question by question in three languages.
import assert from 'node:assert/strict';
import { chat, play } from '../kit/scene.ts';
import { ana } from '../kit/people.ts';
import { laptop } from '../kit/records.ts';

const tablet = { ...laptop, id: 'tablet', name: 'MD-SEL-0177', serial: '0F3K9DD25027PA', model: 'Surface Pro 9' };
const devices = async () => [laptop, tablet];

const whole = {
  kind: 'report', draft: 'activity-1',
  ticket: {
    description: 'The printer prints blank pages', category: 'infrastructure', reach: 'several', effect: 'impaired',
    device: { id: 'laptop', name: 'MD-SEL-0142', hardware: 'ok', model: 'Surface Laptop 5' }, affected: { id: 'minji', name: 'Minji Kim' },
  },
};

describe('a report is led through question by question', () => {
  it('in English', async () => {
    const scene = await play({ devices },
      ['The printer prints blank pages', 'What is it about?'],
      ['Printers, drivers, VPN', 'On which device?'],
      ['MD-SEL-0142', 'Who is affected?'],
      ['Several people', 'What does it do to the work?'],
      ['I can work, with a workaround', 'check'],
      ['submit', 'report']);
    assert.deepEqual(scene.wishes, [whole]);
  });

  it('in Korean', async () => {
    const scene = await play({ devices, language: 'ko' },
      ['인쇄하면 빈 종이만 나옵니다', '무엇에 관한 문제입니까?'],
      ['프린터, 드라이버, VPN', '어느 디바이스입니까?'],
      ['1', '누구에게 영향이 있습니까?'],
      ['여러 명', '업무에 어떤 영향이 있습니까?'],
      ['다른 방법으로 업무 가능', '확인해 주십시오'],
      ['제출', 'report']);
    assert.deepEqual(scene.wishes, [{ ...whole, ticket: { ...whole.ticket, description: '인쇄하면 빈 종이만 나옵니다' } }]);
  });

  it('in Spanish', async () => {
    const scene = await play({ devices, language: 'es' },
      ['La impresora saca hojas en blanco', '¿De qué se trata?'],
      ['5', '¿En qué dispositivo?'],
      ['Surface Laptop 5', '¿A quién afecta?'],
      ['a varias personas', '¿Cómo afecta al trabajo?'],
      ['puedo trabajar con una alternativa', 'Compruebe su informe'],
      ['sí, por favor', 'report']);
    assert.deepEqual(scene.wishes, [{ ...whole, ticket: { ...whole.ticket, description: 'La impresora saca hojas en blanco' } }]);
  });

  it('without a device when the person has none, or names none', async () => {
    const none = await play({}, ['VPN drops', 'about?'], ['vpn', 'Who'], ['me', 'work?'], ['I cannot work', 'check'], ['ok', 'report']);
    assert.equal(JSON.stringify(none.wishes).includes('device'), false);
    const other = await play({ devices }, ['VPN drops', 'about?'], ['vpn', 'device?'], ['another device', 'Who'], ['me', 'work?'],
      ['3', 'check'], ['submit', 'report']);
    assert.equal(JSON.stringify(other.wishes).includes('device'), false);
  });
});

describe('an answer is understood', () => {
  const category = async (says: string): Promise<string> => {
    const scene = chat();
    await scene.say('It does not work');
    const [answer = ''] = await scene.say(says);
    if (!answer.includes('Who is affected?')) return 'asked again';
    await scene.say('1');
    await scene.say('1');
    await scene.say('submit');
    const [wish] = scene.wishes;
    return wish?.kind === 'report' ? wish.ticket.category : 'no report';
  };
  for (const [says, means] of [
    ['5', 'infrastructure'], ['5.', 'infrastructure'], ['5번', 'infrastructure'], ['５', 'infrastructure'], ['option 5', 'infrastructure'],
    ['printer', 'infrastructure'], ['It is the printer!', 'infrastructure'], ['프린터가 안 돼요', 'infrastructure'],
      ['la impresora', 'infrastructure'],
    ['IMPRESIÓN', 'infrastructure'], ['WINDOWS', 'windows'], ['Microsoft 365 apps', 'microsoft-365-apps'],
      ['Outlook', 'microsoft-365-apps'],
    ['엑셀', 'microsoft-365-apps'], ['기타', 'other'], ['otro problema', 'other'], ['security', 'security'],
    ['0', 'asked again'], ['9', 'asked again'], ['Windows and the printer', 'asked again'], ['bananas', 'asked again'],
      ['password', 'asked again'], ['🙂', 'asked again'],
  ] as const) {
    it(`“${says}” as ${means}`, async () => assert.equal(await category(says), means));
  }

  it('but a number of people is no number of an option', async () => {
    await play({}, ['VPN drops', 'about?'], ['vpn', 'Who is affected?'], ['4 of us', 'none of the options'], ['3명', 'work?']);
  });

  it('and a wrong one is asked again, with what there is to choose from', async () => {
    await play({}, ['VPN drops', 'about?'],
      ['bananas', 'That is none of the options. Choose one of them by its name or number, or say “cancel” to stop.\nWhat is it about?\n1\nWindows\n2\n']);
    await play({ language: 'ko' }, ['VPN이 끊깁니다', '무엇에'], ['바나나', '1\nWindows\n2\nMicrosoft 365 앱\n3\n브라우저']);
  });
});

describe('what people add while they are asked is not lost', () => {
  it('goes into the description, and the question is asked again', async () => {
    const scene = await play({},
      ['My screen stays black', 'about?'],
      ['It began after lunch yesterday', 'That was added to the description.'],
      ['device', 'Who'],
      ['only me, and I have no second screen', 'work?'],
      ['I cannot work', 'It began after lunch yesterday'],
      ['There is a smell of burning as well', 'smell of burning'],
      ['submit', 'report']);
    const [wish] = scene.wishes;
    assert.equal(wish?.kind === 'report' && wish.ticket.description, [
      'My screen stays black', 'It began after lunch yesterday', 'only me, and I have no second screen',
        'There is a smell of burning as well',
    ].join('\n'));
  });

  it('moves to the form with every answer when something is to be changed', async () => {
    const scene = await play({ devices },
      ['VPN drops', 'about?'], ['5', 'device?'], ['2', 'Who'], ['It drops every ten minutes', 'added'], ['3', 'work?'], ['1', 'check'],
        ['change', 'form']);
    assert.deepEqual(scene.wishes[0], {
      kind: 'form', form: 'report', draft: 'activity-1', faults: {},
      values: { description: 'VPN drops\nIt drops every ten minutes', category: 'infrastructure', device: 'tablet', reach: 'group', effect: 'minor' },
    });
  });

  it('moves to the form when somebody would rather have that in the middle', async () => {
    const scene = await play({}, ['VPN drops', 'about?'], ['It drops every ten minutes', 'added'], ['report', 'in the form', 'form']);
    assert.deepEqual(scene.wishes[1], {
      kind: 'form', form: 'report', draft: 'activity-1', faults: {}, values: { description: 'VPN drops\nIt drops every ten minutes' },
    });
  });

  it('moves to the form when it grows too long', async () => {
    const long = 'It fails. '.repeat(250);
    const holds = 'A description holds up to 2000 characters';
    const scene = await play({}, [long, holds, 'form']);
    assert.deepEqual(scene.wishes[1], {
      kind: 'form', form: 'report', draft: 'activity-1', faults: {}, values: { description: long.slice(0, 2000) },
    });
    await play({}, ['It fails', 'about?'], [long, 'added'], ['1', 'Who'], ['1', 'work?'], ['1', holds, 'form']);
    await play({}, ['It fails', 'about?'], [long, 'added'], ['report', 'in the form', holds, 'form']);
    await play({ language: 'ko' }, [long, '2000자까지', 'form']);
    await play({ language: 'es' }, [long, 'hasta 2000 caracteres', 'form']);
  });

  it('is cut between two characters, never through one', async () => {
    const scene = await play({}, [`It fails ${'😀'.repeat(1000)}`, 'holds up to', 'form']);
    const form = scene.wishes[1];
    assert.equal(form?.kind === 'form' && 'values' in form && form.values['description'], `It fails ${'😀'.repeat(995)}`);
  });
});

describe('the questions of a report', () => {
  it('with more than three options, or options to be told apart, are cards of rows that say the option itself', async () => {
    const scene = chat({ language: 'ko', devices });
    const [category] = await scene.say('VPN이 끊깁니다');
    assert.ok(category?.endsWith('[Windows]\n[Microsoft 365 앱]\n[브라우저]\n[디바이스]\n[프린터, 드라이버, VPN]\n[기간 업무(LOB) 앱]\n[보안]\n[기타]\n[취소]'), String(category));
    assert.deepEqual([scene.sent[0]?.text ?? '', scene.sent[0]?.suggestedActions, scene.sent[0]?.summary], ['', undefined, '무엇에 관한 문제입니까?']);
    const [device] = await scene.say('프린터, 드라이버, VPN');
    assert.ok(device?.includes('1\nMD-SEL-0142\nSurface Laptop 5\n2\nMD-SEL-0177\nSurface Pro 9\n3\n다른 디바이스 또는 해당 없음'), String(device));
  });

  it('begin with the words they are about, on one line', async () => {
    await play({}, ['The screen\nis  black.', 'made of this: “The screen is black”. A few']);
  });

  it('with up to three plain options are texts with buttons', async () => {
    const scene = await play({}, ['VPN drops', 'about?'], ['5', 'Who'], ['1', 'What does it do to the work?\n[A nuisance, work goes on]']);
    assert.equal(scene.sent[0]?.attachments, undefined);
    assert.deepEqual(scene.sent[0]?.suggestedActions?.actions[0], { type: 'imBack', title: 'A nuisance, work goes on', value: 'A nuisance, work goes on' });
  });

  it('never offer more buttons than Teams shows', async () => {
    const scene = chat({ devices });
    for (const says of ['VPN drops', 'bananas', '5', 'bananas', '1', 'bananas', '1', 'bananas', '1', 'bananas', 'language', 'elevar']) {
      await scene.say(says);
      assert.deepEqual(scene.sent.filter(({ suggestedActions }) => (suggestedActions?.actions.length ?? 0) > 3), [], says);
    }
  });

  it('take the row of an earlier question, pressed twice or late, neither for an answer nor for a part of the story', async () => {
    const scene = await play({ devices, language: 'es' },
      ['No imprime', '¿De qué se trata?'], ['Otro problema', '¿En qué dispositivo?'], ['Otro problema', 'ninguna de las opciones'], ['1', '¿A quién afecta?'],
      ['Impresoras, controladores, VPN', 'ninguna de las opciones'], ['1', 'trabajo?'], ['1', 'Compruebe su informe'],
      ['Impresoras, controladores, VPN', 'no responde a la pregunta'], ['enviar', '"description":"No imprime"']);
    await scene.say('Impresoras, controladores, VPN');
    assert.deepEqual(scene.sent, []);
  });

  it('tell support staff the way to the tickets of others', async () => {
    await play({ person: ana }, ['The printer prints blank pages', 'To take on the tickets of others, say “queue”.']);
    await play({ person: ana, language: 'es' }, ['No imprime', 'Para asignarse tickets de otras personas, escriba «cola».']);
    const scene = chat();
    assert.ok(!(await scene.say('The printer prints blank pages'))[0]?.includes('queue'));
  });

  it('repeat what was written without letting it format, link or mention', async () => {
    await play({}, ['[free](https://evil.example) **now** `x` for the printer',
      '\\[free\\](https://evil.example) \\*\\*now\\*\\* \\`x\\`']);
  });

  it('end with a card alone', async () => {
    const scene = await play({}, ['VPN drops', 'about?'], ['5', 'Who'], ['1', 'work?'], ['1', 'check']);
    const [card] = scene.sent;
    assert.equal(card?.text ?? '', '');
    assert.equal(card?.attachments?.length, 1);
    assert.ok(card?.summary?.startsWith('Please check your report.'));
  });

  it('keep no trace of what cannot be stored', async () => {
    const scene = await play({}, ['\uD800VPN\0 drops', 'about?'], ['5', 'Who'], ['1', 'work?'], ['1', 'check'], ['submit', 'report']);
    const [wish] = scene.wishes;
    assert.equal(wish?.kind === 'report' && wish.ticket.description, '\uFFFDVPN drops');
  });
});
