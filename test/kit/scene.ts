// Plays scenes of a 1:1 chat: [person says, sees]. Between any two turns the state goes through JSON, as it does in a restart.
import assert from 'node:assert/strict';
import { ActivityTypes, BotAdapter, TurnContext, type Activity, type Attachment, type ResourceResponse } from 'botbuilder';
import { z } from 'zod';
import { converse, type Asker, type DialogState, type Wish } from '../../dialogs/conversation.ts';
import { buttonsOf, linesOf } from '../../local/card-reader.ts';
import { speak, type Language } from '../../locales/say.ts';
import { minji, nineOClock } from './people.ts';

/** One line: what is said, and a fragment of each thing that is seen in answer, in order; nothing else may be seen. */
export type Line = readonly [says: string, ...sees: readonly string[]];

export interface Setting extends Partial<Omit<Asker, 'say' | 'draft' | 'now'>> {
  readonly language?: Language;
}

/** A chat that remembers nothing but the JSON of its state. */
export interface Chat {
  /** Everything seen in answer: wishes in their order, then what was sent, each as one readable line. */
  say(text: string, ...attachments: readonly Attachment[]): Promise<readonly string[]>;
  /** Wishes of the last turn. */
  readonly wishes: readonly Wish[];
  /** What was sent in the last turn. */
  readonly sent: readonly Partial<Activity>[];
  /** As it is saved; may be replaced, as by another version of the bot. */
  saved: string | undefined;
}

const nothing = async () => [];

export function chat({ language = 'en', ...known }: Setting = {}): Chat {
  let turns = 0;
  let spoken = speak(language);
  const self = {
    saved: undefined as string | undefined,
    wishes: [] as readonly Wish[],
    sent: [] as readonly Partial<Activity>[],
    async say(text: string, ...attachments: readonly Attachment[]) {
      turns += 1;
      const asker: Asker = {
        person: minji, devices: nothing, openTickets: nothing, workTickets: nothing, isReported: async () => false, ...known,
        say: spoken, draft: `activity-${turns}`, now: nineOClock,
      };
      const adapter = new Collector();
      const before = self.saved === undefined ? undefined : JSON.parse(self.saved) as DialogState;
      const { wishes, state } = await converse(new TurnContext(adapter, { ...message(text, `activity-${turns}`), attachments: [...attachments] }), before, asker);
      Object.assign(self, { wishes, sent: adapter.sent, saved: JSON.stringify(state) });
      for (const wish of wishes) if (wish.kind === 'language') spoken = speak(wish.language);
      return [...wishes.map(lineOf), ...adapter.sent.map(readable)];
    },
  };
  return self;
}

export async function play(setting: Setting, ...lines: readonly Line[]): Promise<Chat> {
  const scene = chat(setting);
  for (const [says, ...sees] of lines) {
    const seen = await scene.say(says);
    assert.equal(seen.length, sees.length, `“${says}” is answered by ${JSON.stringify(seen)}`);
    sees.forEach((fragment, index) => assert.ok(seen[index]?.includes(fragment), `“${says}” is answered by “${seen[index]}”, without “${fragment}”`));
  }
  return scene;
}

class Collector extends BotAdapter {
  readonly sent: Partial<Activity>[] = [];

  async sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    // As they leave the bot: a card is an object again.
    this.sent.push(...JSON.parse(JSON.stringify(activities)));
    return activities.map((_, index) => ({ id: `sent-${index}` }));
  }

  async updateActivity(): Promise<void> {
    throw new Error('Dialogs only ask: they update nothing');
  }

  async deleteActivity(): Promise<void> {
    throw new Error('Dialogs only ask: they delete nothing');
  }

  async continueConversation(): Promise<void> {
    throw new Error('Dialogs only ask: they begin no turn of their own');
  }
}

function message(text: string, id: string): Partial<Activity> {
  return {
    type: ActivityTypes.Message, id, text, channelId: 'msteams', serviceUrl: 'https://teams.example',
    from: { id: '29:minji', name: 'Minji Kim' }, recipient: { id: '28:bot', name: 'Support' },
    conversation: { id: 'a:chat', isGroup: false, conversationType: 'personal', name: '' },
  };
}

function lineOf(wish: Wish): string {
  if (wish.kind === 'say') return wish.text;
  return `${wish.kind} ${JSON.stringify({ ...wish, kind: undefined })}`;
}

function readable({ text, attachments, suggestedActions }: Partial<Activity>): string {
  const cards = (attachments ?? []).flatMap(({ content }) => [...linesOf(content), ...buttonsOf(content).map(({ data }) => `[${saidBy(data)}]`)]);
  const buttons = (suggestedActions?.actions ?? []).map(({ value }) => `[${value}]`);
  return [text, ...cards, ...buttons].filter(Boolean).join('\n');
}

const saying = z.object({ msteams: z.object({ type: z.literal('imBack'), value: z.string() }) });

/** What a press of the button says. */
function saidBy(data: unknown): string {
  return saying.parse(data).msteams.value;
}
