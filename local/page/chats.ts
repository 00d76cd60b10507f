// The list of chats: who one is, the 1:1 chat with the bot, and the channels one's role sees.
import type { CastPerson } from '../cast.ts';
import type { Chat, State } from '../wire.ts';
import { botAvatar, channelAvatar, personAvatar } from './avatar.ts';
import { element, markCurrent, partOfPage } from './element.ts';
import { rows, type Row } from './rows.ts';
import type { Tongue } from './words.ts';

interface Entry {
  readonly chat: Chat;
  readonly current: boolean;
  readonly tongue: Tongue;
}

export function chatList(choose: (key: string) => void) {
  const pane = partOfPage('chats');
  const you = element('div', { class: 'you' });
  const personalHeading = element('h2', {});
  const personal = element('ul', {});
  const teamHeading = element('h2', {});
  const channels = element('ul', {});
  pane.append(you, personalHeading, personal, teamHeading, channels);
  const key = ({ chat }: Entry) => chat.key;
  const showPersonal = rows(personal, key, (entry) => row(entry, choose));
  const showChannels = rows(channels, key, (entry) => row(entry, choose));

  return {
    show(state: State, chatKey: string, tongue: Tongue): void {
      const { words } = tongue;
      pane.setAttribute('aria-label', words.chats);
      you.replaceChildren(personAvatar(state.me.name), element('div', {},
        element('small', {}, words.youAre), element('strong', {}, state.me.name), element('small', {}, duties(state.me, tongue))));
      personalHeading.textContent = words.chat;
      teamHeading.textContent = state.cast.team.name;
      const entries = state.chats.map((chat) => ({ chat, current: chat.key === chatKey, tongue }));
      showPersonal(entries.filter(({ chat }) => chat.kind === 'personal'));
      showChannels(entries.filter(({ chat }) => chat.kind === 'channel'));
      teamHeading.hidden = entries.every(({ chat }) => chat.kind === 'personal');
    },
  };
}

function duties(me: CastPerson, { words }: Tongue): string {
  return [words.role[me.role], me.tier === undefined ? '' : words.tier(me.tier), me.elevation ? words.designated : '']
    .filter(Boolean).join(' · ');
}

function row({ chat }: Entry, choose: (key: string) => void): Row<Entry> {
  const name = element('span', { class: 'name' });
  const badge = element('span', { class: 'badge' });
  const button = element('button', { type: 'button', 'data-testid': `chat-${chat.key}`, click: () => choose(chat.key) },
    chat.kind === 'personal' ? botAvatar() : channelAvatar(), name, badge);
  return {
    node: element('li', {}, button),
    update({ chat: { name: called, unread }, current, tongue: { words } }) {
      name.textContent = called;
      badge.textContent = unread > 0 ? String(unread) : '';
      badge.setAttribute('aria-label', unread > 0 ? words.unread(unread) : '');
      badge.hidden = unread === 0;
      button.classList.toggle('unread', unread > 0);
      markCurrent(button, current);
    },
  };
}
