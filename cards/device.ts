// A device in one line, as staff tell it from others.
import type { Say } from '../locales/say.ts';
import type { Device } from '../support/device.ts';
import { plain } from './render.ts';

export function deviceInFull(say: Say, { name, manufacturer, model, serial, ring }: Device): string {
  return say('ticket.device-known', { name: plain(name), model: plain(`${manufacturer} ${model}`), serial: plain(serial), ring });
}
