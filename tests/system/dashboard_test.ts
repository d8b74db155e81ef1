/** A real Prometheus scrapes a real server; each query of the dashboard and each alert is put to it. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { type Program, start, tgtk } from "../e2e/program.ts";
import { ERAS } from "../http/support.ts";
import { freePort, ROOT, until } from "./command.ts";

const CALLS: readonly (readonly [string, Record<string, unknown>])[] = [
  ["tg_resolve_chat", { input: "@tgtk_news" }],
  ["tg_fetch_history", { chat: "@tgtk_news", page_size: 5 }],
  ["tg_fetch_history", { chat: "@no_such_chat_at_all" }],
];

interface Served {
  readonly program: Program;
  readonly mcp: string;
  readonly admin: string;
}

async function serve(): Promise<Served> {
  const program = start(
    tgtk("serve", "--demo", "--http", "--port", "0", "--admin-port", "0"),
  );
  const find = async (pattern: RegExp) =>
    pattern.exec(await program.errLine((line) => pattern.test(line)))?.[1] ?? "";
  const mcp = await find(/"event":"serves MCP".*"url":"([^"]+)"/);
  return { program, mcp, admin: await find(/readiness and metrics".*"url":"http:\/\/([^"]+)"/) };
}

async function call({ mcp }: Served): Promise<void> {
  for (const [name, args] of CALLS) {
    await (await fetch(mcp, ERAS["2025"](name, args))).text();
  }
}

interface Prometheus extends AsyncDisposable {
  readonly query: (expression: string) => Promise<readonly unknown[]>;
}

/** Debian's, with the configuration of `deploy/` but for the target and the interval. */
async function prometheus(target: string): Promise<Prometheus> {
  const folder = await Deno.makeTempDir();
  const config = parse(await Deno.readTextFile(`${ROOT}deploy/prometheus/prometheus.yml`));
  config.global = { scrape_interval: "1s", evaluation_interval: "1s" };
  config.scrape_configs[0].static_configs[0].targets = [target];
  await Deno.writeTextFile(`${folder}/prometheus.yml`, JSON.stringify(config));
  await Deno.copyFile(`${ROOT}deploy/prometheus/alerts.yml`, `${folder}/alerts.yml`);
  const port = freePort();
  const child = new Deno.Command("prometheus", {
    args: [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  return {
    async query(expression) {
      const body = new URLSearchParams({ query: expression });
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/query`, {
        method: "POST",
        body,
      });
      const { data, error } = await response.json();
      if (error !== undefined) throw new Error(`${expression}: ${error}`);
      return data.result;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Grafana puts an interval in place of its variables. */
function expressions(): readonly string[] {
  const { panels } = JSON.parse(
    Deno.readTextFileSync(`${ROOT}deploy/grafana/dashboards/tgtk.json`),
  );
  return panels.flatMap((panel: { targets: readonly { expr: string }[] }) =>
    panel.targets.map(({ expr }) => expr.replaceAll("$__rate_interval", "1m"))
  );
}

/** Families that nothing in this test feeds: no flood wait, no export. */
const NEEDS_MORE = /flood_wait|ndjson_export/;

Deno.test("each query of the dashboard has an answer from a server that was used", async () => {
  const served = await serve();
  await using _program = served.program;
  await call(served);
  await using asked = await prometheus(served.admin);
  // A rate needs two scrapes between which something happened.
  await until(
    "the first scrape",
    async () => (await asked.query("mcp_tool_calls_total")).length > 0,
  );
  await call(served);
  await until(
    "a rate",
    async () => (await asked.query("sum(rate(mcp_tool_calls_total[1m])) > 0")).length > 0,
  );
  for (const expression of expressions()) {
    const result = await asked.query(expression);
    if (!NEEDS_MORE.test(expression)) assert.ok(result.length > 0, expression);
  }
  assert.equal((await asked.query('ALERTS{alertstate="firing"}')).length, 0);
});

Deno.test("each metric that the dashboard and the alerts name is one the server has", async () => {
  const served = await serve();
  await using _program = served.program;
  await call(served);
  const text = await (await fetch(`http://${served.admin}/metrics`)).text();
  const families = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const alerts = await Deno.readTextFile(`${ROOT}deploy/prometheus/alerts.yml`);
  const named = [
    ...expressions().join("\n").concat(alerts).matchAll(
      /\b(?:mcp|telegram|process|tgtk)_[a-z_]+\b/g,
    ),
  ].map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ""))
    .filter((name) => !/^tgtk_(?:down)/.test(name) && name !== "mcp_method_name");
  for (const name of new Set(named)) assert.ok(families.has(name), name);
});
