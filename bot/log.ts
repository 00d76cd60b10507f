// The log: one line of JSON per happening, on standard output.
import { randomUUID } from 'node:crypto';
import { pino, type DestinationStream } from 'pino';
import { redactFields, redactText } from './redaction.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, unknown>>;

/** `what` is a fixed text of ours; whatever varies goes into the fields, where it cannot pass for another line or field. */
export interface Log {
  debug(what: string, fields?: LogFields): void;
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;

  /** Logs the error with its causes, at level `error`. Returns the fault's id, short enough to be read out on the telephone. */
  fault(what: string, error: unknown, fields?: LogFields): string;
}

/** @param to where lines go instead of standard output */
export function openLog(level: LogLevel, to: DestinationStream = pino.destination({ dest: 1, sync: true })): Log {
  const lines = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Secrets are taken out by `redactFields` at any depth, which pino's own redaction by path cannot do.
      formatters: { level: (label) => ({ level: label }), log: (fields) => redactFields(fields) },
    },
    to,
  );
  return {
    debug: (what, fields) => lines.debug(fields ?? {}, redactText(what)),
    info: (what, fields) => lines.info(fields ?? {}, redactText(what)),
    warn: (what, fields) => lines.warn(fields ?? {}, redactText(what)),
    fault(what, error, fields) {
      const fault = randomUUID().slice(0, 8);
      lines.error({ ...fields, fault, error }, redactText(what));
      return fault;
    },
  };
}
