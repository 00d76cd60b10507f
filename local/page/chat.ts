// The open chat: its name, its messages by day and thread, who is typing, and the box to write in.
import type { Chat, Message, SuggestedAction } from '../wire.ts';
import { botAvatar, channelAvatar } from './avatar.ts';
import { composer, type Addressee, type ComposerHandlers } from './composer.ts';
import { dayName, sameDay } from './dates.ts';
import { element, partOfPage } from './element.ts';
import { icon } from './icon.ts';
import { cardOf, type Known } from './known.ts';
import { postRow, type Post, type PostHandlers } from './post.ts';
import { rows, type Row } from './rows.ts';
import type { Tongue } from './words.ts';

type Line =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'post'; readonly key: string; readonly post: Post };

/** Messages of one sender less than this apart share one face. */
const apart = 5 * 60_000;
const nothing: readonly SuggestedAction[] = [];

export function chatPane(handlers: PostHandlers & ComposerHandlers) {
  const main = partOfPage('chat');
  const head = element('header', {});
  const list = element('div', { class: 'posts' });
  const empty = element('p', { class: 'empty' });
  const dots = element('span', { class: 'dots' }, element('i'), element('i'), element('i'));
  const typing = element('div', { class: 'typing', role: 'status', 'data-testid': 'typing' }, botAvatar(), dots);
  const scroller = element('div', { class: 'scroller', role: 'region', tabindex: '0' }, empty, list, typing);
  const newer = element('button', { type: 'button', class: 'newer', hidden: true, click: () => toEnd() });
  const box = composer(handlers);
  main.append(head, scroller, newer, box.node);

  // Cards grow after they are drawn (fonts, images, error notes): whoever reads the end keeps reading the end.
  let atEnd = true;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    newer.hidden = true;
  };
  const fits = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
  scroller.addEventListener('scroll', () => {
    atEnd = fits();
    if (atEnd) newer.hidden = true;
  });
  const watch = new ResizeObserver(() => atEnd && toEnd());
  watch.observe(list);
  watch.observe(scroller);

  const showLines = rows<Line>(list, ({ key }) => key, (line) => line.kind === 'post' ? lineOf(line.post, handlers) : dayRow());
  let shownChat = '';
  let shownCount = 0;

  return {
    focus: () => box.focus(),
    show(known: Known, chat: Chat, replyTo: Addressee['replyTo'], tongue: Tongue): void {
      const { words } = tongue;
      const { cast, me } = known.state;
      const messages = known.messages.get(chat.id);
      const personal = chat.kind === 'personal';
      main.setAttribute('aria-label', chat.name);
      head.replaceChildren(personal ? botAvatar() : channelAvatar(), element('div', {},
        element('h2', {}, chat.name), element('small', {}, personal ? words.bot : cast.team.name)));
      scroller.setAttribute('aria-label', words.messages);
      empty.textContent = personal ? words.emptyChat : words.emptyChannel;
      empty.hidden = messages === undefined || messages.length > 0;
      newer.replaceChildren(icon('arrow'), words.newMessages);

      showLines(linesOf(known, chat, messages ?? [], tongue));
      typing.hidden = !known.typing.has(chat.id);
      typing.setAttribute('aria-label', words.typing(cast.bot.name));

      const last = messages?.at(-1);
      const suggested = personal && last?.from.kind === 'bot' ? last.suggestedActions : nothing;
      box.show({ chat: chat.id, kind: chat.kind, bot: cast.bot.name, replyTo }, suggested, tongue);

      const view = `${me.key}/${chat.id}/${messages !== undefined}`;
      const grown = (messages?.length ?? 0) > shownCount;
      if (view !== shownChat || last?.from.id === me.teamsId && grown) atEnd = true;
      if (atEnd) toEnd();
      else if (grown) newer.hidden = false;
      shownChat = view;
      shownCount = messages?.length ?? 0;
    },
  };
}

function linesOf(known: Known, chat: Chat, messages: readonly Message[], tongue: Tongue): Line[] {
  const { now, me } = known.state;
  const channel = chat.kind === 'channel';
  const lines: Line[] = [];
  let before: Message | undefined;
  const ordered = channel ? byThread(messages) : messages;
  ordered.forEach((message, index) => {
    const reply = channel && threadOf(message) !== message.id;
    if (!reply && !(before && sameDay(before.at, message.at))) {
      lines.push({ kind: 'day', key: `day ${me.key} ${message.at}`, text: dayName(message.at, now, tongue.locale) });
    }
    const next = ordered[index + 1];
    lines.push({ kind: 'post', key: `${me.key} ${message.id}`, post: {
      message, reply, tongue,
      card: cardOf(known, message),
      mine: !channel && message.from.kind === 'person',
      follows: !channel && before?.from.id === message.from.id && sameDay(before.at, message.at)
        && Date.parse(message.at) - Date.parse(before.at) < apart,
      answerable: channel && (!next || threadOf(next) !== threadOf(message)),
    } });
    if (!reply) before = message;
  });
  return lines;
}

const threadOf = ({ thread, id }: Message): string => thread ?? id;

/** Threads in the order of their first messages, each with its replies. */
const byThread = (messages: readonly Message[]): Message[] => [...Map.groupBy(messages, threadOf).values()].flat();

function lineOf(post: Post, handlers: PostHandlers): Row<Line> {
  const row = postRow(post, handlers);
  return { node: row.node, update: (line) => line.kind === 'post' && row.update(line.post) };
}

function dayRow(): Row<Line> {
  const node = element('div', { class: 'day', role: 'separator' });
  return { node, update: (line) => { if (line.kind === 'day') node.textContent = line.text; } };
}
