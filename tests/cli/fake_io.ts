/** Surroundings that a test sees and steers. */
import type { Io } from "../../src/cli/io.ts";

export interface FakeIo extends Io {
  readonly outLines: string[];
  readonly errLines: string[];
  /** Ends stdin. */
  readonly stop: () => void;
  /** Sends SIGINT. */
  readonly interrupt: () => void;
}

export function fakeIo(environment: Readonly<Record<string, string>> = {}): FakeIo {
  const outLines: string[] = [];
  const errLines: string[] = [];
  const stopped = new AbortController();
  const interrupted = new AbortController();
  return {
    outLines,
    errLines,
    stop: () => stopped.abort(),
    interrupt: () => interrupted.abort(),
    out: (line) => void outLines.push(line),
    outBytes: (bytes) => Promise.resolve(void outLines.push(new TextDecoder().decode(bytes))),
    err: (line) => void errLines.push(line),
    isTerminal: false,
    environment: () => environment,
    stdinEnd: () => stopped.signal,
    isStdinHeld: () => true,
    stdoutEnd: () => new AbortController().signal,
    stopSignal: () => interrupted.signal,
  };
}
