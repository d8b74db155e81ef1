/**
 * From the options of `tgtk export` to the tools' own arguments, and from failures about those back to
 * the options.
 *
 * @module
 */

import type { Failure, Outcome } from "../../model/failure.ts";
import { exportExpected, type ExportInput, exportInput } from "../../tools/export_request.ts";
import { failureSentence } from "../../tools/failure_answer.ts";
import { parseInput } from "../../tools/input.ts";
import type { Flags } from "../command.ts";
import { FLAG_OF_FIELD } from "./options.ts";

/**
 * Reads the options.
 *
 * @param flags As they were given.
 * @returns The arguments, or `VALIDATION_ERROR` for the first that is wrong.
 *
 * @example A window
 * ```ts
 * import { exportInputOf } from "./input.ts";
 * import assert from "node:assert/strict";
 *
 * const input = exportInputOf({ chat: "@news", from: "2024-05-31", media: "photo,video" });
 * assert.deepEqual(input.ok && input.value, {
 *   chat: "@news",
 *   from_date: "2024-05-31",
 *   direction: "desc",
 *   filter: { media_types: ["photo", "video"] },
 *   refresh: false,
 * });
 * ```
 */
export function exportInputOf(flags: Flags): Outcome<ExportInput> {
  const filter = present({
    media_types: list(flags.media),
    has_media: truth(flags["has-media"]),
    has_links: truth(flags["has-links"]),
    from_users: list(flags["from-users"]),
    min_views: number(flags["min-views"]),
    max_views: number(flags["max-views"]),
    pinned: truth(flags.pinned),
  });
  const args = present({
    chat: flags.chat,
    from_date: flags.from,
    to_date: flags.to,
    direction: flags.direction ?? usualDirection(flags),
    search: flags.search,
    topic_id: number(flags.topic),
    thread_id: number(flags.thread),
    filter: Object.keys(filter).length === 0 ? undefined : filter,
    refresh: flags.refresh,
  });
  return parseInput({ input: exportInput, expected: exportExpected }, args);
}

/** Telegram Desktop exports oldest first, and tools made for its files count on it. */
function usualDirection({ format }: Flags): "asc" | undefined {
  return format === "json" ? "asc" : undefined;
}

/**
 * Says a failure in the words of the command line.
 *
 * @param failure The failure.
 * @param keptBy What decides where the export is kept.
 *
 * @example A date
 * ```ts
 * import { commandSentence } from "./input.ts";
 * import assert from "node:assert/strict";
 *
 * const failure = { code: "VALIDATION_ERROR", field: "from_date", expected: "a date" } as const;
 * assert.equal(commandSentence(failure), "Cannot use --from: expected a date.");
 * ```
 */
export function commandSentence(failure: Failure, keptBy = "TGTK_EXPORT_DIR"): string {
  if (failure.code !== "VALIDATION_ERROR") return failureSentence(failure);
  const { expected } = failure;
  const field = failure.field === "TGTK_EXPORT_DIR" ? keptBy : failure.field;
  return `Cannot use ${FLAG_OF_FIELD[field] ?? field}: expected ${inFlags(expected)}.`;
}

/** Names of fields are no words of English: wherever one stands, it is meant. */
function inFlags(words: string): string {
  return words.replace(/\b[a-z]+[._][a-z_]+\b/g, (word) => FLAG_OF_FIELD[word] ?? word);
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function list(value: Flags[string] | undefined): readonly string[] | undefined {
  return typeof value === "string" ? value.split(",").map((item) => item.trim()) : undefined;
}

function truth(value: Flags[string] | undefined): boolean | undefined {
  return value === undefined ? undefined : value === "yes";
}

function number(value: Flags[string] | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
