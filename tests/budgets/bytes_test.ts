/** What tasks cost in bytes on the way to the data centre and back, counted between both. */
import assert from "node:assert/strict";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { parseSessionString, writeSessionString } from "../../src/telegram/session_string.ts";
import { setUp } from "../e2e/in_process.ts";
import { layWire, type Wire } from "../telegram/gramjs/wire.ts";
import { BYTES, BYTES_SLACK } from "./budgets.ts";
import { keeps } from "./keeps.ts";

const WORLD = sampleWorld();

/** Pages of 100 posts that a server reads, which has just started. */
const PAGES: Readonly<Record<keyof typeof BYTES, number>> = {
  "a connection and a page of 100": 1,
  "a connection and ten pages of 100": 10,
};

/** The session, led through a wire. */
function through({ port }: Wire, { string_session }: SandboxReady): string {
  const session = parseSessionString(string_session);
  assert.ok(session.ok);
  return writeSessionString({ ...session.value, port });
}

for (const [what, pages] of Object.entries(PAGES)) {
  const budget = BYTES[what as keyof typeof BYTES];
  const told = Object.entries(budget).map(([way, bytes]) => `${bytes} bytes ${way}`).join(", ");
  Deno.test(`${what}: ${told}`, async () => {
    const { promise: laid, resolve: lay } = Promise.withResolvers<Wire>();
    await using setup = await setUp({ world: WORLD }, (ready) => {
      const wire = layWire(ready.port);
      lay(wire);
      return { TELEGRAM_STRING_SESSION: through(wire, ready) };
    });
    const wire = await laid;
    try {
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) {
        const asked = { chat: "@tgtk_news", page_size: 100, ...(cursor && { cursor }) };
        const { isError, json, text } = await setup.call("tg_fetch_history", asked);
        assert.ok(!isError, text);
        cursor = json.page_info.cursor;
      }
      const bytes = wire.bytes();

      for (const way of ["sent", "received"] as const) {
        const slack = Math.ceil(BYTES_SLACK * budget[way]);
        keeps({ what, unit: `bytes ${way}`, budget: budget[way], slack }, bytes[way]);
      }
    } finally {
      await wire.close();
    }
  });
}
