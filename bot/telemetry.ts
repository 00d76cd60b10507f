// Application Insights, for those who ask for it: without a connection string not even its library is loaded.
import { setTimeout as pause } from 'node:timers/promises';
import { redactFields, redactText } from './redaction.ts';

export interface Telemetry {
  event(name: string, properties?: Readonly<Record<string, string>>, measurements?: Readonly<Record<string, number>>): void;
  fault(error: unknown, properties?: Readonly<Record<string, string>>): void;

  /** Sends what is waiting, for at most five seconds: an ingestion that is out of reach must not hold the stop up. */
  close(): Promise<void>;
}

const patience = 5000;

const nothing: Telemetry = { event: () => undefined, fault: () => undefined, close: async () => undefined };

/**
 * Events and faults only: requests, dependencies and the console are not watched, since they carry addresses, tokens and people's words.
 * The library still reports its own health to Azure unless APPLICATION_INSIGHTS_NO_STATSBEAT is set.
 * Throws when the connection string names no instrumentation key.
 */
export async function openTelemetry(connectionString: string | undefined): Promise<Telemetry> {
  if (connectionString === undefined) return nothing;
  if (!/(^|;)\s*InstrumentationKey=[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}\s*(;|$)/i.test(connectionString)) {
    throw new Error('APPLICATIONINSIGHTS_CONNECTION_STRING must hold InstrumentationKey=<GUID>, as the Azure portal shows it');
  }
  // The package is CommonJS whose names the module loader does not all see.
  const { default: insights } = await import('applicationinsights');
  // Providers of its own: the global ones would watch everything.
  const client = new insights.TelemetryClient(connectionString, { useGlobalProviders: false });
  return {
    event(name, properties = {}, measurements = {}) {
      client.trackEvent({ name, properties: redactFields(properties), measurements: { ...measurements } });
    },
    fault(error, properties = {}) {
      client.trackException({ exception: withoutSecrets(error), properties: redactFields(properties) });
    },
    async close() {
      const abandoned = new AbortController();
      const sent = client.flush().then(() => client.shutdown());
      await Promise.race([sent, pause(patience, undefined, { signal: abandoned.signal }).catch(() => undefined)]);
      abandoned.abort();
    },
  };
}

function withoutSecrets(error: unknown): Error {
  if (!Error.isError(error)) return new Error(redactText(String(error)));
  const clean = new Error(redactText(error.message));
  clean.name = error.name;
  clean.stack = redactText(error.stack ?? '');
  return clean;
}
