import assert from "node:assert/strict";
import { settingsDigest } from "../../src/cli/settings_digest.ts";
import { checkConfig } from "../../src/config.ts";
import { SETTINGS } from "../../src/settings.ts";

async function digest(environment: Record<string, string> = {}, version = "1"): Promise<string> {
  const { config, errors } = checkConfig(environment, []);
  assert.deepEqual(errors, []);
  return await settingsDigest(config!, version);
}

const KEYS = ["ab".repeat(32), "cd".repeat(32)] as const;

/** One other value for each setting that decides how calls are answered. */
const DECISIVE: Readonly<Record<string, string>> = {
  TGTK_CHATS: "@durov",
  TGTK_PII: "off",
  TGTK_PII_KINDS: "+username",
  TGTK_CURSOR_KEY: KEYS[0],
  TGTK_PACE: "fast",
  TGTK_FLOOD_WAIT_MAX_S: "5",
  TGTK_REQUEST_TIMEOUT_S: "5",
  TGTK_EXPORT_DIR: "/tmp/elsewhere",
  TGTK_EXPORT_TTL_HOURS: "1",
  TGTK_EXPORT_MAX_MB: "2",
  TGTK_PII_KEY: KEYS[0],
  TGTK_AUDIT: "stderr",
};

/** What has to be given as well. */
const BESIDE: Readonly<Record<string, Record<string, string>>> = {
  TGTK_AUDIT: { TGTK_PII_KEY: KEYS[0] },
};

/** And one for each that does not. */
const OWN_AFFAIRS: Readonly<Record<string, string>> = {
  TELEGRAM_API_ID: "7",
  TELEGRAM_API_HASH: "0123456789abcdef0123456789abcdef",
  TELEGRAM_STRING_SESSION: "1".repeat(300),
  TGTK_LEASE_PORT: "5000",
  TGTK_LOG: "debug",
  TGTK_LOG_FORMAT: "text",
  TGTK_HTTP_TOKENS: `anna:${KEYS[0]}`,
  TGTK_JWKS_URL: "https://login.example.org/keys",
  TGTK_JWT_ISSUER: "https://login.example.org",
  TGTK_JWT_AUDIENCE: "https://tgtk.example.org/mcp",
  TGTK_ALLOWED_HOSTS: "tgtk.example.org",
  TGTK_ALLOWED_ORIGINS: "https://app.example.org",
  TGTK_RATE_PER_MINUTE: "7",
  TGTK_RATE_BURST: "7",
};

Deno.test("settingsDigest() differs when an answer could", async () => {
  const plain = await digest();
  assert.match(plain, /^[0-9a-f]{64}$/);
  for (const [name, value] of Object.entries(DECISIVE)) {
    assert.notEqual(await digest({ ...BESIDE[name], [name]: value }), plain, name);
  }
  assert.notEqual(await digest({}, "2"), plain);
});

Deno.test("settingsDigest() is the same when only the process differs", async () => {
  const plain = await digest();
  for (const [name, value] of Object.entries(OWN_AFFAIRS)) {
    assert.equal(await digest({ [name]: value }), plain, name);
  }
});

Deno.test("settingsDigest() is asked about every setting that there is", () => {
  const known = [...Object.keys(DECISIVE), ...Object.keys(OWN_AFFAIRS)].sort();
  assert.deepEqual(known, Object.keys(SETTINGS).sort());
});

Deno.test("settingsDigest() looks into secrets and lists, whatever their order", async () => {
  const [one, other] = await Promise.all(KEYS.map((key) => digest({ TGTK_CURSOR_KEY: key })));
  assert.notEqual(one, other);
  const lists = ["@a_name,@b_name", "@b_name,@a_name", "@a_name,@c_name"];
  const digests = await Promise.all(lists.map((list) => digest({ TGTK_CHATS: list })));
  assert.equal(digests[0], digests[1]);
  assert.notEqual(digests[0], digests[2]);
});
