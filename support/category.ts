// What a problem is about, and which area of the organisation answers for it.

export const categories = [
  'windows', 'microsoft-365-apps', 'browser', 'device', 'infrastructure', 'line-of-business', 'security', 'other',
] as const;
export type Category = (typeof categories)[number];

/** The focus areas for which an organisation names admin contacts (admin contacts page of the managed service). */
export const focusAreas = ['app-packaging', 'devices', 'security', 'it-help-desk', 'other'] as const;
export type FocusArea = (typeof focusAreas)[number];

const focusByCategory: Readonly<Record<Category, FocusArea>> = {
  'windows': 'devices',
  'microsoft-365-apps': 'app-packaging',
  'browser': 'devices',
  'device': 'devices',
  'infrastructure': 'it-help-desk',
  'line-of-business': 'app-packaging',
  'security': 'security',
  'other': 'other',
};

export function focusOf(category: Category): FocusArea {
  return focusByCategory[category];
}
