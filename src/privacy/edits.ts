/**
 * Replacements on a text, and what they do to the entities that point into it. Everything that
 * changes foreign text goes through {@linkcode applyEdits}, so that offsets are moved in one place.
 *
 * @module
 */

import type { Entity } from "../model/message.ts";

/** One replaced stretch, `[start, end)` in UTF-16 code units; it is never empty. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A text and the entities that point into it. */
export interface Annotated {
  /** As it is shown. */
  readonly text: string;
  /** In any order. */
  readonly entities: readonly Entity[];
}

/** An edit, and where its replacement stands in the new text. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * Replaces stretches of a text and moves its entities along. An entity that lies wholly inside one
 * replaced stretch takes the replacement's extent; one that reaches into a stretch is clipped to the
 * part outside; one that has nothing left vanishes.
 *
 * @param text The text the edits count in.
 * @param entities Its entities, in any order.
 * @param edits Sorted by `start`, apart from one another, within the text.
 * @returns The new text and the entities that are left, in the order given.
 * @throws {RangeError} If the edits overlap, are unsorted, empty or out of the text.
 *
 * @example A word replaced inside bold text
 * ```ts
 * import { applyEdits } from "./edits.ts";
 * import assert from "node:assert/strict";
 *
 * const bold = [{ type: "bold", offset: 0, length: 9 }];
 * assert.deepEqual(applyEdits("call Anna", bold, [{ start: 5, end: 9, replacement: "X" }]), {
 *   text: "call X",
 *   entities: [{ type: "bold", offset: 0, length: 6 }],
 * });
 * ```
 */
export function applyEdits(
  text: string,
  entities: readonly Entity[],
  edits: readonly Edit[],
): Annotated {
  if (edits.length === 0) return { text, entities };
  const placed: Placed[] = [];
  let result = "";
  let read = 0;
  for (const { start, end, replacement } of edits) {
    if (start < read || end <= start || end > text.length) {
      throw new RangeError("Cannot apply edits: they must be sorted, apart and within the text");
    }
    result += text.slice(read, start);
    placed.push({
      start,
      end,
      newStart: result.length,
      newEnd: result.length + replacement.length,
    });
    result += replacement;
    read = end;
  }
  const moved = entities.map((entity) => moveEntity(entity, placed));
  return { text: result + text.slice(read), entities: moved.filter((entity) => entity.length > 0) };
}

/** Moves one entity; nothing left of it is length 0 or less. */
function moveEntity(entity: Entity, placed: readonly Placed[]): Entity {
  const end = entity.offset + entity.length;
  const around = lastStarting(placed, entity.offset);
  if (around !== undefined && end <= around.end) {
    return { ...entity, offset: around.newStart, length: around.newEnd - around.newStart };
  }
  const newStart = movePosition(placed, entity.offset, "start");
  return { ...entity, offset: newStart, length: movePosition(placed, end, "end") - newStart };
}

/** Moves one border of an entity; a border inside a replaced stretch leaves the replacement outside. */
function movePosition(placed: readonly Placed[], position: number, border: "start" | "end") {
  const before = lastStarting(placed, position - 1);
  if (before === undefined) return position;
  if (position >= before.end) return before.newEnd + position - before.end;
  return border === "start" ? before.newEnd : before.newStart;
}

/** The last edit that starts at or before a position, by bisection. */
function lastStarting(placed: readonly Placed[], position: number): Placed | undefined {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((placed[middle]?.start ?? Infinity) <= position) low = middle + 1;
    else high = middle;
  }
  return placed[low - 1];
}
