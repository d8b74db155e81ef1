/**
 * All services of the data centre.
 *
 * @module
 */

import type { Service } from "../rpc.ts";
import { channelsService } from "./channels/channels.ts";
import { contactsService } from "./contacts.ts";
import { helpService } from "./help.ts";
import { byIdService } from "./messages/by_id.ts";
import { chatsService } from "./messages/chats.ts";
import { dialogsService } from "./messages/dialogs.ts";
import { historyService } from "./messages/history.ts";
import { usersService } from "./users.ts";

/** What the data centre can answer. */
export const SERVICES: readonly Service[] = [
  helpService,
  usersService,
  contactsService,
  channelsService,
  chatsService,
  dialogsService,
  historyService,
  byIdService,
];
