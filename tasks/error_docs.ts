/**
 * Writes `docs/errors.md` from the failures' own sentences. With `--check` it writes nothing and fails
 * on a difference.
 *
 * @module
 */

import type { Failure, FailureCode } from "../src/model/failure.ts";
import { failureSentence } from "../src/tools/failure_answer.ts";
import { formatted } from "./formatted.ts";

const ROOT = new URL("..", import.meta.url);

type Example<Code extends FailureCode> = readonly Extract<Failure, { readonly code: Code }>[];

/** One of each, and where the sentence depends on a field, one of each kind; the type misses none. */
const EXAMPLES: { readonly [Code in FailureCode]: Example<Code> } = {
  VALIDATION_ERROR: [
    { code: "VALIDATION_ERROR", field: "page_size", expected: "a whole number from 1 to 100" },
  ],
  CHAT_NOT_FOUND: [
    { code: "CHAT_NOT_FOUND", chat: "durrov" },
    { code: "CHAT_NOT_FOUND", chat: "-1001746611944" },
    {
      code: "CHAT_NOT_FOUND",
      chat: "durov",
      so_far: { total_fetched: 50, from_id: 451, to_id: 500 },
    },
  ],
  CHANNEL_PRIVATE: [
    ...([
      "not_public",
      "not_allowed",
      "invite_link",
      "private_chat",
      "protected",
      "no_access",
    ] as const).map((reason) => ({ code: "CHANNEL_PRIVATE", reason } as const)),
    {
      code: "CHANNEL_PRIVATE",
      reason: "no_access",
      so_far: { total_fetched: 50, from_id: 451, to_id: 500 },
    },
  ],
  USERNAME_INVALID: [{ code: "USERNAME_INVALID", username: "a" }],
  INVALID_CURSOR: [
    ...(["malformed", "altered", "other_chat", "other_query", "version"] as const)
      .map((reason) => ({ code: "INVALID_CURSOR", reason } as const)),
    {
      code: "INVALID_CURSOR",
      reason: "other_chat",
      so_far: { total_fetched: 50, from_id: 451, to_id: 500 },
    },
  ],
  FLOOD_WAIT: [{ code: "FLOOD_WAIT", retry_after_s: 300 }],
  RATE_LIMIT_EXCEEDED: [{ code: "RATE_LIMIT_EXCEEDED", retry_after_s: 60 }],
  AUTH_REQUIRED: [{ code: "AUTH_REQUIRED" }],
  SESSION_IN_USE: [{ code: "SESSION_IN_USE", holder: "serve, pid 4711" }],
  UPSTREAM: [
    { code: "UPSTREAM", rpc_code: "CONNECTION_LOST" },
    { code: "UPSTREAM", rpc_code: "USER_MIGRATE_4" },
    { code: "UPSTREAM", rpc_code: "FILE_MIGRATE_4" },
    { code: "UPSTREAM", rpc_code: "INTERNAL_SERVER_ERROR" },
  ],
  TIMEOUT: [{ code: "TIMEOUT", after_s: 15 }],
  CANCELLED: [{ code: "CANCELLED" }],
  INTERNAL: [{ code: "INTERNAL", id: "5f0c2a91" }],
};

/** The page. */
export function drawErrors(): string {
  const sections = Object.entries(EXAMPLES).map(([code, failures]) => {
    const fields = [...new Set(failures.flatMap((failure) => Object.keys(failure)))].filter(
      (field) => field !== "code",
    );
    const carried = fields.length === 0
      ? "It carries nothing else."
      : `It carries ${fields.map((field) => `\`${field}\``).join(", ")}.`;
    const more = code === "FLOOD_WAIT" ? " And `cursor`, where a read had begun: it goes on." : "";
    const sentences = failures.map((failure) => `- ${failureSentence(failure)}`).join("\n");
    return `## \`${code}\`\n\n${carried}${more}\n\n${sentences}`;
  });
  return [
    "# Errors",
    "Generated from the failures by `deno run -A tasks/error_docs.ts`. A failed call is an answer with " +
    "`isError: true`: the text begins with the code, and `structuredContent.error` holds `code`, " +
    "`message` and the fields below. What to do about each: [troubleshooting](troubleshooting.md).",
    ...sections,
  ].join("\n\n") + "\n";
}

if (import.meta.main) {
  const url = new URL("docs/errors.md", ROOT);
  const page = await formatted(drawErrors());
  const current = await Deno.readTextFile(url).catch(() => "");
  if (current !== page && Deno.args.includes("--check")) {
    console.error("docs/errors.md differs from the failures: run deno run -A tasks/error_docs.ts");
    Deno.exitCode = 1;
  } else if (current !== page) await Deno.writeTextFile(url, page);
}
