/** Commands inside sentences and tables: what they name is there. Blocks of commands are run elsewhere. */
import assert from "node:assert/strict";
import { COMMANDS } from "../../src/cli/commands.ts";
import project from "../../deno.json" with { type: "json" };
import { inlineCode, pages, read, ROOT } from "./pages.ts";

/** What the audit's pseudonyms are made with; no command. */
const LABEL = "tgtk audit chat";

/** Code of a page that begins with one of the words. */
function commandsOf(page: string, start: RegExp): readonly string[] {
  return inlineCode(read(page)).filter((code) => start.test(code));
}

for (const page of pages()) {
  Deno.test(`each task that ${page} names is one`, () => {
    for (const code of commandsOf(page, /^(?:npx -y deno@2\.9\.6|deno) task /)) {
      const name = /task (?:--frozen )?([\w:]+|…)/.exec(code)?.[1] ?? "";
      assert.ok(name === "…" || Object.hasOwn(project.tasks, name), code);
    }
  });

  Deno.test(`each command of tgtk that ${page} names is one`, () => {
    for (const code of commandsOf(page, /^tgtk [a-z]/)) {
      if (code === LABEL) continue;
      assert.ok(Object.hasOwn(COMMANDS, code.split(" ")[1] ?? ""), code);
    }
  });

  Deno.test(`each file that a command in ${page} names is there`, () => {
    for (const code of commandsOf(page, /^(?:npx|deno) /)) {
      const paths = code.split(" ").filter((word) =>
        /^(?:src|tasks|tests|docs|deploy)\//.test(word)
      );
      for (const path of paths) assert.ok(Deno.statSync(new URL(path, ROOT)), code);
    }
  });
}

Deno.test("each file that a task runs is there", () => {
  const paths = JSON.stringify(project.tasks).split(/[ ,="]/).filter((word) =>
    /^(?:src|tasks|tests)\//.test(word)
  );
  assert.ok(paths.includes("src/main.ts"));
  for (const path of paths) assert.ok(Deno.statSync(new URL(path, ROOT)), path);
});

Deno.test("inlineCode() is what stands between backticks, outside of blocks", () => {
  assert.deepEqual(inlineCode("`a b` and\n```sh\n`c`\n```\n| `d` |"), ["a b", "d"]);
});
