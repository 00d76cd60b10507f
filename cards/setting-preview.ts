// What a change of the settings would do, before it is saved: what is said now and then, and what becomes of what is open.
import type { Sectioned } from '../support/setting.ts';
import type { FocusArea } from '../support/category.ts';
import template from './setting-preview.template.json' with { type: 'json' };
import { show, type CardContext } from './context.ts';
import { dateTime, type Card } from './render.ts';
import { settingLines } from './setting-lines.ts';

/** Records past their promised time, as the agreements are and as they would be. */
export interface Lateness {
  readonly before: number;
  readonly after: number;
}

/** `typed` are the inputs, to go on with; `nextOpening` (epoch ms) is when support is there next, once its hours change. */
export interface Preview {
  readonly step: 'save' | 'save-reset';
  readonly was: Sectioned;
  readonly next: Sectioned;
  readonly seen: number;
  readonly typed: Readonly<Record<string, string>>;
  readonly tickets?: Lateness;
  readonly escalations?: Lateness;
  readonly nextOpening?: number;
  /** Areas that nobody would be named for. */
  readonly without: readonly FocusArea[];
  /** Whether the configuration file would contradict it at the next start. */
  readonly contradicted: boolean;
}

export function settingPreview(context: CardContext, preview: Preview): Card {
  return show(context, template, settingPreviewData(context, preview));
}

export function settingPreviewData({ say }: CardContext, preview: Preview) {
  const { step, was, next, seen, typed, tickets, escalations, nextOpening, without, contradicted } = preview;
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
      ...(tickets ? [say('setting.late-tickets', { ...tickets })] : []),
      ...(escalations ? [say('setting.late-escalations', { ...escalations })] : []),
      ...(nextOpening === undefined ? [] : [say('setting.next-opening', { when: dateTime(nextOpening) })]),
      ...(without.length === 0 ? [] : [say('setting.without', { areas: say.list(without.map((area) => say(`focus.${area}`))) })]),
      ...(contradicted ? [say('setting.file-contradicts')] : []),
      say('setting.at-once'),
    ].map((text) => ({ text })),
    toSave: { ...typed, form: 'setting', step, section, seen },
    toEdit: { ...typed, form: 'setting', step: 'edit', section },
    save: say(step === 'save' ? 'setting.save' : 'settings.reset'),
    edit: say('setting.edit'),
    back: say('setting.back'),
  };
}
