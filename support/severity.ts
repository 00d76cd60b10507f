// How bad a problem is: reach × effect on work.

export const severities = ['A', 'B', 'C'] as const;
export type Severity = (typeof severities)[number];

export const reaches = ['one', 'several', 'group', 'business'] as const;
export type Reach = (typeof reaches)[number];

/** The effect on work, from a nuisance to nothing going on at all. */
export const effectsOnWork = ['minor', 'impaired', 'stopped'] as const;
export type EffectOnWork = (typeof effectsOnWork)[number];

const table: Readonly<Record<Reach, Readonly<Record<EffectOnWork, Severity>>>> = {
  one:      { minor: 'C', impaired: 'C', stopped: 'C' },
  several:  { minor: 'C', impaired: 'C', stopped: 'B' },
  group:    { minor: 'C', impaired: 'B', stopped: 'B' },
  business: { minor: 'C', impaired: 'B', stopped: 'A' },
};

export function severityOf(reach: Reach, effect: EffectOnWork): Severity {
  return table[reach][effect];
}

/** True when `one` is worse than `other`: A is worse than B, B than C. */
export function isWorse(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}
