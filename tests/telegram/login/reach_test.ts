/** What the server's own modules can load, dynamic imports included. */
import assert from "node:assert/strict";
import { refusal } from "../../../tasks/layers.ts";
import { childEnv, ROOT } from "../../e2e/program.ts";

async function reachableFrom(file: string): Promise<readonly string[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", file],
    cwd: ROOT,
    env: childEnv(),
    clearEnv: true,
  }).output();
  assert.ok(success);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    readonly modules: readonly { readonly specifier: string }[];
  };
  return modules.map(({ specifier }) => specifier.split("/src/")[1] ?? specifier);
}

const SIGNS_IN = /^(telegram|cli)\/login\//;

for (const file of ["serve", "wire", "demo"]) {
  Deno.test(`src/cli/${file}.ts cannot load what signs in`, async () => {
    const files = await reachableFrom(`src/cli/${file}.ts`);
    assert.ok(files.includes("telegram/gramjs/sender.ts"), "the graph is not that of the server");
    assert.deepEqual(files.filter((each) => SIGNS_IN.test(each)), []);
  });
}

Deno.test("src/cli/login/login.ts does load it", async () => {
  const files = await reachableFrom("src/cli/login/login.ts");
  assert.ok(files.includes("telegram/login/allow_list.ts"));
});

Deno.test("the layers keep it that way", () => {
  const to = { file: "src/telegram/login/login.ts" };
  for (const from of ["src/cli/wire.ts", "src/cli/serve.ts", "src/telegram/gramjs/sender.ts"]) {
    assert.match(refusal({ from, to, kind: "lazy" }) ?? "", /may not import telegram\/login$/);
  }
  const command = { file: "src/cli/login/login.ts" };
  assert.match(
    refusal({ from: "src/cli/serve.ts", to: command, kind: "lazy" }) ?? "",
    /may not import cli\/login$/,
  );
});
