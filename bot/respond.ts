// The answer to an invoke, which the SDK hands to whoever asked over HTTP.
import { INVOKE_RESPONSE_KEY, type InvokeResponse, type TurnContext } from 'botbuilder';

/** Answers an invoke: one that the SDK does not see answered becomes 501, which Teams shows as an error. */
export function respond(context: TurnContext, body: unknown): void {
  const value: InvokeResponse = { status: 200, body };
  // Where the SDK's adapter itself puts what is sent as an answer; sent, it would be prepared as a message first.
  context.turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value });
}
