// Teams around the page: its theme, who is signed in, and the dialog to close.
import { app, authentication, dialog } from '@microsoft/teams-js';

export interface Teams {
  /** A token of Entra ID for our server, in the name of whoever is signed in. Rejects when Teams gives none. */
  readonly token: () => Promise<string>;
  /** Closes the dialog that shows us; undefined where only the reader can. */
  readonly close: (() => void) | undefined;
}

/** Milliseconds after which whoever shows us is not Teams. */
const patience = 15_000;

/** Rejects where there is no Teams around us. The page has the theme from then on. */
export async function enterTeams(): Promise<Teams> {
  await inTime(app.initialize());
  app.registerOnThemeChangeHandler(wear);
  wear((await inTime(app.getContext())).app.theme);
  return {
    token: () => inTime(authentication.getAuthToken()),
    close: dialog.url.isSupported() ? () => dialog.url.submit() : undefined,
  };
}

function wear(theme: string): void {
  document.documentElement.dataset['theme'] = theme === 'dark' || theme === 'contrast' ? theme : 'light';
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('Teams does not answer')), patience);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
