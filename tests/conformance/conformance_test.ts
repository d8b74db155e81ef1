/**
 * The official conformance suites, against our server with their fixtures laid over it. What is
 * expected to fail stands with its reason in the file beside; an entry that no longer fails fails here.
 */
import assert from "node:assert/strict";
import { httpHandler } from "../../src/http/handler.ts";
import { childEnv, ROOT } from "../e2e/program.ts";
import { deps, echoTool } from "../http/support.ts";
import { withFixtures } from "./fixtures.ts";

interface Suite {
  readonly version: string;
  readonly args: readonly string[];
  readonly expected: string;
}

const SUITES: Readonly<Record<string, Suite>> = {
  "2025": {
    version: "0.1.16",
    args: ["--suite", "all", "--spec-version", "2025-11-25"],
    expected: "expected_failures_2025.yaml",
  },
  "2026": {
    version: "0.2.0-alpha.12",
    args: ["--requirements", "2026-07-28"],
    expected: "expected_failures_2026.yaml",
  },
};

function fixtureServer(): Deno.HttpServer<Deno.NetAddr> {
  const base = deps({ tools: [echoTool()] });
  const handler = httpHandler({
    ...base,
    newServer: (tools, principal) => withFixtures(base.newServer(tools, principal)),
  });
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
}

for (const [era, { version, args, expected }] of Object.entries(SUITES)) {
  Deno.test(`conformance suite ${version} passes for ${era}, but for what is expected`, async () => {
    await using server = fixtureServer();
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          "-A",
          "--quiet",
          "--lock=tests/deno.lock",
          `npm:@modelcontextprotocol/conformance@${version}`,
          "server",
        ],
        ...["--url", `http://127.0.0.1:${server.addr.port}/mcp`, ...args],
        ...["--expected-failures", `${ROOT}tests/conformance/${expected}`],
        ...["--output-dir", folder.path],
      ],
      cwd: ROOT,
      env: childEnv(),
      clearEnv: true,
      stdin: "null",
    }).output();
    const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
    assert.equal(code, 0, said.slice(said.indexOf("=== SUMMARY ===")));
    assert.match(said, /Total: \d+ passed/);
  });
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
