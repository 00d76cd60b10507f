// The organisation's configuration as the rules want it: durations in milliseconds, lists sorted.
import type { ApprovalPolicy, ApprovalTier } from '../support/approval-tier.ts';
import { operationsAgreements, withOperations, type Agreement } from '../support/agreement.ts';
import type { AlertPolicy } from '../support/alert.ts';
import type { ElevationPolicy } from '../support/elevation.ts';
import type { EscalationPolicy } from '../support/escalation.ts';
import type { IncidentPolicy } from '../support/incident.ts';
import { supportDay, type SupportHours } from '../support/support-hours.ts';
import type { TicketPolicy } from '../support/ticket.ts';
import { milliseconds, type SupportConfig } from './config.ts';
import { supportTiers } from './role-plan.ts';

export interface Policy {
  readonly ticket: TicketPolicy;
  readonly elevation: ElevationPolicy;
  readonly escalation: EscalationPolicy;
  readonly alert: AlertPolicy;
  readonly incident: IncidentPolicy;
  readonly supportHours: SupportHours;
}

/** A device that is away makes no new password: with LAPS a day goes by before anybody is alarmed. */
const rotateWithin = { local: 'PT1H', laps: 'PT24H' } as const;

export function policyOf(config: SupportConfig): Policy {
  const { elevation, escalation, adminContacts, provider, alerts, serviceLevels, supportHours, unanswered, routes, incidents } = config;
  const contacts = Object.fromEntries(Object.entries(adminContacts).map(([area, said]) => [area, typeof said === 'string' ? { name: said } : said]));
  // Alerts come whether or not anybody is named.
  const named = contacts['security'] ?? contacts['other'] ?? { name: provider.contact ?? provider.name };
  const security = { ...named, ...(alerts.contact !== undefined && { person: alerts.contact }) };
  return {
    supportHours,
    ticket: {
      tiers: supportTiers(config.roles),
      closeAfter: milliseconds(config.closeAfter),
      keepAttachments: milliseconds(config.keepAttachments),
      agreement: withUsers(serviceLevels.user, supportHours),
      unanswered: {
        remindAfter: unanswered.remindAfter * supportDay(supportHours),
        resolveAfter: unanswered.resolveAfter * supportDay(supportHours),
      },
      routes: { vendors: routes.vendors, ...(routes.microsoft && { microsoft: routes.microsoft }), security },
      applications: incidents.applications.map((said) => (typeof said === 'string' ? { name: said, also: [] } : said)),
    },
    elevation: {
      approval: approvalOf(config),
      decideWithin: milliseconds(elevation.decideWithin),
      remindAfter: milliseconds(elevation.remindAfter),
      lookingFor: milliseconds(elevation.lookingFor),
      revealWithin: milliseconds(elevation.revealWithin),
      cap: milliseconds(elevation.cap),
      dailyBudget: milliseconds(elevation.dailyBudget),
      zone: config.supportHours.zone,
      rotateWithin: milliseconds(rotateWithinOf(config)),
    },
    escalation: {
      adminContacts: contacts,
      remindAfter: milliseconds(escalation.remindAfter),
      agreement: agreedWithOperations(serviceLevels.operations),
    },
    alert: { contact: security },
    incident: {
      window: milliseconds(incidents.window), threshold: incidents.threshold, lapseAfter: milliseconds(incidents.lapseAfter), adminContacts: contacts,
    },
  };
}

export function rotateWithinOf({ elevation, credentials }: Pick<SupportConfig, 'elevation' | 'credentials'>): string {
  return elevation.rotateWithin ?? rotateWithin[credentials.provider];
}

export function tiersOf({ tiers, quorum = 1 }: SupportConfig['elevation']): readonly ApprovalTier[] {
  return tiers ?? [{ role: 'escalation-team', quorum }];
}

function approvalOf({ elevation, supportHours }: SupportConfig): ApprovalPolicy {
  const { hours, outOfHours } = elevation;
  const tiers = tiersOf(elevation);
  if (!hours || !outOfHours) return { tiers };
  return { tiers, outside: { hours: hours === 'support-hours' ? supportHours : hours, tiers: outOfHours.tiers } };
}

function withUsers({ A, B, C }: SupportConfig['serviceLevels']['user'], hours: SupportHours): Agreement {
  const level = ({ coverage, ...promised }: typeof A) => ({ ...inMilliseconds(promised), coverage });
  return { hours, levels: { A: level(A), B: level(B), C: level(C) } };
}

function agreedWithOperations(agreed: SupportConfig['serviceLevels']['operations']): Agreement {
  if (typeof agreed === 'string') return operationsAgreements[agreed];
  const { A, B, C, hours } = agreed;
  return withOperations(hours, { A: inMilliseconds(A), B: inMilliseconds(B), C: inMilliseconds(C) });
}

function inMilliseconds({ initial, update }: { readonly initial: string; readonly update: string }) {
  return { initial: milliseconds(initial), update: milliseconds(update) };
}
