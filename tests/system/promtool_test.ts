import assert from "node:assert/strict";
import { observedMetrics } from "../observe/metrics/observed_metrics.ts";

/** `promtool check metrics` reads the text and complains of names and types against the customs. */
async function promtool(text: string): Promise<{ readonly code: number; readonly said: string }> {
  const child = new Deno.Command("promtool", {
    args: ["check", "metrics"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { code, stderr, stdout } = await child.output();
  return { code, said: [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("") };
}

Deno.test("promtool finds nothing wrong with the metrics", async () => {
  const text = await observedMetrics().metrics.text();
  assert.deepEqual(await promtool(text), { code: 0, said: "" });
});

Deno.test("promtool would find a counter that is named like none", async () => {
  const { code, said } = await promtool(
    "# HELP a_seconds_count a\n# TYPE a_seconds_count counter\na_seconds_count 1\n",
  );
  assert.equal(code, 3);
  assert.match(said, /a_seconds_count/);
});
