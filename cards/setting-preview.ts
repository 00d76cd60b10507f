// What a change of the settings would do, before it is saved: what is said now and then, and what becomes of what is open.
import type { Say } from '../locales/say.ts';
import type { ApprovalTier } from '../support/approval-tier.ts';
import type { FocusArea } from '../support/category.ts';
import type { Sectioned } from '../support/setting.ts';
import type { Card } from './card.ts';
import template from './setting-preview.template.json' with { type: 'json' };
import { show, type CardContext } from './context.ts';
import { dateTime } from './render.ts';
import { settingLines } from './setting-lines.ts';

/** Records past their promised time, as the agreements are and as they would be. */
export interface Lateness {
  readonly before: number;
  readonly after: number;
}

/**
 * `next-opening` (epoch ms) is when support is there next. `without`: areas that nobody would be named for. `too-short`: the access windows (ms) that could
 * be asked for no more. `too-few`: so many hold a role of whom more must approve. `contradicted`: the configuration file would stop the next start.
 */
export type SettingEffect =
  | { readonly kind: 'late-tickets' | 'late-escalations' } & Lateness
  | { readonly kind: 'next-opening'; readonly at: number }
  | { readonly kind: 'without'; readonly areas: readonly FocusArea[] }
  | { readonly kind: 'undecided' | 'running'; readonly count: number }
  | { readonly kind: 'too-short'; readonly windows: readonly number[] }
  | { readonly kind: 'too-few'; readonly count: number } & ApprovalTier
  | { readonly kind: 'contradicted' };

/** `typed` are the inputs, to go on with. */
export interface Preview {
  readonly step: 'save' | 'save-reset';
  readonly was: Sectioned;
  readonly next: Sectioned;
  readonly seen: number;
  readonly typed: Readonly<Record<string, string>>;
  readonly effects: readonly SettingEffect[];
}

export function settingPreview(context: CardContext, preview: Preview): Card {
  return show(context, template, settingPreviewData(context, preview));
}

export function settingPreviewData({ say }: CardContext, preview: Preview) {
  const { step, was, next, seen, typed, effects } = preview;
  const { section } = next;
  const [before, after] = [settingLines(say, was), settingLines(say, next)];
  const labels = [...new Set([...before, ...after].map(({ label }) => label))];
  const said = (lines: typeof before, label: string) => lines.find((line) => line.label === label)?.text ?? say('setting.nothing');
  return {
    summary: say('setting.preview-of', { section: say(`section.${section}`) }),
    title: say('setting.preview-of', { section: say(`section.${section}`) }),
    asks: say(step === 'save' ? 'setting.not-saved' : 'setting.not-reset'),
    changes: labels.filter((label) => said(before, label) !== said(after, label))
      .map((label) => ({ label, was: say('setting.was', { text: said(before, label) }), becomes: say('setting.becomes', { text: said(after, label) }) })),
    effectTitle: say('setting.effect'),
    effects: [
      ...effects.map((effect) => effectIn(say, effect)),
      say(section === 'elevation' || section === 'incidents' ? `setting.at-once.${section}` : 'setting.at-once'),
    ].map((text) => ({ text })),
    toSave: { ...typed, form: 'setting', step, section, seen },
    toEdit: { ...typed, form: 'setting', step: 'edit', section },
    save: say(step === 'save' ? 'setting.save' : 'settings.reset'),
    edit: say('setting.edit'),
    back: say('setting.back'),
  };
}

function effectIn(say: Say, effect: SettingEffect): string {
  switch (effect.kind) {
    case 'late-tickets':
    case 'late-escalations': return say(`setting.${effect.kind}`, { before: effect.before, after: effect.after });
    case 'next-opening': return say('setting.next-opening', { when: dateTime(effect.at) });
    case 'without': return say('setting.without', { areas: say.list(effect.areas.map((area) => say(`focus.${area}`))) });
    case 'undecided':
    case 'running': return say.count(`setting.${effect.kind}`, effect.count);
    case 'too-short': return say('setting.too-short', { windows: say.list(effect.windows.map((window) => say.duration(window))) });
    case 'too-few': return say('setting.too-few', { role: say(`role.${effect.role}`), quorum: effect.quorum, count: effect.count });
    case 'contradicted': return say('setting.file-contradicts');
  }
}
