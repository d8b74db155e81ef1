/**
 * Finds uses of a global's members, whichever way they are written.
 *
 * @module
 */

/** One use of `object.member`. */
export interface MemberUse {
  readonly node: Deno.lint.Node;
  readonly object: string;
  readonly member: string;
}

/**
 * A visitor that reports `object.member`, `object["member"]` and `const { member } = object`.
 *
 * @param report Hears of each use of any identifier's member.
 */
export function memberVisitor(report: (use: MemberUse) => void): Deno.lint.LintVisitor {
  return {
    MemberExpression(node) {
      const object = rootName(node.object);
      const member = propertyName(node.property, node.computed);
      if (object !== undefined && member !== undefined) report({ node, object, member });
    },
    VariableDeclarator(node) {
      const object = node.init ? rootName(node.init) : undefined;
      if (object === undefined || node.id.type !== "ObjectPattern") return;
      for (const property of node.id.properties) {
        if (property.type !== "Property") continue;
        const member = propertyName(property.key, property.computed);
        if (member !== undefined) report({ node: property, object, member });
      }
    },
  };
}

/** `Deno` of `Deno` and of `globalThis.Deno`. */
function rootName(node: Deno.lint.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || rootName(node.object) !== "globalThis") return undefined;
  return propertyName(node.property, node.computed);
}

function propertyName(node: Deno.lint.Node, computed: boolean): string | undefined {
  if (node.type === "Identifier") return computed ? undefined : node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
