import plugin from "../../../tasks/lint_plugin.ts";

/** Runs the house rules over a snippet and returns `rule: message` of each finding. */
export function lint(fileName: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, fileName, source).map(({ id, message }) =>
    `${id.replace("tgtk/", "")}: ${message}`
  );
}
