/** The whole server in this process, over a real connection to a sandbox, with a real client. */
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { type WireOptions, wireTelegram } from "../../src/cli/wire.ts";
import { checkConfig } from "../../src/config.ts";
import type {
  Sandbox,
  SandboxOptions,
  SandboxReady,
  TraceLine,
} from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { fakeIo } from "../cli/fake_io.ts";

/** The variables that lead a server to a sandbox. */
export function accountOf(ready: SandboxReady): Record<string, string> {
  return {
    TELEGRAM_API_ID: String(ready.api_id),
    TELEGRAM_API_HASH: ready.api_hash,
    TELEGRAM_STRING_SESSION: ready.string_session,
    TGTK_PACE: "unlimited",
    TGTK_LEASE_PORT: String(leasePort()),
  };
}

/** Tests run side by side: each takes eight ports of its own, below the ephemeral ones. */
function leasePort(): number {
  return 10_000 + 8 * crypto.getRandomValues(new Uint16Array(1))[0]! % 20_000;
}

/** A tool's answer, both forms. */
export interface Answer {
  readonly text: string;
  // deno-lint-ignore no-explicit-any -- tests reach into any field
  readonly json: any;
  readonly isError: boolean;
}

/** A sandbox, a server on it, and a client. */
export interface Setup extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly trace: readonly TraceLine[];
  /** What the server wrote to stderr. */
  readonly log: readonly string[];
  /** What Prometheus would read, if it was asked for. */
  readonly metrics: () => Promise<string>;
  readonly call: (tool: string, args: Record<string, unknown>) => Promise<Answer>;
  readonly client: Client;
}

/** A machine may be busy with other tests: how long an answer takes is not what is tested. */
const PATIENCE_MS = 600_000;

/** The server's own variables, beside those of its account; they may depend on where the sandbox is. */
type Environment = Record<string, string> | ((ready: SandboxReady) => Record<string, string>);

/** A server on a sandbox that runs, and a client. */
export async function serveOn(
  ready: SandboxReady,
  environment: Environment = {},
  wiring: WireOptions = {},
) {
  const own = typeof environment === "function" ? environment(ready) : environment;
  const { config, errors } = checkConfig({ ...accountOf(ready), ...own }, []);
  assert.deepEqual(errors, []);
  const io = fakeIo();
  const toolkit = await wireTelegram(config!, io, wiring);
  assert.ok(!("error" in toolkit));
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  await toolkit.newServer().connect(theirs);
  await client.connect(ours);
  return {
    client,
    toolkit,
    config: config!,
    log: io.errLines,
    metrics: async () => await toolkit.metrics?.text() ?? "",
    async call(name: string, args: Record<string, unknown>): Promise<Answer> {
      const result = await client.callTool({ name, arguments: args }, { timeout: PATIENCE_MS });
      const [block] = result.content as { readonly text: string }[];
      return {
        text: block?.text ?? "",
        json: result.structuredContent,
        isError: result.isError === true,
      };
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await toolkit.close();
    },
  };
}

/** Starts all three. */
export async function setUp(
  options: Omit<SandboxOptions, "trace">,
  environment: Environment = {},
  wiring: WireOptions = {},
): Promise<Setup> {
  const trace: TraceLine[] = [];
  const sandbox = await startSandbox({ ...options, trace: (line) => void trace.push(line) });
  const served = await serveOn(sandbox.ready, environment, wiring);
  return {
    ...served,
    sandbox,
    trace,
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await sandbox.close();
    },
  };
}

/** Reads a history to its end, page by page. */
export async function readAll(
  call: Setup["call"],
  args: Record<string, unknown>,
): Promise<readonly Answer[]> {
  const pages: Answer[] = [];
  let cursor: string | undefined;
  do {
    const page = await call("tg_fetch_history", { ...args, ...(cursor && { cursor }) });
    assert.ok(!page.isError, page.text);
    assert.ok(pages.push(page) < 5000, "the read does not end");
    cursor = page.json.page_info.cursor;
  } while (cursor !== undefined);
  return pages;
}

/** The ids on pages, in order. */
export function idsOf(pages: readonly Answer[]): readonly number[] {
  return pages.flatMap(({ json }) => json.messages.map(({ id }: { readonly id: number }) => id));
}
