import assert from "node:assert/strict";
import { join } from "node:path";
import { startSandbox } from "../../src/sandbox/start.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { FaultScript } from "../../src/sandbox/faults/script.ts";
import { killedExport } from "./killed_export.ts";
import { start, tgtk } from "./program.ts";

/** A seeded choice of moments: while the program starts, reads, and finishes. */
const MOMENTS = [1900, 2600, 1300, 3100];

for (const format of ["ndjson", "json"]) {
  Deno.test(`tgtk export --format ${format}, killed again and again, gives the same bytes`, async () => {
    const whole = await killedExport(format, []);
    const killed = await killedExport(format, MOMENTS);
    assert.deepEqual(killed.names, ["out", "out.manifest.json"]);
    assert.ok(whole.bytes.length > 3_000_000);
    assert.ok(
      whole.bytes.length === killed.bytes.length &&
        whole.bytes.every((byte, at) => byte === killed.bytes[at]),
    );
  });
}

/** The twentieth page makes the reader wait for an hour. */
const LONG_WAIT = {
  faults: [{
    when: { method: "messages.getHistory", call: { nth: 20 } },
    do: { flood_wait: { seconds: 3600 } },
  }],
} satisfies FaultScript;

/** The session's own sandbox; the lease's ports are those of nobody else. */
async function withSandbox<T>(
  faults: FaultScript | undefined,
  port: number,
  use: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const sandbox = await startSandbox({
    world: sampleWorld({ seed: 1 }),
    port,
    ...(faults === undefined ? {} : { faults }),
  });
  try {
    const { api_hash, api_id, string_session } = sandbox.ready;
    return await use({
      TELEGRAM_API_ID: String(api_id),
      TELEGRAM_API_HASH: api_hash,
      TELEGRAM_STRING_SESSION: string_session,
      TGTK_PACE: "unlimited",
      TGTK_LEASE_PORT: "46310",
    });
  } finally {
    await sandbox.close();
  }
}

Deno.test("tgtk export stopped by SIGINT says the command that continues, and that one does", {
  ignore: Deno.build.os === "windows",
}, async () => {
  const folder = await Deno.makeTempDir({ prefix: "tgtk_sigint_" });
  const file = join(folder, "news.ndjson");
  const args = ["export", "@tgtk_news", "--to", "2025-12-31", "--out", file];
  try {
    await withSandbox(LONG_WAIT, 0, async (env) => {
      await using program = start(tgtk(...args), env);
      await program.errLine((line) => /waiting [\d,]+ s for Telegram/.test(line));
      program.kill("SIGINT");
      const { code, err } = await program.ended();
      assert.equal(code, 130, err);
      assert.match(err, /^Stopped: [1-9][\d,]* messages are kept\.$/m);
      const command = `This command continues: deno run --no-prompt -P=export ` +
        `--allow-read=${folder} --allow-write=${folder} src/main.ts export @tgtk_news ` +
        `--to 2025-12-31 --out ${file}`;
      assert.ok(err.includes(command), err);
    });
    await withSandbox(undefined, 0, async (env) => {
      await using program = start(tgtk(...args), env);
      const { code, err } = await program.ended();
      assert.equal(code, 0);
      assert.match(err, /^Continuing after [1-9][\d,]* messages\.$/m);
      assert.match(err, /^4,998 messages in /m);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
