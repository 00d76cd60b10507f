// Markdown as Teams shows it: a small subset in cards, a fuller one in messages; never HTML.
import MarkdownIt from 'markdown-it';

const messages = new MarkdownIt({ html: false, linkify: true, breaks: true });
const cards = new MarkdownIt('zero', { html: false, breaks: true })
  .enable(['escape', 'entity', 'newline', 'emphasis', 'link', 'list']);

for (const dialect of [messages, cards]) {
  dialect.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet('target', '_blank');
    tokens[index]?.attrSet('rel', 'noopener noreferrer');
    return self.renderToken(tokens, index, options);
  };
}

/** HTML of a message; links open in a new tab. */
export const messageHtml = (text: string): string => messages.render(text);

/** HTML of a text in a card: bold, italic, lists and links only. */
export const cardHtml = (text: string): string => cards.render(text);
