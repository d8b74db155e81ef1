import assert from "node:assert/strict";
import { httpOptions } from "../../src/cli/http_options.ts";
import { checkConfig } from "../../src/config.ts";

const TOKEN = `anna:${"0a".repeat(32)}`;
const OAUTH = {
  TGTK_JWKS_URL: "https://login.example.org/keys",
  TGTK_JWT_ISSUER: "https://login.example.org",
  TGTK_JWT_AUDIENCE: "https://tgtk.example.org/mcp",
};

function options(environment: Record<string, string>, flags: Record<string, string> = {}) {
  const { config, errors } = checkConfig(environment, []);
  assert.deepEqual(errors, []);
  return httpOptions(config!, flags);
}

/** The options, which must be there. */
function good(...args: Parameters<typeof options>) {
  const found = options(...args);
  assert.ok(!("errors" in found));
  return found;
}

Deno.test("httpOptions() listens on loopback without a token", () => {
  const found = good({});
  assert.deepEqual(found.listen, { hostname: "127.0.0.1", port: 8000 });
  assert.equal(found.authentication.verify, undefined);
  assert.deepEqual(found.allowed.hosts, new Set(["localhost", "127.0.0.1", "[::1]"]));
  assert.equal(found.allowed.loopbackOrigins, true);
  assert.equal(found.admin, undefined);
});

for (const host of ["0.0.0.0", "::", "192.168.1.5", "tgtk.example.org", "127.evil.example.org"]) {
  Deno.test(`httpOptions() refuses to listen on ${host} without authentication`, () => {
    assert.deepEqual(options({}, { host }), {
      errors: [
        `Cannot listen on ${host} without authentication: expected TGTK_HTTP_TOKENS, or TGTK_JWKS_URL ` +
        "with TGTK_JWT_ISSUER and TGTK_JWT_AUDIENCE; only 127.0.0.1, ::1 and localhost need none.",
      ],
    });
  });
}

Deno.test("httpOptions() listens elsewhere with tokens, under the names it was given", () => {
  const found = good(
    { TGTK_HTTP_TOKENS: TOKEN, TGTK_ALLOWED_HOSTS: "Tgtk.example.org, other" },
    { host: "0.0.0.0", port: "80" },
  );
  assert.notEqual(found.authentication.verify, undefined);
  assert.deepEqual(
    found.allowed.hosts,
    new Set(["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "tgtk.example.org", "other"]),
  );
  assert.equal(found.allowed.loopbackOrigins, false);
});

Deno.test("httpOptions() asks for tokens on loopback, too, once there are some", () => {
  assert.notEqual(good({ TGTK_HTTP_TOKENS: TOKEN }).authentication.verify, undefined);
});

Deno.test("httpOptions() takes the three settings of an authorization server together", () => {
  const { authentication, allowed } = good(OAUTH, { host: "::" });
  assert.equal(authentication.oauth?.resource.href, "https://tgtk.example.org/mcp");
  assert.ok(allowed.hosts.has("tgtk.example.org"));
  assert.ok(allowed.hosts.has("[::]"));
  assert.deepEqual(options({ TGTK_JWKS_URL: OAUTH.TGTK_JWKS_URL }, { host: "0.0.0.0" }), {
    errors: ["Cannot use TGTK_JWKS_URL: expected TGTK_JWT_ISSUER, TGTK_JWT_AUDIENCE as well."],
  });
});

Deno.test("httpOptions() replaces the pages of this machine by those that are named", () => {
  const { allowed } = good({ TGTK_ALLOWED_ORIGINS: "https://app.example.org" });
  assert.deepEqual(allowed.origins, new Set(["https://app.example.org"]));
  assert.equal(allowed.loopbackOrigins, false);
});

Deno.test("httpOptions() gives metrics a port of their own, on loopback unless told", () => {
  assert.deepEqual(good({}, { "admin-port": "9000" }).admin, {
    hostname: "127.0.0.1",
    port: 9000,
  });
  const flags = { "admin-port": "0", "admin-host": "0.0.0.0" };
  assert.deepEqual(good({}, flags).admin, { hostname: "0.0.0.0", port: 0 });
});
