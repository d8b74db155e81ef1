import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const HOOKS = fileURLToPath(new URL("../../tasks/hooks.ts", import.meta.url));
const HOOK = new URL("../../tasks/pre_commit.sh", import.meta.url);

/** Git asks nobody who they are, and reads no settings of this machine. */
const ENV = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

interface Repository extends AsyncDisposable {
  readonly root: string;
  readonly run: (
    program: string,
    ...args: readonly string[]
  ) => Promise<{ code: number; text: string }>;
}

/** A repository of its own, whose quick part of the gate is the given command. */
async function repository(quick: string): Promise<Repository> {
  const root = await Deno.makeTempDir();
  const run = async (program: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...args],
      cwd: root,
      env: ENV,
      stdin: "null",
    }).output();
    return {
      code,
      text: [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join(""),
    };
  };
  await run("git", "init", "--quiet");
  await Deno.writeTextFile(`${root}/deno.json`, JSON.stringify({ tasks: { quick } }));
  await run("git", "add", "deno.json");
  return { root, run, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

const install = ({ run }: Repository) => run(Deno.execPath(), "run", "-A", "--quiet", HOOKS);
const commit = ({ run }: Repository) => run("git", "commit", "--message", "x");

Deno.test("hooks.ts installs the hook, where a program may run it, and again without harm", async () => {
  await using made = await repository("echo quick");
  for (const _ of ["the first time", "the second time"]) {
    const { code, text } = await install(made);
    assert.equal(code, 0, text);
    assert.match(text, /^Installed .*hooks\/pre-commit\n$/);
  }
  const path = `${made.root}/.git/hooks/pre-commit`;
  assert.equal(await Deno.readTextFile(path), await Deno.readTextFile(HOOK));
  if (Deno.build.os !== "windows") assert.equal((await Deno.stat(path)).mode! & 0o777, 0o755);
});

Deno.test("hooks.ts leaves a hook alone that somebody else wrote", async () => {
  await using made = await repository("echo quick");
  const path = `${made.root}/.git/hooks/pre-commit`;
  await Deno.mkdir(`${made.root}/.git/hooks`, { recursive: true });
  await Deno.writeTextFile(path, "#!/bin/sh\necho mine\n");
  const { code, text } = await install(made);
  assert.equal(code, 1);
  assert.match(text, /^Another hook is there already: expected none at .*hooks\/pre-commit\n$/);
  assert.equal(await Deno.readTextFile(path), "#!/bin/sh\necho mine\n");
});

Deno.test("hooks.ts finds the folder that core.hooksPath names, and makes it", async () => {
  await using made = await repository("echo quick");
  await made.run("git", "config", "core.hooksPath", "my/hooks");
  assert.equal((await install(made)).code, 0);
  assert.ok((await Deno.stat(`${made.root}/my/hooks/pre-commit`)).isFile);
});

Deno.test("the hook lets a commit through when the quick part of the gate is well", async () => {
  await using made = await repository("echo the quick part");
  await install(made);
  const { code, text } = await commit(made);
  assert.equal(code, 0, text);
  assert.match(text, /the quick part/);
});

Deno.test("the hook refuses a commit when it is not", async () => {
  await using made = await repository("exit 3");
  await install(made);
  assert.notEqual((await commit(made)).code, 0);
  assert.notEqual((await made.run("git", "rev-parse", "HEAD")).code, 0);
});
