import assert from "node:assert/strict";
import { config } from "../../../src/cli/config/config.ts";
import type { Running } from "../../../src/cli/config/launch.ts";
import { serverLaunch, shellLine } from "../../../src/cli/config/server.ts";
import { fakeIo } from "../fake_io.ts";

const RUNNING: Running = {
  entry: import.meta.resolve("../../../src/main.ts"),
  executable: "/usr/bin/deno",
  isCompiled: false,
  denoVersion: "2.9.6",
};

function launched(flags: Record<string, string>) {
  const launch = serverLaunch(flags, RUNNING);
  assert.ok("args" in launch, JSON.stringify(launch));
  const net = launch.args.find((arg) => arg.startsWith("--allow-net="))!.slice(12).split(",");
  return { net, own: launch.args.slice(launch.args.indexOf("serve")) };
}

/** Loopback and Telegram: the set `http`. */
const ALWAYS = launched({}).net;

Deno.test("config server grants loopback and Telegram, whatever else it grants", () => {
  assert.deepEqual(ALWAYS.slice(0, 4), ["127.0.0.1", "localhost", "[::1]", "149.154.160.0/20:443"]);
  assert.equal(ALWAYS.length, 23);
  assert.deepEqual(launched({}).own, ["serve", "--http"]);
});

for (
  const [flags, granted, own] of [
    [{ host: "0.0.0.0" }, ["0.0.0.0:8000"], ["--host", "0.0.0.0"]],
    [{ host: "::", port: "9000" }, ["[::]:9000"], ["--host", "::", "--port", "9000"]],
    [{ host: "[fd00::1]", port: "0" }, ["[fd00::1]"], ["--host", "[fd00::1]", "--port", "0"]],
    [
      { host: "10.0.0.5", "admin-host": "10.0.0.6", "admin-port": "9464" },
      ["10.0.0.5:8000", "10.0.0.6:9464"],
      ["--host", "10.0.0.5", "--admin-host", "10.0.0.6", "--admin-port", "9464"],
    ],
    [{ "jwks-url": "https://auth.example.org/jwks" }, ["auth.example.org:443"], []],
    [{ "jwks-url": "https://auth.example.org:8443/jwks" }, ["auth.example.org:8443"], []],
    [{ port: "9000" }, [], ["--port", "9000"]],
  ] as const
) {
  Deno.test(`config server ${Object.entries(flags).join(" ")} grants exactly that besides`, () => {
    const { net, own: args } = launched(flags);
    assert.deepEqual(net, [...ALWAYS, ...granted]);
    assert.deepEqual(args, ["serve", "--http", ...own]);
  });
}

for (
  const [flags, sentence] of [
    [
      { client: "server", "jwks-url": "http://auth.example.org/jwks" },
      "Cannot use --jwks-url: expected the https address of the authorization server's keys.",
    ],
    [
      { client: "server", host: "0.0.0.0,example.org" },
      "Cannot use --host: expected an address of this machine, without a port.",
    ],
    [
      { client: "server", "admin-host": "*" },
      "Cannot use --admin-host: expected an address of this machine, without a port.",
    ],
    [
      { client: "server", write: true },
      "Cannot use --write: server prints a command, not a host's block.",
    ],
    [{ client: "cursor", host: "0.0.0.0" }, "Cannot use --host: expected it with server only."],
  ] as const
) {
  Deno.test(`config refuses ${Object.entries(flags).join(" ")}`, async () => {
    const io = fakeIo();
    const where = { machine: undefined, running: RUNNING, now: 0 };
    assert.equal(await config(flags, io, where), 2);
    assert.deepEqual(io.errLines, [sentence]);
    assert.deepEqual(io.outLines, []);
  });
}

Deno.test("shellLine() quotes what a shell would read", () => {
  const line = shellLine({ command: "/my deno", args: ["run", "--allow-env=TGTK_*", "it's"] });
  assert.equal(line, "'/my deno' run '--allow-env=TGTK_*' 'it'\\''s'");
});
