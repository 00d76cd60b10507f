// One message in a chat: face, name, time, and its text or card.
import type { AdaptiveCard, Consent, Message } from '../wire.ts';
import { drawAttachment } from './attachment.ts';
import { botAvatar, personAvatar } from './avatar.ts';
import { drawCard, type CardPress, type DrawnCard } from './card.ts';
import { timeOfDay } from './dates.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { messageHtml } from './markdown.ts';
import type { Row } from './rows.ts';
import type { Tongue } from './words.ts';

export interface Post {
  readonly message: Message;
  readonly card: AdaptiveCard | undefined;
  readonly mine: boolean;
  /** Follows another of the same sender at once: needs no face and name of its own. */
  readonly follows: boolean;
  /** A reply in a thread of a channel. */
  readonly reply: boolean;
  /** The last of its thread in a channel: the place of the button that answers it. */
  readonly answerable: boolean;
  readonly tongue: Tongue;
}

export interface PostHandlers {
  /** Answers with an error to show at the card, if any. */
  readonly press: (message: Message, press: CardPress) => Promise<string | undefined>;
  readonly answer: (message: Message) => void;
  /** “Report as a problem” in the message's menu. */
  readonly report: (message: Message) => void;
  /** Says whether a file may be saved. */
  readonly consent: (message: Message, action: Consent['action']) => void;
}

export function postRow(first: Post, { press, answer, report, consent }: PostHandlers): Row<Post> {
  const { message: { from }, tongue } = first;
  const head = element('header', {});
  const body = element('div', { class: 'body' });
  const reportMessage = element('button', { type: 'button', click: () => {
    menu.open = false;
    report(shown?.message ?? first.message);
  } });
  const more = element('summary', {}, icon('more'));
  const menu = element('details', { class: 'menu' }, more, reportMessage);
  const replyLabel = element('span', {});
  const reply = element('button', { type: 'button', class: 'answer' }, icon('reply'), replyLabel);
  const node = element('article', { class: 'post', 'data-testid': 'message', 'data-from': from.kind, 'data-id': first.message.id },
    from.kind === 'bot' ? botAvatar() : personAvatar(from.name), element('div', { class: 'said' }, head, body, reply), menu);
  let shown: Post | undefined;
  let card: DrawnCard | undefined;
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.open = false;
  });
  reply.addEventListener('click', () => answer(shown?.message ?? first.message));

  function drawBody(post: Post): void {
    // A private view answers one's own press: what was typed has been sent. An update may come from others while one types.
    const underway = post.message === shown?.message ? undefined : card?.underway();
    const focused = body.contains(document.activeElement);
    card = post.card && drawCard(post.card, tongue.locale, (pressed) => press(shown?.message ?? post.message, pressed), underway);
    const { message } = post;
    const files = message.attachments.map((one) => drawAttachment(one, tongue, (action) => consent(message, action))).filter((one) => one !== undefined);
    body.replaceChildren(...card ? [card.node] : message.text === '' ? [] : [textOf(message)], ...files);
    if (underway && card?.resume(underway)) return;
    if (focused) {
      node.tabIndex = -1;
      node.focus({ preventScroll: true });
    }
  }

  return {
    node,
    update(post) {
      const { message, tongue: { words, locale } } = post;
      if (post.message !== shown?.message || post.card !== shown.card) drawBody(post);
      shown = post;
      node.classList.toggle('mine', post.mine);
      node.classList.toggle('follows', post.follows);
      node.classList.toggle('reply', post.reply);
      node.classList.toggle('important', message.importance === 'high');
      node.setAttribute('aria-label', `${from.name}, ${timeOfDay(message.at, locale)}`);
      more.setAttribute('aria-label', words.more);
      reportMessage.textContent = words.reportMessage;
      // What the bot says is no problem of anybody's, and a card has no words to report.
      menu.hidden = from.kind === 'bot' || message.text === '';
      replyLabel.textContent = words.reply;
      reply.hidden = !post.answerable;
      head.replaceChildren(
        element('span', { class: 'name' }, from.name),
        from.kind === 'bot' ? element('span', { class: 'tag' }, words.bot) : '',
        element('time', { datetime: message.at }, timeOfDay(message.at, locale)),
        message.importance === 'high' ? element('span', { class: 'tag alarm' }, words.important) : '',
        message.edited ? element('span', { class: 'edited' }, words.edited) : '',
      );
    },
  };
}

const mention = /<at>(.+?)<\/at>/;

/** People write plainly, the bot in markdown. `<at>` marks a mention in both. */
function textOf({ from, text, textFormat }: Message): HTMLElement {
  const bubble = element('div', { class: 'text' });
  if (from.kind === 'bot' && textFormat === 'markdown') {
    bubble.innerHTML = messageHtml(text).replace(/&lt;at&gt;(.+?)&lt;\/at&gt;/g, '<span class="mention">$1</span>');
    return bubble;
  }
  bubble.classList.add('plain');
  bubble.append(...text.split(mention).map((part, index) => index % 2 ? element('span', { class: 'mention' }, part) : part));
  return bubble;
}

/** What a screen reader says when the message arrives. */
export function spoken({ from, text, summary }: Message, card: AdaptiveCard | undefined): string {
  const words = [summary, text.replaceAll(/<\/?at>/g, ''), card?.['speak'], card?.['fallbackText']]
    .find((each) => typeof each === 'string' && each !== '');
  return typeof words === 'string' ? `${from.name}: ${words}` : from.name;
}
