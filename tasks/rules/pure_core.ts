/**
 * `tgtk/pure-core`: `model/`, `privacy/` and the planner do no I/O, read no clock and no
 * randomness; those come in as arguments.
 *
 * @module
 */

import { memberVisitor } from "./member.ts";
import { projectPath } from "./source_path.ts";

const PURE = /^src\/(model\/|privacy\/|history\/plan[^/]*\.ts$|history\/plan\/)/;

const IMPURE_NAMES: ReadonlySet<string> = new Set([
  ..."Deno process globalThis console performance fetch navigator caches".split(" "),
  ..."setTimeout setInterval setImmediate localStorage sessionStorage".split(" "),
  ..."WebSocket EventSource XMLHttpRequest Worker BroadcastChannel".split(" "),
]);

const IMPURE_MEMBERS: ReadonlySet<string> = new Set([
  "Date.now",
  "Math.random",
  "crypto.getRandomValues",
  "crypto.randomUUID",
  "Temporal.Now",
  "AbortSignal.timeout",
]);

/** Platform modules without I/O; of `node:crypto` only what computes. */
const PURE_MODULES = ["node:buffer", "node:crypto", "node:util"];
const PURE_CRYPTO = ["createHash", "createHmac", "hkdfSync", "timingSafeEqual"];

/** Refuses I/O, clocks and randomness in the pure parts of `src/`. */
export const pureCore: Deno.lint.Rule = {
  create(context) {
    if (!PURE.test(projectPath(context.filename))) return {};

    function report(node: Deno.lint.Node, what: string): void {
      context.report({
        node,
        message: `Cannot use ${what} here: this part is pure`,
        hint: "Take the value, or a function that gives it, as an argument.",
      });
    }

    return {
      ...memberVisitor(({ node, object, member }) => {
        if (IMPURE_MEMBERS.has(`${object}.${member}`)) report(node, `${object}.${member}`);
      }),
      "MemberExpression[property.name='generateKey']": (node: Deno.lint.Node) =>
        report(node, "generateKey"),
      Identifier(node) {
        if (IMPURE_NAMES.has(node.name) && isValue(node)) report(node, node.name);
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) report(node, "new Date()");
      },
      CallExpression(node) {
        if (isDate(node.callee)) report(node, "Date()");
      },
      ImportDeclaration(node) {
        const module = impureModule(node);
        if (module !== undefined) report(node, module);
      },
    };
  },
};

function isDate(node: Deno.lint.Node): boolean {
  return node.type === "Identifier" && node.name === "Date";
}

/** What an import brings that is not pure, if anything. */
function impureModule(node: Deno.lint.ImportDeclaration): string | undefined {
  const source = node.source.value;
  if (!source.startsWith("node:") || node.importKind === "type") return undefined;
  if (!PURE_MODULES.includes(source)) return source;
  if (source !== "node:crypto") return undefined;
  const stranger = node.specifiers.find((one) => !PURE_CRYPTO.includes(importedName(one)));
  return stranger === undefined ? undefined : `${importedName(stranger)} of node:crypto`;
}

function importedName(
  node: Deno.lint.ImportDeclaration["specifiers"][number],
): string {
  if (node.type !== "ImportSpecifier") return "everything";
  return node.imported.type === "Identifier" ? node.imported.name : "everything";
}

/**
 * Whether an identifier stands for the global's value. There is no scope analysis: a parameter
 * called `fetch` counts as the global and wants another name.
 */
function isValue(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  if (parent.type.startsWith("TS")) return parent.type.endsWith("Expression");
  if (parent.type === "MemberExpression") return parent.computed || parent.object === node;
  const isNamed = parent.type === "Property" || parent.type === "PropertyDefinition" ||
    parent.type === "MethodDefinition";
  return !isNamed || parent.computed || parent.key !== node;
}
