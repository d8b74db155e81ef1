/**
 * `messages.checkChatInvite`: what an invite link leads to. Each chat without a username has one
 * link, made from its id.
 *
 * https://core.telegram.org/method/messages.checkChatInvite
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { Api, bigInt } from "../../../gramjs.ts";
import { rpcError, type Service } from "../../rpc.ts";
import type { World, WorldChat } from "../../world/world.ts";
import { method } from "../method.ts";
import { refKey, refOfChat } from "../refs.ts";
import { fullChannel, isPublic } from "../views.ts";

/** Links have 16 characters, older ones 22. */
const HASH = /^(?:[A-Za-z0-9_-]{16}|[A-Za-z0-9_-]{22})$/;
const HASH_BYTES = 12;

/**
 * The hash in a chat's invite link, `https://t.me/+HASH`.
 *
 * @returns 16 characters; nothing for a public channel and for a dialog.
 */
export function inviteHash(chat: WorldChat): string | undefined {
  const { entity } = chat;
  if (entity.className === "User") return undefined;
  if (entity.className === "Channel" && isPublic(entity)) return undefined;
  const digest = createHash("sha256").update(`invite ${refKey(refOfChat(chat))}`).digest();
  return Buffer.from(digest.subarray(0, HASH_BYTES)).toString("base64url");
}

/** Invite links. */
export const invitesService: Service = {
  "messages.checkChatInvite": method(({ hash }: { readonly hash: string }, { world }) => {
    if (hash === "") return rpcError(400, "INVITE_HASH_EMPTY");
    if (!HASH.test(hash)) return rpcError(400, "INVITE_HASH_INVALID");
    // Telegram does not tell links that never were from those that are no more.
    const chat = world.chats.find((each) => inviteHash(each) === hash);
    if (chat === undefined) return rpcError(400, "INVITE_HASH_EXPIRED");
    return { answer: chat.member ? already(chat, world) : preview(chat) };
  }),
};

function already({ entity }: WorldChat, world: World): Api.ChatInviteAlready {
  const chat = entity.className === "Channel" ? fullChannel(entity, world) : entity as Api.Chat;
  return new Api.ChatInviteAlready({ chat });
}

function preview({ entity, details }: WorldChat): Api.ChatInvite {
  const { title } = entity as Api.Chat | Api.Channel;
  const channel = entity.className === "Channel" ? entity : undefined;
  return new Api.ChatInvite({
    channel: channel !== undefined,
    broadcast: channel?.broadcast === true,
    megagroup: channel?.megagroup === true,
    title,
    ...(details.about === "" ? {} : { about: details.about }),
    photo: new Api.PhotoEmpty({ id: bigInt.zero }),
    participantsCount: details.participantsCount ?? 0,
    color: 0,
  });
}
