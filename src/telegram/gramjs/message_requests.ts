/**
 * Questions about messages as Telegram's requests.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import type {
  DiscussionRequest,
  HistoryRequest,
  MessagesRequest,
  RepliesRequest,
  SearchFilter,
  SearchRequest,
} from "../port.ts";
import { inputChannel, inputPeer } from "./input_peers.ts";

/** https://core.telegram.org/type/MessagesFilter. Round videos are not among its videos. */
const FILTERS: Readonly<Record<SearchFilter, () => Api.TypeMessagesFilter>> = {
  any: () => new Api.InputMessagesFilterEmpty(),
  photo: () => new Api.InputMessagesFilterPhotos(),
  video: () => new Api.InputMessagesFilterVideo(),
  photo_or_video: () => new Api.InputMessagesFilterPhotoVideo(),
  video_note: () => new Api.InputMessagesFilterRoundVideo(),
  document: () => new Api.InputMessagesFilterDocument(),
  audio: () => new Api.InputMessagesFilterMusic(),
  voice: () => new Api.InputMessagesFilterVoice(),
  animation: () => new Api.InputMessagesFilterGif(),
  link: () => new Api.InputMessagesFilterUrl(),
  location: () => new Api.InputMessagesFilterGeo(),
  contact: () => new Api.InputMessagesFilterContacts(),
  pinned: () => new Api.InputMessagesFilterPinned(),
};

type Slice = Pick<HistoryRequest, "offset_id" | "add_offset" | "limit">;

/** Which part of the list is asked for: https://core.telegram.org/api/offsets. */
function slice({ offset_id = 0, add_offset = 0, limit }: Slice) {
  return {
    offsetId: offset_id,
    addOffset: add_offset,
    limit,
    minId: 0,
    maxId: 0,
    // 0 asks for the page itself: it is never compared with one that we hold.
    hash: bigInt.zero,
  };
}

/** `messages.getHistory`. */
export function historyRequest(request: HistoryRequest): Api.messages.GetHistory {
  const { ref, offset_date = 0 } = request;
  return new Api.messages.GetHistory({
    peer: inputPeer(ref),
    offsetDate: offset_date,
    ...slice(request),
  });
}

/** `messages.search`. */
export function searchRequest(request: SearchRequest): Api.messages.Search {
  const { ref, text, filter, sender, topic_id, after_date = 0, before_date = 0 } = request;
  return new Api.messages.Search({
    peer: inputPeer(ref),
    q: text,
    filter: FILTERS[filter](),
    ...(sender && { fromId: inputPeer(sender) }),
    ...(topic_id && { topMsgId: topic_id }),
    minDate: after_date,
    maxDate: before_date,
    ...slice(request),
  });
}

/** `messages.getReplies`. */
export function repliesRequest(request: RepliesRequest): Api.messages.GetReplies {
  const { ref, root_id, offset_date = 0 } = request;
  return new Api.messages.GetReplies({
    peer: inputPeer(ref),
    msgId: root_id,
    offsetDate: offset_date,
    ...slice(request),
  });
}

/** `messages.getDiscussionMessage`. */
export function discussionRequest(
  { ref, root_id }: DiscussionRequest,
): Api.messages.GetDiscussionMessage {
  return new Api.messages.GetDiscussionMessage({ peer: inputPeer(ref), msgId: root_id });
}

/** `channels.getMessages`; `messages.getMessages` where ids are not the chat's own. */
export function messagesRequest(
  { ref, ids }: MessagesRequest,
): Api.channels.GetMessages | Api.messages.GetMessages {
  const id = ids.map((id) => new Api.InputMessageID({ id }));
  return ref.type === "channel"
    ? new Api.channels.GetMessages({ channel: inputChannel(ref), id })
    : new Api.messages.GetMessages({ id });
}
