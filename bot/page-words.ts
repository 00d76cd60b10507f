// The words that the reveal page is made with, in one language.
import type { Say } from '../locales/say.ts';
import type { Words } from '../web/wire.ts';

export function pageWords(say: Say): Words {
  return {
    language: say.language,
    title: say('page.title'),
    opening: say('page.opening'),
    account: say('reveal.account'),
    password: say('reveal.password'),
    // Filled by the page, which knows the reader's zone and the seconds.
    until: say('reveal.until', { at: '{at}' }),
    hides: say('page.hides', { seconds: '{seconds}' }),
    how: say('reveal.how'),
    spelled: say('reveal.spelled'),
    care: say('reveal.care'),
    after: say('reveal.after'),
    copy: say('page.copy'),
    copied: say('page.copied'),
    notCopied: say('page.not-copied'),
    hide: say('page.hide'),
    close: say('page.close'),
    hidden: say('page.hidden'),
    timeOver: say('page.time-over'),
    outOfSight: say('page.out-of-sight'),
    outside: say('page.outside'),
    notSignedIn: say('page.not-signed-in'),
    notReached: say('page.not-reached'),
  };
}
