// The settings as an IT admin sees and changes them: listed, asked for in a form, shown with their effect, saved.
import * as z from 'zod';
import { sectionOf } from '../cards/setting-lines.ts';
import { settingForm } from '../cards/setting-form.ts';
import { settingPreview, type Preview } from '../cards/setting-preview.ts';
import { settingsCard } from '../cards/settings.ts';
import type { FormState } from '../cards/form.ts';
import { readSetting } from '../dialogs/setting-form.ts';
import type { Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import type { Person, PersonRef } from '../support/person.ts';
import { isSame, sections, type Section, type Sectioned, type SectionValues } from '../support/setting.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import type { Directory } from './directory.ts';
import type { FormAnswer } from './forms.ts';
import { sectionsIn, type InForce, type Standing } from './in-force.ts';
import { refusalText } from './refusals.ts';
import type { ChangeSetting } from './setting-change.ts';
import { openSettingEffects } from './setting-effect.ts';

/** A card holds five pickers of people: so many each. */
const mostKnown = 20;

const posted = z.looseObject({
  form: z.literal('setting'),
  step: z.enum(['overview', 'edit', 'preview', 'save', 'preview-reset', 'save-reset']),
  section: z.enum(sections).optional().catch(undefined),
  seen: z.number().default(0),
});

export interface SettingFormsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly inForce: InForce;
  /** What the configuration file says, and of that what it names itself. */
  readonly file: SupportConfig;
  readonly named: Partial<SectionValues>;
  readonly change: ChangeSetting;
}

/** Answers what a card of the settings sent; undefined when it is none of ours. The right was checked; it is again by the rule. */
export type SettingForms = (value: unknown, by: Person, say: Say) => Promise<FormAnswer | undefined>;

export function openSettingForms({ store, clock, directory, inForce, file, named, change }: SettingFormsPorts): SettingForms {
  const effects = openSettingEffects({ store, directory });

  function overview({ config, book }: Pick<Standing, 'config' | 'book'>, say: Say, notice?: string): FormAnswer {
    const context = { say, now: clock.now(), ...(notice !== undefined && { notice }) };
    return { kind: 'form', card: settingsCard(context, { values: sectionsIn(config), book }), title: say('settings.title') };
  }

  async function edit({ config, policy, book }: Standing, section: Section, by: Person, say: Say, typed: Pick<FormState, 'values' | 'faults'>): Promise<FormAnswer> {
    const setting = sectionOf(sectionsIn(config), section);
    const known = section === 'admin-contacts' ? await people(setting, by) : [];
    const card = settingForm({ say, now: clock.now() }, { ...typed, setting, levels: policy.escalation.agreement.levels, seen: book[section]?.at ?? 0, known });
    return { kind: 'form', card, title: say(`section.${section}`) };
  }

  /** Those who are named, and those who hold a role. */
  async function people(setting: Sectioned, by: Person): Promise<readonly PersonRef[]> {
    const chosen = setting.section === 'admin-contacts' ? Object.values(setting.value).flatMap((contact) => contact?.person ?? []) : [];
    const named = await Promise.all(chosen.map(async (id) => directory.person(id)));
    return [...new Map([...named, ...await directory.colleagues(by.id), by].map(({ id, name }) => [id, { id, name }])).values()].slice(0, mostKnown);
  }

  async function preview(standing: Standing, next: Sectioned, seen: number, step: Preview['step'], typed: Preview['typed'], say: Say): Promise<FormAnswer> {
    const { section } = next;
    const now = clock.now();
    const was = sectionOf(sectionsIn(standing.config), section);
    const contradicted = step === 'save' && named[section] !== undefined && !isSame(next.value, named[section]);
    const card = settingPreview({ say, now }, {
      step, was, next, seen, typed, effects: [...await effects(standing, next, now), ...contradicted ? [{ kind: 'contradicted' } as const] : []],
    });
    return { kind: 'form', card, title: say('setting.preview-of', { section: say(`section.${section}`) }) };
  }

  return async (value, by, say) => {
    const sent = posted.safeParse(value);
    if (!sent.success) return undefined;
    const { step, section, seen } = sent.data;
    const standing = await inForce();
    if (step === 'overview' || section === undefined) return overview(standing, say);
    const values = typedIn(sent.data);
    const here = standing.book[section]?.at ?? 0;

    if (step === 'preview-reset' || step === 'save-reset') {
      if (step === 'preview-reset' && standing.book[section]) return preview(standing, sectionOf(sectionsIn(file), section), here, 'save-reset', {}, say);
      const outcome = await change({ kind: 'setting/reset', by, section, seen });
      return overview(await inForce(), say, outcome.ok ? say('setting.was-reset', { section: say(`section.${section}`) }) : refusalText(outcome.refusal, say));
    }
    if (step === 'edit') return edit(standing, section, by, say, { values, faults: {} });

    const { policy, config } = standing;
    const read = readSetting(section, sent.data, { operations: policy.escalation.agreement.hours, approvers: config.elevation.hours });
    if (!read.ok) return edit(standing, section, by, say, { values, faults: read.faults });
    if (step === 'preview') {
      if (isSame(read.draft.value, sectionsIn(standing.config)[section])) return overview(standing, say, refusalText({ reason: 'setting-same', data: {} }, say));
      return preview(standing, read.draft, seen, 'save', values, say);
    }
    const outcome = await change({ kind: 'setting/change', by, to: read.draft, seen });
    return overview(await inForce(), say, outcome.ok ? say('setting.saved', { section: say(`section.${section}`) }) : refusalText(outcome.refusal, say));
  };
}

const ofButtons: ReadonlySet<string> = new Set(['form', 'step', 'section', 'seen']);

/** The inputs of a form, without what its button says. */
function typedIn(sent: z.output<typeof posted>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sent).flatMap(([key, text]) => (typeof text === 'string' && !ofButtons.has(key) ? [[key, text]] : [])));
}
