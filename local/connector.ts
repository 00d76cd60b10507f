// The Bot Connector HTTP API, as a bot in Teams calls it: conversations and the activities in them.

import { adaptiveCard, checkActivity, checkConversationParameters, type ConversationParameters, type Outbound } from './activity-check.ts';
import type { Board } from './board.ts';
import type { Cast } from './cast.ts';
import { withoutPictures } from './file-card.ts';
import { ok, refuse, type Call, type Reply, type Route } from './exchange.ts';
import type { History } from './history.ts';
import { noConversation } from './connector-roster.ts';
import type { Address, Places } from './places.ts';
import type { Finding, ViolationList } from './violation-list.ts';
import type { Message } from './wire.ts';

export interface ConnectorParts {
  readonly cast: Cast;
  readonly places: Places;
  readonly history: History;
  readonly board: Board;
  readonly violations: ViolationList;
  readonly serviceUrl: string;
  readonly now: () => number;
}

/** About 100 KB counted as UTF-16; over it Teams answers 413. */
const messageLimit = 100 * 1024;

const noActivity = (): Reply => refuse(404, 'ActivityNotFoundInConversation', 'Activity not found in this conversation.');

export function connectorRoutes(parts: ConnectorParts): readonly Route[] {
  const { cast, places, history, board, violations, serviceUrl, now } = parts;

  /** What is wrong goes on the list; what Teams would refuse becomes the answer. */
  const refusal = (where: string, findings: readonly Finding[]): Reply | undefined => {
    violations.add(where, findings);
    const refused = findings.filter(({ refuse: yes }) => yes);
    const problems = refused.map(({ path, problem }) => `${path || '/'} ${problem}`);
    return refused.length > 0 ? refuse(400, 'BadSyntax', `${problems.join('; ')}.`) : undefined;
  };
  const tooBig = (body: unknown): Reply | undefined => {
    const size = (JSON.stringify(withoutPictures(body)) ?? '').length * 2;
    return size > messageLimit ? refuse(413, 'MessageSizeTooBig', `The message has ${size} bytes as UTF-16; ${messageLimit} are allowed.`) : undefined;
  };
  const whereOf = ({ request }: Call, address: Address): string =>
    `${request.method} v3/conversations/${address.place.key}/activities`;

  const show = (address: Address, activity: Outbound): string => {
    const id = history.nextId(now());
    board.post(address.place, {
      ...contentOf(activity),
      id,
      chat: address.place.id,
      ...(address.place.kind === 'channel' ? { thread: address.thread ?? id } : {}),
      from: { kind: 'bot', id: cast.bot.id, name: cast.bot.name },
      at: new Date(now()).toISOString(),
      version: 1,
    });
    return id;
  };

  const post = (call: Call): Reply => {
    const address = places.find(call.params['conversation'] ?? '');
    if (!address) return noConversation();
    const refused = tooBig(call.body) ?? targeted(call);
    if (refused) return refused;
    const { value, findings } = checkActivity(call.body, '');
    const bad = refusal(whereOf(call, address), [...findings, ...(value ? suggestionsInChannel(address, value) : [])]);
    if (bad || !value) return bad ?? refuse(400, 'BadSyntax', 'The body is not an activity.');
    if (value.type === 'typing') {
      board.typing(address);
      return { status: 202, body: { id: history.nextId(now()) } };
    }
    if (address.thread && !history.find(address.place.id, address.thread)) return noConversation();
    const thread = address.thread ?? history.find(address.place.id, call.params['activity'] ?? '')?.thread;
    return { status: 201, body: { id: show({ place: address.place, ...(thread === undefined ? {} : { thread }) }, value) } };
  };

  const put = (call: Call): Reply => {
    const found = own(call);
    if ('status' in found) return found;
    const refused = tooBig(call.body) ?? targeted(call);
    if (refused) return refused;
    const { value, findings } = checkActivity(call.body, '');
    const bad = refusal(whereOf(call, found.address), findings);
    if (bad || !value) return bad ?? refuse(400, 'BadSyntax', 'The body is not an activity.');
    if (value.type !== 'message') return refuse(400, 'BadArgument', 'Only a message can take the place of a message.');
    const { id, chat, thread, from, at, version } = found.message;
    const kept = { id, chat, from, at, ...(thread === undefined ? {} : { thread }) };
    board.update(found.address.place, { ...contentOf(value), ...kept, edited: new Date(now()).toISOString(), version: version + 1 });
    return ok({ id });
  };

  const remove = (call: Call): Reply => {
    const found = own(call);
    if ('status' in found) return found;
    board.remove(found.address.place, found.message.id);
    return { status: 200 };
  };

  /** The bot's own message that the path names. */
  const own = (call: Call): Reply | { readonly address: Address; readonly message: Message } => {
    const address = places.find(call.params['conversation'] ?? '');
    if (!address) return noConversation();
    const message = history.find(address.place.id, call.params['activity'] ?? '');
    if (!message) return noActivity();
    if (message.from.kind === 'bot') return { address, message };
    violations.add(whereOf(call, address), [{ path: '', problem: 'touches a message that is not of the bot', refuse: true }]);
    return refuse(403, 'NotEnoughPermissions', 'A bot can change its own messages only.');
  };

  const create = (call: Call): Reply => {
    const refused = tooBig(call.body);
    if (refused) return refused;
    const { value, findings } = checkConversationParameters(call.body);
    const bad = refusal('POST v3/conversations', findings);
    if (bad || !value) return bad ?? refuse(400, 'BadSyntax', 'The body is not conversation parameters.');
    const address = target(value);
    if ('status' in address) return address;
    if (!value.activity) {
      return address.place.kind === 'channel'
        ? refuse(400, 'BadSyntax', 'A new thread in a channel needs an activity.')
        : { status: 201, body: { id: address.place.id, serviceUrl } };
    }
    const checked = checkActivity(value.activity, '/activity');
    const wrong = refusal('POST v3/conversations', [...checked.findings, ...suggestionsInChannel(address, value.activity)]);
    if (wrong) return wrong;
    const activityId = show(address, value.activity);
    const id = address.place.kind === 'channel' ? `${address.place.id};messageid=${activityId}` : address.place.id;
    return { status: 201, body: { id, activityId, serviceUrl } };
  };

  /** Where a new conversation goes: a channel named in `channelData`, or the 1:1 chat with the one member. */
  const target = (parameters: ConversationParameters): Address | Reply => {
    const { channelData, members = [], tenantId } = parameters;
    const tenant = tenantId ?? idIn(channelData?.['tenant']);
    if (tenant !== undefined && tenant !== cast.tenantId) return refuse(403, 'BotNotInConversationRoster', 'The bot is not installed in this tenant.');
    const channel = idIn(channelData?.['channel']);
    if (channel !== undefined) {
      const address = places.find(channel);
      return address?.place.kind === 'channel' ? { place: address.place } : noConversation();
    }
    if (members.length !== 1) return refuse(400, 'BadArgument', 'A 1:1 conversation has exactly one member beside the bot.');
    const person = places.person(members[0]?.id ?? members[0]?.aadObjectId ?? '');
    if (!person) return refuse(403, 'BotNotInConversationRoster', 'The bot is not installed for this person.');
    return { place: places.personal(person) };
  };

  return [
    { method: 'POST', path: 'v3/conversations', run: create },
    { method: 'POST', path: 'v3/conversations/:conversation/activities', run: post },
    { method: 'POST', path: 'v3/conversations/:conversation/activities/:activity', run: post },
    { method: 'PUT', path: 'v3/conversations/:conversation/activities/:activity', run: put },
    { method: 'DELETE', path: 'v3/conversations/:conversation/activities/:activity', run: remove },
  ];
}

