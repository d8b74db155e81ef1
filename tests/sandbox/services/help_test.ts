import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { answerOf } from "../ask.ts";

Deno.test("help.getConfig leads back to the sandbox", async () => {
  const config = await answerOf<Api.Config>(new Api.help.GetConfig());
  assert.equal(config.thisDc, 2);
  assert.equal(config.date, 1_700_000_500);
  assert.equal(config.expires, 1_700_004_100);
  assert.deepEqual(
    config.dcOptions.map(({ id, ipAddress, port, ipv6 }) => ({ id, ipAddress, port, ipv6 })),
    [{ id: 2, ipAddress: "127.0.0.1", port: 8443, ipv6: false }],
  );
});

Deno.test("help.getNearestDc names the sandbox's own", async () => {
  const { thisDc, nearestDc } = await answerOf<Api.NearestDc>(new Api.help.GetNearestDc());
  assert.deepEqual([thisDc, nearestDc], [2, 2]);
});

Deno.test("help.getAppConfig is sent once", async () => {
  const config = await answerOf<Api.help.AppConfig>(new Api.help.GetAppConfig({ hash: 0 }));
  assert.equal(config.className, "help.AppConfig");
  const again = await answerOf(new Api.help.GetAppConfig({ hash: config.hash }));
  assert.equal((again as Api.help.TypeAppConfig).className, "help.AppConfigNotModified");
});
