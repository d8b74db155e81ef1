/**
 * What `tgtk export` is asked with: the query language as options. Data.
 *
 * @module
 */

import { FORMAT_NAMES } from "../../exports/formats/names.ts";
import { MAX_MESSAGE_ID } from "../../model/chat_input.ts";
import type { Operand, Option } from "../command.ts";

const YES_OR_NO = { value: "yes|no", words: ["yes", "no"] } as const;
const ID = { value: "ID", range: [1, MAX_MESSAGE_ID] } as const;
const COUNT = { value: "N", range: [0, 2 ** 31 - 1] } as const;

/** The chat. */
export const EXPORT_OPERAND: Operand = {
  name: "chat",
  value: "CHAT",
  help: "the chat's @name or t.me link",
};

/** The options, in the order of the help. */
export const EXPORT_OPTIONS = {
  from: { value: "DATE", help: "from this day or instant on: 2024-05-31, 2024-05-31T18:30:00Z" },
  to: { value: "DATE", help: "until this day, included, or this instant, excluded" },
  search: { value: "WORDS", help: "whole words, found by Telegram's own index" },
  direction: {
    value: "desc|asc",
    words: ["desc", "asc"],
    help: "newest first, or oldest first (desc; asc with --format json)",
  },
  topic: { ...ID, help: "only this topic of a forum; 1 is General" },
  thread: { ...ID, help: "only the comments under this post, or the replies to this message" },
  media: {
    value: "TYPES",
    help: "any of text, photo, video, video_note, document, audio, voice, sticker, animation, " +
      "link, poll, location, contact, other; comma-separated",
  },
  "has-media": { ...YES_OR_NO, help: "with media, or without" },
  "has-links": { ...YES_OR_NO, help: "with links, or without" },
  "from-users": { value: "WHO", help: "only from these: @names or ids, comma-separated" },
  "min-views": { ...COUNT, help: "seen so often at least" },
  "max-views": { ...COUNT, help: "seen so often at most" },
  pinned: { ...YES_OR_NO, help: "pinned, or not" },
  out: { value: "FILE", help: "the file to write; stdout without it" },
  format: {
    value: FORMAT_NAMES.join("|"),
    words: FORMAT_NAMES,
    help: "NDJSON (the default), CSV, or the layout of a Telegram Desktop export",
  },
  refresh: { help: "starts anew, whatever is there to be continued" },
  demo: { help: "from the embedded sandbox: no account, no network" },
  world: {
    value: "FILE",
    help: "a real history instead of the sandbox's sample (with --demo)",
  },
} as const satisfies Readonly<Record<string, Option>>;

/** Where what the tools call their arguments stands on the command line. */
export const FLAG_OF_FIELD: Readonly<Record<string, string>> = {
  chat: "CHAT",
  from_date: "--from",
  to_date: "--to",
  direction: "--direction",
  search: "--search",
  topic_id: "--topic",
  thread_id: "--thread",
  "filter.media_types": "--media",
  "filter.has_media": "--has-media",
  "filter.has_links": "--has-links",
  "filter.from_users": "--from-users",
  "filter.min_views": "--min-views",
  "filter.max_views": "--max-views",
  "filter.pinned": "--pinned",
};

/** The help's last lines. */
export const EXPORT_NOTES: readonly string[] = [
  "",
  "With --out, the file appears when it is whole; until then FILE.tgtk/ beside it holds what has been",
  "read. Ctrl-C keeps it, and the same command continues there. FILE.manifest.json tells what FILE is.",
  "What goes to stdout can only be continued where TGTK_EXPORT_DIR names a folder to keep it in.",
  "Exit codes: 0 complete, 1 failed, 2 wrong arguments or settings, 130 stopped by a signal.",
];
