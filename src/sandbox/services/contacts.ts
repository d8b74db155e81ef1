/**
 * `contacts.resolveUsername`.
 *
 * https://core.telegram.org/method/contacts.resolveUsername
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import { rpcError, type Service } from "../rpc.ts";
import { method } from "./method.ts";
import { peerOf, peerType } from "./refs.ts";
import { fullChannel, fullUser } from "./views.ts";

/**
 * Letters, digits and underscores, a letter first. Chosen names have 5 to 32 characters, those sold
 * on Fragment at least 4.
 */
const USERNAME = /^[A-Za-z][A-Za-z0-9_]{3,31}$/;

/** Usernames. */
export const contactsService: Service = {
  "contacts.resolveUsername": method(({ username }: { readonly username: string }, { world }) => {
    if (!USERNAME.test(username)) return rpcError(400, "USERNAME_INVALID");
    const found = world.byUsername(username);
    if (found === undefined) return rpcError(400, "USERNAME_NOT_OCCUPIED");
    const answer = new Api.contacts.ResolvedPeer({
      peer: peerOf({ type: peerType(found), id: found.id.toJSNumber() }),
      chats: found.className === "Channel" ? [fullChannel(found, world)] : [],
      users: found.className === "User" ? [fullUser(found, world)] : [],
    });
    return { answer };
  }),
};
