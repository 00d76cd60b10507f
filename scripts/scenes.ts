// The local Teams at work: a morning of support, pictured where it is worth a look.
import { join } from 'node:path';
import { speak } from '../locales/say.ts';
import { pageSecret } from '../bot/reveal-page.ts';
import type { Answered } from '../web/wire.ts';
import { nine, minutes } from '../test/cards/cast.ts';
import type { Place, Seat, Theme, Windows } from '../test/kit/browser.ts';
import { cardSaying, offering, saying } from '../test/kit/reading.ts';
import type { Town } from '../test/kit/town.ts';

const desktop = { width: 1200, height: 800 };
const phone = { width: 390, height: 844 };
const password = 'Kd7m-w3Rq-8bTz-Hn5x';
const titles: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', contrast: 'High contrast' };

/** Lives the morning; resolves to the lines that show its pictures. */
export async function scenes(town: Town, windows: Windows, folder: string): Promise<readonly string[]> {
  const lines: string[] = [];

  async function picture(name: string, caption: string, themes: readonly Theme[], place: Place, arrive: (seat: Seat) => Promise<unknown>): Promise<void> {
    const shown: string[] = [];
    for (const theme of themes) {
      const seat = await windows.sit({ size: desktop, ...place, theme });
      await arrive(seat);
      await seat.page.evaluate('document.fonts.ready.then(() => true)');
      await seat.page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
      await seat.page.context().close();
      shown.push(`![${caption}, ${titles[theme].toLowerCase()}](pictures/${name}-${theme}.png)`);
    }
    lines.push(`${caption}:`, '', row(themes.map((theme) => titles[theme])), row(themes.map(() => '---')), row(shown), '');
  }

  lines.push('## The local Teams', '');
  await town.say('minji', '3층 프린터가 인쇄되지 않습니다. 오늘 아침부터 대기열에 문서가 쌓이기만 합니다.');
  await town.waitFor('minji', 'bot', saying('무엇에 관한 문제입니까?'));
  await town.say('minji', '프린터, 드라이버, VPN');
  await town.waitFor('minji', 'bot', saying('어느 디바이스입니까?'));
  await picture('report', 'Minji writes what is wrong, and the bot asks', ['light', 'dark'], { as: 'minji' }, (minji) => minji.sees('어느 디바이스입니까?'));

  const answers = [
    ['MD-SEL-0142', '누구에게 영향이 있습니까?'], ['한 명', '업무에 어떤 영향이 있습니까?'], ['업무 불가', '신고 내용을 확인해 주십시오'],
  ] as const;
  for (const [answer, next] of answers) {
    await town.say('minji', answer);
    await town.waitFor('minji', 'bot', saying(next));
  }
  await town.say('minji', '제출');
  await town.waitFor('minji', 'bot', cardSaying('T-1001'));
  await town.press('ana', await town.waitFor('ana', 'support', offering('ticket/claim')), { verb: 'ticket/claim' });
  await town.waitFor('minji', 'bot', saying('Ana García 님이 티켓'));

  const form = await town.press('ana', await town.waitFor('ana', 'support', offering('elevation')), { verb: 'elevation' });
  if (form.kind !== 'dialog') throw new Error('the form did not open');
  await town.submit('ana', form, {
    title: 'Reinstall the printer driver', plan: 'Remove the printer in Device Manager, rescan, and print a test page with Ms Kim.', actions: 'device-manager', minutes: '60',
  });
  await picture('local-teams', 'Chris is asked to approve admin access', ['light', 'dark', 'contrast'], { as: 'chris', chat: 'escalation' },
    (chris) => chris.sees('Reinstall the printer driver'));

  await town.press('chris', await town.waitFor('chris', 'escalation', offering('elevation/approve')), { verb: 'elevation/approve' }, { note: 'Please stay with Ms Kim while you work.' });
  await town.waitFor('ana', 'bot', offering('elevation/reveal'));
  // Another password every time would be another picture every time.
  const answered: Answered = { kind: 'shown', ...pageSecret({ say: speak('es'), now: nine }, { account: 'mds-admin', password, device: 'MD-SEL-0142', until: nine + minutes(60) }) };
  await picture('reveal', 'Ana is shown the password, for a minute, on a page that nobody else sees', ['light', 'dark'], { as: 'ana' }, async (ana) => {
    await ana.page.route('**/api/reveal', (route) => route.fulfill({ json: answered }));
    await ana.press('Mostrar contraseña', await ana.sees('Reinstall the printer driver'));
    await ana.dialog.frameLocator('iframe').getByText(password).waitFor();
  });

  await picture('phone', 'The same day on a narrow screen', ['light', 'dark'], { as: 'minji', size: phone }, (minji) => minji.sees('Ana García 님이 처리하고 있습니다.'));
  return lines;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
