/**
 * Which personal data is hidden, and how: the meaning of `TGTK_PII` and `TGTK_PII_KINDS`.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../model/failure.ts";
import { type DetectedKind, DETECTORS } from "./detect.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** Every {@linkcode PiiMode}. */
export const PII_MODES = ["mask", "pseudonymize", "off"] as const;

/** What is done with personal data. */
export type PiiMode = (typeof PII_MODES)[number];

/** A kind of personal data: one found in text, or the names of people who write. */
export type PiiKind = DetectedKind | "sender_names";

/** The kinds that are hidden. */
export type PiiKinds = ReadonlySet<PiiKind>;

/** What the operator decided. */
export type PiiPolicy =
  | { readonly mode: "mask" | "off"; readonly kinds: PiiKinds }
  | {
    readonly mode: "pseudonymize";
    readonly kinds: PiiKinds;
    readonly pseudonyms: Pseudonyms;
  };

/** Every kind, in the order in which it is listed to people. */
export const PII_KINDS: readonly PiiKind[] = [
  ...new Set([...DETECTORS.map(({ kind }) => kind), "sender_names" as const]),
];

/** The kinds that are hidden unless the operator says otherwise. */
export const DEFAULT_PII_KINDS: PiiKinds = new Set<PiiKind>([
  ...DETECTORS.filter(({ byDefault }) => byDefault).map(({ kind }) => kind),
  "sender_names",
]);

/**
 * Reads `TGTK_PII_KINDS`: changes to the default kinds, comma-separated, applied from left to right.
 *
 * @param value For example `-sender_names,+username`; an empty value changes nothing.
 * @returns The kinds to hide, or `VALIDATION_ERROR` with what was expected.
 *
 * @example One kind more
 * ```ts
 * import { parsePiiKinds } from "./policy.ts";
 * import assert from "node:assert/strict";
 *
 * const kinds = parsePiiKinds("+username");
 * assert.ok(kinds.ok && kinds.value.has("username") && kinds.value.has("email"));
 * ```
 */
export function parsePiiKinds(value: string): Outcome<PiiKinds> {
  const kinds = new Set(DEFAULT_PII_KINDS);
  const unread: string[] = [];
  for (const change of value.split(",").map((part) => part.trim()).filter(Boolean)) {
    const kind = PII_KINDS.find((known) => known === change.slice(1));
    if (kind !== undefined && change.startsWith("+")) kinds.add(kind);
    else if (kind !== undefined && change.startsWith("-")) kinds.delete(kind);
    else unread.push(change);
  }
  if (unread.length === 0) return succeed(kinds);
  const expected = `a comma-separated list of +kind and -kind, where kind is one of ${
    PII_KINDS.join(", ")
  }; cannot read ${unread.map((change) => JSON.stringify(change)).join(", ")}`;
  return fail({ code: "VALIDATION_ERROR", field: "TGTK_PII_KINDS", expected });
}

/** Whether the people who write are hidden: names, usernames, and where there are pseudonyms, ids. */
export function hidesPeople({ kinds, mode }: PiiPolicy): boolean {
  return mode !== "off" && kinds.has("sender_names");
}

/**
 * The pseudonyms that people get.
 *
 * @returns Nothing where people have none: they are shown, or numbered.
 */
export function pseudonymsOfPeople(policy: PiiPolicy): Pseudonyms | undefined {
  return policy.mode === "pseudonymize" && hidesPeople(policy) ? policy.pseudonyms : undefined;
}
