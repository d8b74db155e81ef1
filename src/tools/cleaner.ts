/**
 * Cleans the foreign text of one answer, by the operator's policy, with names for senders that hold
 * within the answer.
 *
 * @module
 */

import type { Chat } from "../model/chat.ts";
import type { Entity, ForwardOrigin, Sender } from "../model/message.ts";
import { cleanLine, cleanText, cleanUrl } from "../privacy/clean.ts";
import { hidesPeople, type PiiPolicy, pseudonymsOfPeople } from "../privacy/policy.ts";
import { type Named, senderNames } from "../privacy/senders.ts";
import { defined } from "./defined.ts";
import type { WireListedSender, WireSender } from "./wire.ts";

/** What Telegram lets a username be made of, and a little more for loaded histories. */
const PLAIN_USERNAME = /^\w{1,64}$/;

/** One answer's cleaner. */
export interface Cleaner {
  readonly text: (
    text: string,
    entities: readonly Entity[],
  ) => { readonly text: string; readonly entities: readonly Entity[] };
  /** For names, titles and other fields of one line. */
  readonly line: (text: string) => string;
  readonly url: (url: string) => string;
  /** A public name as Telegram lets one be, of anybody but a hidden person. */
  readonly username: (bearer: Pick<Chat, "kind" | "username">) => string | undefined;
  /** A chat's title; of a private dialog that is a person's name. */
  readonly chatTitle: (chat: Chat) => string;
  /** A person's id is told unless there are pseudonyms; ids of chats always are. */
  readonly id: (id: number | undefined) => number | undefined;
  readonly sender: (sender: Sender) => WireSender;
  /** For a list of senders that messages point into. */
  readonly listedSender: (sender: Sender) => WireListedSender;
  /** For a person's name that comes without an id, such as the signature under a post. */
  readonly personName: (name: string) => string;
  readonly originName: (origin: ForwardOrigin) => string | undefined;
}

/**
 * Makes the cleaner of one answer.
 *
 * @param policy The operator's policy.
 * @param nameOf Names senders; by default it remembers which sender got which name.
 */
export function cleanerFor(
  policy: PiiPolicy,
  nameOf: (sender: Named) => string = senderNames(policy),
): Cleaner {
  const hidden = hidesPeople(policy);
  const hasTokens = pseudonymsOfPeople(policy) !== undefined;
  const line = (text: string) => cleanLine(text, policy);
  const usernameOf = (kind: string, username: string | undefined) => {
    // It names a person as well as a name does.
    const isTold = username !== undefined && !(hidden && kind === "user");
    // A loaded history's may be a number.
    const isPlain = isTold && PLAIN_USERNAME.test(username) && line(username) === username;
    return isPlain ? username : undefined;
  };
  const senderOf = ({ id, kind, name, username }: Sender) => {
    const isPerson = hidden && kind === "user";
    return defined<WireSender>({
      id: isPerson && hasTokens ? undefined : id,
      kind,
      name: nameOf({ id, kind, name }),
      username: usernameOf(kind, username),
    });
  };
  return {
    text: (text, entities) => cleanText({ text, entities }, policy),
    line,
    url: (url) => cleanUrl(url, policy),
    username: ({ kind, username }) => usernameOf(kind, username),
    chatTitle: ({ chat_id, kind, title }) =>
      kind === "user" ? nameOf({ id: chat_id, kind, name: title }) : line(title),
    id: (id) => hasTokens && id !== undefined && id > 0 ? undefined : id,
    sender: senderOf,
    listedSender(sender) {
      if (sender.kind !== "user") return senderOf(sender);
      const { kind: _, name, ...others } = senderOf(sender);
      // A masked name is a number, and so is the place in the list.
      return hidden && !hasTokens ? others : { ...others, name };
    },
    personName: (name) => nameOf({ kind: "user", name }),
    originName: ({ id, name }) =>
      name === undefined
        ? undefined
        : nameOf({ id, kind: id === undefined || id > 0 ? "user" : "channel", name }),
  };
}
