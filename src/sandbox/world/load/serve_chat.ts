/**
 * Makes a chat of the world out of a chat of a file, reading its messages once.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { WorldChat, WorldChatDetails, WorldMessage } from "../world.ts";
import { type DatedEntry, inOrder } from "./entry_order.ts";
import { fileHistory } from "./file_history.ts";
import { isJsonObject, parseSpan } from "./json/json_parse.ts";
import { type LeftOuts, UNHEARD } from "./left_outs.ts";
import { visitMentions } from "./mentions.ts";
import type { People } from "./people.ts";
import type { PlacedChat } from "./place_chats.ts";
import { servedEntity } from "./served_entity.ts";
import { gatherTopics } from "./topics.ts";

/** What chats are served with. */
export interface Serving {
  readonly bytes: Uint8Array;
  readonly self: Api.User;
  readonly people: People;
  readonly leftOuts: LeftOuts;
  /** Whether the file holds a channel or supergroup, by bare id. */
  isLoaded(channelId: number): boolean;
}

/** What reading all messages tells of a chat. */
interface Observed {
  pinnedMessageId?: number;
  linkedChatId?: number;
}

/**
 * Serves a chat.
 *
 * @param served The chat and its place.
 * @param serving What chats are served with; the people meet everyone mentioned.
 * @returns The chat, or `undefined` if it has no messages.
 */
export function serveChat(served: PlacedChat, serving: Serving): WorldChat | undefined {
  const { source, peer } = served;
  const entries = inOrder(source.entries, serving.leftOuts);
  const [first] = entries;
  if (first === undefined) return undefined;

  const read = (entry: DatedEntry, leftOuts: LeftOuts): WorldMessage => {
    const json = parseSpan(serving.bytes, entry);
    return source.read(
      isJsonObject(json) ? json : {},
      { peer, id: entry.id, date: entry.date },
      leftOuts,
    );
  };
  const gathering = gatherTopics();
  const observed: Observed = {};
  for (const entry of entries) {
    const message = read(entry, serving.leftOuts);
    meetMentioned(message, serving.people);
    gathering.read(message);
    observe(observed, message);
  }
  const topics = source.kind === "supergroup" ? gathering.topics() : undefined;
  const count = participantsCount(served, serving.people);
  return {
    entity: servedEntity(served, serving, {
      date: first.date,
      ...count,
      isForum: topics !== undefined,
    }),
    details: { ...detailsOf(served, serving, observed), ...count },
    history: fileHistory(entries, (entry) => read(entry, UNHEARD)),
    ...(topics === undefined ? {} : { topics }),
    member: true,
  };
}

/** Neither layout's messages tell it; an API answer's channels may. */
function participantsCount(
  { peer }: PlacedChat,
  people: People,
): Pick<WorldChatDetails, "participantsCount"> {
  const told = peer.type === "channel" ? people.channel(peer.id)?.participantsCount : undefined;
  return told ? { participantsCount: told } : {};
}

function detailsOf(
  { migratedFrom }: PlacedChat,
  { isLoaded }: Serving,
  { pinnedMessageId, linkedChatId }: Observed,
): WorldChatDetails {
  return {
    about: "",
    ...(pinnedMessageId === undefined ? {} : { pinnedMessageId }),
    ...(linkedChatId !== undefined && isLoaded(linkedChatId) ? { linkedChatId } : {}),
    ...(migratedFrom === undefined ? {} : { migratedFrom }),
  };
}

function meetMentioned(message: WorldMessage, people: People): void {
  visitMentions(message, (type, id) => {
    if (type === "user") people.meetUser(id);
    if (type === "channel") people.meetChannel(id);
  });
  if (message instanceof Api.Message && message.viaBotId) {
    people.meetUser(Number(message.viaBotId), { bot: true });
  }
}

function observe(observed: Observed, message: WorldMessage): void {
  if (message instanceof Api.Message) observePost(observed, message);
  else observeAction(observed, message);
}

function observePost(observed: Observed, { replies }: Api.Message): void {
  if (replies?.channelId) observed.linkedChatId = Number(replies.channelId);
}

function observeAction(observed: Observed, { action, replyTo }: Api.MessageService): void {
  if (!(action instanceof Api.MessageActionPinMessage)) return;
  const pinned = replyTo instanceof Api.MessageReplyHeader ? replyTo.replyToMsgId : undefined;
  if (pinned) observed.pinnedMessageId = pinned;
}
