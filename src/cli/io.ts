/**
 * What a command may touch of the process it runs in. Tests give their own.
 *
 * @module
 */

/** A command's surroundings. */
export interface Io {
  /** stdout: the protocol or the result, nothing else. Takes whole lines, without the line break. */
  readonly out: (line: string) => void;
  /** stdout for results of any size: resolves when they are taken. Rejects when nobody reads any more. */
  readonly outBytes: (bytes: Uint8Array) => Promise<void>;
  /** stdout is a terminal: people read it. */
  readonly isTerminal: boolean;
  /** stderr: everything else. */
  readonly err: (line: string) => void;
  /** stderr as a terminal, which can be drawn on; absent where it is none. */
  readonly errTerminal?: Terminal;
  /** Ours of the environment, by name. */
  readonly environment: () => Readonly<Record<string, string>>;
  /**
   * Aborts when stdin ends. `discard` reads it to its end for that; otherwise somebody else has to,
   * and gets every byte.
   */
  readonly stdinEnd: (discard: boolean) => AbortSignal;
  /** stdin is a pipe that somebody holds: not a terminal, and not `/dev/null`, which ends at once. */
  readonly isStdinHeld: () => boolean;
  /** Aborts when nobody reads stdout any more. */
  readonly stdoutEnd: () => AbortSignal;
  /** Aborts on SIGINT and SIGTERM. */
  readonly stopSignal: () => AbortSignal;
}

/** What can be drawn on. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Characters in a line. */
  readonly columns: () => number;
}

/** Something went as it should. */
export const EXIT_OK = 0;
/** Something failed while it ran. */
export const EXIT_FAILED = 1;
/** The command line or the configuration is wrong. */
export const EXIT_USAGE = 2;
/** A signal ended it before it was done: 128 and the number of SIGINT, as shells count. */
export const EXIT_STOPPED = 130;
