/** Debian's `nginx` in front of the HTTP layer, with `proxy_buffering off`. */
import assert from "node:assert/strict";
import { telling } from "./telling.ts";
import { httpHandler } from "../../src/http/handler.ts";
import type { ToolCall } from "../../src/tools/tool.ts";
import { type Changes, deps, ERAS, hangingTool, LOOPBACK, memoryExports } from "../http/support.ts";

function configOf(folder: string, port: number, upstream: number): string {
  return `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      proxy_buffering off;
    }
  }
}
`;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

/** Waits until something listens; nginx says nothing when it is ready. */
async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error("nginx does not listen");
}

interface Fronted extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
}

async function front(changes: Changes): Promise<Fronted> {
  const handler = httpHandler(deps(changes));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const folder = await Deno.makeTempDir();
  // Workers that lose root's rights must still reach their folders.
  await Deno.chmod(folder, 0o755);
  const port = freePort();
  await Deno.writeTextFile(`${folder}/nginx.conf`, configOf(folder, port, server.addr.port));
  const nginx = new Deno.Command(Deno.env.get("TGTK_TEST_NGINX") ?? "/usr/sbin/nginx", {
    args: ["-p", folder, "-c", `${folder}/nginx.conf`],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await listening(port);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      nginx.kill("SIGTERM");
      await nginx.status;
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

for (const era of ["2025", "2026"] as const) {
  const call = ERAS[era];

  Deno.test(`nginx passes each event of ${era} on as it comes`, async () => {
    const { changes, converse } = telling();
    await using fronted = await front(changes);
    await converse(call("tg_slow"), (init) => fetch(`${fronted.url}/mcp`, init));
  });

  Deno.test(`nginx tells the server that a client of ${era} has gone`, async () => {
    const begun = Promise.withResolvers<ToolCall>();
    await using fronted = await front({ tools: [hangingTool(begun.resolve)] });
    const gone = new AbortController();
    const init = { ...call("tg_hang"), signal: gone.signal };
    const answer = fetch(`${fronted.url}/mcp`, init);
    const { signal } = await begun.promise;
    const aborted = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true })
    );
    const started = performance.now();
    gone.abort();
    await assert.rejects(answer);
    await aborted;
    assert.ok(performance.now() - started < 1000);
  });
}

Deno.test("nginx passes parts of exports on, and their tags", async () => {
  const exports = memoryExports("local", { a: '{"id":1}\n{"id":2}\n' });
  await using fronted = await front({ exports });
  const headers = { range: "bytes=9-", "accept-encoding": "gzip" };
  const response = await fetch(`${fronted.url}/exports/a.ndjson`, { headers });
  assert.equal(response.status, 206);
  assert.equal(response.headers.get("content-range"), "bytes 9-17/18");
  assert.equal(response.headers.get("etag"), '"v1"');
  assert.equal(await response.text(), '{"id":2}\n');
});

Deno.test("nginx passes the Host on, which is judged as without it", async () => {
  await using fronted = await front({
    allowed: { ...LOOPBACK, hosts: new Set(["tgtk.example.org"]) },
  });
  const statusOf = async (host: string) => {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: fronted.port });
    const request = `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    return (await new Response(connection.readable).text()).split(" ")[1];
  };
  assert.equal(await statusOf("tgtk.example.org"), "200");
  assert.equal(await statusOf("evil.example.org"), "403");
});
