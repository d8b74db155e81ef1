/**
 * Surveys a history file: which chats it holds, in which layout, and whom it introduces.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { surveyDesktopChat } from "./desktop/desktop_survey.ts";
import { learnNames } from "./desktop/desktop_names.ts";
import { isJsonObject, parseSpan } from "./json/json_parse.ts";
import type { Span } from "./json/json_scan.ts";
import { detectLayout, elementsIn, type Layout, plainMember } from "./layout.ts";
import type { LeftOuts } from "./left_outs.ts";
import type { People } from "./people.ts";
import { surveyRaw } from "./raw/raw_survey.ts";
import type { SourceChat, WorldFile } from "./source.ts";
import { toTlObject } from "./tl/tl_convert.ts";
import { WorldFileError } from "./world_file_error.ts";

const EXPECTED =
  "a Telegram Desktop export (result.json), or an array of raw message objects with `_`";

/**
 * Surveys a file.
 *
 * @param file The file.
 * @param people Meets those whom the file introduces.
 * @param leftOuts Hears of what is left out.
 * @returns The chats in the order that names them, those without messages included. Throws a
 * WorldFileError if the file is not JSON, or holds nothing of either layout.
 */
export function surveyFile(
  file: WorldFile,
  people: People,
  leftOuts: LeftOuts,
): readonly SourceChat[] {
  try {
    return survey(file, detectLayout(file.bytes), people, leftOuts);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WorldFileError(
      `Cannot load ${file.name}: it is not JSON (${error.message}); expected ${EXPECTED}`,
      {
        cause: error,
      },
    );
  }
}

function survey(
  file: WorldFile,
  layout: Layout,
  people: People,
  leftOuts: LeftOuts,
): readonly SourceChat[] {
  const { name, bytes } = file;
  if (layout.kind === "unknown") {
    throw new WorldFileError(`Cannot load ${name}: expected ${EXPECTED}`);
  }
  if (layout.kind === "desktop") {
    const names = learnNames(people);
    const chats = layout.chats.map((chat) => {
      const header = {
        id: plainMember(bytes, chat, "id"),
        name: plainMember(bytes, chat, "name"),
        type: plainMember(bytes, chat, "type"),
      };
      const spans = elementsIn(bytes, chat.get("messages")) ?? [];
      return surveyDesktopChat(header, parsed(bytes, spans), names, name, leftOuts);
    });
    names.finish();
    // Basic groups that supergroups came from go last: they must not move the others' positions.
    return [...chats.map(([chat]) => chat), ...chats.map(([, basic]) => basic)]
      .filter((chat) => chat !== undefined);
  }
  const titles = introduce(parsed(bytes, layout.entities), people, leftOuts);
  return surveyRaw(parsed(bytes, layout.messages), name, leftOuts).map((chat) => {
    const title = titles.get(chat.peer.id);
    return title === undefined ? chat : { ...chat, title };
  });
}

/** Parses values one at a time: all at once would not fit into memory. */
function* parsed(bytes: Uint8Array, spans: readonly Span[]): Generator<readonly [unknown, Span]> {
  for (const span of spans) yield [parseSpan(bytes, span), span];
}

/** Takes in users and chats of an API answer. Returns the titles of channels and groups by bare id. */
function introduce(
  values: Iterable<readonly [unknown, Span]>,
  people: People,
  leftOuts: LeftOuts,
): ReadonlyMap<number, string> {
  const titles = new Map<number, string>();
  for (const [value] of values) {
    if (!isJsonObject(value)) continue;
    const type = /^user/i.test(String(value["_"])) ? "User" : "Chat";
    const entity = toTlObject(value, type, leftOuts);
    if (entity instanceof Api.User || entity instanceof Api.Channel) people.introduce(entity);
    if (entity instanceof Api.Channel || entity instanceof Api.Chat) {
      titles.set(Number(entity.id), entity.title);
    }
  }
  return titles;
}
