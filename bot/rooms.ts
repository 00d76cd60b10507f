// The rooms that answer a turn, put together: who may ask what, which forms and cards answer it.
import type { TurnContext } from 'botbuilder';
import { revealCard } from '../cards/reveal.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Store } from '../store/store.ts';
import { openActions } from './actions.ts';
import { openAdministration } from './administration.ts';
import { openChannelTalk } from './channel-talk.ts';
import { openChats } from './chats.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Devices } from './devices.ts';
import { openDialogue } from './dialogue.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import type { Files } from './files.ts';
import { openForms } from './forms.ts';
import type { InForce } from './in-force.ts';
import { keysTimeout, type Line } from './line.ts';
import type { Log } from './log.ts';
import type { Messenger } from './messenger.ts';
import { openOverview } from './overview.ts';
import { openPages, type LocalSignIn, type Pages } from './pages.ts';
import type { Places } from './places.ts';
import { openQueue } from './queue.ts';
import { openReveal } from './reveal.ts';
import { pageSecret } from './reveal-page.ts';
import { openRoles } from './roles.ts';
import { openSearch } from './search.ts';
import type { Settings } from './settings.ts';
import { openStats } from './stats.ts';
import { openTasks } from './tasks.ts';
import { turnOf } from './turn.ts';
import { openWishes } from './wishes.ts';

export interface RoomsPorts {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly devices: Devices;
  readonly directory: Directory;
  readonly facts: Facts;
  readonly inForce: InForce;
  readonly vault: Vault;
  readonly line: Line;
  readonly places: Places;
  readonly messenger: Messenger;
  readonly files: Files;
  readonly signIn: LocalSignIn | undefined;
  readonly uuid: () => string;
  readonly log: Log;
  /** There may be a to-do now. */
  readonly wake: () => void;
}

export interface Rooms {
  readonly turn: (context: TurnContext) => Promise<void>;
  /** Undefined where no page is set up. */
  readonly pages: Pages | undefined;
}

export function openRooms({ settings, store, clock, desk, devices, directory, facts, inForce, vault, line, places, messenger, files: { attachments, showing }, signIn, uuid, log, wake }: RoomsPorts): Rooms {
  const { config, named } = settings;
  const roles = openRoles({ store, clock, desk, directory, wake });
  const administration = openAdministration({ store, clock, desk, directory, roles, inForce, file: config, named: named.sections ?? {}, newDraft: uuid, wake });
  const forms = openForms({ store, desk, devices, directory, clock, administration, facts, inForce, attachments, operations: config.operations });
  const reveals = { store, desk, vault, clock, log, wake };
  const pages = openPages({
    settings, cloud: line.cloud, signIn, keysTimeout, store, desk, directory, reveal: openReveal(reveals, pageSecret), origin: line.origin, uuid, machine: clock.machine, log,
  });
  const queue = openQueue({ store, desk, clock, directory, inForce });
  const overview = openOverview({ inForce, directory, clock });
  const wishes = openWishes({ store, clock, desk, forms, overview, administration, queue, stats: openStats({ store, desk, clock }), attachments });
  const turn = turnOf({
    store, clock, directory, fallback: config.language,
    actions: openActions({ store, desk, messenger, places, queue, attachments: showing }),
    tasks: openTasks({ forms, desk, reveal: openReveal(reveals, revealCard), page: pages?.reveal.open, newDraft: uuid }),
    dialogue: openDialogue({ store, clock, devices, forms, wishes, channelTalk: openChannelTalk({ queue, desk, clock, places, overview, log }), wake }),
    search: openSearch({ store, clock }),
    chats: openChats({ store, clock, places, wake }),
    attachments: showing,
  });
  return { turn, pages };
}
