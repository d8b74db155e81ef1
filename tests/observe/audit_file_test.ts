import assert from "node:assert/strict";
import { openAuditFile } from "../../src/observe/audit_file.ts";

Deno.test("openAuditFile() adds lines to what is there, for the owner's eyes", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/audit.jsonl`;
  try {
    for (const line of ["first", "second"]) {
      const file = openAuditFile(path);
      assert.ok(!("error" in file));
      file.write(line);
      file.close();
    }
    assert.equal(await Deno.readTextFile(path), "first\nsecond\n");
    if (Deno.build.os !== "windows") {
      assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openAuditFile() says what is missing", () => {
  assert.deepEqual(openAuditFile("/nowhere/audit.jsonl"), {
    error:
      "Cannot write the audit to /nowhere/audit.jsonl (NotFound): expected a file in a folder " +
      "that exists, and the permission --allow-write=/nowhere/audit.jsonl.",
  });
});
