// The one question to our server: the password, for the press that this page was opened by.
import type { Answered, Asked } from '../wire.ts';

/** Milliseconds; a vault in the cloud takes a few seconds. */
const patience = 20_000;

export type Answer = Answered | { readonly kind: 'not-signed-in' } | { readonly kind: 'not-reached' };

export async function ask(asked: Asked, token: string): Promise<Answer> {
  try {
    const response = await fetch('/api/reveal', {
      method: 'POST', headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(asked),
      cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patience),
    });
    if (response.status === 401) return { kind: 'not-signed-in' };
    return response.ok ? await response.json() : { kind: 'not-reached' };
  } catch {
    return { kind: 'not-reached' };
  }
}
