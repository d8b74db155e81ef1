/**
 * Draws a request and its answer as one line of the trace: enough to see what a client did, and
 * nothing that opens anything (no access hashes, no passwords, no bytes).
 *
 * @module
 */

import type { RpcError, RpcOutcome, TlAnswer, TlObject } from "./rpc.ts";
import type { TraceLine } from "./sandbox.ts";

/** A drawing: JSON. */
type Drawn = Readonly<Record<string, unknown>>;

/** Arguments that say nothing to a reader, or too much. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "hash",
  "accessHash",
  "randomId",
  "flags",
  "flags2",
  "phoneCode",
  "phoneCodeHash",
  "apiHash",
  "query",
  "CONSTRUCTOR_ID",
  "SUBCLASS_OF_ID",
  "className",
  "classType",
  "originalArgs",
]);

/**
 * Names a constructor or method as the TL schema does.
 *
 * @param className GramJS's name, such as `messages.GetHistory`.
 * @returns The schema's, such as `messages.getHistory`.
 */
export function tlName(className: string): string {
  const start = className.lastIndexOf(".") + 1;
  return className.slice(0, start) + className.charAt(start).toLowerCase() +
    className.slice(start + 1);
}

/** Draws a request's arguments, in the schema's snake case; what was not given is not there. */
export function drawParams(request: TlObject): Drawn {
  return drawFields(request);
}

/** Draws an outcome: the error, or the constructor and what it holds. */
export function drawOutcome(outcome: RpcOutcome): Drawn {
  if ("error" in outcome) {
    return { error_code: outcome.error.code, error_message: outcome.error.message };
  }
  return drawAnswer(outcome.answer);
}

/**
 * Draws a query that could not be read: all there is to tell is its constructor and the error.
 *
 * @param body The query.
 * @param error What it was answered with.
 * @param where When, and over which connection.
 */
export function unreadableLine(
  body: Uint8Array,
  error: RpcError,
  where: Pick<TraceLine, "connection" | "time">,
): TraceLine {
  const id = [...body.subarray(0, 4)].toReversed().map((byte) =>
    byte.toString(16).padStart(2, "0")
  );
  const params = { constructor: id.join("") };
  return { ...where, method: "?", wrappers: [], params, answer: drawOutcome({ error }) };
}

function drawAnswer(answer: TlAnswer): Drawn {
  if (typeof answer === "boolean") return { _: answer ? "boolTrue" : "boolFalse" };
  if (isVector(answer)) return { _: "vector", count: answer.length };
  const { messages, count } = answer as { readonly messages?: unknown; readonly count?: unknown };
  return {
    _: tlName(answer.className),
    ...(Array.isArray(messages) ? drawMessages(messages) : {}),
    ...(typeof count === "number" ? { count } : {}),
  };
}

function drawMessages(messages: readonly { readonly id: number }[]): Drawn {
  if (messages.length === 0) return { messages: 0 };
  return { messages: messages.length, first_id: messages[0]?.id, last_id: messages.at(-1)?.id };
}

function isVector(answer: TlAnswer): answer is readonly TlObject[] {
  return Array.isArray(answer);
}

function drawFields(fields: object): Drawn {
  const drawn = Object.entries(fields).flatMap(([name, value]) => {
    const drawing = LEFT_OUT.has(name) ? undefined : draw(value);
    return drawing === undefined ? [] : [[snakeCase(name), drawing] as const];
  });
  return Object.fromEntries(drawn);
}

function draw(value: unknown): unknown {
  // A flag that is not set decodes as false, an optional argument that is not there as null.
  if (value === null || value === undefined || value === false) return undefined;
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map(draw);
  if (typeof value !== "object") return value;
  if ("toJSNumber" in value) return drawLong(value as { toString(): string });
  return drawObject(value);
}

/** An id as a number; what JSON numbers cannot hold as decimal digits. */
function drawLong(value: { toString(): string }): number | string {
  const number = Number(value.toString());
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** How peers are named in TL: `inputPeerChannelFromMessage`, `inputUserSelf`, `inputChannel`… */
const PEER = /^Input(?:Peer)?(User|Chat|Channel|Self|Empty)(Self|Empty)?(?:FromMessage)?$/;

function drawObject(value: object): unknown {
  const { className } = value as { readonly className?: unknown };
  if (typeof className !== "string") return drawFields(value);
  const [, kind, special] = PEER.exec(className) ?? [];
  if (kind !== undefined) return drawPeer(kind, special, value);
  return className === "InputMessageID"
    ? (value as { readonly id?: unknown }).id
    : { _: tlName(className), ...drawFields(value) };
}

function drawPeer(kind: string, special: string | undefined, fields: object): Drawn {
  const { userId, chatId, channelId } = fields as Readonly<Record<string, unknown>>;
  const id = draw(userId ?? chatId ?? channelId);
  const type = (special ?? kind).toLowerCase();
  return id === undefined ? { type } : { type, id };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
