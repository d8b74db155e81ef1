/**
 * Small rules about files: their length, what is left in their comments, and standard output.
 *
 * @module
 */

import { memberVisitor } from "./member.ts";
import { projectPath } from "./source_path.ts";

const MAX_LINES = 300;

/** `console` methods that write to stdout, which belongs to the protocol. */
const TO_STDOUT: ReadonlySet<string> = new Set([
  ..."log info debug table dir dirxml group groupCollapsed".split(" "),
  ..."count timeEnd timeLog".split(" "),
]);

/** `tgtk/file-length`: a file of `src/` has at most 300 lines. */
export const fileLength: Deno.lint.Rule = {
  create(context) {
    if (!projectPath(context.filename).startsWith("src/")) return {};
    return {
      Program(node) {
        const lines = context.sourceCode.text.trimEnd().split("\n").length;
        if (lines <= MAX_LINES) return;
        context.report({
          node,
          message: `This file has ${lines} lines: at most ${MAX_LINES} are allowed`,
          hint: "One concept a file; aim below 150 lines.",
        });
      },
    };
  },
};

/** `tgtk/stdout`: `console` writes nothing to stdout in `src/`. */
export const stdout: Deno.lint.Rule = {
  create(context) {
    if (!projectPath(context.filename).startsWith("src/")) return {};
    return memberVisitor(({ node, object, member }) => {
      if (object !== "console" || !TO_STDOUT.has(member)) return;
      context.report({
        node,
        message: `Cannot use console.${member}: stdout belongs to the protocol`,
        hint: "Use the log, or write a command's result to Deno.stdout.",
      });
    });
  },
};

/** `tgtk/comments`: no work left for later, and no house rule switched off. */
export const comments: Deno.lint.Rule = {
  create(context) {
    return {
      Program(program) {
        for (const comment of program.comments) {
          const message = commentFault(comment.value);
          if (message !== undefined) context.report({ range: comment.range, message });
        }
      },
    };
  },
};

function commentFault(text: string): string | undefined {
  if (/\b(TODO|FIXME)\b/.test(text)) return "Cannot leave work in a comment: do it, or file it";
  if (/deno-lint-ignore(-file)?\s.*tgtk\//.test(text)) return "Cannot switch off a house rule";
  return undefined;
}
