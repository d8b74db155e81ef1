/** The program over HTTP, as a test asks it. */
import { type Program, start, tgtk } from "./program.ts";

const READY = /"event":"serves MCP".*"url":"(http:[^"]+)\/mcp"/;

/** A server that listens. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly program: Program;
}

/** Starts `serve --http` on a free port and waits until it says where it listens. */
export async function serve(args = ["--demo"], env: Record<string, string> = {}): Promise<Served> {
  const program = start(tgtk("serve", "--http", "--port", "0", ...args), env);
  const line = await program.errLine((each) => READY.test(each));
  return {
    url: READY.exec(line)?.[1] ?? "",
    program,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
