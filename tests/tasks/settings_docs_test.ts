import assert from "node:assert/strict";
import { drawExample, drawPage, shownFallback, withoutWords } from "../../tasks/settings_docs.ts";

Deno.test("drawExample() leaves the account open and shows defaults as comments", () => {
  const lines = drawExample().split("\n");
  assert.ok(lines.includes("TELEGRAM_API_ID="));
  assert.ok(lines.includes("#TGTK_PACE=gentle"));
  assert.ok(lines.includes("#TGTK_CHATS=public"));
  assert.ok(lines.includes("#TGTK_HTTP_TOKENS="));
});

Deno.test("drawPage() tells what a setting takes and what it is without", () => {
  const row = drawPage().split("\n").find((line) => line.startsWith("| `TGTK_LEASE_PORT`"));
  assert.match(row ?? "", /\| a port from 1024 to 65528 \| `47110` \|$/);
});

Deno.test("withoutWords() finds a setting that nobody has described", () => {
  assert.deepEqual(withoutWords(["TGTK_PACE", "TGTK_NEW"]), ["TGTK_NEW"]);
});

Deno.test("shownFallback() writes defaults as people do", () => {
  assert.equal(shownFallback({ mode: "public" }), "public");
  assert.equal(shownFallback(20), "20");
  assert.equal(shownFallback(new Set(["email"])), "");
  assert.equal(shownFallback(undefined), undefined);
});
