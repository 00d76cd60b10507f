// The reveal: the only road from the vault to a person. Audit first, then the vault, then one answer that nobody keeps.
import type { CardContext } from '../cards/context.ts';
import type { Revealed } from '../cards/reveal.ts';
import { onOneLine } from '../cards/render.ts';
import { VaultError, type Credential, type Vault } from '../credentials/vault.ts';
import type { Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Person } from '../support/person.ts';
import type { Viewer } from '../support/viewer.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Log } from './log.ts';
import { refusalText } from './refusals.ts';
import { hindrance } from './vault-hindrance.ts';

/** `shown` holds the password. */
export type Answer<Shown> = { readonly kind: 'shown'; readonly title: string; readonly shown: Shown } | { readonly kind: 'message'; readonly text: string };

/** @param from what the person looks from, as far as the client tells */
export type Reveal<Shown> = (id: string, by: Person, say: Say, from?: Viewer) => Promise<Answer<Shown>>;

export interface RevealPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly wake: () => void;
}

/**
 * Reveals the password of an elevation's device to its requester. The desk has committed that it was asked for before the vault is opened, and that
 * it was shown, with which the window starts, before anybody sees it. Whoever was cut off in between asks again. `present` puts it before its reader.
 */
export function openReveal<Shown>({ store, desk, vault, clock, log, wake }: RevealPorts, present: (context: CardContext, revealed: Revealed) => Shown): Reveal<Shown> {
  return async (id, by, say, from) => {
    const seen = from && { from };
    const outcome = await desk.happen('elevation', id, { kind: 'elevation/reveal', by, ...seen });
    if (!outcome.ok) return { kind: 'message', text: refusalText(outcome.refusal, say) };
    const elevation = outcome.value.body;
    const { device } = elevation;
    let credential: Credential;
    try {
      credential = await vault.open(device);
    } catch (error) {
      const fault = log.fault('the vault could not be opened', error, { elevation: id });
      await store.note({ at: clock.now(), actor: by.id, action: 'elevation/reveal-failed', detail: { fault }, record: id });
      if (!(error instanceof VaultError)) return { kind: 'message', text: say('reveal.failed', { fault }) };
      const telling = hindrance(error, elevation, clock.now());
      if (telling) await store.enqueue(telling).then(wake);
      return { kind: 'message', text: `${say('reveal.failed', { fault })} ${say(`vault.${error.fault}`, { permission: error.permission ?? '' })}` };
    }
    // Had access ended while the vault was being opened, this could be the password that came after it: then the rule says no.
    const begun = await desk.happen('elevation', id, { kind: 'elevation/revealed', by, ...seen });
    if (!begun.ok) return { kind: 'message', text: refusalText(begun.refusal, say) };
    const { state } = begun.value.body;
    if (state.kind !== 'active') throw new Error(`${id} was revealed without being active`);
    const { account, password } = credential;
    const shown = present({ say, now: clock.now(), reader: by }, { account, password: password.reveal(), device: device.name, until: state.until });
    return { kind: 'shown', title: say('reveal.title', { device: onOneLine(device.name) }), shown };
  };
}
