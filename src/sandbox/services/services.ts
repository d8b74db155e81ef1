/**
 * All services of the data centre.
 *
 * @module
 */

import type { Service } from "../rpc.ts";
import { channelsService } from "./channels/channels.ts";
import { participantsService } from "./channels/participants.ts";
import { topicsService } from "./channels/topics.ts";
import { contactsService } from "./contacts.ts";
import { filesService } from "./files/get_file.ts";
import { helpService } from "./help.ts";
import { byIdService } from "./messages/by_id.ts";
import { chatsService } from "./messages/chats.ts";
import { dialogsService } from "./messages/dialogs.ts";
import { historyService } from "./messages/history.ts";
import { invitesService } from "./messages/invites.ts";
import { messageViewsService } from "./messages/message_views.ts";
import { repliesService } from "./messages/replies.ts";
import { searchService } from "./messages/search.ts";
import { searchGlobalService } from "./messages/search_global.ts";
import { startUpService } from "./start_up.ts";
import { updatesService } from "./updates/updates.ts";
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
  messageViewsService,
  searchService,
  searchGlobalService,
  repliesService,
  topicsService,
  participantsService,
  invitesService,
  updatesService,
  filesService,
  startUpService,
];
