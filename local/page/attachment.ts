// Pictures and files of a message: a picture is seen, a file is fetched, and whether one may be saved is asked.
import type { Attachment } from '../wire.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

export type Consenting = (action: 'accept' | 'decline') => void;

const fileTypes = 'application/vnd.microsoft.teams.';

/** Nothing for a card, and for the words in another form. */
export function drawAttachment({ contentType, contentUrl = '', name = '', content }: Attachment, { words }: Tongue, consent: Consenting): HTMLElement | undefined {
  if (contentType.startsWith('image/')) return element('img', { class: 'picture', src: here(contentUrl), alt: name || words.picture });
  if (contentType === `${fileTypes}card.file.consent`) {
    return element('div', { class: 'file consent' }, icon('attach'), element('div', {}, element('strong', {}, name), element('p', {}, text(content, 'description'))),
      element('button', { type: 'button', class: 'ok', click: () => consent('accept') }, words.allow),
      element('button', { type: 'button', click: () => consent('decline') }, words.decline));
  }
  if (!contentType.startsWith(`${fileTypes}file.`) && contentType !== `${fileTypes}card.file.info`) return undefined;
  return element('a', { class: 'file', href: here(text(content, 'downloadUrl') || contentUrl), download: name }, icon('attach'), name);
}

/** Whatever name the page was opened by, this machine is one place. */
function here(address: string): string {
  const url = URL.parse(address);
  return !url || url.protocol === 'data:' ? address : `${url.pathname}${url.search}`;
}

function text(content: unknown, property: string): string {
  const value: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, property) : undefined;
  return typeof value === 'string' ? value : '';
}
