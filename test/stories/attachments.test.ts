// What a user attaches, from the chat to the eyes of staff: fetched once, put where it belongs, shown to those who work on it, erased in the end.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Message, SentFile } from '../../local/wire.ts';
import { office, pdf, png } from '../kit/files.ts';
import { postgresOrSkip } from '../kit/postgres.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const text = (words: string) => Buffer.from(words);
const picturesOf = ({ attachments }: Message) => attachments.filter(({ contentType }) => contentType.startsWith('image/'));
const asking = ({ attachments }: Message) => attachments.some(({ contentType }) => contentType.endsWith('file.consent'));
const filed = ({ attachments }: Message) => attachments.find(({ contentType }) => contentType.endsWith('file.info'));

describe('what a user attaches', function () {
  this.timeout(60_000);
  let town: Town;
  let faults: readonly string[];
  beforeEach(async () => {
    town = await openTown();
    faults = [];
  });
  afterEach(async () => {
    const violations = await town.violations();
    const errors = town.log.filter((line) => line.includes('"level":"error"'));
    await town.close();
    assert.deepEqual([violations, errors], [[], faults]);
  });

  const offeringOf = (id: string, verb: string) => (message: Message) => cardSaying(id)(message) && offering(verb)(message);
  const send = async (person: string, words: string, ...files: readonly SentFile[]): Promise<void> => {
    await town.say(person, words, 'bot', { files });
    await town.app.idle();
  };
  /** To a ticket of one's own, until it is there. */
  const attach = async (person: string, id: string, bytes: Uint8Array, name: string): Promise<void> => {
    await send(person, id, await town.putUp(bytes, name));
    await town.waitFor('ben', 'support', (message) => cardSaying(id)(message) && cardSaying(name)(message));
    await town.app.idle();
  };
  const report = async (person: string, words: string): Promise<void> => {
    await sendReport(town, person, { description: words, effect: 'stopped' });
    await town.app.idle();
  };
  /** Presses the newest card of the ticket that offers its attachments. */
  const show = async (person: string, id: string, inputs: Readonly<Record<string, unknown>> = {}) =>
    town.press(person, await town.waitFor(person, 'support', offeringOf(id, 'ticket/attachments')), { verb: 'ticket/attachments' }, inputs);
  const seen = async (person: string, text: string) => town.waitFor(person, 'bot', saying(text));
  function rows<Row>(sql: string, ...params: string[]): readonly Row[] {
    const db = new DatabaseSync(join(town.dataDir, 'support.sqlite'), { readOnly: true });
    try {
      return db.prepare(sql).all(...params) as Row[];
    } finally {
      db.close();
    }
  }

  it('a pasted screenshot begins a report, goes along with it, and comes to the chat of whoever wants to see it', async () => {
    const screenshot = png(640, 400);
    await send('grace', 'Excel closes by itself', await town.putUp(screenshot));
    await seen('grace', 'What is it about?');
    for (const answer of ['Microsoft 365 apps', 'none', 'one person', 'stopped', 'submit']) await send('grace', answer);
    await town.waitFor('grace', 'bot', cardSaying('picture.png'));
    await town.waitFor('ben', 'support', cardSaying('Grace Hall attached – picture.png (1 KB)'));

    const answer = await show('ben', 'T-1001');
    assert.deepEqual(answer, { kind: 'message', text: '“picture.png” will appear in your own chat with the app.' });
    const shown = await town.waitFor('ben', 'bot', (message) => picturesOf(message).length > 0);
    assert.equal(shown.text, 'T-1001 · picture.png (1 KB)');
    assert.equal(picturesOf(shown)[0]?.contentUrl, `data:image/png;base64,${screenshot.toString('base64')}`);
    assert.ok(!(await town.messages('ben', 'support')).some((message) => picturesOf(message).length > 0), 'nothing of it is in a channel');
    const lines = rows<{ actor: string; detail: string }>(`select actor, detail from audit where action = 'ticket/attachments' and record = 'T-1001'`);
    assert.equal(lines.length, 1);
    assert.match(lines[0]?.detail ?? '', /"name":"picture\.png","digest":"[0-9a-f]{64}"/);
  });

  it('a file is saved in the OneDrive of whoever wants to open it, once that is allowed', async () => {
    await report('grace', 'The installer stops');
    await send('grace', 'This is what it writes', await town.putUp(text('Error 1603\n'), 'setup.log'));
    await send('grace', 'T-1001');
    await town.waitFor('ben', 'support', cardSaying('setup.log'));
    assert.match(wordsOf(await town.waitFor('ben', 'support', cardSaying('T-1001'))), /This is what it writes/);

    await show('ben', 'T-1001');
    await town.app.idle();
    await town.consent('ben', await town.waitFor('ben', 'bot', asking), 'decline');
    await seen('ben', '“setup.log” was not saved. It stays with T-1001.');

    await show('ben', 'T-1001');
    await town.app.idle();
    const asked = await town.waitFor('ben', 'bot', asking);
    assert.equal(asked.attachments[0]?.name, 'T-1001 setup.log');
    await town.consent('ben', asked, 'accept');
    const saved = filed(await town.waitFor('ben', 'bot', (message) => filed(message) !== undefined));
    assert.deepEqual(Buffer.from(await town.fetched(saved?.contentUrl ?? '')), text('Error 1603\n'));
    await seen('ben', '“setup.log” is being saved in your OneDrive.');
  });

  it('a picture that Teams does not show in a message is saved in the OneDrive too', async () => {
    await report('grace', 'Blue screen');
    await attach('grace', 'T-1001', png(1920, 1080), 'photo.png');
    await show('ben', 'T-1001');
    await town.waitFor('ben', 'bot', asking);
  });

  it('in three languages goes to the open report, to the form that is open, and to the question that support asked', async () => {
    await send('minji', '엑셀이 닫힙니다', await town.putUp(png()));
    await seen('minji', '무엇에 관한 문제입니까?');
    await send('minji', '', await town.putUp(pdf(), '오류 화면.pdf'));
    await seen('minji', '첨부할 예정입니다: 오류 화면.pdf.');
    for (const answer of ['Microsoft 365 앱', '없음', '나만', '업무 불가', '제출']) await send('minji', answer);
    await town.waitFor('ben', 'support', cardSaying('picture.png (1 KB), 오류 화면.pdf (1 KB)'));

    await town.say('luis', 'informar de un problema');
    const form = await town.waitFor('luis', 'bot', offering('report'));
    await send('luis', '', await town.putUp(text('a;b'), 'datos.csv'));
    await seen('luis', 'Se adjuntará lo siguiente: datos.csv.');
    await town.press('luis', form, { verb: 'report' }, { description: 'No abre', category: 'windows', reach: 'one', effect: 'minor', device: 'none' });
    await town.waitFor('ben', 'support', cardSaying('datos.csv'));

    await report('grace', 'No sound');
    await town.press('ana', await town.waitFor('ana', 'support', offeringOf('T-1003', 'ticket/ask')), { verb: 'ticket/ask' }, { question: 'What does it say?' });
    await seen('grace', 'What does it say?');
    await send('grace', '', await town.putUp(png()));
    await seen('grace', 'What you sent will be attached to T-1003.');
    await seen('ana', 'Grace Hall ha adjuntado a T-1003: picture.png (1 KB). Ya puede continuar con el ticket.');
    await town.waitFor('ana', 'support', (message) => cardSaying('T-1003')(message) && cardSaying('Ana García is working on it')(message));
  });

  it('is attached once, however often the message is delivered and the bot is stopped', async () => {
    await report('grace', 'No sound');
    const file = await town.putUp(text('once'), 'once.txt');
    for (let times = 0; times < 3; times += 1) await town.say('grace', 'T-1001', 'bot', { files: [file], activityId: '1700000000001' });
    await town.waitFor('ben', 'support', cardSaying('once.txt'));
    town = await town.restart();
    await town.say('grace', 'T-1001', 'bot', { files: [file], activityId: '1700000000001' });
    await town.app.idle();
    assert.deepEqual(rows<{ name: string }>('select name from attachment').map(({ name }) => name), ['once.txt']);
    const [ticket] = rows<{ body: string }>(`select body from record where id = 'T-1001'`);
    assert.equal(JSON.parse(ticket?.body ?? '').attachments.length, 1);
  });

  for (const [what, bytes, name, answer] of [
    ['is larger than is taken', Buffer.concat([png(), Buffer.alloc(4 * 1024 * 1024)]), 'large.png', '“large.png” was not added: it is larger than 4 MB.'],
    ['is not what its name says', text('MZ'), 'setup.png', '“setup.png” was not added: its content is not what its name says'],
    ['is a document with macros', office('word', 'word/vbaProject.bin'), 'report.docx', '“report.docx” was not added: its content is not what its name says'],
  ] as const) {
    it(`that ${what} is turned away by its name, and the report goes on`, async () => {
      await send('grace', 'It fails', await town.putUp(bytes, name));
      await seen('grace', answer);
      assert.deepEqual(rows('select id from attachment'), []);
      for (const reply of ['Windows', 'none', 'one person', 'stopped', 'submit']) await send('grace', reply);
      await town.waitFor('grace', 'bot', cardSaying('T-1001'));
    });
  }

  it('to a ticket that takes no more, or is over, or is somebody else’s, is told so with what to do', async () => {
    await report('grace', 'No sound');
    const ten = await Promise.all(Array.from({ length: 10 }, (_, at) => town.putUp(text(`${at}`), `note-${at}.txt`)));
    await send('grace', 'T-1001', ...ten);
    await town.waitFor('ben', 'support', cardSaying('note-9.txt'));
    await send('grace', 'T-1001', await town.putUp(text('more'), 'more.txt'));
    await seen('grace', '“more.txt” was not added to T-1001. T-1001 takes 10 attachments at most, and there is room for 0 more.');
    await send('luis', 'T-1001', await town.putUp(text('mine'), 'mine.txt'));
    await seen('luis', 'No se ha adjuntado «mine.txt» a T-1001. Solo puede hacerlo la persona que informó');
    await town.press('ben', await town.waitFor('ben', 'support', offeringOf('T-1001', 'ticket/resolve')), { verb: 'ticket/resolve' }, { resolution: 'Driver' });
    await send('grace', 'T-1001', await town.putUp(text('late'), 'late.txt'));
    await seen('grace', '“late.txt” was not added to T-1001. This ticket is no longer open.');
    assert.equal(rows('select id from attachment').length, 10);
  });

  const attachedTo = (id: string): readonly string[] =>
    JSON.parse(rows<{ body: string }>('select body from record where id = ?', id)[0]?.body ?? '').attachments.map(({ name }: { readonly name: string }) => name);

  it('in one message is listed in the order in which it was sent', async () => {
    await report('grace', 'No sound');
    const names = ['one.txt', 'two.txt', 'three.txt', 'four.txt', 'five.txt'];
    await send('grace', 'T-1001', ...await Promise.all(names.map(async (name) => town.putUp(text(name), name))));
    await town.waitFor('ben', 'support', cardSaying('three.txt'));
    assert.deepEqual(attachedTo('T-1001'), names);
  });

  it('is attached as far as the ticket has room, and only the rest is turned away', async () => {
    const [some, more] = await Promise.all([0, 6].map(async (from) => Promise.all(Array.from({ length: 6 }, async (_, at) => town.putUp(text(`${from + at}`), `note-${from + at}.txt`)))));
    await send('grace', 'No sound', ...some ?? []);
    await send('grace', '', ...more ?? []);
    for (const answer of ['Windows', 'none', 'one person', 'stopped', 'submit']) await send('grace', answer);
    await seen('grace', '“note-11.txt” was not added to T-1001. T-1001 takes 10 attachments at most, and there is room for 0 more.');
    assert.deepEqual(attachedTo('T-1001'), Array.from({ length: 10 }, (_, at) => `note-${at}.txt`));
  });

  it('as a picture that Teams refuses to show is offered as a file instead', async () => {
    await report('grace', 'Blue screen');
    await attach('grace', 'T-1001', png(), 'photo.png');
    await town.faults({ status: 413, match: 'POST', count: 1 });
    await show('ben', 'T-1001');
    await town.waitFor('ben', 'bot', asking);
  });

  it('is shown to nobody but staff, whatever is pressed', async () => {
    await report('grace', 'No sound');
    await attach('grace', 'T-1001', png(), 'mine.png');
    const message = await town.waitFor('ben', 'support', offeringOf('T-1001', 'ticket/attachments'));
    const id = rows<{ id: string }>('select id from attachment')[0]?.id ?? '';
    for (const person of ['luis', 'omar', 'grace']) {
      const hers = await town.waitFor(person, 'bot', () => true).catch(() => undefined);
      const action = { type: 'Action.Execute', verb: 'ticket/attachments', data: { id: 'T-1001', version: 1, attachment: id } } as const;
      const answer = hers ? await town.press(person, hers, { action }) : assert.fail(`${person} has no chat`);
      assert.deepEqual(answer, { kind: 'message', text: answer.kind === 'message' && person !== 'luis' ? 'Your role does not include this. Say “roles” to see who can do it.' : answer.kind === 'message' ? answer.text : '' });
    }
    // An id that is another ticket's opens nothing, nor does an answer to a question that the bot never asked.
    await report('luis', 'Sin sonido');
    const other = await town.press('ben', message, { action: { type: 'Action.Execute', verb: 'ticket/attachments', data: { id: 'T-1002', version: 1, attachment: id } } });
    assert.ok(other.kind === 'message' && other.text.startsWith('This'), JSON.stringify(other));
    await town.app.idle();
    for (const person of ['luis', 'omar', 'grace', 'ben']) assert.ok(!(await town.messages(person)).some((one) => one.from.kind === 'bot' && (picturesOf(one).length > 0 || asking(one))), person);
  });

  it('is erased with a withdrawn ticket at once, with a closed one in time, and if it came to belong to none', async () => {
    await report('grace', 'No sound');
    await attach('grace', 'T-1001', png(), 'one.png');
    assert.equal(rows('select id from attachment').length, 1);
    await town.press('grace', await town.waitFor('grace', 'bot', offering('ticket/withdraw')), { verb: 'ticket/withdraw' });
    await town.app.idle();
    assert.deepEqual(rows('select id from attachment union select id from attachment_content'), []);

    await report('grace', 'No picture');
    await attach('grace', 'T-1002', png(), 'two.png');
    await town.press('ben', await town.waitFor('ben', 'support', offeringOf('T-1002', 'ticket/resolve')), { verb: 'ticket/resolve' }, { resolution: 'Cable' });
    await town.advance('P4D');
    await town.app.idle();
    await show('ben', 'T-1002');
    await town.waitFor('ben', 'bot', (message) => picturesOf(message).length > 0);
    await town.advance('P91D');
    await town.app.idle();
    assert.deepEqual(rows('select id from attachment union select id from attachment_content'), []);
    await show('ben', 'T-1002');
    await seen('ben', '“two.png” of T-1002 is no longer kept.');

    await send('grace', 'Wi-Fi is slow', await town.putUp(png(), 'three.png'));
    await send('grace', 'cancel');
    await town.advance('P1D');
    await seen('grace', '“three.png” did not become part of a report within a day, so it was erased.');
    assert.deepEqual(rows('select id from attachment union select id from attachment_content'), []);
  });

  it('is in no log, and in the audit by name, size and digest alone', async () => {
    const canary = 'CANARY-7Q4Z';
    await report('grace', 'No sound');
    await attach('grace', 'T-1001', text(canary), 'notes.txt');
    await town.waitFor('ben', 'support', cardSaying('notes.txt'));
    const forms = [canary, Buffer.from(canary).toString('base64'), Buffer.from(canary).toString('hex')];
    const kept = [...town.log, ...rows<{ detail: string }>('select detail from audit').map(({ detail }) => detail), ...rows<{ body: string }>('select body from record').map(({ body }) => body), ...rows<{ body: string }>('select body from todo').map(({ body }) => body)];
    assert.ok(!kept.some((line) => forms.some((form) => line.includes(form))));
    assert.ok(!kept.some((line) => line.includes('tempauth')), 'nor is the address that lets in');
  });

  it('is too much when it is more than thirty files at once, taken or not', async () => {
    await report('grace', 'No sound');
    const files = await Promise.all(Array.from({ length: 10 }, (_, at) => town.putUp(text('MZ\0'), `log-${at}.exe.txt`)));
    for (let times = 0; times < 3; times += 1) await send('grace', `Look ${times}`, ...files);
    await send('grace', 'And this', ...files.slice(0, 1));
    await seen('grace', 'Left out: log-0.exe.txt. At most 30 files are taken at once');
  });
});

describe('what a user attaches, on PostgreSQL', function () {
  this.timeout(60_000);

  it('gets from one instance to the eyes of staff', async function () {
    const cluster = await postgresOrSkip(this);
    const town = await openTown({ env: { DATABASE_URL: await cluster.make() } });
    try {
      const picture = png(640, 400);
      await sendReport(town, 'grace', { effect: 'stopped' });
      await town.waitFor('grace', 'bot', cardSaying('T-1001'));
      await town.say('grace', 'T-1001', 'bot', { files: [await town.putUp(picture, '화면.png')] });
      await town.press('ben', await town.waitFor('ben', 'support', offering('ticket/attachments')), { verb: 'ticket/attachments' });
      const shown = await town.waitFor('ben', 'bot', (message) => picturesOf(message).length > 0);
      assert.equal(picturesOf(shown)[0]?.contentUrl, `data:image/png;base64,${picture.toString('base64')}`);
    } finally {
      await town.close();
    }
  });
});
