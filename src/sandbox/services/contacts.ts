/**
 * `contacts.*`: usernames, the search for people and chats, and the account's contacts.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../rpc.ts";
import type { World, WorldChat } from "../world/world.ts";
import { method } from "./method.ts";
import { companyOf } from "./page.ts";
import { peerOf, type PeerRef, peerType, refKey, refOfChat } from "./refs.ts";
import { isNamed } from "./search/names.ts";
import { fullChannel, fullUser, isReadable } from "./views.ts";

/**
 * Letters, digits and underscores, a letter first. Chosen names have 5 to 32 characters, those sold
 * on Fragment at least 4.
 */
const USERNAME = /^[A-Za-z][A-Za-z0-9_]{3,31}$/;

/** Shorter queries are `QUERY_TOO_SHORT`; Telegram does not say what its own bound is. */
const SHORTEST_QUERY = 3;
/** Peers found in each of the two lists. */
const MAX_FOUND = 50;

interface Search {
  readonly q: string;
  readonly limit: number;
}

/** Usernames and contacts. */
export const contactsService: Service = {
  // https://core.telegram.org/method/contacts.resolveUsername
  "contacts.resolveUsername": method(({ username }: { readonly username: string }, { world }) => {
    // Loaded chats are named after their files, with names that Telegram would not give.
    const found = world.byUsername(username);
    if (found === undefined) return nobodyIs(username);
    const answer = new Api.contacts.ResolvedPeer({
      peer: peerOf({ type: peerType(found), id: found.id.toJSNumber() }),
      chats: found.className === "Channel" ? [fullChannel(found, world)] : [],
      users: found.className === "User" ? [fullUser(found, world)] : [],
    });
    return { answer };
  }),

  // https://core.telegram.org/method/contacts.search
  "contacts.search": method(({ q, limit }: Search, { world }) => {
    const query = q.trim().replace(/^@/, "");
    if (query === "") return rpcError(400, "SEARCH_QUERY_EMPTY");
    if (query.length < SHORTEST_QUERY) return rpcError(400, "QUERY_TOO_SHORT");
    return { answer: found(query, Math.min(limit > 0 ? limit : MAX_FOUND, MAX_FOUND), world) };
  }),

  // `hash` is left alone: answering in full is always allowed.
  "contacts.getContacts": (_request, { world }) => {
    const users = [world.self, ...friendsOf(world)];
    const answer = new Api.contacts.Contacts({
      contacts: users.map(({ id, mutualContact }) =>
        new Api.Contact({ userId: id, mutual: mutualContact ?? false })
      ),
      savedCount: users.length,
      users: users.map((user) => fullUser(user, world)),
    });
    return { answer };
  },
};

function nobodyIs(username: string): RpcOutcome {
  return rpcError(400, USERNAME.test(username) ? "USERNAME_NOT_OCCUPIED" : "USERNAME_INVALID");
}

/** The account's own chats that are named like that, and the public ones; a world lists no users. */
function found(query: string, limit: number, world: World): Api.contacts.Found {
  const chats = world.chats.filter((chat) => isReadable(chat) && namesOf(chat).some(isLike(query)));
  const own = chats.filter(({ member }) => member).map(refOfChat);
  const others = chats.filter(({ member }) => !member).map(refOfChat);
  const exact = world.byUsername(query);
  const named: readonly PeerRef[] = exact === undefined
    ? []
    : [{ type: peerType(exact), id: exact.id.toJSNumber() }];
  const mine = own.slice(0, limit);
  const known = new Set(own.map(refKey));
  const rest = [...new Map([...named, ...others].map((ref) => [refKey(ref), ref])).values()]
    .filter((ref) => !known.has(refKey(ref)))
    .slice(0, limit);
  return new Api.contacts.Found({
    myResults: mine.map(peerOf),
    results: rest.map(peerOf),
    ...companyOf([...mine, ...rest], false, world),
  });
}

function isLike(query: string): (name: string) => boolean {
  const start = query.toLowerCase();
  return (name) => name.toLowerCase().startsWith(start) || isNamed(name, query);
}

function namesOf({ entity }: WorldChat): readonly string[] {
  if (entity.className === "Chat") return [entity.title];
  const usernames = [entity.username, ...(entity.usernames ?? []).map(usernameOf)];
  const titles = entity.className === "Channel"
    ? [entity.title]
    : [[entity.firstName, entity.lastName].filter(Boolean).join(" ")];
  return [...titles, ...usernames].flatMap((name) => name ? [name] : []);
}

function usernameOf({ active, username }: Api.TypeUsername): string | undefined {
  return active ? username : undefined;
}

/** Contacts are among the people that the account talks with. */
function friendsOf({ chats }: ServiceContext["world"]): readonly Api.User[] {
  return chats.flatMap(({ entity }) =>
    entity.className === "User" && entity.contact ? [entity] : []
  );
}
