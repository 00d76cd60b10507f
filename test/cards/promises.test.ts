// Hours and promised times as people read them.
import assert from 'node:assert/strict';
import { counted, hoursLine } from '../../cards/promises.ts';
import { speak, type Language } from '../../locales/say.ts';
import { roundTheClock, type SupportHours } from '../../support/support-hours.ts';

const madrid: SupportHours = { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00', holidays: [] };

const hours: readonly (readonly [Language, Partial<SupportHours>, string])[] = [
  ['en', {}, 'Support hours: Monday–Friday, 08:00–20:00 (Europe/Madrid)'],
  ['ko', {}, '지원 시간: 월요일–금요일, 08:00–20:00(Europe/Madrid)'],
  ['es', {}, 'Horario de soporte: lunes–viernes, 08:00–20:00 (Europe/Madrid)'],
  ['en', { days: [7, 6] }, 'Support hours: Saturday and Sunday, 08:00–20:00 (Europe/Madrid)'],
  ['en', { days: [5, 1, 3] }, 'Support hours: Monday, Wednesday, and Friday, 08:00–20:00 (Europe/Madrid)'],
  ['en', { breaks: [{ from: '12:00', to: '13:00' }] }, 'Support hours: Monday–Friday, 08:00–20:00 except 12:00–13:00 (Europe/Madrid)'],
  ['ko', { breaks: [{ from: '12:00', to: '13:00' }] }, '지원 시간: 월요일–금요일, 08:00–20:00(Europe/Madrid), 휴게 시간 12:00–13:00 제외'],
  ['es', { breaks: [{ from: '12:00', to: '13:00' }] }, 'Horario de soporte: lunes–viernes, 08:00–20:00, salvo 12:00–13:00 (Europe/Madrid)'],
  ['en', { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }, 'Support hours: every day, 22:00–06:00 (Europe/Madrid)'],
  ['es', roundTheClock, 'las 24 horas, todos los días'],
];
const times: readonly (readonly [Language, number, string])[] = [
  ['en', 60, '1 hour'], ['en', 24 * 60, '24 hours'], ['en', 90, '1 hour, 30 minutes'], ['ko', 48 * 60, '48시간'], ['es', 30, '30 minutos'],
];

describe('what is promised', () => {
  for (const [language, change, line] of hours) {
    it(`reads “${line}”`, () => assert.equal(hoursLine(speak(language), { ...madrid, ...change }), line));
  }
  for (const [language, minutes, text] of times) {
    it(`counts ${minutes} minutes of support as ${text}, never as a day of the calendar`, () => assert.equal(counted(speak(language), minutes * 60_000), text));
  }
});
