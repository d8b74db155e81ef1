/**
 * Writes what the documents say of the tools from the tools' own definitions: `docs/tools.md`, and the
 * table between the markers of `README.md`. With `--check` it writes nothing and fails on a difference.
 *
 * @module
 */

import { jsonSchema } from "../src/mcp/json_schema.ts";
import type { ToolDefinition, ToolDeps } from "../src/tools/tool.ts";
import { toolbox } from "../src/tools/toolbox.ts";
import { formatted } from "./formatted.ts";

const ROOT = new URL("..", import.meta.url);
const MARKERS = /(<!-- tools -->\n)[\s\S]*?(\n<!-- \/tools -->)/;

interface Argument {
  readonly type?: string;
  readonly anyOf?: readonly Argument[];
  readonly enum?: readonly string[];
  readonly items?: Argument;
  readonly properties?: Readonly<Record<string, Argument>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The words that say what an argument takes. */
export function typeOf(argument: Argument): string {
  if (argument.enum !== undefined) return argument.enum.map((word) => `\`${word}\``).join(", ");
  if (argument.anyOf !== undefined) return argument.anyOf.map(typeOf).join(" or ");
  if (argument.items !== undefined) return `list of ${typeOf(argument.items)}`;
  const { maximum, minimum, type = "" } = argument;
  const bounds = [minimum, maximum].map((bound) => bound ?? "…").join(" to ");
  return minimum === undefined && maximum === undefined ? type : `${type}, ${bounds}`;
}

function argumentRows(
  properties: Readonly<Record<string, Argument>>,
  expected: ToolDefinition["expected"],
  prefix = "",
): readonly string[] {
  return Object.entries(properties).flatMap(([name, argument]) => {
    const path = `${prefix}${name}`;
    const fallback = argument.default === undefined ? "" : ` Default: \`${argument.default}\`.`;
    const words = argument.description ?? expected[path] ?? "";
    const row = `| \`${path}\` | ${typeOf(argument)} | ${words}.${fallback} |`;
    const nested = argument.properties === undefined
      ? []
      : argumentRows(argument.properties, expected, `${path}.`);
    return [row, ...nested];
  });
}

function section({ description, expected, input, name, output, title }: ToolDefinition): string {
  const schema = jsonSchema(input, "input") as { readonly properties: Record<string, Argument> };
  return [
    `## \`${name}\``,
    `**${title}.** ${description}`,
    [
      "| argument | takes | meaning |",
      "| --- | --- | --- |",
      ...argumentRows(schema.properties, expected),
    ]
      .join("\n"),
    `Answers with ${Object.keys(output.shape).map((field) => `\`${field}\``).join(", ")}.`,
  ].join("\n\n");
}

/** The whole of `docs/tools.md`, and the README's table. */
export function drawDocs(definitions: readonly ToolDefinition[]): {
  readonly page: string;
  readonly table: string;
} {
  const rows = definitions.map(({ description, name }) =>
    `| [\`${name}\`](docs/tools.md#${name}) | ${description.split(/(?<=\.) /)[0]} |`
  );
  const page = [
    "# The tools",
    "Generated from the definitions by `deno run -A tasks/tool_docs.ts`. All tools only read; each " +
    "answer has two forms, `structuredContent` and text, and each is complete alone. Names with a " +
    "dot, such as `tg.fetch_history`, are answered as well.",
    ...definitions.map(section),
  ].join("\n\n");
  return { page: `${page}\n`, table: ["| tool | does |", "| --- | --- |", ...rows].join("\n") };
}

if (import.meta.main) {
  // Definitions are data: nothing of what the tools work with is touched.
  const tools = toolbox({} as ToolDeps).map(({ definition }) => definition);
  const { page, table } = drawDocs(tools);
  const readme = await Deno.readTextFile(new URL("README.md", ROOT));
  const files = {
    "docs/tools.md": await formatted(page),
    "README.md": await formatted(readme.replace(MARKERS, `$1\n${table}\n$2`)),
  };
  for (const [name, content] of Object.entries(files)) {
    const url = new URL(name, ROOT);
    const current = await Deno.readTextFile(url).catch(() => "");
    if (current === content) continue;
    if (Deno.args.includes("--check")) {
      console.error(`${name} differs from the definitions: run deno run -A tasks/tool_docs.ts`);
      Deno.exitCode = 1;
    } else await Deno.writeTextFile(url, content);
  }
}
