/** A thousand clients at once, all with the same request ids: no answer crosses, none is lost. */
import assert from "node:assert/strict";
import { httpHandler } from "../../src/http/handler.ts";
import { deps, echoTool, ERAS } from "./support.ts";

const CLIENTS = 1000;
/** For each client; `deno task bench` sends more. */
const CALLS = 3;

Deno.test("httpHandler() gives each of a thousand clients its own answers", async () => {
  const handler = httpHandler(deps({ tools: [echoTool()] }));
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const url = `http://127.0.0.1:${server.addr.port}/mcp`;
  let answered = 0;
  const client = async (name: number) => {
    const call = name % 2 === 0 ? ERAS["2025"] : ERAS["2026"];
    for (let id = 1; id <= CALLS; id++) {
      const response = await fetch(url, call("tg_echo", { name, id }, id));
      const body = await response.json();
      assert.equal(body.id, id);
      assert.deepEqual(body.result.structuredContent, { principal: "local", name, id });
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, name) => client(name)));
  assert.equal(answered, 3000);
});
