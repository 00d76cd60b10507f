// One turn: who speaks, from where, and which of the bot's rooms answers.
import type { Activity, TurnContext } from 'botbuilder';
import { clip, onOneLine } from '../cards/render.ts';
import { speak, type Language, type Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Person } from '../support/person.ts';
import type { Actions } from './actions.ts';
import type { ShowAttachments } from './attachment-show.ts';
import type { Chats } from './chats.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import type { Dialogue } from './dialogue.ts';
import { respond } from './respond.ts';
import { languageIn } from './speech.ts';
import type { Search } from './search.ts';
import type { Tasks } from './tasks.ts';

/** Entra ID allows no longer display name; a card has room for several such. */
const longestName = 256;

/** What every room needs to know of the turn it answers. */
export interface Turn {
  readonly by: Person;
  readonly say: Say;
  readonly activity: Activity;
  readonly personal: boolean;
  /** The conversation without its thread: a channel's own id. */
  readonly conversation: string;
}

export interface TurnPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly actions: Actions;
  readonly tasks: Tasks;
  readonly dialogue: Dialogue;
  readonly search: Search;
  readonly chats: Chats;
  readonly attachments: ShowAttachments;
  /** Spoken to those whose client says nothing we know. */
  readonly fallback: Language;
}

/** The bot's logic for the adapter. The gate has seen the activity: its object id, tenant and service URL can be relied on. */
export function turnOf({ store, clock, directory, actions, tasks, dialogue, search, chats, attachments, fallback }: TurnPorts): (context: TurnContext) => Promise<void> {
  async function read({ activity }: TurnContext): Promise<Turn> {
    const id = activity.from.aadObjectId ?? '';
    const known = await store.person(id);
    const name = onOneLine(clip(activity.from.name ?? '', longestName));
    const called = name || known?.name || id;
    if (called !== known?.name) await store.savePerson({ ...known, id, name: called, seenAt: clock.now() });
    const by = await directory.person(id, called);
    const language = languageIn(known?.language) ?? languageIn(activity.locale) ?? fallback;
    return {
      by, say: speak(language), activity,
      personal: activity.conversation.conversationType === 'personal',
      conversation: activity.conversation.id.split(';')[0] ?? activity.conversation.id,
    };
  }

  async function invoke(context: TurnContext, turn: Turn): Promise<void> {
    const { activity } = turn;
    switch (activity.name) {
      case 'adaptiveCard/action': {
        const answer = await actions.press(activity.value, { ...turn, message: activity.replyToId });
        return respond(context, answer.kind === 'card'
          ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card }
          : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text });
      }
      case 'composeExtension/query': return respond(context, await search.query(activity.value, turn));
      case 'composeExtension/fetchTask': return respond(context, await tasks.fetchReport(activity.value, turn));
      case 'composeExtension/submitAction':
      case 'task/submit': return respond(context, await tasks.submit(activity.value, turn));
      case 'fileConsent/invoke': return respond(context, await attachments.consented(activity.value, turn));
      case 'task/fetch': return respond(context, await tasks.fetch(activity.value, turn));
      case undefined:
      default: return respond(context, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: turn.say('press.unknown') });
    }
  }

  return async (context) => {
    const { type } = context.activity;
    const turn = await read(context);
    await chats.meet(turn);
    if (type === 'invoke') return invoke(context, turn);
    if (type === 'message') return dialogue.hear(context, turn);
  };
}
