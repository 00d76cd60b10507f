// The API of the page and the tests, below /local/api: who is there, what was said, say, press, read; and test switches.

import type { Board } from './board.ts';
import { consentBody, faultBody, findBody, postCardBody, pressBody, readBody, reportBody, rosterBody, sayBody, signInBody, take } from './bodies.ts';
import type { Cast, CastPerson } from './cast.ts';
import type { Conversation } from './conversation.ts';
import { ok, refuse, type Call, type Reply, type Route } from './exchange.ts';
import type { FaultSwitch } from './fault-switch.ts';
import type { History } from './history.ts';
import type { Place, Places } from './places.ts';
import type { RosterSwitch } from './roster-switch.ts';
import type { SignIn } from './sign-in.ts';
import type { ViolationList } from './violation-list.ts';
import type { Messages, SignedIn, State } from './wire.ts';
import type { Violations } from './trial.ts';

export interface ApiParts {
  readonly cast: Cast;
  readonly places: Places;
  readonly history: History;
  readonly board: Board;
  readonly conversation: Conversation;
  readonly violations: ViolationList;
  readonly faults: FaultSwitch;
  readonly standings: RosterSwitch;
  readonly now: () => number;
  readonly signIn: SignIn | undefined;
}

export function apiRoutes(parts: ApiParts): readonly Route[] {
  const { cast, places, history, board, conversation, violations, faults, standings, now, signIn } = parts;

  const asPerson = (ref: string, answer: (person: CastPerson) => Reply | Promise<Reply>): Reply | Promise<Reply> => {
    const person = places.person(ref);
    return person ? answer(person) : refuse(404, 'NotFound', `as: there is no such person; allowed are ${cast.people.map(({ key }) => key).join(', ')}.`);
  };
  const inChat = (ref: string, chat: string, answer: (person: CastPerson, place: Place) => Reply | Promise<Reply>): Reply | Promise<Reply> =>
    asPerson(ref, (person) => {
      const place = places.enter(person, chat);
      return place ? answer(person, place) : refuse(404, 'NotFound', 'chat: there is no such chat for this person.');
    });
  const asked = (call: Call): string => call.query.get('as') ?? '';
  const chatIn = (call: Call): string => call.params['chat'] ?? '';

  return [
    {
      method: 'GET', path: 'state',
      run: (call) => asPerson(asked(call), (me) => ok({
        me, cast, chats: board.chats(me), waiting: Object.fromEntries(cast.people.map((person) => [person.key, board.waiting(person)])), now: now(),
      } satisfies State)),
    },
    {
      method: 'GET', path: 'chats/:chat/messages',
      run: (call) => inChat(asked(call), chatIn(call), (_, place) => ok({ chat: place.id, messages: history.list(place.id) } satisfies Messages)),
    },
    {
      method: 'POST', path: 'chats/:chat/messages',
      run: (call) => {
        const say = take(sayBody, call.body);
        return say.kind === 'refused' ? say.reply
          : inChat(say.value.as, chatIn(call), (person, place) => conversation.say(person, place, say.value));
      },
    },
    {
      method: 'POST', path: 'chats/:chat/read',
      run: (call) => {
        const read = take(readBody, call.body);
        return read.kind === 'refused' ? read.reply : inChat(read.value.as, chatIn(call), (person, place) => {
          board.read(person, place);
          return ok({});
        });
      },
    },
    {
      method: 'POST', path: 'chats/:chat/found',
      run: (call) => {
        const find = take(findBody, call.body);
        return find.kind === 'refused' ? find.reply : inChat(find.value.as, chatIn(call), (person, place) => conversation.find(person, place, find.value));
      },
    },
    {
      method: 'POST', path: 'chats/:chat/cards',
      run: (call) => {
        const post = take(postCardBody, call.body);
        return post.kind === 'refused' ? post.reply : inChat(post.value.as, chatIn(call), (person, place) => conversation.post(person, place, post.value));
      },
    },
    {
      method: 'POST', path: 'chats/:chat/reports',
      run: (call) => {
        const report = take(reportBody, call.body);
        return report.kind === 'refused' ? report.reply : inChat(report.value.as, chatIn(call), (person, place) => conversation.report(person, place, report.value));
      },
    },
    {
      method: 'POST', path: 'press',
      run: (call) => {
        const press = take(pressBody, call.body);
        return press.kind === 'refused' ? press.reply
          : inChat(press.value.as, press.value.chat, (person, place) => conversation.press(person, place, press.value));
      },
    },
    {
      method: 'POST', path: 'consent',
      run: (call) => {
        const consent = take(consentBody, call.body);
        return consent.kind === 'refused' ? consent.reply
          : inChat(consent.value.as, consent.value.chat, (person, place) => conversation.consent(person, place, consent.value));
      },
    },
    {
      method: 'POST', path: 'sign-in',
      run: (call) => {
        const wish = take(signInBody, call.body);
        return wish.kind === 'refused' ? wish.reply : asPerson(wish.value.as, async (person) =>
          signIn ? ok({ token: await signIn.token(person) } satisfies SignedIn) : refuse(404, 'NotFound', 'Nobody is signed in to pages here.'));
      },
    },
    { method: 'GET', path: 'violations', run: () => ok({ violations: violations.all() } satisfies Violations) },
    {
      method: 'DELETE', path: 'violations',
      run: () => {
        violations.clear();
        return ok({});
      },
    },
    {
      method: 'POST', path: 'faults',
      run: (call) => {
        const fault = take(faultBody, call.body);
        if (fault.kind === 'refused') return fault.reply;
        faults.set(fault.value);
        return ok({});
      },
    },
    {
      method: 'DELETE', path: 'faults',
      run: () => {
        faults.clear();
        return ok({});
      },
    },
    {
      method: 'POST', path: 'roster',
      run: (call) => {
        const change = take(rosterBody, call.body);
        return change.kind === 'refused' ? change.reply : asPerson(change.value.person, (person) => {
          standings.set(person, change.value.standing);
          return ok({});
        });
      },
    },
  ];
}
