/**
 * What an export is asked with and what comes of it: types only.
 *
 * @module
 */

import type { ChatPolicy } from "../model/access.ts";
import type { Chat } from "../model/chat.ts";
import type { Failure } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { Subject } from "../history/step.ts";
import type { CallOptions, Telegram } from "../telegram/port.ts";
import type { Sleep } from "../telegram/sleep.ts";
import type { TakeTurn } from "../telegram/turns.ts";
import type { Manifest } from "./manifest.ts";
import type { ExportStore } from "./store.ts";

/** What exports work with; made once. */
export interface ExportDeps {
  readonly telegram: Telegram;
  readonly store: ExportStore;
  /** Which chats may be read and kept. */
  readonly policy: ChatPolicy;
  /** Pages that one export asks for at once, at least 1: what the pace allows. */
  readonly inFlight: number;
  /** Shared by all exports, so that many of them together ask for no more; absent: no such bound. */
  readonly turn?: TakeTurn;
  /** Seconds for which an export is kept after it was last written. */
  readonly ttlS: number;
  /** Milliseconds after which what is read is kept, even if it fills no part; a minute by default. */
  readonly keepEveryMs?: number;
  readonly toolVersion: string;
  /** The wall clock, in milliseconds. */
  readonly clock: () => number;
  readonly sleep: Sleep;
}

/** What to export. */
export interface ExportRequest extends Subject {
  /** Who asks; one fixed name where there is only one caller. */
  readonly principal: string;
  /**
   * How messages become lines, in words of any kind that change whenever the lines would: privacy mode,
   * its kinds, the version of the layout. Exports made otherwise are other exports, and invisible.
   */
  readonly rendering: string;
  /** The chat; its title as it may be shown. */
  readonly chat: Chat;
  /**
   * Draws a message as one line, without its line break. It must depend on the message alone: a line
   * is drawn again after a crash, in another process, and has to come out the same. Names that count
   * who was seen before ("user 7") do not: ids tell senders apart.
   */
  readonly line: (message: Message) => string;
  /** Starts anew, whatever there is. */
  readonly refresh?: boolean;
}

/** One run's limits. */
export interface ExportOptions {
  /** Aborted: what is read is kept, and the run returns. */
  readonly signal: AbortSignal;
  /** Milliseconds after which the run stops reading; absent: it works until it is done. */
  readonly deadlineMs?: number;
  readonly onProgress?: (progress: ExportProgress) => void;
  /** Hears of each Telegram call and of waits for turns. */
  readonly calls?: Omit<CallOptions, "signal">;
}

/** How far an export has come. */
export interface ExportProgress {
  readonly id: string;
  /** All runs together. */
  readonly messages: number;
  /** Also of what is not yet in a part. */
  readonly bytes: number;
  readonly estimated_messages?: number;
  /** Unix seconds of the last message passed. */
  readonly date?: number;
  /** Seconds that Telegram asks to wait, while that is being waited for. */
  readonly waiting_s?: number;
}

/** How a run ended. */
export interface ExportResult {
  readonly manifest: Manifest;
  /** What stopped it, where something did. Calling again continues. */
  readonly failure?: Failure;
}
