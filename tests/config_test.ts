import assert from "node:assert/strict";
import { PII_KINDS } from "../src/privacy/policy.ts";
import { checkConfig } from "../src/config.ts";

const ACCOUNT = {
  TELEGRAM_API_ID: "12345",
  TELEGRAM_API_HASH: "0123456789abcdef0123456789abcdef",
  TELEGRAM_STRING_SESSION: `1${"A".repeat(352)}`,
};
const REQUIRED = ["TELEGRAM_API_ID", "TELEGRAM_API_HASH", "TELEGRAM_STRING_SESSION"] as const;

Deno.test("checkConfig() fills in what is not said", () => {
  const { config, errors, warnings } = checkConfig(ACCOUNT, REQUIRED);
  assert.deepEqual([errors, warnings], [[], []]);
  assert.equal(config?.TELEGRAM_API_ID, 12345);
  assert.deepEqual(config?.TGTK_CHATS, { mode: "public" });
  assert.equal(config?.TGTK_PII, "mask");
  assert.equal(config?.TGTK_PACE, "gentle");
  assert.equal(config?.TGTK_LEASE_PORT, 47110);
  assert.equal(config?.TGTK_REQUEST_TIMEOUT_S, 30);
  assert.equal(config?.TGTK_CURSOR_KEY, undefined);
  assert.ok(Object.isFrozen(config));
});

Deno.test("checkConfig() keeps secrets out of everything that prints", () => {
  const { config } = checkConfig(ACCOUNT, REQUIRED);
  const printed = `${Deno.inspect(config, { depth: 9 })}${JSON.stringify(config)}`;
  assert.ok(!printed.includes("0123456789abcdef"));
  assert.ok(!printed.includes("AAAA"));
  assert.equal(config?.TELEGRAM_API_HASH?.reveal(), "0123456789abcdef0123456789abcdef");
});

Deno.test("checkConfig() reports all errors together and repeats no value", () => {
  const { config, errors } = checkConfig({
    TELEGRAM_API_ID: "abc",
    TELEGRAM_API_HASH: "topsecret",
    TGTK_PII: "hide",
    TGTK_PII_KINDS: "-everything",
    TGTK_CURSOR_KEY: "short",
    TGTK_PACE: "warp",
    TGTK_LEASE_PORT: "65530",
    TGTK_REQUEST_TIMEOUT_S: "0",
    TGTK_CHATS: "@a,two words",
    TGTK_LOG: "loud",
    TGTK_LOG_FORMAT: "xml",
  }, REQUIRED);
  assert.equal(config, undefined);
  assert.deepEqual(errors, [
    "TELEGRAM_STRING_SESSION is not set: expected a session string of GramJS or Telethon, which begins with 1.",
    "Cannot use TELEGRAM_API_ID: expected the number that my.telegram.org shows as api_id.",
    "Cannot use TELEGRAM_API_HASH: expected the 32 hexadecimal digits that my.telegram.org shows as api_hash.",
    "Cannot use TGTK_CHATS: expected public, all, or a list such as @name,-1001234567890.",
    "Cannot use TGTK_PII: expected mask, pseudonymize or off.",
    "Cannot use TGTK_PII_KINDS: expected a comma-separated list of +kind and -kind, where kind is one of " +
    `${PII_KINDS.join(", ")}.`,
    "Cannot use TGTK_CURSOR_KEY: expected at least 32 random bytes in hexadecimal or base64.",
    "Cannot use TGTK_PACE: expected gentle, fast, unlimited.",
    "Cannot use TGTK_LEASE_PORT: expected a port from 1024 to 65528.",
    "Cannot use TGTK_REQUEST_TIMEOUT_S: expected seconds, from 1 to 300.",
    "Cannot use TGTK_LOG: expected debug, info, warn, error.",
    "Cannot use TGTK_LOG_FORMAT: expected json or text.",
  ]);
});

Deno.test("checkConfig() reads a list of chats", () => {
  const { config } = checkConfig({ TGTK_CHATS: " @News, anna_1 ,-1001234567890" }, []);
  assert.deepEqual(config?.TGTK_CHATS, {
    mode: "list",
    usernames: new Set(["news", "anna_1"]),
    ids: new Set([-1001234567890]),
  });
});

