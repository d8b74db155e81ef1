/**
 * What MCP and HTTP cost: a cached `tg_resolve_chat` of the sample world through the layers alone,
 * its answer ready, and with the tool itself, beside a bare handler that parses the same request and
 * answers the same JSON; and a thousand clients at once. Run with `deno run -A tests/bench/http_bench.ts [calls]`.
 */
import process from "node:process";
import { httpOptions } from "../../src/cli/http_options.ts";
import { wireDemo } from "../../src/cli/wire.ts";
import { checkConfig } from "../../src/config.ts";
import { httpHandler } from "../../src/http/handler.ts";
import { protocolServer } from "../../src/mcp/server.ts";
import type { Tool } from "../../src/tools/tool.ts";
import { fakeIo } from "../cli/fake_io.ts";
import { answerIn, deps, ERAS } from "../http/support.ts";
import { drawSpread, spreadOf } from "./spread.ts";

const CALLS = Number(Deno.args[0] ?? 100_000);
const CLIENTS = 1000;
const ROUNDS = 9;
const PER_ROUND = 1000;
const AT_ONCE = 8;

const { config } = checkConfig({}, []);
const toolkit = await wireDemo(config!, {}, fakeIo(), { metrics: true });
const options = httpOptions(config!, {});
if ("error" in toolkit || "errors" in options) throw new Error("Cannot set the server up");
const { parts } = toolkit;
const handlerOf = (tools: readonly Tool[]) =>
  httpHandler(deps({
    parts: { ...parts, tools },
    newServer: (limited, principal) => protocolServer({ ...parts, tools: limited, principal }),
    clock: Date.now,
  }));

type Server = Deno.HttpServer<Deno.NetAddr>;

function serve(handle: Deno.ServeHandler): Server {
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handle);
}

async function post(server: Server, init: RequestInit): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/mcp`, init);
  return await answerIn(response);
}

/** Microseconds of processor time a call, client included: it is the same for all. */
async function round(server: Server, init: RequestInit): Promise<number> {
  const before = process.cpuUsage();
  let left = PER_ROUND;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await post(server, init);
  }));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / PER_ROUND;
}

const call = (era: keyof typeof ERAS) => ERAS[era]("tg_resolve_chat", { input: "@tgtk_news" });

const real = serve(handlerOf(parts.tools));
const answer = await post(real, call("2025")) as Record<string, unknown>;
const bare = serve(async (request) => {
  const { id } = await request.json();
  return Response.json({ ...answer, id });
});
const tool = parts.tools.find(({ definition }) => definition.name === "tg_resolve_chat")!;

const outcome = await tool.handle({
  arguments: { input: "@tgtk_news" },
  signal: new AbortController().signal,
  principal: "local",
  report: () => {},
  tell: () => {},
});
const ready = serve(handlerOf(parts.tools.map((each) => ({
  ...each,
  handle: () => Promise.resolve(outcome),
}))));

const ways = {
  bare: () => round(bare, call("2025")),
  "layers of 2025": () => round(ready, call("2025")),
  "layers of 2026": () => round(ready, call("2026")),
  "whole of 2025": () => round(real, call("2025")),
  "whole of 2026": () => round(real, call("2026")),
};
const times = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
for (let i = 0; i < ROUNDS; i++) {
  for (const [name, way] of Object.entries(ways)) times[name]!.push(await way());
}
for (const [name, values] of Object.entries(times)) {
  console.log(
    `${name.padEnd(14)} ${drawSpread(spreadOf(values.slice(2)), 0)} µs of processor time a call`,
  );
}
const median = (name: string) => spreadOf(times[name]!.slice(2)).median;
for (const name of Object.keys(ways).slice(1)) {
  console.log(`${name}: ${(median(name) / median("bare")).toFixed(1)} times the bare handler`);
}

const crowd = { answered: 0, wrong: 0, waits: [] as number[] };
await Promise.all(Array.from({ length: CLIENTS }, async (_, name) => {
  const own = ERAS[name % 2 === 0 ? "2025" : "2026"];
  for (let id = 1; id <= CALLS / CLIENTS; id++) {
    const chat = name % 3 === 0 ? "@tgtk_news" : "@tgtk_chat";
    const started = performance.now();
    const init = own("tg_resolve_chat", { input: chat }, id);
    const found = await post(real, init) as {
      id: number;
      result: { structuredContent: { username?: string } };
    };
    crowd.waits.push(performance.now() - started);
    crowd.answered += 1;
    const isRight = found.id === id && `@${found.result.structuredContent.username}` === chat;
    crowd.wrong += isRight ? 0 : 1;
  }
}));
crowd.waits.sort((a, b) => a - b);
const p99 = crowd.waits[Math.floor(crowd.waits.length * 0.99)];
console.log(
  `${CLIENTS} clients, ${CALLS} calls: ${crowd.answered} answered, ${crowd.wrong} wrong, ` +
    `p99 ${p99?.toFixed(0)} ms, ${(Deno.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`,
);
await Promise.all([real, ready, bare].map((server) => server.shutdown()));
await toolkit.close();
Deno.exit(crowd.wrong === 0 && crowd.answered === CALLS ? 0 : 1);
