// What the organisation has set up, as far as people are told of it.
import type { AdminContacts } from '../support/admin-contact.ts';
import type { Agreement } from '../support/agreement.ts';
import type { ApprovalPolicy } from '../support/approval-tier.ts';
import type { HeldRole } from '../support/given-role.ts';
import type { RoutePolicy } from '../support/routing.ts';

/** A document of the organisation's own; `url` is https. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** `held` is every role by its sources, `asOf` (epoch ms) when all of it was read. */
export interface Overview {
  readonly provider: { readonly kind: 'customer-led' | 'partner-led'; readonly name: string; readonly contact?: string };
  /** Support tiers that somebody works, lowest first. */
  readonly tiers: readonly number[];
  readonly approval: ApprovalPolicy;
  readonly withUsers: Agreement;
  readonly withOperations: Agreement;
  readonly adminContacts: AdminContacts;
  readonly routes: RoutePolicy;
  readonly links: readonly Link[];
  readonly held: readonly HeldRole[];
  readonly asOf: number;
}