Deno.test("checkConfig() refuses lists that say more than they seem to", () => {
  for (const list of ["all,@a", "public,@a", "@a,1001234567890", "@me", "@a,0"]) {
    assert.equal(checkConfig({ TGTK_CHATS: list }, []).errors.length, 1, list);
  }
});

Deno.test("checkConfig() takes only what is hexadecimal or base64 for a key", () => {
  for (const key of [`${"07".repeat(32)}!!!!`, "x".repeat(45), `${"A".repeat(43)}=!`]) {
    assert.equal(checkConfig({ TGTK_CURSOR_KEY: key }, []).errors.length, 1, key);
  }
});

Deno.test("checkConfig() reads keys in hexadecimal and base64", () => {
  const hex = "07".repeat(32);
  for (const key of [hex, btoa("\x07".repeat(32))]) {
    const { config } = checkConfig({ TGTK_CURSOR_KEY: key }, []);
    assert.equal(config?.TGTK_CURSOR_KEY?.reveal(), hex);
  }
});

Deno.test("checkConfig() names the nearest setting for a typing error", () => {
  assert.deepEqual(checkConfig({ TGTK_LEASEPORT: "1" }, []).errors, [
    "Unknown setting TGTK_LEASEPORT: did you mean TGTK_LEASE_PORT?",
  ]);
  const [far] = checkConfig({ TGTK_ENTIRELY_DIFFERENT: "1" }, []).errors;
  assert.match(far ?? "", /^Unknown setting TGTK_ENTIRELY_DIFFERENT: known names are TGTK_CHATS, /);
});

