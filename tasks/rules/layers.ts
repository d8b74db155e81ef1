/**
 * `tgtk/layers`: imports run one way. Static imports, re-exports, dynamic imports and `import(…)`
 * types are all seen.
 *
 * @module
 */

import { type ImportEdge, refusal } from "../layers.ts";
import { projectPath, resolveImport } from "./source_path.ts";

/** Refuses imports against the direction of `tasks/layers.ts`. */
export const layers: Deno.lint.Rule = {
  create(context) {
    const from = projectPath(context.filename);

    function judge(node: Deno.lint.Node, specifier: string, kind: ImportEdge["kind"]): void {
      const reason = refusal({ from, to: resolveImport(from, specifier), kind });
      if (reason === undefined) return;
      context.report({
        node,
        message: `Cannot import "${specifier}": ${reason}`,
        hint: "The direction of imports is drawn in CONTRIBUTING.md and held in tasks/layers.ts.",
      });
    }

    return {
      ImportDeclaration(node) {
        judge(node, node.source.value, isErased(node) ? "type" : "value");
      },
      ExportNamedDeclaration(node) {
        const source = node.source;
        if (source) judge(node, source.value, node.exportKind);
      },
      ExportAllDeclaration(node) {
        judge(node, node.source.value, node.exportKind);
      },
      TSImportType(node) {
        const specifier = literalText(node.argument);
        if (specifier !== undefined) judge(node, specifier, "type");
      },
      ImportExpression(node) {
        const specifier = literalText(node.source);
        if (specifier !== undefined) judge(node, specifier, "lazy");
        else if (from.startsWith("src/")) {
          context.report({
            node,
            message: "Cannot tell what is imported: the specifier is not a literal",
            hint: "Name each module, so that the layers can be checked.",
          });
        }
      },
    };
  },
};

function isErased(node: Deno.lint.ImportDeclaration): boolean {
  if (node.importKind === "type") return true;
  return node.specifiers.length > 0 &&
    node.specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type");
}

/** The text of a string or of a template without holes. */
function literalText(node: Deno.lint.Node): string | undefined {
  if (node.type === "TSLiteralType") return literalText(node.literal);
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.cooked;
  }
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
