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
  if (first === "--version") return say(io, [VERSION]);
  if (first === "--help" || first === "help") return say(io, overview());
  const isNamed = !first.startsWith("-");
  return await runCommand(isNamed ? first : "serve", isNamed ? others : args, io);
}

async function runCommand(name: string, args: readonly string[], io: Io): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    return refuse(
      io,
      `Unknown command ${name}: expected one of ${Object.keys(COMMANDS).join(", ")}.`,
    );
  }
  if (args.includes("--help")) return say(io, helpLines(name, command));
  const read = readFlags(args, command.options, command.operand);
  if ("error" in read) return refuse(io, read.error);
  try {
    return await command.run(read.flags, io);
  } catch (error) {
    // Whoever read our output has gone, as `head` does: nobody is left to tell.
    if (error instanceof Deno.errors.BrokenPipe) return EXIT_FAILED;
    io.err(`tgtk ${name} failed: ${error instanceof Error ? error.stack : error}`);
    return EXIT_FAILED;
  }
}

function refuse(io: Io, sentence: string): number {
  io.err(sentence);
  return EXIT_USAGE;
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

function say(io: Io, lines: readonly string[]): number {
  for (const line of lines) io.out(line);
  return EXIT_OK;
}
