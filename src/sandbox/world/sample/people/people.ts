/**
 * People, made from their number when asked for.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, dice, identifier } from "../dice.ts";
import { ACCOUNTS, PEOPLE, SALT, WORLD_NOW } from "../directory.ts";
import { FIRST_NAMES, SURNAMES_EN, SURNAMES_RU } from "./names.ts";

/** The people of one world. */
export interface People {
  readonly self: Api.User;
  /** A person or another account by bare id. */
  byId(id: number): Api.User | undefined;
  /** Who has a username; lower case. */
  byUsername(username: string): Api.User | undefined;
}

/** The bare id of person n, 0 to `PEOPLE.count - 1`. */
export function personId(n: number): number {
  return PEOPLE.base + n * PEOPLE.step;
}

/** Makes the people of a seed. */
export function people(seed: number): People {
  // The same objects each time: others keep by them what they have made of a person.
  const made: Api.User[] = [];
  const person = (n: number) => made[n] ??= makePerson(seed, n);
  const accounts = [ownAccount(seed), partner(seed), helperBot(seed)] as const;
  let names: ReadonlyMap<string, Api.User> | undefined;
  const byId = (id: number): Api.User | undefined => {
    const account = accounts.find((user) => user.id.equals(id));
    if (account !== undefined) return account;
    const n = (id - PEOPLE.base) / PEOPLE.step;
    return Number.isInteger(n) && n >= 0 && n < PEOPLE.count ? person(n) : undefined;
  };
  return {
    self: accounts[0],
    byId,
    byUsername: (username) => (names ??= directoryOf(accounts, person)).get(username),
  };
}

function directoryOf(
  accounts: readonly Api.User[],
  person: (n: number) => Api.User,
): ReadonlyMap<string, Api.User> {
  const everybody = Array.from({ length: PEOPLE.count }, (_, n) => person(n));
  return new Map(
    [...accounts, ...everybody].flatMap((user) =>
      user.username === undefined ? [] : [[user.username.toLowerCase(), user] as const]
    ),
  );
}

function makePerson(seed: number, n: number): Api.User {
  const thrown = dice(seed, n, SALT.person);
  const id = bigInt(personId(n));
  const accessHash = identifier(thrown);
  if (n === PEOPLE.deleted) return new Api.User({ id, accessHash, deleted: true });
  if (n === PEOPLE.hostile.n) {
    const { firstName, lastName } = PEOPLE.hostile;
    return new Api.User({ id, accessHash, firstName, lastName });
  }
  const name = nameFor(thrown);
  if ((PEOPLE.bots as readonly number[]).includes(n)) {
    return new Api.User({
      id,
      accessHash,
      bot: true,
      botInfoVersion: 1,
      firstName: `${name.firstName} Bot`,
      username: `tgtk_${name.latin}_${n}_bot`,
    });
  }
  const hasUsername = thrown.chance(0.35);
  return new Api.User({
    id,
    accessHash,
    firstName: name.firstName,
    ...(thrown.chance(0.7) ? { lastName: name.lastName } : {}),
    ...(hasUsername ? { username: `${name.latin}_tgtk${n}` } : {}),
    ...(thrown.chance(0.15) ? { premium: true } : {}),
    ...(thrown.chance(0.6) ? { photo: userPhoto(thrown) } : {}),
    status: thrown.chance(0.5)
      ? new Api.UserStatusRecently({})
      : new Api.UserStatusOffline({ wasOnline: WORLD_NOW - thrown.between(60, 500_000) }),
  });
}

interface Name {
  readonly firstName: string;
  readonly lastName: string;
  readonly latin: string;
}

function nameFor(thrown: Dice): Name {
  const first = thrown.pick(FIRST_NAMES);
  if (first.language === "en") {
    return { firstName: first.name, lastName: thrown.pick(SURNAMES_EN), latin: first.latin };
  }
  const [surname, latin] = thrown.pick(SURNAMES_RU);
  const ending = first.female ? ["а", "a"] as const : ["", ""] as const;
  return {
    firstName: first.name,
    lastName: surname + ending[0],
    latin: `${first.latin}_${latin}${ending[1]}`,
  };
}

function userPhoto(thrown: Dice): Api.UserProfilePhoto {
  return new Api.UserProfilePhoto({ photoId: identifier(thrown), dcId: 2 });
}

function ownAccount(seed: number): Api.User {
  const { id, firstName, lastName, phone } = ACCOUNTS.self;
  return new Api.User({
    self: true,
    id: bigInt(id),
    accessHash: identifier(dice(seed, id, SALT.person)),
    firstName,
    lastName,
    phone,
  });
}

function partner(seed: number): Api.User {
  const { id, firstName, lastName, username, phone } = ACCOUNTS.partner;
  return new Api.User({
    contact: true,
    mutualContact: true,
    id: bigInt(id),
    accessHash: identifier(dice(seed, id, SALT.person)),
    firstName,
    lastName,
    username,
    phone,
    status: new Api.UserStatusRecently({}),
  });
}

function helperBot(seed: number): Api.User {
  const { id, firstName, username } = ACCOUNTS.helper;
  return new Api.User({
    bot: true,
    botInfoVersion: 3,
    id: bigInt(id),
    accessHash: identifier(dice(seed, id, SALT.person)),
    firstName,
    username,
  });
}
