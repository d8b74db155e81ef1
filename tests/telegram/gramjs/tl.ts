/** TL objects as they arrive: written by GramJS's encoder and read back, so that absent fields are null. */

import { Buffer } from "node:buffer";
import { Api, bigInt, BinaryReader } from "../../../src/gramjs.ts";

export const PHOTO = new Api.ChatPhotoEmpty();

/** Sends an object through the codec. */
export function received<T extends { getBytes(): Buffer }>(object: T): T {
  return new BinaryReader(object.getBytes()).tgReadObject() as T;
}

export function channel(fields: Partial<Api.Channel> = {}): Api.Channel {
  return received(
    new Api.Channel({
      id: bigInt(1234),
      accessHash: bigInt("-8234567890123456789"),
      title: "News",
      photo: PHOTO,
      date: 1_700_000_000,
      broadcast: true,
      ...fields,
    }),
  );
}

export function user(fields: Partial<Api.User> = {}): Api.User {
  return received(
    new Api.User({ id: bigInt(77), accessHash: bigInt(5), firstName: "Ada", ...fields }),
  );
}

export function message(fields: Partial<Api.Message> = {}): Api.Message {
  return received(
    new Api.Message({
      id: 10,
      peerId: new Api.PeerChannel({ channelId: bigInt(1234) }),
      date: 1_700_000_100,
      message: "hello",
      ...fields,
    }),
  );
}

export function service(action: Api.TypeMessageAction, fromUser = 77): Api.MessageService {
  return received(
    new Api.MessageService({
      id: 11,
      peerId: new Api.PeerChannel({ channelId: bigInt(1234) }),
      fromId: new Api.PeerUser({ userId: bigInt(fromUser) }),
      date: 1_700_000_200,
      action,
    }),
  );
}

export function document(
  attributes: Api.TypeDocumentAttribute[],
  fields: Partial<Api.MessageMediaDocument> = {},
): Api.MessageMediaDocument {
  return new Api.MessageMediaDocument({
    document: new Api.Document({
      id: bigInt(1),
      accessHash: bigInt(2),
      fileReference: Buffer.alloc(0),
      date: 1,
      mimeType: "application/octet-stream",
      size: bigInt(2048),
      dcId: 2,
      attributes,
    }),
    ...fields,
  });
}
