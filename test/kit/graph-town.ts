// A town whose devices, passwords and threats are on a Graph of our own, and whose machine's clock a test turns.
import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import { graphOn, openFakeGraph, type FakeGraph, type GraphDevice } from './fake-graph.ts';
import { openTown, type Town } from './town.ts';

/** The Entra group of the Test ring. */
export const testRing = 'a0000000-0000-4000-8000-000000000001';

/** Milliseconds by which the clock of the machine, and of Graph, is ahead. */
export interface TurnedClock {
  ahead: number;
}

export interface GraphTown {
  readonly graph: FakeGraph;
  readonly town: Town;
  /** Grace's. */
  readonly laptop: GraphDevice;
  /** Luis'. */
  readonly tablet: GraphDevice;
  readonly clock: TurnedClock;
}

/** @param config added to what the configuration file says */
export async function openGraphTown(config: Readonly<Record<string, unknown>> = {}): Promise<GraphTown> {
  const clock = { ahead: 0 };
  const machine = () => Date.now() + clock.ahead;
  const graph = await openFakeGraph();
  graph.now = machine;
  const [laptop, tablet] = [managedDevice(graph, 1, 'grace'), managedDevice(graph, 2, 'luis')];
  const town = await openTown({ machine, tenant: { graph: graphOn(graph, { now: machine }), rings: { Test: testRing } }, config });
  return { graph, town, laptop, tablet, clock };
}

/** The nth managed device, whose password was made a day ago. */
export function managedDevice(graph: FakeGraph, n: number, user: string): GraphDevice {
  return graph.add({
    intuneId: `b1e6c0de-0000-4000-8000-00000000000${n}`, entraId: `e0000000-0000-4000-8000-00000000000${n}`, name: `MD-000${n}`, serial: `SN${n}`, user: idOf(user),
    backups: [{ account: 'Administrator', password: `Made-before-${n}?`, at: graph.now() - 24 * 60 * 60_000 }],
  });
}

/** The Entra object id of somebody in the cast. */
export function idOf(key: string): string {
  return cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);
}
