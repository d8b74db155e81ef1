import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { authentication } from "../../src/http/authentication.ts";
import {
  asking,
  call2025,
  call2026,
  echoTool,
  JSON_HEADERS,
  logged,
  toolNamed,
} from "./support.ts";

const RESOURCE = "https://tgtk.example.org/mcp";
const ISSUER = "https://login.example.org/";
const NOW_S = 1_800_000_000;
const METADATA = "https://tgtk.example.org/.well-known/oauth-protected-resource/mcp";

/** `printf %s secret-of-anna | sha256sum` */
const ANNA = {
  name: "anna",
  sha256: "8e682eac4f81909835aef8f3629051d69b4525eebb04ab3ed726bb0b140ffc00",
};

const { publicKey, privateKey } = await generateKeyPair("ES256");
const jwk = { ...await exportJWK(publicKey), kid: "k1", alg: "ES256" };

interface KeyServer {
  readonly fetch: typeof fetch;
  readonly asked: { readonly url: string; readonly redirect: string | undefined }[];
}

function keyServer(answer = () => Response.json({ keys: [jwk] })): KeyServer {
  const asked: { url: string; redirect: string | undefined }[] = [];
  const fetcher = ((url: string, init: RequestInit) => {
    asked.push({ url: String(url), redirect: init.redirect });
    return Promise.resolve(answer());
  }) as typeof fetch;
  return { fetch: fetcher, asked };
}

function oauth(keys = keyServer(), tokens: readonly typeof ANNA[] = []) {
  return authentication({
    tokens,
    jwt: {
      jwksUrl: new URL("https://login.example.org/keys"),
      issuer: ISSUER,
      audience: RESOURCE,
      fetch: keys.fetch,
      clock: () => NOW_S * 1000,
    },
  });
}

const GOOD: JWTPayload = {
  iss: ISSUER,
  aud: RESOURCE,
  sub: "anna",
  exp: NOW_S + 600,
  scope: "tg:read tg:export",
};

function sign(claims: JWTPayload, header: { kid?: string } = { kid: "k1" }): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "ES256", ...header }).sign(privateKey);
}

function bearing<Init extends { readonly headers: Record<string, string> }>(
  init: Init,
  token: string,
) {
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } };
}

async function statusOf(claims: JWTPayload): Promise<number> {
  const ask = asking({ authentication: oauth() });
  return (await ask("/mcp", bearing(call2025("tg_echo"), await sign(claims)))).status;
}

Deno.test("authorize() lets a token in that says what it must, and names its subject", async () => {
  const ask = asking({ authentication: oauth() });
  for (const call of [call2025("tg_echo"), call2026("tg_echo")]) {
    const response = await ask("/mcp", bearing(call, await sign(GOOD)));
    const { result } = await response.json();
    assert.equal(result.structuredContent.principal, "oauth:anna");
  }
});

const without = (name: string) =>
  Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name));

