/**
 * `users.*`: people by their ids.
 *
 * @module
 */

import { Api, bigInt } from "../../gramjs.ts";
import type { Service, ServiceContext } from "../rpc.ts";
import { method } from "./method.ts";
import { resolveUser } from "./peers.ts";
import { fullUser } from "./views.ts";

/** People. */
export const usersService: Service = {
  "users.getUsers": method(({ id }: { readonly id: readonly Api.TypeInputUser[] }, context) => ({
    answer: id.map((input) => userOrEmpty(input, context)),
  })),

  "users.getFullUser": method(({ id }: { readonly id: Api.TypeInputUser }, context) => {
    const user = resolveUser(id, context);
    if ("error" in user) return user;
    const details = context.world.chat("user", user.id.toJSNumber())?.details;
    const answer = new Api.users.UserFull({
      fullUser: new Api.UserFull({
        id: user.id,
        ...(details?.about ? { about: details.about } : {}),
        ...(details?.pinnedMessageId ? { pinnedMsgId: details.pinnedMessageId } : {}),
        settings: new Api.PeerSettings({}),
        notifySettings: new Api.PeerNotifySettings({}),
        commonChatsCount: 0,
      }),
      chats: [],
      users: [fullUser(user, context.world)],
    });
    return { answer };
  }),
};

/** Whoever cannot be found, or not by this access hash, is answered for by a `userEmpty`. */
function userOrEmpty(
  input: Api.TypeInputUser,
  context: ServiceContext,
): Api.User | Api.UserEmpty {
  const user = resolveUser(input, context);
  if (!("error" in user)) return fullUser(user, context.world);
  return new Api.UserEmpty({ id: "userId" in input ? input.userId : bigInt.zero });
}
