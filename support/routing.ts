// Which class of problem goes where: service to Operations, hardware to the vendor, other Microsoft to Unified or Premier, the rest stays.
import type { AdminContact } from './admin-contact.ts';
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

export const supportPlans = ['Unified', 'Premier'] as const;

/** Whom the organisation calls for what is not its own; the plan for Microsoft products is the one it has. */
export interface RoutePolicy {
  readonly vendors: readonly { readonly name: string; readonly manufacturer: string; readonly contact: string }[];
  readonly microsoft?: { readonly plan: (typeof supportPlans)[number]; readonly contact: string };
  readonly security: AdminContact;
}

/** Who outside the house is called on this route, as far as it is known; a device says who made it in more words than people do: `HP` is also `HP Inc.` */
export function knownContact(route: Route, { vendors, microsoft }: RoutePolicy, manufacturer = ''): string | undefined {
  switch (route) {
    case 'hardware': {
      const vendor = vendors.find((one) => `${manufacturer} `.toLowerCase().startsWith(`${one.manufacturer.toLowerCase()} `));
      return vendor && `${vendor.name}, ${vendor.contact}`;
    }
    case 'microsoft': return microsoft && `Microsoft ${microsoft.plan}, ${microsoft.contact}`;
    case 'security':
    case 'service':
    case 'provider': return undefined;
  }
}

/** Routes that leave the house keep who was called and under which number. */
export function needsCaseNumber(route: Route): boolean {
  return destinations[route] === 'vendor' || destinations[route] === 'microsoft-support';
}
