// An Adaptive Card on the page: drawn by the renderer, its presses handed on, its typed values kept over a redraw.
import { AdaptiveCard, ExecuteAction, NumberInput, OpenUrlAction, SubmitAction, type Action } from 'adaptivecards';
import type { AdaptiveCard as CardJson, PressedAction } from '../wire.ts';
import { withDates } from './dates.ts';
import { element } from './element.ts';
import { hostConfig } from './host-config.ts';
import { cardHtml } from './markdown.ts';

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardHtml(text);
  result.didProcess = true;
};

export interface CardPress {
  readonly action: PressedAction;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Answers, once the press is over, with an error to show at the foot of the card, if any. */
export type OnPress = (press: CardPress) => Promise<string | undefined>;

/** What someone was at when the card was redrawn under their hands. */
export interface Underway {
  /** Typed but not sent, by input id. */
  readonly typed: ReadonlyMap<string, string>;
  /** Titles of the buttons whose part of the card is open. */
  readonly expanded: readonly string[];
  /** The input that had the focus. */
  readonly focused: string | undefined;
}

export interface DrawnCard {
  readonly node: HTMLElement;
  readonly underway: () => Underway;
  /** Opens and focuses what was; to be called once the card is on the page. Answers whether an input took the focus. */
  readonly resume: (underway: Underway) => boolean;
  readonly focusFirstInput: () => boolean;
}

/** The renderer would show a search box with raw ids: the choices that came along, or that the local directory gave, must do. */
function withStaticChoices(json: CardJson): CardJson {
  return JSON.parse(JSON.stringify(json), (key: string, value: unknown) => (key === 'choices.data' ? undefined : value));
}

export function drawCard(json: CardJson, locale: string, onPress: OnPress, underway?: Underway): DrawnCard {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.parse(withDates(withStaticChoices(json), locale));
  const inputs = card.getAllInputs();
  for (const input of inputs) {
    const value = input.id === undefined ? undefined : underway?.typed.get(input.id);
    if (value !== undefined && 'defaultValue' in input) input.defaultValue = input instanceof NumberInput ? Number(value) : value;
  }

  const error = element('p', { class: 'card-error', role: 'alert' });
  const node = element('div', { class: `card${isWide(json) ? ' wide' : ''}` });
  let busy = false;
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) {
      if (action.url) window.open(action.url, '_blank', 'noopener,noreferrer');
      return;
    }
    const press = pressOf(action);
    if (!press || busy) return;
    busy = true;
    node.setAttribute('aria-busy', 'true');
    error.textContent = '';
    void onPress(press).then((text) => {
      error.textContent = text ?? '';
    }).finally(() => {
      busy = false;
      node.removeAttribute('aria-busy');
    });
  };
  node.append(card.render() ?? element('p', {}, card.fallbackText ?? card.speak ?? ''), error);
  return {
    node,
    underway: () => ({
      typed: new Map(inputs.filter((input) => input.id !== undefined && input.isDirty() && input.isSet())
        .map((input) => [input.id ?? '', String(input.value)])),
      expanded: expanders(node, true).map(({ title }) => title),
      focused: inputs.find((input) => input.renderedElement?.contains(document.activeElement))?.id,
    }),
    resume({ expanded, focused }) {
      for (const button of expanders(node, false)) if (expanded.includes(button.title)) button.click();
      const input = inputs.find(({ id }) => id !== undefined && id === focused);
      input?.focus();
      const field = document.activeElement;
      if (input && (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement && field.type === 'text')) {
        field.setSelectionRange(field.value.length, field.value.length);
      }
      return input !== undefined;
    },
    focusFirstInput() {
      inputs[0]?.focus();
      return inputs.length > 0;
    },
  };
}

function pressOf(action: Action): CardPress | undefined {
  if (!(action instanceof ExecuteAction) && !(action instanceof SubmitAction)) return undefined;
  const { id, verb, data } = action.toJSON() ?? {};
  const inputs = Object.values(action.getReferencedInputs() ?? {})
    .flatMap((input) => input.id !== undefined && input.isSet() ? [[input.id, String(input.value)]] : []);
  return {
    action: {
      type: action instanceof ExecuteAction ? 'Action.Execute' : 'Action.Submit',
      ...typeof id === 'string' && { id },
      ...typeof verb === 'string' && { verb },
      ...data !== undefined && { data },
    },
    inputs: Object.fromEntries(inputs),
  };
}

const expanders = (node: HTMLElement, expanded: boolean) =>
  [...node.querySelectorAll<HTMLButtonElement>(`button[aria-expanded="${expanded}"]`)];

const isWide = (json: CardJson): boolean => {
  const { msteams } = json;
  return typeof msteams === 'object' && msteams !== null && 'width' in msteams && msteams.width === 'Full';
};
