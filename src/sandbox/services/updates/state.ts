/**
 * The state of the account's updates.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { ServiceContext } from "../../rpc.ts";
import { accountBox } from "./box.ts";

/**
 * Makes the state. There are no secret chats, and no updates that come in a sequence of their own,
 * so `qts` and `seq` stay where they begin.
 *
 * @param pts The counter up to which the client has been told; the latest by default.
 */
export function currentState(
  { world, now }: ServiceContext,
  pts = accountBox(world).pts,
): Api.updates.State {
  return new Api.updates.State({ pts, qts: 0, date: now(), seq: 1, unreadCount: 0 });
}
