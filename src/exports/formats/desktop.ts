/**
 * Exports in the layout of a Telegram Desktop export of one chat (`result.json`), so that tools made for
 * those read them.
 *
 * @module
 */

import { type ChatKind, peerOf } from "../../model/chat.ts";
import type { ExportLine } from "../line.ts";
import { desktopMessage } from "./desktop_message.ts";
import type { ExportedChat, Format } from "./format.ts";

const INDENT = "  ";

/** Desktop's words for chats, with a public name and without. */
const TYPES: Readonly<Record<ChatKind, readonly [open: string, closed: string]>> = {
  channel: ["public_channel", "private_channel"],
  supergroup: ["public_supergroup", "private_supergroup"],
  forum: ["public_supergroup", "private_supergroup"],
  group: ["private_group", "private_group"],
  user: ["personal_chat", "personal_chat"],
  bot: ["bot_chat", "bot_chat"],
};

/** The layout. */
export const DESKTOP: Format = {
  opening: (chat, first) => {
    const header = JSON.stringify(headerOf(chat, first), null, 1);
    return `${header.slice(0, -"\n}".length)},\n "messages": [\n`;
  },
  line: (line, chat) => indented(JSON.stringify(desktopMessage(line, chat), null, 1)),
  separator: ",\n",
  closing: "\n ]\n}\n",
};

/** Line breaks inside strings are escaped: each line of JSON is one of the file. */
function indented(json: string): string {
  return INDENT + json.replaceAll("\n", `\n${INDENT}`);
}

/** The comments under a channel's post are messages of another chat, and their ids are its. */
function headerOf(chat: ExportedChat, first: ExportLine | undefined) {
  const home = first?.chat_id === undefined ? undefined : peerOf(first.chat_id);
  const isElsewhere = home?.type === "channel";
  const [open, closed] = TYPES[isElsewhere ? "supergroup" : chat.kind];
  return {
    name: chat.title ?? "",
    type: chat.username === undefined ? closed : open,
    id: isElsewhere ? home.id : peerOf(chat.chat_id)?.id,
  };
}
