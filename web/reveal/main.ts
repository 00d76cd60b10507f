// The reveal page, from its opening to its end: Teams, the token, the password, and words for whatever else comes. Started by page.html.
import { ask } from './ask.ts';
import { part, word } from './parts.ts';
import { showSecret } from './secret.ts';
import { enterTeams, type Teams } from './teams.ts';

const [, id = '', pass = ''] = /^#([\w-]+)\.([\w-]+)$/.exec(location.hash) ?? [];
// The pass has done its work in the address.
history.replaceState(null, '', location.pathname);
await enterTeams().then(
  async (teams) => say(await open(teams), teams.close),
  () => say(word('outside'), undefined),
);

/** Resolves when there is nothing more to see, with what to say then. */
async function open({ token: signedIn }: Teams): Promise<string> {
  const token = await signedIn().catch(() => undefined);
  const answer = token === undefined ? { kind: 'not-signed-in' } as const : await ask({ id, pass, language: document.documentElement.lang }, token);
  switch (answer.kind) {
    case 'message': return answer.text;
    case 'not-signed-in': return word('notSignedIn');
    case 'not-reached': return word('notReached');
    case 'shown': {
      part('note').hidden = true;
      const end = await showSecret(answer);
      return word(({ 'time-over': 'timeOver', 'out-of-sight': 'outOfSight', 'hidden': 'hidden' } as const)[end]);
    }
  }
}

/** The last word, and the way on: it takes the focus only where we have it. */
function say(text: string, close: Teams['close']): void {
  part('note').textContent = text;
  part('note').hidden = false;
  if (!close) return;
  part('close').addEventListener('click', close);
  part('close').hidden = false;
  if (document.hasFocus()) part('close').focus();
}
