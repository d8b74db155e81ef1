/** A login at a sandbox, with a person who answers from a script. */
import { login } from "../../../src/cli/login/login.ts";
import type { FaultScript } from "../../../src/sandbox/faults/script.ts";
import type { Sandbox, TraceLine } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { tinyWorld } from "../../sandbox/tiny_world.ts";
import { fakeIo } from "../fake_io.ts";
import type { FakeTerminal } from "./fake_terminal.ts";

/** How a login ended. */
export interface Attempt {
  readonly code: number;
  /** stdout. */
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** What was asked of the data centre. */
  readonly methods: readonly string[];
}

/** What a test may steer. */
export interface AttemptOptions {
  readonly faults?: FaultScript["faults"];
  readonly phone?: true;
  /** Has the sandbox as soon as it is there. */
  readonly onStart?: (sandbox: Sandbox) => void;
  /** Hears of each request. */
  readonly onTrace?: (line: TraceLine, sandbox: Sandbox) => void;
}

/** The number of the tiny world's sandbox; its code and password are those of the ready line. */
export const PHONE = "+999 66 2-1234";
export const CODE = "22222";
export const PASSWORD = "sandbox-password";

export async function attempt(
  terminal: FakeTerminal,
  { faults = [], phone, onStart, onTrace }: AttemptOptions = {},
): Promise<Attempt> {
  const methods: string[] = [];
  const sandbox: Sandbox = startSandbox({
    world: tinyWorld(),
    faults: { faults: [...faults] },
    trace: (line) => {
      methods.push(line.method);
      onTrace?.(line, sandbox);
    },
  });
  onStart?.(sandbox);
  const io = fakeIo();
  try {
    const flags = { sandbox: JSON.stringify(sandbox.ready), ...(phone && { phone }) };
    const code = await login(flags, io, terminal);
    return { code, out: io.outLines, err: io.errLines, methods };
  } finally {
    await sandbox.close();
  }
}
