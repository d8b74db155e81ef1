/** Starts the real program, as a host or a shell would. */
import { TextLineStream } from "./text_lines.ts";

/** This checkout. */
export const ROOT = new URL("../../", import.meta.url).pathname;

const CLEAN_ENV = ["DENO_COVERAGE_DIR", "DENO_DIR", "HOME", "PATH"];

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
  readonly write: (text: string) => Promise<void>;
  readonly endStdin: () => Promise<void>;
  readonly kill: (signal: Deno.Signal) => void;
  /** Waits until stderr says something; gives all of it so far. */
  readonly errUntil: (words: RegExp) => Promise<string>;
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
  let heard = "";
  const listeners = new Set<() => void>();
  const err = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      heard += text;
      for (const listen of listeners) listen();
    }
    return heard;
  })();
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
    return { code, out: rest.join("\n"), err: await err };
  };
  return {
    pid: child.pid,
    async line() {
      const next = await lines.read();
      if (next.done) throw new Error(`The program has ended: ${await err}`);
      return next.value;
    },
    write: (text) => writer.write(new TextEncoder().encode(text)),
    endStdin,
    kill: (signal) => child.kill(signal),
    async errUntil(words) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const listen = () => words.test(heard) && resolve();
      listeners.add(listen);
      listen();
      await Promise.race([promise, err]);
      listeners.delete(listen);
      if (!words.test(heard)) throw new Error(`The program has ended: ${heard}`);
      return heard;
    },
    ended,
    async [Symbol.asyncDispose]() {
      await endStdin();
      await ended();
    },
  };
}

/** The arguments that run a command of the program with every permission. */
export function tgtk(...args: readonly string[]): string[] {
  return ["run", "-A", "--quiet", "src/main.ts", ...args];
}
