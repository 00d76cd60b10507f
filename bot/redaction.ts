// How anything is written down for operators: without secrets, without what would name one, at a bounded length.
const hidden = '[secret]';
const longest = 4000;
const deepest = 8;

const hiddenKey = /passw|passphrase|pwd|secret|authorization|token|cookie|credential|assertion|api-?key|vault-?key|connection-?string/i;

// What libraries put into their messages: headers, tokens, and forms or addresses with a secret field.
const hiddenText: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, hidden],
  [/((?:passw(?:or)?d|pwd|secret|assertion|token|sig|accountkey)["']?[=:] ?["']?)[^\s"'&;,}]+/gi, `$1${hidden}`],
];

export function redactText(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
  return hiddenText.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), short).replace(unseen, escaped);
}

// JSON leaves these as they are, but some readers of a log break or turn the line at them, and some terminals obey them.
const unseen = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Any depth, as plain JSON values. Of objects that are neither plain, errors nor printable, only the class is named. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) => [key, hiddenKey.test(key) ? hidden : redact(value, depth + 1)]),
  );
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '[deep]';
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  if (Error.isError(value)) return redactError(value, depth);
  if (isPlain(value)) return redactFields(value, depth);
  if ('toJSON' in value && typeof value.toJSON === 'function' && !ArrayBuffer.isView(value)) return redact(value.toJSON(), depth + 1);
  return `[${value.constructor.name}]`;
}

// Fields are named one by one: errors of HTTP clients carry whole requests, with their headers.
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const code = Object.entries(error).filter(([key]) => key === 'code' || key === 'statusCode');
  const errors: unknown = error instanceof AggregateError ? error.errors : undefined;
  const deeper = { ...(cause !== undefined && { cause }), ...(errors !== undefined && { errors }) };
  return redactFields({ name, message, stack, ...Object.fromEntries(code), ...deeper }, depth);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
