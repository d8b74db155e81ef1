/**
 * Every kind of fault, by its name in scripts.
 *
 * @module
 */

import { changeSalts } from "./change_salts.ts";
import { deleteChat, makePrivate, migrateChat, renameChat } from "./chats.ts";
import type { NewName, OneChat } from "./chats.ts";
import { delay, type Milliseconds } from "./delay.ts";
import { type Drop, drop } from "./drop.ts";
import { type EndSession, endSession } from "./end_session.ts";
import { error } from "./error.ts";
import { type FloodWait, floodWait } from "./flood_wait.ts";
import { forgetKey, type Nothing } from "./forget_key.ts";
import type { FaultKind } from "./kind.ts";
import { addMessages, deleteMessages, editMessages } from "./messages.ts";
import type { AddMessages, EditMessages } from "./messages.ts";
import { type Migrate, migrate } from "./migrate.ts";
import { emptyPage, repeatPage } from "./odd_pages.ts";
import { cut, type Share, withhold } from "./pages.ts";
import { restart } from "./restart.ts";
import { type Silence, silence } from "./silence.ts";
import { type SkewClock, skewClock } from "./skew_clock.ts";
import { type TransportError, transportError } from "./transport_error.ts";
import type { Which } from "./which.ts";
import type { RpcError } from "../../rpc.ts";

/** The settings of each kind. */
export interface Faults {
  readonly flood_wait: FloodWait;
  readonly error: RpcError;
  readonly migrate: Migrate;
  readonly end_session: EndSession;
  readonly forget_key: Nothing;
  readonly transport_error: TransportError;
  readonly drop: Drop;
  readonly silence: Silence;
  readonly delay: Milliseconds;
  readonly restart: Milliseconds;
  readonly change_salts: Nothing;
  readonly skew_clock: SkewClock;
  readonly withhold: Share;
  readonly cut: Share;
  readonly empty_page: Nothing;
  readonly repeat_page: Nothing;
  readonly add_messages: AddMessages;
  readonly edit_messages: EditMessages;
  readonly delete_messages: Which;
  readonly make_private: OneChat;
  readonly rename_chat: NewName;
  readonly delete_chat: OneChat;
  readonly migrate_chat: OneChat;
}

/** The kinds. */
export const KINDS: { readonly [Kind in keyof Faults]: FaultKind<Faults[Kind]> } = {
  flood_wait: floodWait,
  error,
  migrate,
  end_session: endSession,
  forget_key: forgetKey,
  transport_error: transportError,
  drop,
  silence,
  delay,
  restart,
  change_salts: changeSalts,
  skew_clock: skewClock,
  withhold,
  cut,
  empty_page: emptyPage,
  repeat_page: repeatPage,
  add_messages: addMessages,
  edit_messages: editMessages,
  delete_messages: deleteMessages,
  make_private: makePrivate,
  rename_chat: renameChat,
  delete_chat: deleteChat,
  migrate_chat: migrateChat,
};
