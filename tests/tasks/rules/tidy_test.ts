import { deepStrictEqual } from "node:assert/strict";
import { lint } from "./lint.ts";

const ENVIRONMENT = "environment: Cannot read the environment here: src/config.ts alone does";

for (
  const source of [
    'const home = Deno.env.get("HOME");',
    "const { env } = Deno;",
    'const home = Deno["env"].toObject();',
    "const home = globalThis.Deno.env;",
    "const home = process.env.HOME;",
    'import { env } from "node:process";',
    'import { default as p } from "node:process";',
    'import p from "node:process";',
    'import * as process from "node:process";',
    'import process from "node:process"; const home = process.env.HOME;',
  ]
) {
  Deno.test(`environment refuses ${source}`, () => {
    deepStrictEqual(lint("src/cli/serve.ts", source), [ENVIRONMENT]);
  });
}

Deno.test("environment allows src/config.ts, tests and other members", () => {
  const source = 'const home = Deno.env.get("HOME");';
  deepStrictEqual(lint("src/config.ts", source), []);
  deepStrictEqual(lint("tests/cli/serve_test.ts", source), []);
  deepStrictEqual(lint("src/cli/serve.ts", "const env = config.env; Deno.exit(1);"), []);
  deepStrictEqual(lint("src/cli/io.ts", 'import process, { stdin } from "node:process";'), []);
});

Deno.test("file-length refuses 301 lines in src and nowhere else", () => {
  const lines = (count: number) => "a();\n".repeat(count);
  deepStrictEqual(lint("src/tools/a.ts", lines(300)), []);
  deepStrictEqual(lint("src/tools/a.ts", lines(301)), [
    "file-length: This file has 301 lines: at most 300 are allowed",
  ]);
  deepStrictEqual(lint("tests/tools/a_test.ts", lines(301)), []);
});

Deno.test("stdout refuses console.log and its like in src", () => {
  deepStrictEqual(lint("src/cli/demo.ts", 'console.log("a"); console.table(b);'), [
    "stdout: Cannot use console.log: stdout belongs to the protocol",
    "stdout: Cannot use console.table: stdout belongs to the protocol",
  ]);
  deepStrictEqual(lint("src/cli/demo.ts", 'console.error("a"); logger.log(b);'), []);
  deepStrictEqual(lint("tasks/ok.ts", 'console.log("a");'), []);
});

for (const word of ["TODO", "FIXME"]) {
  Deno.test(`comments refuses ${word}`, () => {
    deepStrictEqual(lint("tests/a_test.ts", `// ${word}: later\na(); /* ${word} */`), [
      "comments: Cannot leave work in a comment: do it, or file it",
      "comments: Cannot leave work in a comment: do it, or file it",
    ]);
  });
}

Deno.test("comments refuses to switch off a house rule", () => {
  deepStrictEqual(lint("src/a.ts", "// deno-lint-ignore no-await-in-loop tgtk/layers\na();"), [
    "comments: Cannot switch off a house rule",
  ]);
  deepStrictEqual(lint("src/a.ts", "// deno-lint-ignore no-await-in-loop\na();"), []);
});

Deno.test("comments ignores strings", () => {
  deepStrictEqual(lint("src/a.ts", 'const word = "TODO";'), []);
});
