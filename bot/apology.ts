// What a person is told when a turn failed: in an answer of the kind that was asked for, or in a message.
import type { TurnContext } from 'botbuilder';
import { speak, type Language } from '../locales/say.ts';
import type { Connector } from './connector.ts';
import { sorryFor } from './replies.ts';
import { respond } from './respond.ts';
import { languageIn } from './speech.ts';

/** @param fallback spoken to those whose client says nothing we know; the fault's id, which the log has too, is told */
export function apologies(connector: Pick<Connector, 'post'>, fallback: Language): (context: TurnContext, fault: string) => Promise<void> {
  return async (context, fault) => {
    const { type, name, locale, serviceUrl, conversation } = context.activity;
    const text = speak(languageIn(locale) ?? fallback)('turn.failed', { fault });
    if (type === 'invoke') await respond(context, sorryFor(name, text));
    else if (type === 'message') await connector.post({ serviceUrl, conversation: conversation.id }, { type, text });
  };
}
