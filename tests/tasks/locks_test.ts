/** Whoever starts the program fetches all of `deno.lock`; what only tests import is in a lock of their own. */
import assert from "node:assert/strict";
import project from "../../deno.json" with { type: "json" };

interface Lock {
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, { readonly integrity: string }>>;
}

async function lock(path: string): Promise<Lock> {
  return JSON.parse(await Deno.readTextFile(new URL(`../../${path}`, import.meta.url)));
}

/** `npm:/zod@4.6.7/`, `npm:zod@4.6.7/v4` and `npm:zod@4.6.7` name one package. */
function packagesOf(imports: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.values(imports).map((specifier) =>
    /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[1] ?? specifier
  );
  return [...new Set(names.map((name) => `npm:${name}`))].sort();
}

Deno.test("deno.lock holds what the program imports, and nothing that only tests do", async () => {
  const { specifiers } = await lock("deno.lock");
  // Otherwise: git checkout deno.lock, and run tests with deno task test:only.
  assert.deepEqual(Object.keys(specifiers).sort(), packagesOf(project.imports));
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
