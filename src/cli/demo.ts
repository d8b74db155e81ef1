/**
 * `tgtk demo`: a tour for people. A real MCP client puts questions to the server; questions and
 * answers are printed as a person reads them.
 *
 * @module
 */

import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { checkConfig, withoutAccount } from "../config.ts";
import { VERSION } from "../version.ts";
import type { Flags } from "./command.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { tell, type Told } from "./tell.ts";
import { type DemoToolkit, wireDemo } from "./wire.ts";

/** One question of the tour, and the call that answers it. */
interface Question {
  readonly ask: string;
  /** The answer has to be a refusal. */
  readonly isRefused?: true;
  readonly tool: string;
  readonly arguments: (seen: Seen) => Record<string, unknown>;
}

/** What earlier answers told, for later questions. */
interface Seen {
  readonly chat: string;
  readonly cursor: string | undefined;
  /** The day of the oldest message seen. */
  readonly day: string | undefined;
}

const TOUR: readonly Question[] = [
  {
    ask: "What kind of chat is this?",
    tool: "tg_resolve_chat",
    arguments: ({ chat }) => ({ input: chat }),
  },
  {
    ask: "What are its five newest messages?",
    tool: "tg_fetch_history",
    arguments: ({ chat }) => ({ chat, page_size: 5 }),
  },
  {
    ask: "And the five before them?",
    tool: "tg_fetch_history",
    arguments: ({ chat, cursor }) => ({ chat, page_size: 5, cursor }),
  },
  {
    ask: "What was written on that day, oldest first, with all details?",
    tool: "tg_fetch_history",
    arguments: ({ chat, day }) => ({
      chat,
      from_date: day,
      to_date: day,
      direction: "asc",
      page_size: 2,
      response_format: "detailed",
    }),
  },
  {
    ask: "Can it be talked into reading what an invitation leads to?",
    isRefused: true,
    tool: "tg_fetch_history",
    arguments: () => ({ chat: "https://t.me/+AbCdEfGhIjKlMnOp" }),
  },
];

const HOW_TO_CONNECT: readonly string[] = [
  "Claude Code:     claude mcp add tgtk-demo -- npx -y deno@2.9.6 task start:demo",
  "Claude Desktop:  README.md has the block for claude_desktop_config.json",
];

/**
 * Runs the tour.
 *
 * @param flags `world`: a real history instead of the sample.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function demo(flags: Flags, io: Io): Promise<number> {
  const environment = { TGTK_LOG_FORMAT: "text", ...withoutAccount(io.environment()) };
  const { config, errors, warnings } = checkConfig(environment, []);
  for (const line of [...errors, ...warnings]) io.err(line);
  if (config === undefined) return EXIT_USAGE;
  const wired = await wireDemo(config, flags, io);
  if ("error" in wired) {
    io.err(wired.error);
    return EXIT_USAGE;
  }
  try {
    return await tour(wired, io);
  } finally {
    await wired.close();
  }
}

async function tour(toolkit: DemoToolkit, io: Io): Promise<number> {
  const [chat] = toolkit.publicNames;
  if (chat === undefined) {
    io.err("Cannot show this world: expected at least one public chat in it.");
    return EXIT_FAILED;
  }
  const client = await connect(toolkit);
  io.out(`tgtk ${VERSION}: a tour through @${chat}, served by the local sandbox over MTProto.`);
  let isRight = true;
  let seen: Seen = { chat: `@${chat}`, cursor: undefined, day: undefined };
  for (const question of TOUR) {
    const args = withoutAbsent(question.arguments(seen));
    const answer = await client.callTool({ name: question.tool, arguments: args });
    io.out("");
    io.out(heading(`? ${question.ask}`, io));
    io.out(dimmed(`  ${question.tool} ${JSON.stringify(args)}`, io));
    const told = (answer.structuredContent ?? {}) as Told;
    for (const line of tell(told)) io.out(`  ${line}`);
    seen = { ...seen, ...learned(told) };
    isRight &&= (answer.isError === true) === (question.isRefused === true);
  }
  await client.close();
  io.out("");
  io.out(heading("Connect a host to this demo, from this folder:", io));
  for (const line of HOW_TO_CONNECT) io.out(`  ${line}`);
  return isRight ? EXIT_OK : EXIT_FAILED;
}

function dimmed(text: string, io: Io): string {
  return io.isTerminal ? `\x1b[2m${text}\x1b[0m` : text;
}

function heading(text: string, io: Io): string {
  return io.isTerminal ? `\x1b[1m${text}\x1b[0m` : text;
}

async function connect(toolkit: DemoToolkit): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "tgtk-demo", version: VERSION });
  await toolkit.newServer().connect(theirs);
  await client.connect(ours);
  return client;
}

function withoutAbsent(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

/** An answer without messages teaches nothing. */
function learned({ messages, page_info }: Told): Partial<Seen> {
  const oldest = messages?.at(-1);
  return oldest === undefined ? {} : { cursor: page_info?.cursor, day: oldest.date.slice(0, 10) };
}