for (
  const [what, claims] of [
    ["for another server", { ...GOOD, aud: "https://other.example.org/mcp" }],
    ["for nobody", without("aud")],
    ["of another issuer", { ...GOOD, iss: "https://evil.example.org/" }],
    ["of no issuer", without("iss")],
    ["that has expired", { ...GOOD, exp: NOW_S - 31 }],
    ["that never expires", without("exp")],
    ["that is not valid yet", { ...GOOD, nbf: NOW_S + 31 }],
    ["of no subject", without("sub")],
    ["of an empty subject", { ...GOOD, sub: "" }],
    ["of a subject beyond 255 characters", { ...GOOD, sub: "a".repeat(256) }],
    ["bound to a key", { ...GOOD, cnf: { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" } }],
  ] as const
) {
  Deno.test(`authorize() refuses a token ${what}`, async () => {
    assert.equal(await statusOf(claims), 401);
  });
}

Deno.test("authorize() forgives 30 seconds between two clocks", async () => {
  assert.equal(await statusOf({ ...GOOD, exp: NOW_S - 29 }), 200);
  assert.equal(await statusOf({ ...GOOD, nbf: NOW_S + 30 }), 200);
});

Deno.test("authorize() takes an audience among several, and scopes in either claim", async () => {
  assert.equal(await statusOf({ ...GOOD, aud: ["https://a.example.org", RESOURCE] }), 200);
  assert.equal(await statusOf({ ...without("scope"), scp: ["tg:read"] }), 200);
});

Deno.test("authorize() refuses tokens that are not signed with a listed algorithm and key", async () => {
  const ask = asking({ authentication: oauth() });
  const [, body] = (await sign(GOOD)).split(".");
  const encode = (value: unknown) => btoa(JSON.stringify(value)).replaceAll("=", "");
  const stranger = await generateKeyPair("ES256");
  const secret = new TextEncoder().encode(JSON.stringify(jwk).padEnd(64));
  const forged = [
    `${encode({ alg: "none" })}.${body}.`,
    await new SignJWT(GOOD).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret),
    await new SignJWT(GOOD).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(
      stranger.privateKey,
    ),
    `${(await sign(GOOD)).slice(0, -4)}AAAA`,
  ];
  for (const token of forged) {
    assert.equal((await ask("/mcp", bearing(call2025("tg_echo"), token))).status, 401, token);
  }
});

Deno.test("authorize() asks for keys once, where the operator said, and follows nobody elsewhere", async () => {
  const keys = keyServer();
  const ask = asking({ authentication: oauth(keys) });
  for (let i = 0; i < 3; i++) {
    await ask("/mcp", bearing(call2025("tg_echo"), await sign(GOOD)));
    await ask("/mcp", bearing(call2025("tg_echo"), await sign(GOOD, { kid: `unknown${i}` })));
  }
  assert.deepEqual(keys.asked, [{ url: "https://login.example.org/keys", redirect: "error" }]);
});

Deno.test("authorize() says so when the keys cannot be fetched", async () => {
  const broken = oauth(keyServer(() => new Response(null, { status: 502 })));
  const response = await asking({ authentication: broken })(
    "/mcp",
    bearing(call2025("tg_echo"), await sign(GOOD)),
  );
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("retry-after"), "30");
});

Deno.test("authorize() challenges whoever brings no token, without an error (RFC 6750, 3.1)", async () => {
  const ask = asking({ authentication: oauth() });
  for (const authorization of [undefined, "Basic YTpi", "Bearerish x"]) {
    const headers = { ...JSON_HEADERS, ...(authorization && { authorization }) };
    const response = await ask("/mcp", { method: "POST", headers, body: "{}" });
    assert.equal(response.status, 401);
    assert.equal(
      response.headers.get("www-authenticate"),
      `Bearer scope="tg:read", resource_metadata="${METADATA}"`,
    );
  }
});

Deno.test("authorize() says invalid_token to whoever brings a bad one", async () => {
  const ask = asking({ authentication: oauth() });
  for (const authorization of ["Bearer x y", "Bearer ", "Bearer a, Bearer b", "bearer x.y.z"]) {
    const headers = { ...JSON_HEADERS, authorization };
    const response = await ask("/mcp", { method: "POST", headers, body: "{}" });
    assert.equal(response.status, 401, authorization);
    assert.equal(
      response.headers.get("www-authenticate"),
      `Bearer error="invalid_token", scope="tg:read", resource_metadata="${METADATA}"`,
    );
  }
});

Deno.test("authorize() says insufficient_scope, and which scopes to ask for", async () => {
  const tools = [echoTool(), echoTool("tg_export_history")];
  const ask = asking({ authentication: oauth(), tools });
  const reader = await sign({ ...GOOD, scope: "tg:read" });
  const stranger = await sign({ ...GOOD, scope: "openid" });
  const expect = (response: Response, scope: string) => {
    assert.equal(response.status, 403);
    assert.equal(
      response.headers.get("www-authenticate"),
      `Bearer error="insufficient_scope", scope="${scope}", resource_metadata="${METADATA}"`,
    );
  };
  expect(await ask("/mcp", bearing(call2025("tg_echo"), stranger)), "tg:read");
  for (const call of [call2025, call2026]) {
    for (const name of ["tg_export_history", "tg.export_history"]) {
      expect(await ask("/mcp", bearing(call(name), reader)), "tg:read tg:export");
    }
  }
  const reading = {
    method: "POST",
    headers: JSON_HEADERS,
    body: JSON.stringify([{
      jsonrpc: "2.0",
      id: 1,
      method: "resources/read",
      params: { uri: "tgtk://exports/abc" },
    }]),
  };
  expect(await ask("/mcp", bearing(reading, reader)), "tg:read tg:export");
  assert.equal((await ask("/mcp", bearing(call2025("tg_echo"), reader))).status, 200);
  const all = await sign(GOOD);
  assert.equal((await ask("/mcp", bearing(call2025("tg_export_history"), all))).status, 200);
});

Deno.test("authorize() publishes where to get a token (RFC 9728)", async () => {
  const ask = asking({ authentication: oauth() });
  const paths = ["", "/mcp"].map((end) => `/.well-known/oauth-protected-resource${end}`);
  for (const path of paths) {
    assert.deepEqual(await (await ask(path)).json(), {
      resource: "https://tgtk.example.org/mcp",
      authorization_servers: ["https://login.example.org/"],
      scopes_supported: ["tg:read", "tg:export"],
      bearer_methods_supported: ["header"],
      resource_name: "tgtk",
    });
  }
  assert.equal((await asking()(paths[0]!)).status, 404);
});

Deno.test("authorize() refuses tokens in the address, good ones as well", async () => {
  const ask = asking({ authentication: oauth() });
  const token = await sign(GOOD);
  for (const name of ["access_token", "token", "ACCESS_TOKEN", "api_key"]) {
    const response = await ask(`/mcp?a=b&${name}=${token}`, bearing(call2025("tg_echo"), token));
    assert.equal(response.status, 400, name);
  }
  assert.equal((await ask("/mcp?a=b", bearing(call2025("tg_echo"), token))).status, 200);
});

Deno.test("authorize() tells static tokens and those of the authorization server apart", async () => {
  const ask = asking({ authentication: oauth(keyServer(), [ANNA]) });
  const who = async (token: string) => {
    const response = await ask("/mcp", bearing(call2025("tg_echo"), token));
    return (await response.json()).result?.structuredContent.principal;
  };
  assert.equal(await who("secret-of-anna"), "token:anna");
  assert.equal(await who(await sign(GOOD)), "oauth:anna");
  assert.equal(await who("secret-of-anna2"), undefined);
});

Deno.test("authorize() passes no token on, and logs none", async () => {
  const { lines, parts } = logged();
  const seen: unknown[] = [];
  const tool = toolNamed("tg_see", (call) => {
    seen.push(call);
    return Promise.reject(new Error("unused"));
  });
  const token = await sign(GOOD);
  const authentication = oauth();
  const ask = asking({ authentication, parts: { ...parts, tools: [tool] }, tools: [tool] });
  for (const call of [call2025("tg_see"), call2026("tg_see")]) {
    await ask("/mcp", bearing(call, token));
    await ask("/mcp", bearing(call, `${token}x`));
  }
  assert.equal(seen.length, 2);
  assert.ok(!Deno.inspect([seen, lines], { depth: 9 }).includes(token.slice(0, 20)));
});
