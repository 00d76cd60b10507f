// A fault of the app package: which field, what stands there, what is allowed.

export type Fault = {
  readonly file: string;
  /** Path inside the file, e.g. `bots[0].botId`; empty when the file as a whole is meant. */
  readonly field: string;
  readonly value: unknown;
  readonly allowed: string;
  /** The command-line flag that gave the value; absent when it is written in the file itself. */
  readonly flag?: string;
};

/** One line for people. Long values are cut: the start of a value is enough to find it. */
export const lineOf = ({ file, field, value, allowed, flag }: Fault): string => {
  const place = field === '' ? file : `${file} ${field}`;
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return flag === undefined ? `${place}: ${shown}; allowed: ${allowed}` : `--${flag}: ${shown}; allowed: ${allowed} (${place})`;
};

/** The steps of a path as one field: `bots`, `0`, `botId` is `bots[0].botId`. */
export const fieldAt = (steps: readonly string[]): string =>
  steps.reduce((field, step) => (/^\d+$/.test(step) ? `${field}[${step}]` : field === '' ? step : `${field}.${step}`), '');
