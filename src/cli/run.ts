/**
 * From arguments to one command and its exit code.
 *
 * @module
 */

import { VERSION } from "../version.ts";
import { helpLines, readFlags } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";

/**
 * Runs the command that the arguments name; `serve` if they name none.
 *
 * @param args The arguments, without the program's name.
 * @param io The surroundings.
 * @returns The exit code: 0, 1 for a failure, 2 for wrong arguments or configuration.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [first = "serve", ...others] = args;
  if (first === "--version") return say(io.out, [VERSION]);
  if (first === "--help" || first === "help") return say(io.out, overview());
  const isNamed = !first.startsWith("-");
  const name = isNamed ? first : "serve";
  const rest = isNamed ? others : args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    io.err(`Unknown command ${name}: expected one of ${Object.keys(COMMANDS).join(", ")}.`);
    return EXIT_USAGE;
  }
  if (rest.includes("--help")) return say(io.out, helpLines(name, command));
  const read = readFlags(rest, command.options);
  if ("error" in read) {
    io.err(read.error);
    return EXIT_USAGE;
  }
  try {
    return await command.run(read.flags, io);
  } catch (error) {
    io.err(`tgtk ${name} failed: ${error instanceof Error ? error.stack ?? error.message : error}`);
    return EXIT_FAILED;
  }
}

function overview(): readonly string[] {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) =>
    `  ${name.padEnd(8)} ${summary}`
  );
  return [
    `tgtk ${VERSION}: exact questions about public Telegram history, over MCP`,
    ...rows,
    "Run tgtk COMMAND --help for its options.",
  ];
}

function say(write: (line: string) => void, lines: readonly string[]): number {
  for (const line of lines) write(line);
  return EXIT_OK;
}
