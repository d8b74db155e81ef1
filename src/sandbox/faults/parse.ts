/**
 * Reads scripts of faults written as JSON.
 *
 * @module
 */

import { z } from "zod";
import { KINDS } from "./kinds/kinds.ts";
import {
  amount,
  chat,
  fields,
  oneOf,
  oneOrMore,
  optional,
  share,
  text,
  wholeNumber,
} from "./kinds/settings.ts";
import type { FaultScript } from "./script.ts";

/** A script, or one sentence that names the place and what was expected there. */
export type ParsedFaults = { readonly script: FaultScript } | { readonly error: string };

const SCHEMA_TITLE = "A script of faults for tgtk sandbox --faults";

const count = fields({
  nth: optional(
    oneOrMore(wholeNumber(1), "expected a whole number from 1, or a list of them"),
  ).describe("Just this one, or these."),
  every: optional(wholeNumber(1)).describe("Every so many."),
  after: optional(wholeNumber(0)).describe("All but the first so many."),
  first: optional(wholeNumber(0)).describe("The first so many only."),
});

const when = fields({
  event: optional(oneOf(["call", "connect"])).describe(
    "A call of the API (call, the default), or a new connection (connect).",
  ),
  method: optional(
    oneOrMore(text(), "expected a method's name, or a list of them"),
  ).describe("As in the TL schema: messages.getHistory; * stands for anything. One, or several."),
  chat: optional(chat()).describe("The chat that the request names: bare id, or @username."),
  connection: optional(wholeNumber(1)).describe("The connection's number, counted from 1."),
  shared_key: optional(z.literal(true, { error: "expected true" })).describe(
    "Only while another session of the same auth key is connected, too.",
  ),
  time: optional(fields({ from: optional(amount()), until: optional(amount()) })).describe(
    "Seconds since the start: from (inclusive), until (exclusive).",
  ),
  call: optional(count).describe("Which of the events for which all of the above holds, from 1."),
  probability: optional(share()).describe(
    "The share of the events for which all of the above holds; which ones, the seed decides.",
  ),
}).describe("All of it has to hold; each call of the API by default.");

const kinds = Object.fromEntries(
  Object.entries(KINDS).map(([name, { schema }]) => [name, optional<unknown>(schema)]),
);

const isOne = (fault: object): boolean => Object.keys(fault).length === 1;

const rule = fields({
  note: optional(text()).describe("For whoever reads the script."),
  when: optional(when),
  do: fields(kinds).refine(isOne, { error: "expected one kind of fault" })
    .meta({ minProperties: 1, maxProperties: 1 }).describe("What goes wrong: one kind of fault."),
}).superRefine((rule, context) => {
  const problem = connectProblem(rule as unknown as ConnectRule);
  if (problem !== undefined) context.addIssue({ code: "custom", ...problem });
});

const script = fields({
  $schema: optional(z.string()),
  seed: optional(wholeNumber(0)).describe("Decides what is left to chance; --seed by default."),
  faults: z.array(rule, { error: "expected a list of faults" }).describe(
    "What goes wrong, in this order where several faults meet.",
  ),
});

interface ConnectRule {
  readonly when?: Readonly<Record<string, unknown>>;
  readonly do: Readonly<Partial<Record<keyof typeof KINDS, unknown>>>;
}

/** What makes no sense where nothing was called yet. */
function connectProblem(rule: ConnectRule) {
  if (rule.when?.["event"] !== "connect") return undefined;
  const field = ["method", "chat", "shared_key"].find((name) => rule.when?.[name] !== undefined);
  if (field !== undefined) {
    return { path: ["when", field], message: "expected only with calls: a connection has none" };
  }
  const kind = Object.keys(rule.do)[0] as keyof typeof KINDS;
  if (!KINDS[kind].needsCall) return undefined;
  const names = Object.entries(KINDS).filter(([, { needsCall }]) => !needsCall);
  const known = names.map(([name]) => name).join(", ");
  return { path: ["do", kind], message: `expected a fault of a connection: ${known}` };
}

/**
 * Reads a script.
 *
 * @param value What the file holds, as `JSON.parse` gave it.
 * @returns The script, or what is wrong with it.
 *
 * @example A mistake
 * ```ts
 * import { parseFaults } from "./parse.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseFaults({ faults: [{ do: { flood_wait: { seconds: 0 } } }] }), {
 *   error: "faults[0].do.flood_wait.seconds: expected a whole number from 1 to 2147483647",
 * });
 * ```
 */
export function parseFaults(value: unknown): ParsedFaults {
  const { error, data } = script.safeParse(value);
  if (error === undefined) return { script: data as unknown as FaultScript };
  const [issue] = error.issues;
  const path = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue?.path;
  return { error: `${drawPath(path ?? [])}: ${issue?.message}` };
}

/** `faults[2].do`, or "the script" for all of it. */
function drawPath(path: readonly PropertyKey[]): string {
  const drawn = path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`);
  return drawn.join("").replace(/^\./, "") || "the script";
}

/** Draws the JSON Schema of scripts, for editors. */
export function faultsSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(script), title: SCHEMA_TITLE };
}
