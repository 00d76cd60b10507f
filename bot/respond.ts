// The answer to an invoke, which the adapter hands to whoever asked over HTTP.
import type { InvokeResponse, TurnContext } from 'botbuilder';

/** Answers an invoke: one that nobody answers becomes 501, which Teams shows as an error. */
export async function respond(context: TurnContext, body: unknown): Promise<void> {
  const value: InvokeResponse = { status: 200, body };
  // Straight to the adapter, which keeps it for whoever asked: by way of the context it would be prepared as a message first.
  await context.adapter.sendActivities(context, [{ type: 'invokeResponse', value }]);
}
