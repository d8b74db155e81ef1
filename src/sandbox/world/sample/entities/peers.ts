/**
 * Peers and message constructors with types that say what they take.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";

/** Fields of an ordinary message; undefined counts as absent. */
export interface MessageFields {
  readonly id: number;
  readonly peerId: Api.TypePeer;
  readonly date: number;
  readonly message: string;
  readonly fromId?: Api.TypePeer | undefined;
  readonly out?: boolean | undefined;
  readonly post?: boolean | undefined;
  readonly silent?: boolean | undefined;
  readonly pinned?: boolean | undefined;
  readonly noforwards?: boolean | undefined;
  readonly editHide?: boolean | undefined;
  readonly editDate?: number | undefined;
  readonly fwdFrom?: Api.MessageFwdHeader | undefined;
  readonly viaBotId?: ReturnType<typeof bigInt> | undefined;
  readonly replyTo?: Api.MessageReplyHeader | undefined;
  readonly media?: Api.TypeMessageMedia | undefined;
  readonly entities?: Api.TypeMessageEntity[] | undefined;
  readonly views?: number | undefined;
  readonly forwards?: number | undefined;
  readonly replies?: Api.MessageReplies | undefined;
  readonly postAuthor?: string | undefined;
  readonly groupedId?: ReturnType<typeof bigInt> | undefined;
  readonly reactions?: Api.MessageReactions | undefined;
  readonly ttlPeriod?: number | undefined;
}

/** Fields of a service message; undefined counts as absent. */
export interface ServiceFields {
  readonly id: number;
  readonly peerId: Api.TypePeer;
  readonly date: number;
  readonly action: Api.TypeMessageAction;
  readonly fromId?: Api.TypePeer | undefined;
  readonly out?: boolean | undefined;
  readonly post?: boolean | undefined;
  readonly replyTo?: Api.MessageReplyHeader | undefined;
}

type Fields = ConstructorParameters<typeof Api.Message>[0];

/**
 * GramJS's constructor sets some seventy properties, each time looked up in the schema: that takes
 * forty times as long as to inherit from a message that has been made what was not given. The id is
 * there because it insists on one.
 */
const MESSAGE = new Api.Message({ id: 1 } as Fields);
const SERVICE_MESSAGE = new Api.MessageService({ id: 1 } as Fields);

/** Makes an ordinary message. GramJS itself types these fields as `any`. */
export function ordinaryMessage(fields: MessageFields): Api.Message {
  return derived(MESSAGE, fields);
}

/** Makes a service message. */
export function serviceMessage(fields: ServiceFields): Api.MessageService {
  return derived(SERVICE_MESSAGE, fields);
}

function derived<Message extends object>(blank: Message, fields: object): Message {
  return Object.assign(Object.create(blank), fields, { originalArgs: fields });
}

/** A user as a peer. */
export function userPeer(id: number): Api.PeerUser {
  return new Api.PeerUser({ userId: bigInt(id) });
}

/** A channel or supergroup as a peer. */
export function channelPeer(id: number): Api.PeerChannel {
  return new Api.PeerChannel({ channelId: bigInt(id) });
}

/** A basic group as a peer. */
export function chatPeer(id: number): Api.PeerChat {
  return new Api.PeerChat({ chatId: bigInt(id) });
}
