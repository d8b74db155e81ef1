/**
 * Writes what the documents say of exports from the program's own schemas: the JSON Schemas of lines and
 * manifests in `docs/`. With `--check` it writes nothing and fails on a difference.
 *
 * @module
 */

import type { z } from "zod";
import { fileManifestSchema } from "../src/exports/file_manifest.ts";
import { type ExportLine, lineSchema } from "../src/exports/line.ts";
import { manifestSchema } from "../src/exports/manifest.ts";
import { jsonSchema } from "../src/mcp/json_schema.ts";

const ROOT = new URL("..", import.meta.url);
const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** What the fields of a line mean. The tools' own schemas are kept as short as can be. */
const FIELDS: Readonly<Record<keyof ExportLine, string>> = {
  id: "With the chat, the message's identity",
  date: "ISO 8601, UTC",
  text: "Empty where there is none; line breaks are \n",
  chat_id: "Whose id space the id is of, if not the exported chat's",
  sender: "Absent where a channel or group speaks as itself",
  author: "The signature under a channel's post",
  link: "Opens the message",
  reply_to_id: "The message of this chat that is replied to",
  external_reply: "The message of another chat that is replied to",
  quote: "The quoted part of it",
  topic_id: "The forum's topic; 1 is General",
  thread_id: "The message at the head of the thread",
  edit_date: "The last edit that was meant to be seen",
  views: "How often it was seen",
  forwards: "How often it was forwarded",
  replies: "How many replies or comments it has",
  reactions: "All together, and at most five, the most frequent first",
  forward_from: "Where it was forwarded from",
  media: "What it carries beside the text; never the file itself",
  entities: "Stretches of the text; offsets and lengths in UTF-16 code units",
  album_id: "Messages with the same value were sent together",
  pinned: "It is pinned",
  service: "What a service message reports, in words of this program",
};

function drawn(title: string, schema: z.ZodObject): string {
  const value = { $schema: DIALECT, title, ...jsonSchema(schema, "output") };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function describedLine(): z.ZodObject {
  const shape = Object.entries(lineSchema.shape).map(([name, field]) =>
    [name, field.describe(FIELDS[name as keyof ExportLine])] as const
  );
  return lineSchema.extend(Object.fromEntries(shape));
}

/** The files' contents by path. */
export function drawSchemas(): Readonly<Record<string, string>> {
  return {
    "docs/export-line.schema.json": drawn("A line of an export", describedLine()),
    "docs/export-manifest.schema.json": drawn("An export's manifest", manifestSchema),
    "docs/export-file-manifest.schema.json": drawn(
      "The manifest beside a file",
      fileManifestSchema,
    ),
  };
}

if (import.meta.main) {
  for (const [name, content] of Object.entries(drawSchemas())) {
    const url = new URL(name, ROOT);
    if (await Deno.readTextFile(url).catch(() => "") === content) continue;
    if (Deno.args.includes("--check")) {
      console.error(`${name} differs: run deno run -A tasks/export_schemas.ts`);
      Deno.exitCode = 1;
    } else await Deno.writeTextFile(url, content);
  }
}
