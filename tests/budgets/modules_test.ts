/** What the server loads until it has told its tools, listed by V8's debugger in the running program. */
import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "../e2e/in_process.ts";
import { ROOT, start } from "../e2e/program.ts";
import { connectStdio, type StdioClient } from "../e2e/stdio_client.ts";
import { MODULES, MODULES_SLACK, PACKAGES } from "./budgets.ts";
import { keeps } from "./keeps.ts";

/** Modules of ours, by their path below `src/`, and of others, by their package. */
interface Loaded {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const PRELOADED = "tests/budgets/loaded_modules.ts";
const OURS = `file://${ROOT}src/`;
/** A module of a package in Deno's cache: `…/npm/HOST/@scope/name/1.2.3/…`. */
const THEIRS = /\/npm\/.*?\/((?:@[^/]+\/)?[^/]+)\/\d+\.\d+\.\d+[^/]*\//;

/** Runs `serve` on a sandbox of its own, and tells what was loaded when it ended. */
async function loadedBy(use: (client: StdioClient) => Promise<unknown>): Promise<Loaded> {
  const sandbox = startSandbox({ world: tinyWorld() });
  const to = await Deno.makeTempFile();
  try {
    const args = ["run", "-A", "--quiet", `--preload=${PRELOADED}`, "src/main.ts", "serve"];
    const program = start(args, { ...accountOf(sandbox.ready), LOADED_MODULES: to });
    await use(await connectStdio(program));
    await program.endStdin();
    const { code, err } = await program.ended();
    assert.equal(code, 0, err);
    const urls = [...new Set((await Deno.readTextFile(to)).split("\n"))];
    return {
      ours: urls.flatMap((url) => url.startsWith(OURS) ? [url.slice(OURS.length)] : []),
      theirs: urls.flatMap((url) => THEIRS.exec(url)?.[1] ?? []),
    };
  } finally {
    await sandbox.close();
    await Deno.remove(to);
  }
}

Deno.test("serve loads no more than its budget until tools/list is answered", async () => {
  const { ours, theirs } = await loadedBy(({ ask }) => ask("tools/list", {}));
  assert.deepEqual([...new Set(theirs)].toSorted(), PACKAGES);
  for (const [whose, loaded] of Object.entries({ ours, theirs })) {
    const budget = MODULES[whose as keyof typeof MODULES];
    keeps(
      { what: `start, ${whose}`, unit: "modules", budget, slack: MODULES_SLACK },
      loaded.length,
    );
  }
  const needless = ours.filter((path) =>
    /^(?:aes\/|gramjs|sandbox\/|telegram\/gramjs\/)/.test(path)
  );
  assert.deepEqual(needless, []);
});

Deno.test("serve loads GramJS with the first Telegram call, and no sandbox", async () => {
  const { ours, theirs } = await loadedBy(({ call }) =>
    call("tg_resolve_chat", { input: "@x1234" })
  );
  assert.ok(theirs.includes("telegram"));
  assert.ok(ours.includes("telegram/gramjs/telegram.ts"));
  assert.deepEqual(ours.filter((path) => path.startsWith("sandbox/")), []);
});
