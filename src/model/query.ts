/**
 * What a caller asks of one chat's history, once the words of the request are understood.
 *
 * @module
 */

/** Newest first, or oldest first. */
export type Direction = "desc" | "asc";

/** A half-open stretch of time, `[from, to)`, in Unix seconds; an absent end is open. */
export interface Window {
  readonly from?: number;
  readonly to?: number;
}

/** One question about one chat. Search, topic, thread and filter take their places here. */
export interface HistoryQuery {
  readonly window: Window;
  readonly direction: Direction;
}

/**
 * What has been read completely: every message with an id in `from_id … to_id`, both included, and
 * every message dated in `[from_date, to_date)`, Unix seconds.
 */
export interface Covered {
  readonly from_id?: number;
  readonly to_id?: number;
  readonly from_date?: number;
  readonly to_date?: number;
}
