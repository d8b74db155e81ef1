import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { asking, echoTool, toolNamed } from "./support.ts";

async function html(...args: Parameters<typeof asking>): Promise<string> {
  return await (await asking(...args)("/")).text();
}

Deno.test("page() says what this is, its version, its tools and its address", async () => {
  const text = await html();
  for (
    const part of ["<h1>tgtk</h1>", "Version 1.2.3", "<dt>tg_echo</dt>", "Says what it was given."]
  ) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(text.includes("claude mcp add --transport http tgtk http://127.0.0.1:8000/mcp<"));
  for (const host of ["Claude Code", "Claude Desktop", "Cursor", "VS Code", "Codex", "ChatGPT"]) {
    assert.ok(text.includes(`<h3>${host}</h3>`), host);
  }
});

Deno.test("page() needs nothing from elsewhere, and its policy allows nothing but its own style", async () => {
  const response = await asking()("/");
  const text = await response.text();
  assert.doesNotMatch(text, /<script|<link|<img|@import|url\(/i);
  const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  assert.equal(
    response.headers.get("content-security-policy"),
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; ` +
      "frame-ancestors 'none'",
  );
});

Deno.test("page() shows a token's header where one is needed, and the address behind a proxy", async () => {
  const verify = () => Promise.resolve({ refused: "invalid" } as const);
  const ask = asking({ authentication: { verify } });
  const response = await ask("/", { headers: { "x-forwarded-proto": "https", host: "localhost" } });
  const text = await response.text();
  assert.ok(
    text.includes("tgtk https://localhost/mcp --header &#34;Authorization: Bearer YOUR_TOKEN"),
  );
  const oauth = {
    resource: new URL("https://tgtk.example.org/mcp"),
    issuer: "https://a.example.org",
  };
  const signedIn = await html({ authentication: { verify, oauth } });
  assert.ok(signedIn.includes("<code>https://tgtk.example.org/mcp</code>"));
  assert.ok(!signedIn.includes("YOUR_TOKEN"));
});

Deno.test("page() lets nothing through as markup", async () => {
  const tool = toolNamed("<b>", () => Promise.reject(new Error("unused")));
  const text = await html({
    tools: [{ ...tool, definition: { ...tool.definition, description: "\"&'." } }],
  });
  assert.ok(text.includes("<dt>&#60;b&#62;</dt><dd>&#34;&#38;&#39;.</dd>"));
});

Deno.test("httpHandler() answers HEAD as GET, without the body", async () => {
  const response = await asking()("/", { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(await response.text(), "");
});

Deno.test("httpHandler() tells the tools as plain JSON", async () => {
  const response = await asking({ tools: [echoTool("tg_a"), echoTool("tg_b")] })("/api/tools");
  const { tools } = await response.json();
  assert.deepEqual(tools.map(({ name }: { readonly name: string }) => name), ["tg_a", "tg_b"]);
  assert.deepEqual(tools[0].inputSchema, { type: "object", properties: {} });
});
