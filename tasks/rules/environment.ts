/**
 * `tgtk/environment`: `src/config.ts` alone reads the environment.
 *
 * @module
 */

import { memberVisitor } from "./member.ts";
import { projectPath } from "./source_path.ts";

/** Refuses `Deno.env` and `process.env` in `src/`, but for `src/config.ts`. */
export const environment: Deno.lint.Rule = {
  create(context) {
    const path = projectPath(context.filename);
    if (!path.startsWith("src/") || path === "src/config.ts") return {};

    function report(node: Deno.lint.Node): void {
      context.report({
        node,
        message: "Cannot read the environment here: src/config.ts alone does",
        hint: "Take what you need from Config, as an argument.",
      });
    }

    return {
      ...memberVisitor(({ node, object, member }) => {
        if (member === "env" && (object === "Deno" || object === "process")) report(node);
      }),
      ImportDeclaration(node) {
        if (node.source.value === "node:process" && !node.specifiers.every(isHarmless)) {
          report(node);
        }
      },
    };
  },
};

/** The default export under its own name, whose members are watched, or a name but `env`. */
function isHarmless(node: Deno.lint.ImportDeclaration["specifiers"][number]): boolean {
  if (node.type === "ImportDefaultSpecifier") return node.local.name === "process";
  return node.type === "ImportSpecifier" && node.imported.type === "Identifier" &&
    !["default", "env"].includes(node.imported.name);
}
