// Whether Teams would take and show an Adaptive Card: version, size, known parts, buttons, labelled inputs.

import type { Finding } from './violation-list.ts';

type Json = Readonly<Record<string, unknown>>;

const sizeLimit = 28 * 1024;
const buttonLimit = 6;

/** Each element of Adaptive Cards 1.5 and the properties that hold further elements. */
const elements: Readonly<Record<string, readonly string[]>> = {
  'TextBlock': [], 'Image': [], 'Media': [], 'FactSet': [], 'TextRun': [], 'RichTextBlock': ['inlines'],
  'Container': ['items'], 'ColumnSet': ['columns'], 'Column': ['items'], 'ImageSet': ['images'], 'ActionSet': [],
  'Table': ['rows'], 'TableRow': ['cells'], 'TableCell': ['items'],
  'Input.Text': [], 'Input.Number': [], 'Input.Date': [], 'Input.Time': [], 'Input.Toggle': [], 'Input.ChoiceSet': [],
};
const actions: ReadonlySet<unknown> = new Set([
  'Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility',
]);
/** Children of these may leave their type out. */
const impliedTypes: Readonly<Record<string, string>> = { columns: 'Column', rows: 'TableRow', cells: 'TableCell', images: 'Image', inlines: 'TextRun' };

/** `at` is the JSON pointer of the card in what was sent. Findings name places, never the words found there. */
export function checkCard(card: unknown, at: string): readonly Finding[] {
  const findings: Finding[] = [];
  const no = (path: string, problem: string): void => void findings.push({ path, problem, refuse: true });
  const ids = new Set<unknown>();

  if (!isObject(card)) return [{ path: at, problem: 'is not a card', refuse: true }];
  const size = Buffer.byteLength(JSON.stringify(card));
  if (size > sizeLimit) no(at, `has ${size} bytes; ${sizeLimit} are allowed`);
  checkRoot(card, at);
  for (const path of unresolved(card, at)) findings.push({ path, problem: 'shows an unresolved template expression', refuse: false });
  return findings;

  function checkRoot(root: Json, path: string): void {
    if (root['type'] !== 'AdaptiveCard') no(`${path}/type`, 'is not AdaptiveCard');
    const { version } = root;
    // A card inside Action.ShowCard takes the version of the card around it.
    const known = version === undefined ? path !== at : typeof version === 'string' && /^1\.[0-5]$/.test(version);
    if (!known) no(`${path}/version`, 'is not 1.0 to 1.5');
    checkElements(root['body'], `${path}/body`, undefined);
    checkActions(root['actions'], `${path}/actions`);
    checkAction(root['selectAction'], `${path}/selectAction`);
    const buttons = countButtons(root);
    if (buttons > buttonLimit) no(path, `has ${buttons} buttons; ${buttonLimit} are allowed`);
  }

  function checkElements(list: unknown, path: string, implied: string | undefined): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) return no(path, 'is not a list');
    for (const [index, element] of list.entries()) checkElement(element, `${path}/${index}`, implied);
  }

  function checkElement(element: unknown, path: string, implied: string | undefined): void {
    if (implied === 'TextRun' && typeof element === 'string') return;
    if (!isObject(element)) return no(path, 'is not an element');
    const type = element['type'] ?? implied;
    const holds = typeof type === 'string' && Object.hasOwn(elements, type) ? elements[type] : undefined;
    if (typeof type !== 'string' || !holds) return no(`${path}/type`, 'is no element of Adaptive Cards 1.5');
    if (type.startsWith('Input.')) checkInput(element, path);
    for (const property of holds) checkElements(element[property], `${path}/${property}`, impliedTypes[property]);
    if (type === 'ActionSet') checkActions(element['actions'], `${path}/actions`);
    checkAction(element['selectAction'], `${path}/selectAction`);
    checkAction(element['inlineAction'], `${path}/inlineAction`);
    if (isObject(element['fallback'])) checkElement(element['fallback'], `${path}/fallback`, implied);
  }

  function checkInput(input: Json, path: string): void {
    const { id, label } = input;
    if (typeof id !== 'string' || id === '') no(`${path}/id`, 'is missing: an input needs an id');
    else if (ids.has(id)) no(`${path}/id`, 'is used by another input');
    ids.add(id);
    if (typeof label !== 'string' || label.trim() === '') no(`${path}/label`, 'is missing: an input needs a label');
  }

  function checkActions(list: unknown, path: string): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) return no(path, 'is not a list');
    for (const [index, action] of list.entries()) checkAction(action, `${path}/${index}`);
  }

  function checkAction(action: unknown, path: string): void {
    if (action === undefined) return;
    if (!isObject(action) || !actions.has(action['type'])) return no(`${path}/type`, 'is no action of Adaptive Cards 1.5');
    if (action['type'] === 'Action.Execute' && typeof action['verb'] !== 'string') no(`${path}/verb`, 'is missing');
    if (action['type'] === 'Action.ShowCard') {
      if (isObject(action['card'])) checkRoot(action['card'], `${path}/card`);
      else no(`${path}/card`, 'is missing');
    }
    if (isObject(action['fallback'])) checkAction(action['fallback'], `${path}/fallback`);
  }
}

/** Buttons seen at once: those of the card and of the action sets in it, not those inside a closed Action.ShowCard. */
function countButtons(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, each) => sum + countButtons(each), 0);
  if (!isObject(part)) return 0;
  const own = Array.isArray(part['actions']) ? part['actions'].length : 0;
  return own + ['body', 'items', 'columns', 'rows', 'cells'].reduce((sum, property) => sum + countButtons(part[property]), 0);
}

function unresolved(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string') return /\$\{[^}]*\}/.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((each, index) => unresolved(each, `${path}/${index}`));
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => unresolved(each, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
