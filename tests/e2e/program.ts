/** Starts the real program, as a host or a shell would. */
import { fileURLToPath } from "node:url";
import { TextLineStream } from "./text_lines.ts";

/** This checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The last three: without them Windows opens no socket, and Deno finds no cache. */
const CLEAN_ENV = [
  ...["DENO_COVERAGE_DIR", "DENO_DIR", "HOME", "PATH"],
  ...["SystemRoot", "LOCALAPPDATA", "TEMP"],
];

/** The environment of a child: what Deno needs, and what is given. */
export function childEnv(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = CLEAN_ENV.map((name) => [name, Deno.env.get(name)] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(kept), ...env };
}

/** A running program whose streams a test reads and writes. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** The next line of stdout. */
  readonly line: () => Promise<string>;
  /** The first line of stderr that is looked for, whether it has come or not. */
  readonly errLine: (isIt: (line: string) => boolean) => Promise<string>;
  readonly write: (text: string) => Promise<void>;
  readonly endStdin: () => Promise<void>;
  readonly kill: (signal: Deno.Signal) => void;
  /** Waits for the end; gives the code, the rest of stdout and all of stderr. */
  readonly ended: () => Promise<
    { readonly code: number; readonly out: string; readonly err: string }
  >;
}

/** Starts `deno` with arguments. */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: childEnv(env),
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  const err = heard(child.stderr);
  let isStdinOpen = true;
  const endStdin = async () => {
    if (isStdinOpen) await writer.close().catch(() => writer.releaseLock());
    isStdinOpen = false;
  };
  const ended = async () => {
    const rest: string[] = [];
    for (let next = await lines.read(); !next.done; next = await lines.read()) {
      rest.push(next.value);
    }
    const { code } = await child.status;
    return { code, out: rest.join("\n"), err: await err.text };
  };
  return {
    pid: child.pid,
    async line() {
      const next = await lines.read();
      if (next.done) throw new Error(`The program has ended: ${await err.text}`);
      return next.value;
    },
    errLine: err.line,
    write: (text) => writer.write(new TextEncoder().encode(text)),
    endStdin,
    kill: (signal) => child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      await endStdin();
      // A server over HTTP cannot tell there that its stdin was a pipe.
      if (Deno.build.os === "windows") child.kill("SIGTERM");
      await ended();
    },
  };
}

interface Heard {
  readonly line: Program["errLine"];
  readonly text: Promise<string>;
}

/** Reads a stream to its end; who waits for a line is told when it comes. */
function heard(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Heard {
  const lines: string[] = [];
  let came = Promise.withResolvers<void>();
  let isOver = false;
  const text = (async () => {
    const each = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of each) {
      lines.push(line);
      came.resolve();
      came = Promise.withResolvers();
    }
    isOver = true;
    came.resolve();
    return lines.map((line) => `${line}\n`).join("");
  })();
  return {
    text,
    async line(isIt) {
      for (;;) {
        const found = lines.find(isIt);
        if (found !== undefined) return found;
        if (isOver) throw new Error(`The program has ended: ${lines.join("\n")}`);
        await came.promise;
      }
    },
  };
}

/** The arguments that run a command of the program with every permission. */
export function tgtk(...args: readonly string[]): string[] {
  return ["run", "-A", "--quiet", "src/main.ts", ...args];
}
