/**
 * All tools, in the order in which clients are told of them.
 *
 * @module
 */

import { exportHistoryTool } from "./export_history.ts";
import { fetchHistoryTool } from "./fetch_history.ts";
import { getMessagesTool } from "./get_messages.ts";
import { withoutPeople } from "./hidden_people.ts";
import { listTopicsTool } from "./list_topics.ts";
import { resolveChatTool } from "./resolve_chat.ts";
import type { Tool, ToolDeps } from "./tool.ts";

/**
 * Binds every tool.
 *
 * @param deps What they work with.
 * @returns The tools; the order is fixed, so that lists are the same each time.
 */
export function toolbox(given: ToolDeps): readonly Tool[] {
  const deps: ToolDeps = {
    ...given,
    get chats() {
      return withoutPeople(given.chats, given.privacy);
    },
  };
  return [
    resolveChatTool(deps),
    fetchHistoryTool(deps),
    exportHistoryTool(deps),
    getMessagesTool(deps),
    listTopicsTool(deps),
  ];
}
