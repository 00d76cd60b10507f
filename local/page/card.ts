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

/** Values typed but not sent, by input id. */
export type Typed = ReadonlyMap<string, string>;

export interface DrawnCard {
  readonly node: HTMLElement;
  readonly typed: () => Typed;
  readonly focusFirstInput: () => boolean;
}

export function drawCard(json: CardJson, locale: string, onPress: OnPress, typed: Typed = new Map()): DrawnCard {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.parse(withDates(json, locale));
  const inputs = card.getAllInputs();
  for (const input of inputs) {
    const value = input.id === undefined ? undefined : typed.get(input.id);
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
    typed: () => new Map(inputs.filter((input) => input.id !== undefined && input.isDirty() && input.isSet())
      .map((input) => [input.id ?? '', String(input.value)])),
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

const isWide = (json: CardJson): boolean => {
  const { msteams } = json;
  return typeof msteams === 'object' && msteams !== null && 'width' in msteams && msteams.width === 'Full';
};
