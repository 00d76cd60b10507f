// Which class of problem goes where: service to Operations, hardware to the vendor, other Microsoft to Unified or Premier, the rest stays.
import type { Category } from './category.ts';
import type { Device } from './device.ts';

export const routes = ['service', 'hardware', 'microsoft', 'provider', 'security'] as const;
export type Route = (typeof routes)[number];

/** Who works a problem of this class (user-support page, "Workflow for support providers"). */
export const destinations: Readonly<Record<Route, 'operations' | 'vendor' | 'microsoft-support' | 'provider'>> = {
  service: 'operations',
  hardware: 'vendor',
  microsoft: 'microsoft-support',
  provider: 'provider',
  security: 'operations',
};

const suggestionByCategory: Readonly<Record<Category, Route>> = {
  'windows': 'provider',
  'microsoft-365-apps': 'provider',
  'browser': 'provider',
  'device': 'hardware',
  'infrastructure': 'provider',
  'line-of-business': 'provider',
  'security': 'security',
  'other': 'provider',
};

/** A suggestion for staff, who decide. A device with failing hardware outweighs the category, save for security. */
export function suggestedRoute(category: Category, device?: Pick<Device, 'hardware'>): Route {
  if (category === 'security') return 'security';
  return device?.hardware === 'failing' ? 'hardware' : suggestionByCategory[category];
}

/** Routes that leave the house keep who was called and under which number. */
export function needsCaseNumber(route: Route): boolean {
  return destinations[route] === 'vendor' || destinations[route] === 'microsoft-support';
}
