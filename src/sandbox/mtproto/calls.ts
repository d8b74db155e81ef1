/**
 * Queries of the API on their way to the services and back.
 *
 * @module
 */

import type { RpcError } from "../rpc.ts";
import type { Delays } from "./delays.ts";
import { packed } from "./gzip_packed.ts";
import { parseQuery } from "./queries.ts";
import type { Exchange } from "./receive.ts";
import type { MtprotoServerOptions } from "./server.ts";
import { rpcErrorObject, rpcResult } from "./service_messages.ts";
import { tlLong, toHex } from "./tl.ts";

/** What is known of where a call came from. */
export interface CallMeta {
  /** Counts connections from 1. */
  readonly connection: number;
  /** 16 hexadecimal digits. */
  readonly authKeyId: string;
  /** 16 hexadecimal digits. */
  readonly sessionId: string;
  /** Says whether the session is to get updates from now on; it gets none before the first call. */
  setReceivesUpdates(value: boolean): void;
}

/** The answer to a call: serialized TL, or an error. */
export type CallOutcome = { readonly result: Uint8Array } | { readonly error: RpcError };

type CallOptions = Pick<MtprotoServerOptions, "call" | "latencyMs" | "gzip">;

/** Has a query answered, after the server's latency. The client may go away meanwhile. */
export async function runQuery(
  exchange: Exchange,
  options: CallOptions,
  delays: Delays,
): Promise<void> {
  const { message: { msgId }, session } = exchange;
  session.running.add(msgId);
  const outcome = await outcomeOf(exchange, options);
  const isDue = await delays.wait(options.latencyMs);
  // The client may have dropped the query in the meantime: it is not running then.
  if (isDue && session.running.delete(msgId)) sendOutcome(exchange, outcome, options);
}

function outcomeOf(exchange: Exchange, options: CallOptions): CallOutcome | Promise<CallOutcome> {
  const parsed = parseQuery(exchange.message.body);
  return "error" in parsed ? parsed : options.call(parsed.request, metaOf(exchange));
}

/** Sends a call's answer. */
export function sendOutcome(
  { message, session, link }: Exchange,
  outcome: CallOutcome,
  { gzip }: Pick<CallOptions, "gzip">,
): void {
  const result = "error" in outcome ? rpcErrorObject(outcome.error) : outcome.result;
  const requestId = message.msgId;
  const body = rpcResult(requestId, gzip ? packed(result) : result);
  session.send(body, { kind: "answer", isContentRelated: true, requestId, link });
}

function metaOf({ session, link }: Exchange): CallMeta {
  return {
    connection: link.number,
    authKeyId: session.key.id,
    sessionId: toHex(tlLong(session.id)),
    setReceivesUpdates: (value) => session.receivesUpdates = value,
  };
}
