// Two days in a real browser, as the people at the local Teams live them.
import assert from 'node:assert/strict';
import { windowsOrSkip, type Windows } from '../kit/browser.ts';
import { openTown, type Town } from '../kit/town.ts';

describe('in a real browser', function () {
  this.timeout(30_000);
  let town: Town;
  let windows: Windows;

  before(async function () {
    town = await openTown();
    windows = await windowsOrSkip(this, town.origin);
  });

  after(async () => {
    await windows?.close();
    await town.close();
  });

  it('a printer problem reported in Korean is solved with admin access whose password changes two hours later', async () => {
    const minji = await windows.sit({ as: 'minji' });
    await minji.sees('Minji Kim 김민지 님, 안녕하십니까?');
    await minji.say('3층 프린터가 인쇄되지 않습니다.');
    for (const answer of ['프린터, 드라이버, VPN', 'MD-SEL-0142: Surface Laptop 5', '한 명', '업무 불가', '제출']) await minji.press(answer);
    await minji.sees('3층 프린터가 인쇄되지 않습니다.', '신고가 접수되었습니다');

    const ana = await windows.sit({ as: 'ana', chat: 'support' });
    const ticket = await ana.sees('3층 프린터가 인쇄되지 않습니다.');
    await ana.press('Claim', ticket);
    await ana.sees('Ana García is working on it.');
    await minji.sees('Ana García 님이 처리하고 있습니다.');

    await requestElevation();
    const chris = await windows.sit({ as: 'chris', chat: 'escalation' });
    await approve();
    await ana.sees('Chris Okafor ha aprobado su solicitud');

    const first = await reveal();
    await minji.sees('디바이스 MD-SEL-0142에 관리자 권한으로 액세스합니다');
    const running = await town.waitFor('ana', 'bot', (message) => JSON.stringify(message.attachments).includes('elevation/reveal'));

    await ana.page.getByTestId('clock-PT2H').click();
    await ana.sees('El periodo de acceso terminó', 'La contraseña se ha renovado');
    await chris.sees('The access window ended', 'The password was changed');
    await minji.sees('디바이스 MD-SEL-0142의 관리자 액세스가 끝났습니다');
    const late = await town.press('ana', running, { verb: 'elevation/reveal' });
    assert.equal(late.kind, 'message');

    await ana.enter('support');
    await requestElevation();
    await approve();
    const second = await reveal();
    assert.notEqual(second, first);

    async function requestElevation(): Promise<void> {
      await ana.press('Request elevation', ticket);
      const { dialog } = ana;
      await dialog.getByLabel('Título').fill('Quitar el controlador de la impresora');
      await dialog.getByLabel('Plan de acción').fill('Quitarlo en el Administrador de dispositivos y volver a buscar.');
      await dialog.getByLabel('Administrador de dispositivos').check();
      await dialog.getByLabel('2 horas').check();
      await ana.press('Enviar solicitud', dialog);
      await dialog.getByText('Se ha enviado E-').waitFor();
      await ana.closeDialog();
      await ana.enter('bot');
      await ana.sees('Quitar el controlador de la impresora', 'Pendiente de decisión');
    }

    async function approve(): Promise<void> {
      const request = await chris.sees('Quitar el controlador de la impresora', 'Waiting for a decision');
      await chris.press('Approve', request);
      await chris.sees('Quitar el controlador de la impresora', 'Chris Okafor approved');
    }

    /** The password that the dialog shows. */
    async function reveal(): Promise<string> {
      await ana.press('Mostrar contraseña', await ana.sees('Quitar el controlador de la impresora', 'Aprobada'));
      const password = await ana.dialog.getByText(/^\w{4}(-\w{4}){3}$/).innerText();
      await ana.closeDialog();
      return password;
    }
  });

  it('an outage of severity A goes to the IT admin, who files it with Operations', async () => {
    const grace = await windows.sit({ as: 'grace' });
    await grace.sees('Hello Grace Hall');
    await grace.say('Nobody can reach the VPN.');
    for (const answer of ['Printers, drivers, VPN', 'MD-RED-0206: EliteBook 840 G10', 'The whole business', 'Work stopped', 'Submit']) await grace.press(answer);

    const ben = await windows.sit({ as: 'ben', chat: 'support' });
    const ticket = await ben.sees('Nobody can reach the VPN.');
    await ben.press('Claim', ticket);
    await ben.press('Escalate', ticket);
    await ben.dialog.getByLabel('Title').fill('VPN gateway down for everyone');
    await ben.dialog.getByLabel('Description').fill('No answer since nine; restarted twice.');
    await ben.dialog.getByLabel('Severity').selectOption('A (critical)');
    await ben.press('Escalate', ben.dialog);
    await ben.dialog.getByText('X-1 has been sent').waitFor();
    await ben.closeDialog();
    await ben.enter('bot');
    await ben.sees('which only an IT admin can file', 'contact Dana Weiss, dana.weiss@contoso.example');

    const dana = await windows.sit({ as: 'dana', chat: 'it-admin' });
    const handOff = await dana.sees('VPN gateway down for everyone', 'With the IT admin');
    assert.deepEqual(await town.messages('omar', 'operations'), []);
    await dana.open('File with Operations', handOff);
    await handOff.getByLabel('Primary contact').fill('Ben Carter, +1 555 0143');
    await handOff.getByLabel('around the clock, every day, until it is solved').check();
    await dana.press('File with Operations', handOff);
    await dana.sees('VPN gateway down for everyone', 'Filed');

    const omar = await windows.sit({ as: 'omar', chat: 'operations' });
    const filed = await omar.sees('VPN gateway down for everyone', 'Ben Carter, +1 555 0143');
    await omar.press('Accept', filed);
    await omar.sees('VPN gateway down for everyone', 'Omar Haddad');
    await ben.sees('VPN gateway down for everyone', 'Omar Haddad');
  });

  it('nothing failed in the page, left the machine, or would be refused by Teams', async () => {
    assert.deepEqual(windows.faults, []);
    assert.deepEqual(await town.violations(), []);
  });
});
