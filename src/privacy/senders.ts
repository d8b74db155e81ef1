/**
 * What the people in an answer are called. A number tells them apart, and says nothing else.
 *
 * @module
 */

import type { Sender } from "../model/message.ts";
import { cleanLine } from "./clean.ts";
import { hidesPeople, type PiiPolicy, pseudonymsOfPeople } from "./policy.ts";
import { type Pseudonyms, userCalled, userToken } from "./pseudonyms.ts";

/** Who is to be named. Signatures of posts and forwards of hidden users have a name and no id. */
export interface Named {
  readonly id?: number | undefined;
  readonly kind: Sender["kind"];
  readonly name: string;
}

/**
 * Starts the numbering of one answer: users become `user 1`, `user 2`… in the order in which they
 * are first asked for, by id, or by name where there is no id. Channels, groups and bots keep their
 * names, cleaned; so do users where the policy shows names. With pseudonyms the name is the token,
 * the same in every answer.
 *
 * @param policy What the operator decided.
 * @returns A function that names a sender, the same way each time. It remembers every user it named.
 *
 * @example Two users
 * ```ts
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import { senderNames } from "./senders.ts";
 * import assert from "node:assert/strict";
 *
 * const nameOf = senderNames({ mode: "mask", kinds: DEFAULT_PII_KINDS });
 * assert.equal(nameOf({ id: 70, kind: "user", name: "Anna" }), "user 1");
 * assert.equal(nameOf({ id: 42, kind: "user", name: "Boris" }), "user 2");
 * assert.equal(nameOf({ id: 70, kind: "user", name: "Anna" }), "user 1");
 * ```
 */
export function senderNames(policy: PiiPolicy): (sender: Named) => string {
  const pseudonyms = pseudonymsOfPeople(policy);
  const numbers = new Map<number | string, number>();
  return (sender) => {
    if (!isHidden(sender, policy)) return shownName(sender, policy);
    if (pseudonyms !== undefined) return pseudonymOf(sender, pseudonyms);
    const key = sender.id ?? sender.name;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return `user ${number}`;
  };
}

/**
 * Names senders without remembering any: the same name whoever was named before, for texts that are
 * written in several runs. Where the policy masks users, all of them are `user`, and their ids tell
 * them apart; pseudonyms are steady by themselves.
 *
 * @param policy What the operator decided.
 * @returns A function that names a sender by nothing but the sender.
 *
 * @example Two users
 * ```ts
 * import { DEFAULT_PII_KINDS } from "./policy.ts";
 * import { steadyNames } from "./senders.ts";
 * import assert from "node:assert/strict";
 *
 * const nameOf = steadyNames({ mode: "mask", kinds: DEFAULT_PII_KINDS });
 * assert.equal(nameOf({ id: 70, kind: "user", name: "Anna" }), "user");
 * assert.equal(nameOf({ id: 42, kind: "user", name: "Boris" }), "user");
 * ```
 */
export function steadyNames(policy: PiiPolicy): (sender: Named) => string {
  const pseudonyms = pseudonymsOfPeople(policy);
  return (sender) => {
    if (!isHidden(sender, policy)) return shownName(sender, policy);
    return pseudonyms === undefined ? sender.kind : pseudonymOf(sender, pseudonyms);
  };
}

function isHidden({ kind }: Named, policy: PiiPolicy): boolean {
  return kind === "user" && hidesPeople(policy);
}

/** Who has no id is known by the name alone: as somebody else, though it may be the same person. */
function pseudonymOf({ id, name }: Named, pseudonyms: Pseudonyms): string {
  return userCalled(
    id === undefined
      ? pseudonyms.tokenOf("user_name", name.normalize("NFKC").trim().toLowerCase())
      : userToken(pseudonyms, id),
  );
}

/** A name of nothing but invisible characters would be empty. */
function shownName({ kind, name }: Named, policy: PiiPolicy): string {
  return cleanLine(name, policy).trim() || kind;
}
