// The reveal page: a press in Teams opens it with a pass, and the page gets the password once, for the pass and for whoever is signed in.
import { hash } from 'node:crypto';
import * as z from 'zod';
import { legible, type Revealed } from '../cards/reveal.ts';
import type { CardContext } from '../cards/context.ts';
import { onOneLine } from '../cards/render.ts';
import { languages, speak, type Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Person } from '../support/person.ts';
import type { Viewer } from '../support/viewer.ts';
import { revealPath } from '../web/files.ts';
import type { Answered, Asked } from '../web/wire.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { Log } from './log.ts';
import type { Reveal } from './reveal.ts';

/** What a press is answered with. The address has a pass in its fragment, which no server is told and the page takes away. */
export interface OpenedPage {
  readonly title: string;
  readonly url: string;
  /** For clients without dialogs, where the page says what to do. */
  readonly fallbackUrl: string;
}

export interface RevealPage {
  readonly open: (id: string, by: Person, say: Say) => Promise<OpenedPage>;
  /** @param person the Entra object id that the page's token was verified for. Undefined: not what the page asks. */
  answer(person: string, body: unknown, from?: Viewer): Promise<Answered | undefined>;
}

export interface RevealPagePorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly reveal: Reveal<PageSecret>;
  /** Where people's browsers reach the bot. */
  readonly origin: () => string;
  /** A name that cannot be guessed. */
  readonly uuid: () => string;
  /** The machine's clock, epoch milliseconds. */
  readonly machine: () => number;
  readonly log: Log;
}

type PageSecret = ReturnType<typeof pageSecret>;

/** Milliseconds from the press until the page must have asked: it may have to be signed in to for the first time. */
const passLife = 2 * 60_000;

const asked: z.ZodType<Asked & { readonly language: (typeof languages)[number] }> = z.strictObject({ id: z.string().max(20), pass: z.string().max(100), language: z.enum(languages) });

/** The password as the page shows it. */
export function pageSecret({ say }: CardContext, { device, until, ...credential }: Revealed) {
  return { device: onOneLine(device), ...legible(credential, say.language), until };
}

export function openRevealPage({ store, desk, directory, reveal, origin, uuid, machine, log }: RevealPagePorts): RevealPage {
  const passOf = (pass: string, person: string, record: string) => ({ digest: hash('sha256', pass), person, record });

  return {
    async open(id, by, say) {
      const pass = uuid();
      const now = machine();
      await store.givePass(passOf(pass, by.id, id), now + passLife, now);
      const url = `${origin()}${revealPath(say.language)}`;
      return { title: say('page.title'), url: `${url}#${encodeURIComponent(id)}.${pass}`, fallbackUrl: url };
    },

    async answer(person, body, from) {
      const { success, data } = asked.safeParse(body);
      if (!success) return undefined;
      const say = speak(data.language);
      try {
        const by = await directory.person(person);
        if (!await store.takePass(passOf(data.pass, by.id, data.id), machine())) {
          await desk.refused(by, 'elevation/reveal', 'page-used', data.id);
          return { kind: 'message', text: say('page.used') };
        }
        const answer = await reveal(data.id, by, say, from);
        return answer.kind === 'shown' ? { kind: 'shown', ...answer.shown } : answer;
      } catch (error) {
        return { kind: 'message', text: say('turn.failed', { fault: log.fault('the reveal page could not be answered', error) }) };
      }
    },
  };
}
