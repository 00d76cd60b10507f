// What was given up: every kind of it, and more than the card has room for.
import { alarmCard, alarmData, type GivenUp } from '../../../cards/alarm.ts';
import type { CardCase } from '../case.ts';
import { minji, minutes, nine } from '../cast.ts';

const card1: GivenUp = { kind: 'post', record: 'T-1001', where: { channel: 'support' }, why: 'POST was refused with 400 BadArgument', since: nine };
const every: readonly GivenUp[] = [
  card1,
  { kind: 'tell', record: 'T-1001', where: { person: minji.name }, why: 'POST was refused with 413 MessageSizeTooBig', since: nine + minutes(5) },
  { kind: 'tell', where: { person: '*Mallory* [home](http://evil.test)' }, why: 'POST was refused with 401 BotNotRegistered', since: nine },
  { kind: 'say', why: 'POST was refused with 404 ConversationNotFound', since: nine },
  { kind: 'rotate', record: 'E-17', why: 'no ended elevation E-17', since: nine },
  { kind: 'dance', why: 'nobody does to-dos of the kind dance', since: nine },
];

export const card: CardCase = {
  name: 'alarm',
  data: (context) => alarmData(context, every),
  states: {
    '': (context) => alarmCard(context, every),
    'one': (context) => alarmCard(context, [card1]),
    'many': (context) => alarmCard(context, Array.from({ length: 12 }, () => card1)),
  },
};
