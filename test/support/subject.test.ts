// What a ticket is about besides its category: applications by the words of a report, in any language, and the model of its device.
import assert from 'node:assert/strict';
import { signalOf, subjectsOf, type Application } from '../../support/subject.ts';

const applications: readonly Application[] = [
  { name: 'Outlook', also: ['아웃룩'] }, { name: 'Wi-Fi', also: ['WiFi'] }, { name: 'SAP GUI', also: [] }, { name: 'Teams', also: [] }, { name: 'VPN', also: [] },
];

const reports: readonly (readonly [words: string, about: readonly string[]])[] = [
  ['Outlook does not open', ['Outlook']],
  ['OUTLOOK!', ['Outlook']],
  ['Outlook이 열리지 않습니다', ['Outlook']],
  ['아웃룩이 멈춥니다', ['Outlook']],
  ['No puedo abrir Outlook, ni el antiguo ni el nuevo', ['Outlook']],
  ['Ｏｕｔｌｏｏｋ', ['Outlook']],
  ['my outlooks', []],
  ['mailoutlook', []],
  ['The wifi is gone', ['Wi-Fi']],
  ['Wi-Fi', ['Wi-Fi']],
  ['SAP gui closes', ['SAP GUI']],
  ['SAP closes', []],
  ['No sound', []],
  ['VPN, Teams, Outlook and Wi-Fi, everything', ['Outlook', 'Wi-Fi', 'Teams']],
];

describe('what a report is about', () => {
  for (const [words, about] of reports) {
    it(`“${words}”: ${about.join(', ') || 'no application'}`, () =>
      assert.deepEqual(subjectsOf(words, undefined, applications), about.map((name) => ({ kind: 'application', name }))));
  }

  it('is the model of its device too, after what its words say', () => {
    assert.deepEqual(subjectsOf('Outlook', ' Surface Laptop 5 ', applications).map(({ kind, name }) => `${kind} ${name}`), ['application Outlook', 'model Surface Laptop 5']);
    assert.deepEqual(subjectsOf('No sound', '', applications), []);
  });
});

describe('a signal', () => {
  it('is the same however its name is written, and another in another category', () => {
    const signal = signalOf('windows', { kind: 'application', name: 'Outlook' });
    assert.equal(signalOf('windows', { kind: 'application', name: 'OUTLOOK ' }), signal);
    assert.notEqual(signalOf('browser', { kind: 'application', name: 'Outlook' }), signal);
    assert.notEqual(signalOf('windows', { kind: 'model', name: 'Outlook' }), signal);
  });
});