Deno.test("checkConfig() says which settings have no effect, and takes empty ones for unset", () => {
  const { errors, warnings } = checkConfig(
    { TGTK_PII_KEY: "a1".repeat(32), TGTK_CHATS: "", TGTK_X: " " },
    [],
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(warnings, [
    "TGTK_PII_KEY has no effect without TGTK_AUDIT or TGTK_PII=pseudonymize.",
  ]);
});

Deno.test("checkConfig() reads where exports are kept, for how long and how many", () => {
  const { config } = checkConfig({
    TGTK_EXPORT_DIR: "/srv/exports",
    TGTK_EXPORT_TTL_HOURS: "48",
    TGTK_EXPORT_MAX_MB: "500",
  }, []);
  assert.equal(config?.TGTK_EXPORT_DIR, "/srv/exports");
  assert.equal(config?.TGTK_EXPORT_TTL_HOURS, 48);
  assert.equal(config?.TGTK_EXPORT_MAX_MB, 500);
  const { config: unsaid } = checkConfig({}, []);
  assert.equal(unsaid?.TGTK_EXPORT_TTL_HOURS, 24);
  const { errors } = checkConfig({ TGTK_EXPORT_TTL_HOURS: "0", TGTK_EXPORT_MAX_MB: "1" }, []);
  assert.deepEqual(errors, [
    "Cannot use TGTK_EXPORT_TTL_HOURS: expected hours, from 1 to 8760.",
    "Cannot use TGTK_EXPORT_MAX_MB: expected megabytes, from 2 to 1000000.",
  ]);
});

Deno.test("checkConfig() reads what concerns HTTP", () => {
  const { config, errors } = checkConfig({
    TGTK_HTTP_TOKENS: `anna:${"0a".repeat(32)}, team-2:${"FF".repeat(32)}`,
    TGTK_JWKS_URL: "http://127.0.0.1:9/keys",
    TGTK_JWT_ISSUER: "https://login.example.org",
    TGTK_JWT_AUDIENCE: "https://tgtk.example.org/mcp",
    TGTK_ALLOWED_HOSTS: "Tgtk.Example.org,[::1]",
    TGTK_ALLOWED_ORIGINS: "https://app.example.org,http://localhost:6274",
  }, []);
  assert.deepEqual(errors, []);
  assert.deepEqual(config?.TGTK_HTTP_TOKENS, [
    { name: "anna", sha256: "0a".repeat(32) },
    { name: "team-2", sha256: "FF".repeat(32) },
  ]);
  assert.equal(config?.TGTK_JWKS_URL?.href, "http://127.0.0.1:9/keys");
  assert.equal(config?.TGTK_JWT_ISSUER, "https://login.example.org");
  assert.deepEqual(config?.TGTK_ALLOWED_HOSTS, ["tgtk.example.org", "[::1]"]);
  assert.deepEqual(config?.TGTK_ALLOWED_ORIGINS, [
    "https://app.example.org",
    "http://localhost:6274",
  ]);
  assert.deepEqual([config?.TGTK_RATE_PER_MINUTE, config?.TGTK_RATE_BURST], [30, 10]);
});

Deno.test("checkConfig() refuses what is unsafe or unclear about HTTP", () => {
  const sha256 = "0a".repeat(32);
  const wrong: readonly (readonly [string, readonly string[]])[] = [
    ["TGTK_HTTP_TOKENS", ["secret", `anna:${sha256}0`, `:${sha256}`, `a:${sha256},a:${sha256}`]],
    ["TGTK_JWKS_URL", ["http://login.example.org/keys", "keys", "file:///keys", "https://a:b@c"]],
    ["TGTK_JWT_ISSUER", ["login", "http://login.example.org"]],
    ["TGTK_JWT_AUDIENCE", ["tgtk", "https://tgtk.example.org/mcp#a"]],
    ["TGTK_ALLOWED_HOSTS", ["https://a", "a:80", "*", "a,,b"]],
    ["TGTK_ALLOWED_ORIGINS", ["*", "null", "app.example.org", "https://a/b"]],
    ["TGTK_RATE_PER_MINUTE", ["0", "1000001", "many"]],
    ["TGTK_RATE_BURST", ["0", "-1"]],
  ];
  for (const [name, values] of wrong) {
    for (const value of values) {
      const { errors } = checkConfig({ [name]: value }, []);
      assert.equal(errors.length, 1, `${name}=${value}`);
      assert.match(errors[0]!, new RegExp(`^Cannot use ${name}: expected .+\\.$`));
    }
  }
});

Deno.test("checkConfig() takes stderr or a path for the audit, beside a key", () => {
  const TGTK_PII_KEY = "a1".repeat(32);
  for (const TGTK_AUDIT of ["stderr", "/var/log/tgtk/audit.jsonl", "./audit.jsonl"]) {
    const { config, errors } = checkConfig({ TGTK_AUDIT, TGTK_PII_KEY }, []);
    assert.deepEqual(errors, []);
    assert.equal(config?.TGTK_AUDIT, TGTK_AUDIT);
  }
  for (const TGTK_AUDIT of ["stdout", "syslog", "audit.jsonl", "/var/log/"]) {
    assert.deepEqual(checkConfig({ TGTK_AUDIT, TGTK_PII_KEY }, []).errors, [
      "Cannot use TGTK_AUDIT: expected stderr, or a file's path such as /var/log/tgtk/audit.jsonl.",
    ]);
  }
  assert.deepEqual(checkConfig({ TGTK_AUDIT: "stderr" }, []).errors, [
    "Cannot use TGTK_AUDIT without TGTK_PII_KEY: expected at least 32 random bytes in " +
    "hexadecimal or base64.",
  ]);
});

Deno.test("checkConfig() refuses pseudonyms without a key, and with a short one", () => {
  const expected = "expected at least 32 random bytes in hexadecimal or base64.";
  assert.deepEqual(checkConfig({ TGTK_PII: " pseudonymize " }, []).errors, [
    `Cannot use TGTK_PII=pseudonymize without TGTK_PII_KEY: ${expected}`,
  ]);
  const short = { TGTK_PII: "pseudonymize", TGTK_PII_KEY: "ab".repeat(31) };
  assert.deepEqual(checkConfig(short, []).errors, [`Cannot use TGTK_PII_KEY: ${expected}`]);
  const { config, errors } = checkConfig({ ...short, TGTK_PII_KEY: "ab".repeat(32) }, []);
  assert.deepEqual([errors, config?.TGTK_PII], [[], "pseudonymize"]);
  assert.deepEqual(checkConfig({ TGTK_PII: "mask" }, []).errors, []);
});
