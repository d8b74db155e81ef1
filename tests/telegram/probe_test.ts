import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { probeDataCentre } from "../../src/telegram/probe.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";

Deno.test("probeDataCentre() knows a data centre by its answer", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  const { host, port } = sandbox.ready;
  assert.equal(await probeDataCentre({ address: host, port }, 5000), "answers");
  await sandbox.close();
});

Deno.test("probeDataCentre() does not take another program for one", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const place = { address: "127.0.0.1", port: listener.addr.port };
  const serving = (async () => {
    for (const answer of ["HTTP/1.1 400 Bad Request\r\n\r\n".padEnd(80), ""]) {
      using connection = await listener.accept();
      await connection.read(new Uint8Array(100));
      await connection.write(new TextEncoder().encode(answer));
    }
    // One that says nothing at all.
    return await listener.accept();
  })();
  assert.equal(await probeDataCentre(place, 5000), "silent");
  assert.equal(await probeDataCentre(place, 5000), "silent");
  assert.equal(await probeDataCentre(place, 50), "silent");
  (await serving).close();
  listener.close();
  assert.equal(await probeDataCentre(place, 5000), "unreachable");
});
