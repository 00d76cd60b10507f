// What people may attach: told by name and content together, so that neither can lie; and what becomes of it with the ticket.
import assert from 'node:assert/strict';
import { attachmentLimits, attachmentName, isTaken, namedWithSize, sizeText, typeOf, type Attachment } from '../../support/attachment.ts';
import { showsInMessage } from '../../support/picture-size.ts';
import { advanceTicket, type Ticket, type TicketState } from '../../support/ticket.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { gif, jpeg, office, pdf, png, webp } from '../kit/files.ts';
import { ana, minji, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, ticketIn, ticketPolicy } from '../kit/records.ts';

const text = (words: string) => Buffer.from(words);
const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Error 1603', 'utf16le')]);
/** 오류, as older programs of a Korean Windows write it. */
const codePage949 = Buffer.from([0xbf, 0xc0, 0xb7, 0xf9, 0x20, 0x31, 0x36, 0x30, 0x33, 0x0d, 0x0a]);

describe('what is attached', () => {
  for (const [name, bytes, type] of [
    ['screenshot.png', png(), 'image/png'], ['Photo.JPG', jpeg(), 'image/jpeg'], ['photo.jpeg', jpeg(), 'image/jpeg'], ['steps.gif', gif(), 'image/gif'],
    ['page.webp', webp(), 'image/webp'], ['invoice.pdf', pdf(), 'application/pdf'], ['setup.log', text('Error 1603'), 'text/plain'], ['오류.txt', text('오류 1603'), 'text/plain'],
    ['windows.log', wide, 'text/plain'], ['korean.log', codePage949, 'text/plain'], ['español.txt', Buffer.from('instalación', 'latin1'), 'text/plain'], ['list.csv', text('a,b\n'), 'text/plain'],
    ['report.docx', office('word'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [undefined, png(), 'image/png'], [undefined, jpeg(), 'image/jpeg'],
  ] as const) {
    it(`${name ?? 'a pasted picture'} is ${type}`, () => assert.equal(typeOf(bytes, name), type));
  }

  for (const [why, bytes, name] of [
    ['a program by its name', text('MZ'), 'setup.exe'], ['a program that calls itself a picture', text('MZ\u0090\0'), 'setup.png'], ['a picture that calls itself a program', png(), 'screenshot.exe'],
    ['a page', text('<script>'), 'page.html'], ['a drawing that can hold a script', text('<svg onload="x">'), 'logo.svg'], ['a page that calls itself a picture', text('<html>'), 'page.png'],
    ['a film', text('\0\0\0\x18ftypmp42'), 'screen.mp4'], ['a script', text('Remove-Item'), 'fix.ps1'], ['a shortcut', text('L\0\0\0'), 'fix.lnk'], ['an archive', text('PK\x03\x04'), 'logs.zip'],
    ['an archive that calls itself a document', text('PK\x03\x04 run.exe'), 'logs.docx'], ['a document with macros', office('word', 'word/vbaProject.bin'), 'report.docx'],
    ['a table that calls itself a text document', office('xl'), 'report.docx'], ['bytes that call themselves text', Buffer.from([0x41, 0x00, 0x42]), 'dump.txt'],
    ['bytes without a NUL that call themselves text', Buffer.from([0x41, 0xff, 0x02, 0x1c]), 'dump.log'], ['nothing', text(''), 'empty.txt'], ['a file without an ending', text('words'), 'README'],
    ['text that was pasted as a picture', text('words'), undefined], ['a PDF that was pasted as a picture', pdf(), undefined],
  ] as const) {
    it(`${why} is not taken`, () => assert.equal(typeOf(bytes, name), undefined));
  }

  it('can be turned away by its name, before it is fetched', () => {
    assert.deepEqual(['a.png', 'A.PDF', 'b.exe', 'c.png.exe', 'd', '.png'].map(isTaken), [true, true, false, false, false, true]);
  });

  for (const [sent, kept] of [
    ['screenshot.png', 'screenshot.png'], ['..\\..\\windows\\evil.png', 'evil.png'], ['/etc/passwd.txt', 'passwd.txt'], ['line\nbreak\u0000.txt', 'linebreak.txt'],
    ['photo\u202Egnp.txt', 'photognp.txt'], ['  a   b .log', 'a b .log'], ['', 'file'], [`${'x'.repeat(200)}.pdf`, `${'x'.repeat(75)}….pdf`], [undefined, 'picture.png'],
  ] as const) {
    it(`sent as ${JSON.stringify(sent?.slice(0, 40))} is called ${kept.slice(0, 20)}`, () => assert.equal(attachmentName(sent), kept));
  }

  it('is shown in a message only within what Teams shows there', () => {
    const shows = (type: Attachment['type'], bytes: Buffer) => showsInMessage({ type, size: bytes.length }, bytes);
    assert.deepEqual([shows('image/png', png(1024, 1024)), shows('image/png', png(1025, 10)), shows('image/png', png(10, 1025))], [true, false, false]);
    assert.deepEqual([shows('image/gif', gif(1024, 768)), shows('image/gif', gif(1920, 1080)), shows('image/jpeg', jpeg(800, 600)), shows('image/jpeg', jpeg(800, 1200))], [true, false, true, false]);
    assert.deepEqual([shows('image/webp', webp()), shows('application/pdf', pdf()), shows('image/jpeg', jpeg(800, 600).subarray(0, 6))], [false, false, false]);
    assert.equal(showsInMessage({ type: 'image/png', size: 1024 * 1024 + 1 }, png()), false);
  });

  it('is measured in KB, or in whole MB, which everybody writes alike', () => {
    assert.deepEqual([sizeText(1), sizeText(219_000), sizeText(attachmentLimits.size)], ['1 KB', '214 KB', '4 MB']);
    assert.equal(namedWithSize([{ name: 'a.png', size: 2048 }, { name: 'b.log', size: 1024 }]), 'a.png (2 KB), b.log (1 KB)');
  });
});

describe('an attachment of a ticket', () => {
  const happen = (ticket: Ticket, event: Parameters<typeof advanceTicket>[1], now = nineOClock) => advanceTicket(ticket, event, aroundTicket(), ticketPolicy, now);
  const files = (count: number, from = 0): readonly Attachment[] =>
    Array.from({ length: count }, (_, at) => ({ id: `file-${from + at}`, name: `shot-${from + at}.png`, type: 'image/png', size: 2048, digest: 'd' }));
  const effects = (kind: TicketState['kind'], ...given: Parameters<typeof happen> extends [Ticket, ...infer Rest] ? Rest : never) =>
    stepOf(happen({ ...ticketIn(kind), attachments: files(2) }, ...given)).effects.flatMap((effect) => (effect.do === 'erase-attachments' ? [effect.at - nineOClock] : []));

  it('is in the record and its history, by name and size', () => {
    const { next } = stepOf(happen(ticketIn('new'), { kind: 'ticket/attach', by: minji, files: files(2) }));
    assert.deepEqual(next.attachments?.map(({ id }) => id), ['file-0', 'file-1']);
    assert.equal(next.history.at(-1)?.words, 'shot-0.png (2 KB), shot-1.png (2 KB)');
  });

  it('answers what the user was asked, and whoever works on the ticket is told', () => {
    const { next, effects: told } = stepOf(happen(ticketIn('waiting-for-user'), presses['ticket/attach'](minji)));
    assert.equal(next.state.kind, 'assigned');
    assert.deepEqual(told.flatMap((effect) => (effect.do === 'tell' ? [[effect.text, effect.to]] : [])), [['ticket-attached', `person:${ana.id}`]]);
  });

  it('comes once, however often it is sent', () => {
    const { next } = stepOf(happen(ticketIn('new'), { kind: 'ticket/attach', by: minji, files: files(2) }));
    assert.equal(wordOf(happen(next, { kind: 'ticket/attach', by: minji, files: files(1) })), 'nothing-new');
    assert.equal(stepOf(happen(next, { kind: 'ticket/attach', by: minji, files: files(3) })).next.attachments?.length, 3);
  });

  it('is refused beyond the limit of a ticket, with how many still fit', () => {
    const full = { ...ticketIn('new'), attachments: files(attachmentLimits.perTicket - 1) };
    const no = happen(full, { kind: 'ticket/attach', by: minji, files: files(2, 50) });
    assert.ok(!no.ok && no.refusal.reason === 'attachments-full');
    assert.deepEqual([no.refusal.data['most'], no.refusal.data['left']], ['10', '1']);
    assert.equal(wordOf(happen(full, { kind: 'ticket/attach', by: minji, files: files(1, 50) })), 'new');
  });

  it('is erased at once with a withdrawn ticket, and later than a closed one', () => {
    assert.deepEqual(effects('new', presses['ticket/withdraw'](minji)), [0]);
    const closing = nineOClock + ticketPolicy.closeAfter;
    assert.deepEqual(effects('resolved', { kind: 'ticket/close' }, closing), [ticketPolicy.closeAfter + ticketPolicy.keepAttachments]);
    assert.deepEqual(effects('assigned', presses['ticket/resolve'](ana)), []);
  });
});
