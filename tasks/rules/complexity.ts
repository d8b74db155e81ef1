/**
 * `tgtk/complexity`: the cyclomatic complexity of each function stays below ten. It counts as
 * ESLint's `complexity` does: `if`, `?:`, `&&`, `||`, `??` and their assignments, loops, `catch`,
 * `case` (not `default`), default values, and optional chaining, one for each `?.`.
 *
 * @module
 */

const LIMIT = 10;

type AnyFunction =
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression
  | Deno.lint.ArrowFunctionExpression;

/** Refuses functions with ten or more ways through them. */
export const complexity: Deno.lint.Rule = {
  create(context) {
    // One count for each function that is open at this point of the walk, the innermost last.
    const open: number[] = [];

    function enter(): void {
      open.push(1);
    }
    function count(): void {
      if (open.length > 0) open.push((open.pop() ?? 0) + 1);
    }
    function leave(node: AnyFunction): void {
      const ways = open.pop() ?? 0;
      if (ways < LIMIT) return;
      context.report({
        node,
        message: `${nameOf(node)} has a complexity of ${ways}: it must stay below ${LIMIT}`,
        hint: "Move a decision into a function of its own, or into a table.",
      });
    }
    function countIf(condition: boolean): void {
      if (condition) count();
    }

    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      "FunctionDeclaration:exit": leave,
      "FunctionExpression:exit": leave,
      "ArrowFunctionExpression:exit": leave,
      IfStatement: count,
      ConditionalExpression: count,
      LogicalExpression: count,
      ForStatement: count,
      ForInStatement: count,
      ForOfStatement: count,
      WhileStatement: count,
      DoWhileStatement: count,
      CatchClause: count,
      AssignmentPattern: count,
      SwitchCase: (node) => countIf(node.test !== null),
      AssignmentExpression: (node) => countIf(["&&=", "||=", "??="].includes(node.operator)),
      MemberExpression: (node) => countIf(node.optional),
      CallExpression: (node) => countIf(node.optional),
    };
  },
};

function nameOf(node: AnyFunction): string {
  if (node.type !== "ArrowFunctionExpression" && node.id) return node.id.name;
  const parent = node.parent;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    return parent.id.name;
  }
  const isMember = parent.type === "Property" || parent.type === "MethodDefinition";
  if (isMember && parent.key.type === "Identifier") return parent.key.name;
  return "This function";
}