function targeted({ query }: Call): Reply | undefined {
  return query.get('isTargetedActivity') === 'true'
    ? refuse(400, 'BadArgument', 'The local Teams has no targeted messages: everyone in the chat would see it.') : undefined;
}

function suggestionsInChannel(address: Address, activity: Outbound): readonly Finding[] {
  return address.place.kind === 'channel' && (activity.suggestedActions?.actions?.length ?? 0) > 0
    ? [{ path: '/suggestedActions', problem: 'is shown in 1:1 chats only', refuse: false }] : [];
}

function contentOf(activity: Outbound): Pick<Message, 'text' | 'textFormat' | 'summary' | 'importance' | 'attachments' | 'suggestedActions' | 'mentions'> {
  const { text = '', textFormat = 'markdown', summary, importance, attachments = [], suggestedActions, entities = [] } = activity;
  return {
    text,
    textFormat,
    ...(summary === undefined ? {} : { summary }),
    ...(importance === undefined ? {} : { importance }),
    attachments: attachments.map(({ contentType = adaptiveCard, ...rest }) => ({ contentType, ...rest })),
    suggestedActions: (suggestedActions?.actions ?? []).map(({ title = '', value }) => ({ title, value: typeof value === 'string' ? value : title })),
    mentions: entities.flatMap((entity) => mentioned(entity)),
  };
}

function mentioned(entity: Readonly<Record<string, unknown>>): Message['mentions'] {
  const { type, mentioned: who } = entity;
  return type === 'mention' && typeof who === 'object' && who !== null && 'id' in who && 'name' in who
    ? [{ id: String(who.id), name: String(who.name) }] : [];
}

function idIn(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined;
}
