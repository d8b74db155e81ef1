/**
 * How people and chats look to the account that asks: in full, or `min` where Telegram has shown
 * them only in passing.
 *
 * https://core.telegram.org/api/min
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import type { World, WorldChat } from "../world/world.ts";

/**
 * A min constructor carries an access hash as well, but one that opens nothing but profile photos.
 * This turns the true hash into that other one.
 */
const MIN_HASH_MASK = bigInt("5a5a5a5a5a5a5a5a", 16);

/** The access hash that opens a user or channel; 0 where the world gives none. */
export function accessHash(entity: { readonly accessHash?: Api.long | null }): Api.long {
  return entity.accessHash ?? bigInt.zero;
}

/** A user in full. Phone numbers are shown of the account itself and of its contacts only. */
export function fullUser(user: Api.User, world: World): Api.User {
  const { phone, ...rest } = user;
  const self = user.id.equals(world.self.id);
  return new Api.User({
    ...rest,
    ...(phone && (self || user.contact) ? { phone } : {}),
    self,
    min: false,
    accessHash: accessHash(user),
  });
}

/** A user as a supergroup's page shows its senders. The account itself is always shown in full. */
export function minUser(user: Api.User, world: World): Api.User {
  if (user.id.equals(world.self.id)) return fullUser(user, world);
  const known = minUsers.get(user);
  if (known !== undefined) return known;
  const { phone: _phone, ...rest } = user;
  const hash = accessHash(user).xor(MIN_HASH_MASK);
  const view = new Api.User({ ...rest, min: true, accessHash: hash });
  minUsers.set(user, view);
  return view;
}

/**
 * Page after page shows the same senders, and GramJS takes far longer to make one of them than it
 * takes to send them: without this a page of a supergroup costs a multiple. Worlds do not change
 * their users.
 */
const minUsers = new WeakMap<Api.User, Api.User>();

/** A channel in full; `left` says that the account is no member. */
export function fullChannel(channel: Api.Channel, world: World): Api.Channel {
  return new Api.Channel({
    ...channel,
    min: false,
    left: !world.chat("channel", channel.id.toJSNumber())?.member,
    accessHash: accessHash(channel),
  });
}

/** A channel that the account knows only because a message came from there. */
export function minChannel(channel: Api.Channel): Api.Channel {
  return new Api.Channel({
    ...channel,
    min: true,
    accessHash: accessHash(channel).xor(MIN_HASH_MASK),
  });
}

/** Does the channel have a username that is in use? */
export function isPublic(channel: Api.Channel): boolean {
  return Boolean(channel.username) || (channel.usernames ?? []).some((name) => name.active);
}

/** May the account read the chat? Members may, and everybody may read a public channel. */
export function isReadable({ entity, member }: WorldChat): boolean {
  return member || (entity.className === "Channel" && isPublic(entity));
}
