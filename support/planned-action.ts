// What staff may plan to do with admin access, and how the managed service looks at it.

export const actionClasses = ['typical', 'not-recommended', 'not-supported'] as const;
export type ActionClass = (typeof actionClasses)[number];

/** Classes as the managed service publishes them for elevation (end-user-support page, "Elevation requests"). */
export const classOf = {
  'built-in-troubleshooter': 'typical',
  'command-line': 'typical',
  'line-of-business-app': 'typical',
  'workaround': 'typical',
  'device-manager': 'typical',
  'install-software': 'not-recommended',
  'install-driver': 'not-recommended',
  'install-package': 'not-recommended',
  'windows-feature': 'not-recommended',
  'conflicting-software': 'not-supported',
  'disable-protection': 'not-supported',
  'managed-setting': 'not-supported',
} as const satisfies Readonly<Record<string, ActionClass>>;

export type PlannedAction = keyof typeof classOf;

export function isPlannedAction(word: string): word is PlannedAction {
  return Object.hasOwn(classOf, word);
}

export const plannedActions: readonly PlannedAction[] = Object.keys(classOf).filter(isPlannedAction);

export function actionsOf(actions: readonly PlannedAction[], wanted: ActionClass): readonly PlannedAction[] {
  return actions.filter((action) => classOf[action] === wanted);
}
