/**
 * Where people have pseudonyms, nobody is found by id or name: whoever could ask for a person and see
 * the token would know whose it is.
 *
 * @module
 */

import type { Chats, FoundChat } from "../history/chats.ts";
import { fail, type Outcome } from "../model/failure.ts";
import { type PiiPolicy, pseudonymsOfPeople } from "../privacy/policy.ts";

/** The words that finish "expected …" for a sender. */
export const HIDDEN_SENDERS_EXPECTED =
  "users as they are called in answers (user: and twelve letters), or marked ids and @names of " +
  "channels and groups";

/**
 * Finds chats, but no people where they have pseudonyms.
 *
 * @param chats What finds both.
 * @param privacy The operator's policy.
 * @returns Chats; private dialogs are `CHANNEL_PRIVATE`, senders that could be people
 * `VALIDATION_ERROR`.
 */
export function withoutPeople(chats: Chats, privacy: PiiPolicy): Chats {
  if (pseudonymsOfPeople(privacy) === undefined) return chats;
  return {
    ...chats,
    readable: async (...call) => refusePerson(await chats.readable(...call)),
    described: async (...call) => refusePerson(await chats.described(...call)),
    async sender(input, field, options) {
      const refused = fail({ code: "VALIDATION_ERROR", field, expected: HIDDEN_SENDERS_EXPECTED });
      // A bare number may be anybody's.
      if (/^\s*\d+\s*$/.test(input)) return refused;
      const found = await chats.sender(input, field, options);
      return found.ok && found.value.some((id) => id > 0) ? refused : found;
    },
  };
}

function refusePerson<Found extends FoundChat>(found: Outcome<Found>): Outcome<Found> {
  if (!found.ok || found.value.chat.kind !== "user") return found;
  return fail({ code: "CHANNEL_PRIVATE", reason: "private_chat" });
}
