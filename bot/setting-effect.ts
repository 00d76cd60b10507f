// What a change of the settings would do to what is open and to what is asked for next: counted before it is saved.
import type { Lateness, SettingEffect } from '../cards/setting-preview.ts';
import type { RecordOf, Store } from '../store/store.ts';
import type { ApprovalTier } from '../support/approval-tier.ts';
import { focusAreas } from '../support/category.ts';
import { accessMinutes } from '../support/elevation.ts';
import type { ElevationLimits } from '../support/elevation-limits.ts';
import { escalationClock } from '../support/escalation-clock.ts';
import { isLate } from '../support/retiming.ts';
import type { Sectioned } from '../support/setting.ts';
import { nextOpening } from '../support/support-hours.ts';
import { ticketClock } from '../support/ticket-clock.ts';
import { milliseconds } from './config.ts';
import type { Directory } from './directory.ts';
import { standingUnder, type Standing } from './in-force.ts';
import { openRecords } from './open-records.ts';
import { policyOf, type Policy } from './policy.ts';

export interface SettingEffectPorts {
  readonly store: Store;
  readonly directory: Directory;
}

/** @param now epoch ms */
export type ReadSettingEffects = (standing: Standing, next: Sectioned, now: number) => Promise<readonly SettingEffect[]>;

export function openSettingEffects({ store, directory }: SettingEffectPorts): ReadSettingEffects {
  async function lateness<K extends 'ticket' | 'escalation'>(kind: K, clockOf: (record: RecordOf<K>, policy: Policy) => Clocked, policies: readonly [was: Policy, then: Policy], now: number): Promise<Lateness> {
    const late = { before: 0, after: 0 };
    for await (const { body } of openRecords(store, kind)) {
      const [before, after] = policies.map((policy) => isLate(clockOf(body, policy), now));
      if (before) late.before += 1;
      if (after) late.after += 1;
    }
    return late;
  }

  async function ofTickets(policies: readonly [Policy, Policy], now: number): Promise<SettingEffect> {
    return { kind: 'late-tickets', ...await lateness('ticket', (ticket, policy) => ticketClock(ticket, policy.ticket.agreement), policies, now) };
  }

  /** What was asked for keeps what it was asked for under. */
  async function ofElevation(limits: ElevationLimits): Promise<readonly SettingEffect[]> {
    const counts = { undecided: 0, running: 0 };
    for await (const { body: { state } } of openRecords(store, 'elevation')) {
      if (state.kind === 'requested') counts.undecided += 1;
      if (state.kind === 'approved' || state.kind === 'active') counts.running += 1;
    }
    const longest = Math.min(milliseconds(limits.cap), milliseconds(limits.dailyBudget));
    const windows = accessMinutes.map((minutes) => minutes * 60_000).filter((window) => window > longest);
    return [
      ...(['undecided', 'running'] as const).flatMap((kind) => (counts[kind] === 0 ? [] : [{ kind, count: counts[kind] }])),
      ...windows.length === 0 ? [] : [{ kind: 'too-short', windows } as const],
      ...await wanting([...limits.tiers, ...limits.outOfHours?.tiers ?? []]),
    ];
  }

  /** Tiers that not even everyone of their role together could reach; where a role cannot be read, nothing is known. */
  async function wanting(tiers: readonly ApprovalTier[]): Promise<readonly SettingEffect[]> {
    const roles = [...new Map(tiers.toSorted((one, other) => one.quorum - other.quorum).map(({ role, quorum }) => [role, quorum]))];
    const found = await Promise.all(roles.map(async ([role, quorum]) => ({ role, quorum, members: await directory.members(role) })));
    return found.flatMap(({ role, quorum, members: { people, whole } }) => (whole && people.length < quorum ? [{ kind: 'too-few', role, quorum, count: people.length }] : []));
  }

  return async (standing, next, now) => {
    const { section, value } = next;
    const then = policyOf(standingUnder(standing.config, { [section]: { value, by: { id: '', name: '' }, at: now } }));
    const policies = [standing.policy, then] as const;
    switch (section) {
      case 'user-levels': return [await ofTickets(policies, now)];
      case 'support-hours': return [await ofTickets(policies, now), { kind: 'next-opening', at: nextOpening(then.supportHours, now) }];
      case 'operations-levels': {
        const late = await lateness('escalation', (escalation, policy) => escalationClock(escalation, policy.escalation.agreement), policies, now);
        return [{ kind: 'late-escalations', ...late }];
      }
      case 'elevation': return ofElevation(value);
      case 'admin-contacts': {
        const areas = focusAreas.filter((area) => !value[area]);
        return areas.length === 0 ? [] : [{ kind: 'without', areas }];
      }
      case 'incidents':
      case 'routes':
      case 'provider': return [];
    }
  };
}

type Clocked = ReturnType<typeof ticketClock>;
