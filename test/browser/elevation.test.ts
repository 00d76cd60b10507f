// The whole life of an elevation in a real browser: from the request to the password that was changed, and the one that nobody could approve.
import assert from 'node:assert/strict';
import { windowsOrSkip, type Seat, type Windows } from '../kit/browser.ts';
import { passwordIn } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';

interface Form {
  readonly open: string;
  readonly title: readonly [label: string, text: string];
  readonly plan: readonly [label: string, text: string];
  readonly choices: readonly string[];
  readonly send: string;
}

describe('the life of an elevation in a real browser', function () {
  this.timeout(60_000);
  let town: Town;
  let windows: Windows;

  before(async function () {
    town = await openTown({ pages: true });
    windows = await windowsOrSkip(this, town.origin);
  });

  after(async () => {
    await windows?.close();
    await town.close();
  });

  async function request(seat: Seat, ticket: string, { open, title, plan, choices, send }: Form): Promise<void> {
    const card = await seat.sees(ticket);
    await seat.press('Claim', card);
    await seat.press(open, card);
    for (const [label, text] of [title, plan]) await seat.dialog.getByLabel(label).fill(text);
    for (const choice of choices) await seat.dialog.getByLabel(choice).check();
    await seat.press(send, seat.dialog);
    await seat.dialog.getByText(/E-\d/).waitFor();
    await seat.closeDialog();
    await seat.enter('bot');
  }

  /** Opens the page, reads the password, and leaves. */
  async function reveal(seat: Seat, button: string, title: string): Promise<string> {
    await seat.press(button, await seat.sees(title));
    const page = seat.dialog.frameLocator('iframe');
    await page.getByText(/^\w{4}(-\w{4}){3}$/).waitFor();
    const password = passwordIn((await page.locator('main').innerText()).split('\n'));
    assert.ok(password !== undefined);
    await seat.closeDialog();
    return password;
  }

  async function fill(seat: Seat, title: string, button: string, label: string, text: string): Promise<void> {
    const card = await seat.sees(title);
    await seat.open(button, card);
    await card.getByLabel(label).fill(text);
    await seat.press(button, card);
  }

  it('request, claim, approval, reveal page, one hour more, done, and the password is another one', async () => {
    const title = 'Quitar el controlador';
    for (const words of ['The printer prints nothing.', 'Printers, drivers, VPN', 'MD-RED-0206', 'One person', 'Work stopped', 'Submit']) await town.say('grace', words);
    const ana = await windows.sit({ as: 'ana', chat: 'support' });
    const form: Form = {
      open: 'Request elevation', title: ['Título', title], plan: ['Plan de acción', 'Quitarlo y volver a buscar.'], choices: ['Administrador de dispositivos', '1 hora'],
      send: 'Enviar solicitud',
    };
    await request(ana, 'The printer prints nothing.', form);
    const chris = await windows.sit({ as: 'chris', chat: 'escalation' });
    await chris.press('Approve', await chris.sees(title, 'Waiting for a decision'));
    await chris.sees(title, 'Chris Okafor approved');

    const first = await reveal(ana, 'Mostrar contraseña', title);
    await ana.press('Pedir 1 hora más', await ana.sees(title, 'Acceso activo'));
    await ana.sees(title, 'Ha pedido 1 hora más');
    await chris.press('Approve more time', await chris.sees(title, 'Approve more time'));
    await ana.sees(title, 'Se ha ampliado 1 hora');
    assert.equal(await reveal(ana, 'Mostrar de nuevo la contraseña', title), first);

    await fill(ana, title, 'Finalizar acceso', '¿Qué ha hecho con el acceso?', 'Controlador reinstalado');
    await ana.sees(title, 'La contraseña se ha renovado', 'Controlador reinstalado');
    await chris.sees(title, 'The password was changed', 'Controlador reinstalado');

    await ana.enter('support');
    const again = 'Comprobar el controlador';
    const card = await ana.sees('The printer prints nothing.');
    await ana.press('Request elevation', card);
    await ana.dialog.getByLabel('Título').fill(again);
    await ana.dialog.getByLabel('Plan de acción').fill('Imprimir una página.');
    await ana.dialog.getByLabel('Administrador de dispositivos').check();
    await ana.press('Enviar solicitud', ana.dialog);
    await ana.dialog.getByText(/E-\d/).waitFor();
    await ana.closeDialog();
    await ana.enter('bot');
    await chris.press('Approve', await chris.sees(again, 'Waiting for a decision'));
    assert.notEqual(await reveal(ana, 'Mostrar contraseña', again), first);
  });

  it('emergency access: taken with a reason, told to those passed over, shown on the page, and reviewed by somebody else', async () => {
    const title = '업데이트 제거';
    for (const words of ['El portátil no arranca bien.', 'Windows', 'MD-MAD-0031', 'Solo a mí', 'No puedo trabajar', 'Enviar']) await town.say('luis', words);
    const sora = await windows.sit({ as: 'sora', chat: 'support' });
    await request(sora, 'El portátil no arranca bien.', {
      open: 'Request elevation', title: ['제목', title], plan: ['조치 계획', '업데이트를 제거하고 다시 시작합니다.'], choices: ['장치 관리자', '1시간'], send: '요청 보내기',
    });
    const card = await sora.sees(title);
    await sora.open('긴급 액세스', card);
    await card.getByLabel('기다릴 수 없는 이유').fill('새벽이라 아무도 연락되지 않습니다.');
    await card.getByRole('checkbox').check();
    await sora.press('긴급 액세스', card);
    await sora.sees(title, '새벽이라 아무도 연락되지 않습니다.');

    const chris = await windows.sit({ as: 'chris' });
    await chris.sees('Sora Lee 이소라', 'emergency');
    const dana = await windows.sit({ as: 'dana', chat: 'it-admin' });
    await dana.sees('Sora Lee 이소라', 'emergency');

    await reveal(sora, '암호 보기', title);
    await fill(sora, title, '액세스 종료', '이 액세스로 어떤 작업을 했습니까?', '업데이트를 제거했습니다.');
    await sora.sees(title, '암호가 변경되었습니다');
    await chris.enter('escalation');
    await fill(chris, title, 'Review emergency access', 'Was it needed', 'Nobody was on duty; it was needed.');
    await sora.sees(title, 'Nobody was on duty; it was needed.');
  });

  it('nothing failed in the page, left the machine, or would be refused by Teams', async () => {
    assert.deepEqual(windows.faults, []);
    assert.deepEqual(await town.violations(), []);
  });
});
