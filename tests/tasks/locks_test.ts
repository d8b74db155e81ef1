/** Whoever starts the program fetches all of `deno.lock`; what only tests import is in a lock of their own. */
import assert from "node:assert/strict";
import project from "../../deno.json" with { type: "json" };
import { packagesOf } from "../../tasks/locks.ts";

const MEND = "deno.lock is not the program's: git checkout deno.lock, and run tests with " +
  "deno task test:only; or after a change of deno.json, deno task locks";

interface Lock {
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, { readonly integrity: string }>>;
}

async function lock(path: string): Promise<Lock> {
  return JSON.parse(await Deno.readTextFile(new URL(`../../${path}`, import.meta.url)));
}

Deno.test("packagesOf() names a package once, whatever of it is imported", () => {
  const imports = {
    "@scure/bip39": "npm:@scure/bip39@2.4.0",
    "@scure/bip39/": "npm:/@scure/bip39@2.4.0/",
    "libphonenumber-js/max": "npm:libphonenumber-js@1.13.16/max",
  };
  assert.deepEqual(packagesOf(imports), [
    "npm:@scure/bip39@2.4.0",
    "npm:libphonenumber-js@1.13.16",
  ]);
});

Deno.test("deno.lock holds what the program imports, and nothing that only tests do", async () => {
  const { specifiers } = await lock("deno.lock");
  assert.deepEqual(Object.keys(specifiers).sort(), packagesOf(project.imports), MEND);
});

Deno.test("tests run with the very packages that the program runs with", async () => {
  const { npm, specifiers } = await lock("deno.lock");
  const tested = await lock("tests/deno.lock");
  const own = packagesOf(project.scopes["./tests/"]);
  for (const [name, version] of Object.entries(specifiers)) {
    assert.equal(tested.specifiers[name], version);
  }
  for (const name of own) assert.ok(tested.specifiers[name], name);
  for (const [name, { integrity }] of Object.entries(npm)) {
    assert.equal(tested.npm[name]?.integrity, integrity, name);
  }
});
