// Reads what the organisation has set up at this moment, for those who ask who does what.
import type { Overview } from '../cards/overview.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import type { Directory } from './directory.ts';
import type { Policy } from './policy.ts';

export interface OverviewPorts {
  readonly config: Pick<SupportConfig, 'provider' | 'links'>;
  readonly policy: Policy;
  readonly directory: Directory;
  readonly clock: Clock;
}

export type ReadOverview = () => Promise<Overview>;

export function openOverview({ config, policy, directory, clock }: OverviewPorts): ReadOverview {
  return async () => {
    const { kind, name, contact } = config.provider;
    return {
      provider: { kind, name, ...(contact !== undefined && { contact }) },
      tiers: policy.ticket.tiers,
      approval: policy.elevation.approval,
      withUsers: policy.ticket.agreement,
      withOperations: policy.escalation.agreement,
      adminContacts: policy.escalation.adminContacts,
      links: config.links,
      held: await directory.held(),
      asOf: clock.now(),
    };
  };
}
