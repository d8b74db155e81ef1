/**
 * Writes what is said of the settings from their table: `docs/configuration.md` and `.env.example`. With
 * `--check` it writes nothing and fails on a difference, or on a setting that has no words here.
 *
 * @module
 */

import { SETTINGS } from "../src/settings.ts";
import { formatted } from "./formatted.ts";

const ROOT = new URL("..", import.meta.url);

/** What each is for; the parts of the page, in their order. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "The account": {
    TELEGRAM_API_ID: "Your own, from my.telegram.org",
    TELEGRAM_API_HASH: "Your own, from my.telegram.org. A secret",
    TELEGRAM_STRING_SESSION: "The account, signed in: `tgtk login` makes it. A secret",
  },
  "What is read": {
    TGTK_CHATS: "Which chats are read: `public` are channels and groups with a public @name",
  },
  "Personal data": {
    TGTK_PII: "What becomes of personal data in answers",
    TGTK_PII_KINDS: "Changes to the kinds that are masked",
    TGTK_PII_KEY: "The key of pseudonyms; the audit needs it. A secret",
  },
  "How Telegram is asked": {
    TGTK_PACE:
      "`gentle`: 30 history calls, then one a second; `fast`: 5 a second; `unlimited`: for the sandbox",
    TGTK_FLOOD_WAIT_MAX_S: "Waits that Telegram asks for are waited for up to this long",
    TGTK_REQUEST_TIMEOUT_S: "How long one request to Telegram may take",
    TGTK_LEASE_PORT: "The first of eight loopback ports that say which session is in use",
    TGTK_CURSOR_KEY:
      "Signs cursors; replicas with sessions of their own share one. Made from the session by default. A secret",
  },
  "Over HTTP": {
    TGTK_HTTP_TOKENS: "Tokens that you hand out, by their digests",
    TGTK_JWKS_URL: "An OAuth 2.1 authorization server's keys",
    TGTK_JWT_ISSUER: "That server's name in its tokens",
    TGTK_JWT_AUDIENCE: "This server's name in those tokens",
    TGTK_ALLOWED_HOSTS: "Names under which this server is reached, beside loopback's",
    TGTK_ALLOWED_ORIGINS: "Pages that may ask",
    TGTK_RATE_PER_MINUTE: "Tool calls a minute, for each caller and for each chat",
    TGTK_RATE_BURST: "Tool calls in 10 s, likewise",
  },
  "Exports": {
    TGTK_EXPORT_DIR: "Where exports are kept; in memory by default",
    TGTK_EXPORT_TTL_HOURS: "How long a finished export is kept",
    TGTK_EXPORT_MAX_MB: "How much room exports may take",
  },
  "Log and audit": {
    TGTK_LOG: "The least urgent level that is written",
    TGTK_LOG_FORMAT: "How a line of the log is written",
    TGTK_AUDIT: "Where one line for each tool call is written; needs `TGTK_PII_KEY`",
  },
};

interface Row {
  readonly name: string;
  readonly words: string;
  readonly expected: string;
  /** As it is written in the environment; absent when nothing stands for it. */
  readonly fallback?: string;
}

/** A default as people write it. */
export function shownFallback(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof Set) return "";
  if (typeof value === "object" && value !== null && "mode" in value) return String(value.mode);
  return String(value);
}

function rowsOf(part: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(part).flatMap(([name, words]) => {
    const setting = (SETTINGS as Readonly<Record<string, Setting | undefined>>)[name];
    if (setting === undefined) return [];
    const fallback = shownFallback(setting.fallback);
    return [{ name, words, expected: setting.expected, ...(fallback && { fallback }) }];
  });
}

interface Setting {
  readonly expected: string;
  readonly fallback?: unknown;
}

/** Settings of the table for which no words stand here. */
export function withoutWords(names: readonly string[]): readonly string[] {
  const told = new Set(Object.values(PARTS).flatMap((part) => Object.keys(part)));
  return names.filter((name) => !told.has(name));
}

/** The whole of `docs/configuration.md`. */
export function drawPage(): string {
  const sections = Object.entries(PARTS).flatMap(([title, part]) => {
    const rows = rowsOf(part);
    if (rows.length === 0) return [];
    const lines = rows.map(({ expected, fallback, name, words }) =>
      `| \`${name}\` | ${words}. | ${expected} | ${fallback ? `\`${fallback}\`` : ""} |`
    );
    return [
      `## ${title}`,
      ["| setting | is for | takes | default |", "| --- | --- | --- | --- |"]
        .concat(lines).join("\n"),
    ];
  });
  return [
    "# Configuration",
    "Generated from the table of settings by `deno run -A tasks/settings_docs.ts`.",
    "Settings are environment variables; flags win over them. All that is wrong is said at once, " +
    "and a mistyped `TGTK_` name is an error, not a silent default. " +
    "[.env.example](../.env.example) has every name. `OTEL_*` are as OpenTelemetry names them: " +
    "see [observability](observability.md).",
    ...sections,
  ].join("\n\n") + "\n";
}

/** The whole of `.env.example`: what has a default is a comment. */
export function drawExample(): string {
  const sections = Object.entries(PARTS).flatMap(([title, part]) => {
    const rows = rowsOf(part);
    if (rows.length === 0) return [];
    const lines = rows.flatMap(({ expected, fallback = "", name, words }) => [
      `# ${words.replaceAll("`", "")}: ${expected}.`,
      name.startsWith("TELEGRAM_") ? `${name}=` : `#${name}=${fallback}`,
    ]);
    return [`## ${title}`, ...lines, ""];
  });
  return [
    "# Generated by deno run -A tasks/settings_docs.ts. Copy to .env and keep it to yourself.",
    "",
    ...sections,
  ]
    .join("\n");
}

if (import.meta.main) {
  const silent = withoutWords(Object.keys(SETTINGS));
  if (silent.length > 0) {
    console.error(`Settings without words in tasks/settings_docs.ts: ${silent.join(", ")}`);
    Deno.exit(1);
  }
  const files = {
    "docs/configuration.md": await formatted(drawPage()),
    ".env.example": drawExample(),
  };
  for (const [name, content] of Object.entries(files)) {
    const url = new URL(name, ROOT);
    if (await Deno.readTextFile(url).catch(() => "") === content) continue;
    if (Deno.args.includes("--check")) {
      console.error(`${name} differs from the settings: run deno run -A tasks/settings_docs.ts`);
      Deno.exitCode = 1;
    } else await Deno.writeTextFile(url, content);
  }
}
