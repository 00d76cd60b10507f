// Compiles a card's template into a function of its data. It knows what our templates use of the Adaptive Cards template language:
// `${path}`, `${path != ''}`, `$when` and `$data`. The library that knows all of it fills a card in at thirty times the cost, and takes a
// third of the start; the tests hold every card of ours to it.

/** Makes a part of a card from the data around it: the whole card's, or one item of a `$data`. */
type Fill = (data: unknown) => unknown;

/** Every `${…}` must be of the kinds above; what is missing in the data stays as it is written, a hole that shows. Parts without any are the same object in every card. */
export function compile(node: unknown): Fill {
  if (typeof node === 'string') return compileText(node);
  if (typeof node !== 'object' || node === null || !isFilledIn(node)) return () => node;
  if (Array.isArray(node)) {
    const parts = node.map(compilePart);
    return (data) => parts.flatMap((part) => part(data));
  }
  const made = compilePart(node);
  return (data) => made(data)[0];
}

/** As a part of a list: an object comes as often as its `$data` has items for which its `$when` holds. */
function compilePart(node: unknown): (data: unknown) => readonly unknown[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    const fill = compile(node);
    return (data) => [fill(data)].flat();
  }
  const { $when = '', $data = '', ...rest } = { ...node } as Readonly<Record<string, unknown>>;
  const [when, items] = [$when === '' ? undefined : compile($when), $data === '' ? undefined : compile($data)];
  const properties = Object.entries(rest).map(([name, value]) => [name, compile(value)] as const);
  return (data) => [items ? items(data) : data].flat().filter((item) => !when || when(item) === true).map((item) => {
    const made: Record<string, unknown> = {};
    for (const [name, fill] of properties) {
      const value = fill(item);
      if (value !== undefined) made[name] = value;
    }
    return made;
  });
}

const expression = /\$\{([\w.]+)( != '')?\}/;

/** A text that is nothing but an expression becomes its value, of whatever type; in a longer text the values are texts. */
function compileText(text: string): Fill {
  const [before = '', path, comparison, ...after] = text.split(expression);
  if (path === undefined) {
    if (text.includes('${')) throw new Error(`A template cannot say ${text}`);
    return () => text;
  }
  const steps = path.split('.');
  const value: Fill = (data) => {
    let found = data;
    for (const step of steps) found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
    return comparison === undefined ? found ?? `\${${path}}` : found !== '';
  };
  const rest = after.join('');
  if (before === '' && rest === '') return value;
  const tail = compileText(text.slice(before.length + `\${${path}${comparison ?? ''}}`.length));
  return (data) => `${before}${String(value(data))}${String(tail(data))}`;
}

function isFilledIn(node: object): boolean {
  return /\$(\{|when"|data")/.test(JSON.stringify(node));
}
