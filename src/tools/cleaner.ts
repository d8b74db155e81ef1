/**
 * Cleans the foreign text of one answer, by the operator's policy, with names for senders that hold
 * within the answer.
 *
 * @module
 */

import type { Entity, ForwardOrigin, Sender } from "../model/message.ts";
import { cleanLine, cleanText } from "../privacy/clean.ts";
import type { PiiPolicy } from "../privacy/policy.ts";
import { type Named, senderNames } from "../privacy/senders.ts";
import { defined } from "./defined.ts";
import type { WireListedSender, WireSender } from "./wire.ts";

/** One answer's cleaner. */
export interface Cleaner {
  readonly text: (
    text: string,
    entities: readonly Entity[],
  ) => { readonly text: string; readonly entities: readonly Entity[] };
  /** For names, titles and other fields of one line. */
  readonly line: (text: string) => string;
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
  const hidesPeople = policy.mode !== "off" && policy.kinds.has("sender_names");
  const line = (text: string) => cleanLine(text, policy);
  const senderOf = ({ id, kind, name, username }: Sender) => {
    // A username names a person as well as a name does.
    const isTold = username !== undefined && !(hidesPeople && kind === "user");
    return defined<WireSender>({
      id,
      kind,
      name: nameOf({ id, kind, name }),
      username: isTold ? username : undefined,
    });
  };
  return {
    text: (text, entities) => cleanText({ text, entities }, policy),
    line,
    sender: senderOf,
    listedSender(sender) {
      if (sender.kind !== "user") return senderOf(sender);
      const { kind: _, name, ...others } = senderOf(sender);
      // A masked name is a number, and so is the place in the list.
      return policy.mode === "mask" && hidesPeople ? others : { ...others, name };
    },
    personName: (name) => nameOf({ kind: "user", name }),
    originName: ({ id, name }) =>
      name === undefined
        ? undefined
        : nameOf({ id, kind: id === undefined || id > 0 ? "user" : "channel", name }),
  };
}
