/**
 * Exports as CSV, RFC 4180: a header, one row a message, `\r\n` after each, UTF-8 without a byte order
 * mark. Columns are only ever added, at the end.
 *
 * @module
 */

import type { ExportLine } from "../line.ts";
import { plainCell, textCell } from "./csv_cell.ts";
import type { Format } from "./format.ts";

type Cell = (line: ExportLine) => string;

/** Foreign text goes through `textCell`, what is ours through `plainCell`. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  id: ({ id }) => plainCell(id),
  date: ({ date }) => plainCell(date),
  edit_date: ({ edit_date }) => plainCell(edit_date),
  chat_id: ({ chat_id }) => plainCell(chat_id),
  sender_id: ({ sender }) => plainCell(sender?.id),
  sender_kind: ({ sender }) => plainCell(sender?.kind),
  sender_name: ({ sender }) => textCell(sender?.name),
  sender_username: ({ sender }) => textCell(sender?.username),
  author: ({ author }) => textCell(author),
  text: ({ text }) => textCell(text),
  service: ({ service }) => textCell(service),
  reply_to_id: ({ reply_to_id }) => plainCell(reply_to_id),
  topic_id: ({ topic_id }) => plainCell(topic_id),
  thread_id: ({ thread_id }) => plainCell(thread_id),
  forward_from_id: ({ forward_from }) => plainCell(forward_from?.id),
  forward_from_name: ({ forward_from }) => textCell(forward_from?.name),
  forward_from_message_id: ({ forward_from }) => plainCell(forward_from?.message_id),
  media_type: ({ media }) => plainCell(media?.type),
  media_file_name: ({ media }) => textCell(media?.file_name),
  media_mime: ({ media }) => textCell(media?.mime),
  media_size: ({ media }) => plainCell(media?.size),
  media_duration: ({ media }) => plainCell(media?.duration),
  media_title: ({ media }) => textCell(media?.title),
  media_url: ({ media }) => textCell(media?.url),
  poll: ({ media }) => textCell(media?.poll && JSON.stringify(media.poll)),
  urls: (line) => textCell(urlsOf(line)),
  views: ({ views }) => plainCell(views),
  forwards: ({ forwards }) => plainCell(forwards),
  replies: ({ replies }) => plainCell(replies),
  reactions_total: ({ reactions }) => plainCell(reactions?.total),
  reactions: ({ reactions }) => textCell(reactionsOf(reactions)),
  album_id: ({ album_id }) => plainCell(album_id),
  pinned: ({ pinned }) => plainCell(pinned),
  link: ({ link }) => plainCell(link),
};

const ROW_END = "\r\n";

/** The columns' names, in their order. */
export const CSV_COLUMNS: readonly string[] = Object.keys(COLUMNS);

/** CSV. */
export const CSV: Format = {
  opening: () => CSV_COLUMNS.join(",") + ROW_END,
  line: (line) => Object.values(COLUMNS).map((cell) => cell(line)).join(",") + ROW_END,
  separator: "",
  closing: "",
};

/** Where links lead whose words do not say it. */
function urlsOf({ entities = [] }: ExportLine): string | undefined {
  const urls = entities.flatMap(({ url }) => url ?? []);
  return urls.length === 0 ? undefined : [...new Set(urls)].join(" ");
}

function reactionsOf(reactions: ExportLine["reactions"]): string | undefined {
  return reactions?.top.map(({ count, reaction }) => `${reaction} ${count}`).join(", ");
}
