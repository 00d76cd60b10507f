// Reads what the organisation has set up at this moment, for those who ask who does what.
import type { Overview } from '../cards/overview.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import type { InForce } from './in-force.ts';

export interface OverviewPorts {
  readonly inForce: InForce;
  readonly directory: Directory;
  readonly clock: Clock;
}

export type ReadOverview = () => Promise<Overview>;

export function openOverview({ inForce, directory, clock }: OverviewPorts): ReadOverview {
  return async () => {
    const { config, policy } = await inForce();
    const { kind, name, contact } = config.provider;
    return {
      provider: { kind, name, ...(contact !== undefined && { contact }) },
      tiers: policy.ticket.tiers,
      approval: policy.elevation.approval,
      withUsers: policy.ticket.agreement,
      withOperations: policy.escalation.agreement,
      adminContacts: policy.escalation.adminContacts,
      routes: policy.ticket.routes,
      links: config.links,
      held: await directory.held(),
      asOf: clock.now(),
    };
  };
}
