import { deepStrictEqual } from "node:assert/strict";
import { lint } from "./lint.ts";

/** Each snippet adds one way through a function. */
const ONE_WAY: readonly string[] = [
  "if (a) b();",
  "if (a) b(); else c();",
  "x = a ? b : c;",
  "x = a && b;",
  "x = a || b;",
  "x = a ?? b;",
  "x ??= a;",
  "for (;;) a();",
  "for (const k in a) b(k);",
  "for (const k of a) b(k);",
  "while (a) b();",
  "do b(); while (a);",
  "try { a(); } catch { b(); }",
  "switch (a) { case 1: b(); }",
  "const { z = 1 } = a;",
  "x = a?.b;",
  "a?.();",
];

for (const source of ONE_WAY) {
  Deno.test(`complexity counts ${source}`, () => {
    const body = (times: number) => Array(times).fill(`{ ${source} }`).join(" ");
    deepStrictEqual(lint("src/tools/a.ts", `function f() { ${body(8)} }`), []);
    deepStrictEqual(lint("src/tools/a.ts", `function f() { ${body(9)} }`), [
      "complexity: f has a complexity of 10: it must stay below 10",
    ]);
  });
}

const NINE_WAYS = Array(8).fill("if (a) b();").join(" ");

Deno.test("complexity does not count default, finally, else and plain members", () => {
  const more = "switch (a) { default: b(); } try { a.b(); } finally { b(); } x = a.b.c(1);";
  deepStrictEqual(lint("src/tools/a.ts", `function f() { ${NINE_WAYS} ${more} }`), []);
});

Deno.test("complexity counts each function by itself", () => {
  const inner = `const g = () => { ${NINE_WAYS} };`;
  deepStrictEqual(lint("src/tools/a.ts", `function f() { ${inner} ${NINE_WAYS} } if (a) b();`), []);
});

Deno.test("complexity names functions, methods and arrows", () => {
  const body = `{ ${NINE_WAYS} if (a) b(); }`;
  const source = `const f = () => ${body}; class C { m() ${body} } x = { p: () => ${body} };` +
    ` y(() => ${body});`;
  deepStrictEqual(lint("tasks/a.ts", source), [
    "complexity: f has a complexity of 10: it must stay below 10",
    "complexity: m has a complexity of 10: it must stay below 10",
    "complexity: p has a complexity of 10: it must stay below 10",
    "complexity: This function has a complexity of 10: it must stay below 10",
  ]);
});

Deno.test("complexity counts default values of parameters", () => {
  deepStrictEqual(lint("src/tools/a.ts", `function f(a = 1, b = 2) { ${NINE_WAYS} }`), [
    "complexity: f has a complexity of 11: it must stay below 10",
  ]);
});
