/**
 * The real process as a command's surroundings.
 *
 * @module
 */

import { fstatSync, type Stats } from "node:fs";
import process from "node:process";
import { readEnvironment } from "../config.ts";
import type { Io, Terminal } from "./io.ts";

/**
 * The signals that ask a process to end.
 *
 * @param os As `Deno.build.os` names it.
 * @returns Those that can be listened to: Windows refuses a listener for SIGTERM.
 */
export function endingSignals(os: typeof Deno.build.os): readonly Deno.Signal[] {
  return os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
}

/**
 * Whether somebody holds the other end of stdin.
 *
 * @param stat Looks at it. On Windows it throws for all that is not a file.
 * @returns Nobody, when that cannot be told: a server must not end because its stdin is odd.
 */
export function isHeld(stat: () => Pick<Stats, "isFIFO" | "isSocket">): boolean {
  try {
    const stdin = stat();
    return stdin.isFIFO() || stdin.isSocket();
  } catch {
    return false;
  }
}

/**
 * Gives the process's own streams, environment and signals.
 *
 * @returns The surroundings.
 */
export function processIo(): Io {
  return {
    out: (line) => writeLine(Deno.stdout, line),
    async outBytes(bytes) {
      for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
    },
    isTerminal: Deno.stdout.isTerminal(),
    err: (line) => writeLine(Deno.stderr, line),
    ...(Deno.stderr.isTerminal() ? { errTerminal: STDERR_TERMINAL } : {}),
    environment: readEnvironment,
    stdinEnd(discard) {
      const ended = new AbortController();
      process.stdin.once("end", () => ended.abort());
      process.stdin.once("close", () => ended.abort());
      if (discard) process.stdin.resume();
      return ended.signal;
    },
    isStdinHeld: () => isHeld(() => fstatSync(0)),
    stdoutEnd() {
      const ended = new AbortController();
      // The host is gone: the transport stops reading then, and stdin's end would not be heard.
      process.stdout.on("error", () => ended.abort());
      process.stdout.on("close", () => ended.abort());
      return ended.signal;
    },
    stopSignal() {
      const stopped = new AbortController();
      for (const signal of endingSignals(Deno.build.os)) {
        Deno.addSignalListener(signal, () => stopped.abort());
      }
      return stopped.signal;
    },
  };
}

const STDERR_TERMINAL: Terminal = {
  write: (text) => writeAll(Deno.stderr, text),
  columns: () => Deno.consoleSize().columns,
};

/** Synchronous, so that nothing is lost when the process exits right after. */
function writeLine(stream: SyncStream, line: string): void {
  writeAll(stream, `${line}\n`);
}

function writeAll(stream: SyncStream, text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
}

interface SyncStream {
  writeSync(bytes: Uint8Array): number;
}
