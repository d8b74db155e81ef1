import { deepStrictEqual } from "node:assert/strict";
import { countRunningLines, removeUnfinished, report } from "../../tasks/coverage.ts";
import { parseLcov, percentage } from "../../tasks/lcov.ts";

Deno.test("parseLcov() counts the lines of each file", () => {
  const text = "SF:/src/a.ts\nFNF:1\nDA:1,2\nDA:2,0\nDA:3,10\nLH:2\nLF:3\nend_of_record\n" +
    "SF:/src/b.ts\nDA:1,0\nend_of_record\n";
  deepStrictEqual(parseLcov(text), [
    { path: "/src/a.ts", found: 3, hit: 2 },
    { path: "/src/b.ts", found: 1, hit: 0 },
  ]);
});

Deno.test("parseLcov() of nothing is nothing", () => {
  deepStrictEqual(parseLcov(""), []);
});

Deno.test("percentage() weighs files by their lines", () => {
  const files = [{ path: "a", found: 90, hit: 90 }, { path: "b", found: 10, hit: 5 }];
  deepStrictEqual(percentage(files), 95);
  deepStrictEqual(percentage([]), 100);
});

Deno.test("report() names the files below the threshold, the worst first", () => {
  const files = [
    { path: "src/a.ts", found: 1000, hit: 1000 },
    { path: "src/b.ts", found: 10, hit: 8 },
    { path: "src/c.ts", found: 10, hit: 0 },
  ];
  deepStrictEqual(report(files), {
    text: "  0.0 % src/c.ts\n 80.0 % src/b.ts\n" +
      " 98.8 % of the lines in src/ (at least 90 % are needed)",
    ok: true,
  });
});

Deno.test("report() refuses less than 90 %, and does not round up to it", () => {
  deepStrictEqual(report([{ path: "src/a.ts", found: 10_000, hit: 8_999 }]), {
    text: " 89.9 % src/a.ts\n 89.9 % of the lines in src/ (at least 90 % are needed)",
    ok: false,
  });
});

Deno.test("countRunningLines() leaves out types, comments, imports and blanks", () => {
  const source = `/** Doc. */
import type { A } from "./a.ts";
import {
  b,
} from "./b.ts";
export { c } from "./c.ts";

export interface D {
  readonly a: A;
}
// Why.
export const e: number = b(1);
export function f(): number {
  return e;
}
`;
  deepStrictEqual(countRunningLines(source), 4);
  deepStrictEqual(countRunningLines("export type A = string;\n"), 0);
});

Deno.test("removeUnfinished() removes profiles that are empty or end early, and nothing else", async () => {
  const dir = await Deno.makeTempDir();
  const whole = '{\n  "url": "file:///a.ts",\n  "functions": [\n    {}\n  ]\n}';
  const files = { "a.json": whole, "b.json": "", "c.json": whole.slice(0, -4), "d.txt": "" };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${dir}/${name}`, text);
  }
  await removeUnfinished(dir);
  const left = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
  deepStrictEqual(left.toSorted(), ["a.json", "d.txt"]);
  await Deno.remove(dir, { recursive: true });
});
