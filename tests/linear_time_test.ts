/**
 * No regular expression in `src/` takes more than linear time. `recheck` builds the automaton of
 * each and looks for an input on which it backtracks; literals are read from the syntax tree, and
 * expressions that are put together are caught while the modules load.
 *
 * @module
 */

import assert from "node:assert/strict";
import process from "node:process";

// Without this it looks for a native program; its build in plain JavaScript needs none.
process.env["RECHECK_SYNC_BACKEND"] = "pure";
const { checkSync } = await import("recheck");
// Loaded before constructed expressions are caught: of this library only the tables are used.
const { getCountries, Metadata } = await import("libphonenumber-js/max");

const SOURCE = new URL("../src/", import.meta.url);
const TIMEOUT_MS = 30_000;

interface Expression {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** Whether an expression takes linear time, as far as its automaton tells. */
function linearity({ source, flags }: Pick<Expression, "source" | "flags">): string {
  // A sticky expression is tried at one place only.
  const [whole, plain] = flags.includes("y")
    ? [`^(?:${source})`, flags.replace("y", "")]
    : [source, flags];
  return checkSync(whole, plain, { checker: "automaton", timeout: TIMEOUT_MS }).status;
}

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}

/** The literals of a program. */
function literalsIn(where: string, program: string): readonly Expression[] {
  const found: Expression[] = [];
  Deno.lint.runPlugin(
    {
      name: "literals",
      rules: {
        regex: {
          create: () => ({
            Literal(node) {
              if (!(node.value instanceof RegExp)) return;
              found.push({ where, source: node.value.source, flags: node.value.flags });
            },
          }),
        },
      },
    },
    "file.ts",
    program,
  );
  return found;
}

/** What modules put together while they load. */
async function builtBy(modules: readonly URL[]): Promise<readonly Expression[]> {
  const found: Expression[] = [];
  const Native = RegExp;
  let where = "";
  globalThis.RegExp = new Proxy(Native, {
    construct(target, [source, flags], newTarget) {
      found.push({ where, source: String(source?.source ?? source), flags: flags ?? "" });
      return Reflect.construct(target, [source, flags], newTarget);
    },
  });
  try {
    for (const module of modules) {
      where = module.pathname.slice(SOURCE.pathname.length);
      await import(`${module.href}?built`);
    }
  } finally {
    globalThis.RegExp = Native;
  }
  return found;
}

Deno.test("linearity() tells linear expressions from others", () => {
  assert.equal(linearity({ source: "[a-z]{1,8}@", flags: "g" }), "safe");
  assert.equal(linearity({ source: "^(a+)+$", flags: "" }), "vulnerable");
  assert.equal(linearity({ source: "a+b+$", flags: "" }), "vulnerable");
});

const files = (await Array.fromAsync(sources(SOURCE))).toSorted((a, b) => a.href < b.href ? -1 : 1);
const literals: Expression[] = [];
const builders: URL[] = [];
for (const file of files) {
  const program = await Deno.readTextFile(file);
  literals.push(...literalsIn(file.pathname.slice(SOURCE.pathname.length), program));
  if (program.includes("new RegExp(")) builders.push(file);
}
const built = await builtBy(builders);
const distinct = new Map(
  [...literals, ...built].map((
    expression,
  ) => [`${expression.source}/${expression.flags}`, expression]),
);

Deno.test("no pattern of a numbering plan repeats without bound", () => {
  for (const country of getCountries()) {
    const metadata = new Metadata();
    metadata.selectNumberingPlan(country);
    const plan = metadata.numberingPlan as unknown as {
      nationalNumberPattern(): string;
      types(): readonly (readonly [pattern: string] | 0)[];
    };
    const patterns = [
      plan.nationalNumberPattern(),
      ...plan.types().flatMap((type) => type === 0 ? [] : type.slice(0, 1)),
    ];
    assert.ok(patterns.length > 1);
    // Anchored and bounded, it looks at so many digits and no more.
    for (const pattern of patterns) assert.doesNotMatch(pattern ?? "", /[*+]|,\}/);
  }
});

Deno.test("there are expressions to prove", () => {
  assert.ok(literals.length > 150 && built.length >= 7);
});

Deno.test("every regular expression in src/ takes linear time", () => {
  const failed = [...distinct.values()]
    .map((expression) => ({ ...expression, status: linearity(expression) }))
    .filter(({ status }) => status !== "safe");
  assert.deepEqual(failed, []);
});
