/** The site of `deploy/nginx/` as Debian's nginx runs it, in front of the HTTP layer. */
import assert from "node:assert/strict";
import { telling } from "./telling.ts";
import { httpHandler } from "../../src/http/handler.ts";
import type { ToolCall } from "../../src/tools/tool.ts";
import { type Changes, deps, ERAS, hangingTool, LOOPBACK } from "../http/support.ts";
import { freePort, ROOT, said, until } from "./command.ts";

const DOMAIN = "tgtk.example.org";

interface Site extends AsyncDisposable {
  readonly https: number;
  readonly http: number;
  /** Asks over TLS, and checks the certificate. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

/** The site's own lines, on other ports and with a certificate made for the test. */
function configOf(folder: string, https: number, http: number, upstream: number): string {
  const site = Deno.readTextFileSync(`${ROOT}deploy/nginx/tgtk.conf`)
    .replace(/^.*listen \[::\].*\n/gm, "")
    .replace("listen 443 ", `listen 127.0.0.1:${https} `)
    .replace("listen 80;", `listen 127.0.0.1:${http};`)
    .replace("127.0.0.1:8000", `127.0.0.1:${upstream}`)
    .replaceAll(`/etc/letsencrypt/live/${DOMAIN}`, folder);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`);
  return `daemon off; pid ${folder}/nginx.pid; error_log stderr warn; events {}
http { access_log off; ${temporary.join(" ")}\n${site}}\n`;
}

async function openSite(changes: Changes): Promise<Site> {
  const folder = await Deno.makeTempDir();
  // Workers that lose root's rights must still reach their folders.
  await Deno.chmod(folder, 0o755);
  const subject = ["-subj", `/CN=${DOMAIN}`]
    .concat("-addext", `subjectAltName=DNS:localhost,DNS:${DOMAIN}`)
    .concat("-addext", "basicConstraints=critical,CA:FALSE");
  const files = ["-keyout", `${folder}/privkey.pem`, "-out", `${folder}/fullchain.pem`];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  assert.equal(
    (await said("openssl", ["req", ...kind, "-days", "1", ...subject, ...files])).code,
    0,
  );
  const handler = httpHandler(deps({
    allowed: { ...LOOPBACK, hosts: new Set(["localhost", DOMAIN]) },
    ...changes,
  }));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const [https, http] = [freePort(), freePort()];
  const config = `${folder}/nginx.conf`;
  await Deno.writeTextFile(config, configOf(folder, https, http, server.addr.port));
  const checked = await said("/usr/sbin/nginx", ["-t", "-p", folder, "-c", config]);
  assert.equal(checked.code, 0, checked.text);
  const nginx = new Deno.Command("/usr/sbin/nginx", {
    args: ["-p", folder, "-c", config],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until("nginx listens", async () => {
    (await Deno.connect({ hostname: "127.0.0.1", port: https })).close();
    return true;
  });
  const client = Deno.createHttpClient({
    caCerts: [await Deno.readTextFile(`${folder}/fullchain.pem`)],
  });
  return {
    https,
    http,
    fetch: (path, init) => fetch(`https://localhost:${https}${path}`, { ...init, client }),
    async [Symbol.asyncDispose]() {
      client.close();
      nginx.kill("SIGTERM");
      await nginx.status;
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("the site serves over TLS, and says so to browsers", async () => {
  await using site = await openSite({});
  const response = await site.fetch("/health");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("strict-transport-security"), "max-age=31536000");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(response.headers.get("server"), "nginx");
  await response.body?.cancel();
});

Deno.test("the site sends those who come without TLS away, certificates' proofs excepted", async () => {
  await using site = await openSite({});
  const at = (path: string) =>
    fetch(`http://127.0.0.1:${site.http}${path}`, { redirect: "manual" });
  const sent = await at("/mcp?a=1");
  assert.equal(sent.status, 308);
  assert.equal(sent.headers.get("location"), "https://127.0.0.1/mcp?a=1");
  await sent.body?.cancel();
  const proof = await at("/.well-known/acme-challenge/none");
  assert.equal(proof.status, 404);
  await proof.body?.cancel();
});

Deno.test("the site keeps metrics and readiness to the machine", async () => {
  await using site = await openSite({
    metrics: { text: () => Promise.resolve("secret 1\n"), contentType: "text/plain" },
  });
  for (const path of ["/metrics", "/ready"]) {
    const response = await site.fetch(path);
    assert.equal(response.status, 404, path);
    assert.doesNotMatch(await response.text(), /secret/);
  }
});

Deno.test("the site refuses bodies that the server would refuse", async () => {
  await using site = await openSite({});
  const response = await site.fetch("/mcp", { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
  assert.equal(response.status, 413);
  await response.body?.cancel();
});

Deno.test("the site refuses who asks faster than any person or model does", async () => {
  await using site = await openSite({});
  const answers = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const response = await site.fetch("/health");
      await response.body?.cancel();
      return response.status;
    }),
  );
  const refused = answers.filter((status) => status === 429).length;
  assert.ok(refused > 0 && refused < 60, `${refused} of 60 refused`);
});

for (const era of ["2025", "2026"] as const) {
  Deno.test(`the site passes each event of ${era} on as it comes`, async () => {
    const { changes, converse } = telling();
    await using site = await openSite(changes);
    await converse(ERAS[era]("tg_slow"), (init) => site.fetch("/mcp", init));
  });

  Deno.test(`the site tells the server that a client of ${era} has gone`, async () => {
    const begun = Promise.withResolvers<ToolCall>();
    await using site = await openSite({ tools: [hangingTool(begun.resolve)] });
    const gone = new AbortController();
    const answer = site.fetch("/mcp", { ...ERAS[era]("tg_hang"), signal: gone.signal });
    const { signal } = await begun.promise;
    const aborted = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true })
    );
    gone.abort();
    await assert.rejects(answer);
    await aborted;
  });
}
