/**
 * Queries of the API on their way to the services and back.
 *
 * @module
 */

import type { RpcError } from "../rpc.ts";
import type { Delays } from "./delays.ts";
import { packed } from "./gzip_packed.ts";
import type { Link } from "./link.ts";
import { parseQuery } from "./queries.ts";
import type { Exchange } from "./receive.ts";
import type { MtprotoServerOptions } from "./server.ts";
import { rpcErrorObject, rpcResult } from "./service_messages.ts";
import { tlLong, toHex } from "./tl.ts";
import type { Handling, Trouble } from "./trouble.ts";

/** What is known of where a call came from. */
export interface CallMeta {
  /** Counts connections from 1. */
  readonly connection: number;
  /** 16 hexadecimal digits. */
  readonly authKeyId: string;
  /** 16 hexadecimal digits. */
  readonly sessionId: string;
  /** The query's own message id. */
  readonly messageId: bigint;
  /** Whether another session of the same key has a connection, too. */
  sharesKey(): boolean;
  /** Says whether the session is to get updates from now on; it gets none before the first call. */
  setReceivesUpdates(value: boolean): void;
}

/** The answer to a call: serialized TL, or an error. */
export type CallAnswer = { readonly result: Uint8Array } | { readonly error: RpcError };

/** What becomes of a call: its answer, and what goes wrong on the answer's way. */
export type CallOutcome = CallAnswer & Handling;

type CallOptions = Pick<MtprotoServerOptions, "call" | "gzip" | "latencyMs" | "refused">;

/** Has a query answered, after the server's latency. The client may go away meanwhile. */
export async function runQuery(
  exchange: Exchange,
  options: CallOptions,
  delays: Delays,
): Promise<void> {
  const { message: { msgId }, session } = exchange;
  session.running.add(msgId);
  const outcome = await outcomeOf(exchange, options);
  const isDue = await delays.wait(options.latencyMs + (outcome.delayMs ?? 0));
  // The client may have dropped the query in the meantime: it is not running then.
  if (isDue && session.running.delete(msgId)) deliver(exchange, outcome, options);
}

/**
 * Sends a call's answer through whatever trouble there is. A lost one waits in the session, as
 * if it had been lost on its way, and is sent again when the client comes back.
 */
function deliver(exchange: Exchange, outcome: CallOutcome, options: CallOptions): void {
  const { trouble } = outcome;
  if (trouble?.kind === "unanswered") return;
  if (trouble !== undefined) befall(exchange.link, trouble);
  sendOutcome(exchange, outcome, options);
  if (trouble?.kind !== "drop" || trouble.answer !== "whole") return;
  exchange.session.flush();
  exchange.link.closeDrained();
}

function befall(link: Link, trouble: Trouble): void {
  if (trouble.kind === "silence") link.fallSilent();
  else if (trouble.kind === "transport_error") link.fail(trouble.code);
  else if (trouble.kind === "drop" && trouble.answer === "lost") link.close();
  else if (trouble.kind === "drop" && trouble.answer === "half") link.closeHalfway();
}

function outcomeOf(exchange: Exchange, options: CallOptions): CallOutcome | Promise<CallOutcome> {
  const { body } = exchange.message;
  const parsed = parseQuery(body);
  if ("request" in parsed) return options.call(parsed.request, metaOf(exchange));
  options.refused?.(body, parsed.error, exchange.link.number);
  return parsed;
}

/** Sends a call's answer. */
export function sendOutcome(
  { message, session, link }: Exchange,
  outcome: CallAnswer,
  { gzip }: Pick<CallOptions, "gzip">,
): void {
  const result = "error" in outcome ? rpcErrorObject(outcome.error) : outcome.result;
  const requestId = message.msgId;
  const body = rpcResult(requestId, gzip ? packed(result) : result);
  session.send(body, { kind: "answer", isContentRelated: true, requestId, link });
}

function metaOf({ session, link, context, message }: Exchange): CallMeta {
  return {
    connection: link.number,
    authKeyId: session.key.id,
    sessionId: toHex(tlLong(session.id)),
    messageId: message.msgId,
    sharesKey: () =>
      context.sessions.live().some(({ key, id }) => key.id === session.key.id && id !== session.id),
    setReceivesUpdates: (value) => session.receivesUpdates = value,
  };
}
