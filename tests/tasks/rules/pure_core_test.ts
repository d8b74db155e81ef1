import { deepStrictEqual } from "node:assert/strict";
import { lint } from "./lint.ts";

const IMPURE: readonly (readonly [source: string, what: string])[] = [
  ["const t = Date.now();", "Date.now"],
  ['const t = Date["now"]();', "Date.now"],
  ["const { now } = Date;", "Date.now"],
  ["const t = new Date();", "new Date()"],
  ["const t = Date();", "Date()"],
  ["const t = performance.now();", "performance"],
  ["const r = Math.random();", "Math.random"],
  ["const r = crypto.getRandomValues(bytes);", "crypto.getRandomValues"],
  ["const r = crypto.randomUUID();", "crypto.randomUUID"],
  ["const k = await crypto.subtle.generateKey(a, b, c);", "generateKey"],
  ['const t = await fetch("a");', "fetch"],
  ["const pass = { fetch };", "fetch"],
  ["const pass = fetch as unknown;", "fetch"],
  ["setTimeout(done, 1);", "setTimeout"],
  ['const t = Deno.readTextFileSync("a");', "Deno"],
  ["const now = globalThis.performance;", "globalThis"],
  ['console.error("a");', "console"],
  ['import { readFileSync } from "node:fs";', "node:fs"],
  ['import { connect } from "node:net";', "node:net"],
  ['import { createHmac, randomBytes } from "node:crypto";', "randomBytes of node:crypto"],
  ['import crypto from "node:crypto";', "everything of node:crypto"],
];

for (const [source, what] of IMPURE) {
  Deno.test(`pure-core refuses ${source}`, () => {
    deepStrictEqual(lint("src/privacy/mask.ts", source), [
      `pure-core: Cannot use ${what} here: this part is pure`,
    ]);
  });
}

const PURE: readonly string[] = [
  "const t = new Date(seconds * 1000);",
  "const t = Date.UTC(2026, 0, 1);",
  "const t = Date.parse(text);",
  "const big = Math.max(1, 2);",
  'const mac = await crypto.subtle.sign("HMAC", key, bytes);',
  'import { createHmac } from "node:crypto";',
  'import type { Buffer } from "node:fs";',
  "interface Deps { fetch(url: string): string; performance: number }",
  "type Fetch = typeof fetch;",
  "const options = { fetch: 1, console: 2 };",
  "const one = options.fetch;",
];

for (const source of PURE) {
  Deno.test(`pure-core allows ${source}`, () => {
    deepStrictEqual(lint("src/model/chat.ts", source), []);
  });
}

Deno.test("pure-core covers model, privacy and the planner only", () => {
  const paths = ["src/model/a.ts", "src/privacy/a.ts", "src/history/plan.ts"]
    .concat(["src/history/plan_search.ts", "src/history/pages.ts", "src/telegram/pace.ts"]);
  deepStrictEqual(
    paths.map((path) => lint(path, "const t = Date.now();").length),
    [1, 1, 1, 1, 0, 0],
  );
});
