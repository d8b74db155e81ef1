/**
 * Made-up personal data of every kind. Values are put together at run time, so that no scanner takes
 * them for leaked ones.
 *
 * @module
 */

import { wordlist } from "@scure/bip39/wordlists/english.js";
import {
  base58CheckOf,
  base58Of,
  ibanOf,
  seedPhraseOf,
  segwitOf,
  tonOf,
  withInn,
  withLuhn,
  withSnils,
} from "./checksums.ts";
import type { Dice } from "./dice.ts";
import { internationalPhone, namedPhone, plainPhone, russianPhone } from "./phones.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WORD = `${LETTERS}0123456789`;
const URL_SAFE = `${WORD}-_`;
const HEX = "0123456789abcdef";
const HEX_LETTER = "abcdef";

/** How a value is introduced: not at all, or by words of its kind. */
export interface Value {
  readonly kind: string;
  /** The set whose figure it counts in. */
  readonly set: string;
  readonly text: string;
  /** Words that must stand before it, where the value alone is not told. */
  readonly words?: readonly string[];
}

const PHONE_WORDS = "Tel:|phone|call me|WhatsApp:|тел.|Телефон:|моб.|звоните|Viber|позвоните на"
  .split("|");

const USERS =
  "ivan.petrov|anna_k|o.smith+news|sales|info|j.doe|мария|petrova1990|dev-ops|team42|x.y.z|Kate_B"
    .split("|");
const DOMAINS =
  "mail.ru|gmail.com|yandex.ru|example.org|почта.рф|bk.ru|uni-koeln.de|company.co.uk|proton.me|inbox.lv|xn--80a1acny.xn--p1ai"
    .split("|");

function email(dice: Dice): string {
  const address = `${dice.pick(USERS)}@${dice.pick(DOMAINS)}`;
  return dice.below(10) === 0 ? address.toUpperCase() : address;
}

const grouped = (text: string, size: number, gap: string) =>
  (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(gap);

const GAPS = ["", " ", " ", "-", "\u00A0", "–"];

function card(dice: Dice): string {
  const number = withLuhn(dice.fill(dice.pick([
    ...["4##############", "51#############", "55#############", "2202###########"],
    ...["2200###########", "62#############", "9860###########", "8600###########"],
  ])));
  return grouped(number, 4, dice.pick(GAPS));
}

const amex = (dice: Dice) => withLuhn(dice.fill("37############"));

function iban(dice: Dice): string {
  const [country, account] = dice.pick(
    [
      ...[["DE", "##################"], ["GB", "WEST##############"], [
        "FR",
        "#######################",
      ]],
      ...[["UA", "#########################"], ["PL", "########################"], [
        "KZ",
        "###TKB##########",
      ]],
      ...[["TR", "#####0################"], ["NL", "INGB##########"], [
        "ES",
        "####################",
      ], ["BY", "NBRB####################"]],
    ] as const,
  ).map((part) => dice.fill(part.replace("TKB", "999"))) as [string, string];
  return grouped(ibanOf(country, account), 4, dice.pick(["", " ", "\u00A0"]));
}

function snils(dice: Dice): string {
  const number = withSnils(dice.fill("1########"));
  const groups = [number.slice(0, 3), number.slice(3, 6), number.slice(6, 9), number.slice(9)];
  return dice.pick(["a-b-c d", "a-b-c-d", "a b c d"]).replace(
    /[abcd]/g,
    (name) => groups["abcd".indexOf(name)]!,
  );
}

const ssn = (dice: Dice) => dice.fill(dice.pick(["219-%#-%###", "5%#-%#-%###", "1%#-%#-%###"]));

const personalInn = (dice: Dice) =>
  withInn(dice.fill(dice.pick(["77########", "50########", "16########"])));
const companyInn = (dice: Dice) =>
  withInn(dice.fill(dice.pick(["77#######", "78#######", "54#######"])));

const passport = (dice: Dice) =>
  dice.fill(
    dice.pick(["45 %# ######", "45%# ######", "45%#######", "45 %# № ######", "46%# №######"]),
  );

const ipv4 = (dice: Dice) =>
  `${31 + dice.below(180)}.${dice.below(256)}.${dice.below(256)}.${dice.below(256)}`;

function ipv6(dice: Dice): string {
  const group = () => `${dice.string(1, "123456789abcdef")}${dice.string(3, HEX)}`;
  const groups = Array.from({ length: 8 }, group);
  return dice.pick([
    groups.join(":"),
    `2001:db8::${group()}:${group()}`,
    `fe80::${groups.slice(0, 4).join(":")}`,
  ]);
}

const mac = (dice: Dice) => {
  const octets = Array.from({ length: 6 }, () => dice.string(1, HEX) + dice.string(1, HEX_LETTER));
  return dice.pick([
    octets.join(":"),
    octets.join("-").toUpperCase(),
    octets.join(":").toUpperCase(),
  ]);
};

const wallet = {
  btc: (dice: Dice) => base58CheckOf(Uint8Array.from([dice.pick([0, 5]), ...dice.bytes(20)])),
  bech32: (dice: Dice) =>
    dice.below(2) ? segwitOf("bc", 0, dice.bytes(20)) : segwitOf("bc", 1, dice.bytes(32)),
  tron: (dice: Dice) => base58CheckOf(Uint8Array.from([0x41, ...dice.bytes(20)])),
  ton: (dice: Dice) => tonOf(dice.pick([0x11, 0x51]), dice.bytes(32)),
  tonRaw: (dice: Dice) => `0:${dice.string(64, HEX)}`,
  eth: (dice: Dice) => `0x${dice.string(40, HEX)}`,
  sol: (dice: Dice) => base58Of(Uint8Array.from([200, ...dice.bytes(31)])),
};

/** Mixed spelling with a checksum: the examples of EIP-55. */
const EIP55 = [
  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
  "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
  "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  "0x52908400098527886E0F7030069857D2E4169EE7",
  "0xde709f2102306220921060314715629080e2fb77",
];

const invite = (dice: Dice) =>
  dice.pick([
    "t.me/+",
    "https://t.me/+",
    "https://t.me/joinchat/",
    "telegram.me/joinchat/",
    "tg://join?invite=",
  ]) +
  "Ab" + dice.string(14, URL_SAFE);

const phoneLink = (dice: Dice) =>
  dice.pick(["t.me/+", "https://t.me/+", "tg://resolve?phone=", "https://wa.me/"]) +
  dice.fill("7916#######");

const botToken = (dice: Dice) => `${dice.fill("%#########")}:AA${dice.string(33, URL_SAFE)}`;

function session(dice: Dice): string {
  const base64 = (bytes: readonly number[]) => Buffer.from(bytes).toString("base64");
  const key = dice.bytes(256);
  const telethon = [2, 149, 154, 167, 50, 1, 187, ...key];
  const gramjs = [2, 0, 13, ...new TextEncoder().encode("149.154.167.5"), 1, 187, ...key];
  const pyrogram = Buffer.from([2, ...dice.bytes(4), 0, ...key, ...dice.bytes(9)]).toString(
    "base64url",
  );
  return dice.pick([
    `1${base64(telethon).replaceAll("+", "-").replaceAll("/", "_")}`,
    `1${base64(gramjs)}`,
    pyrogram,
  ]);
}

function jwt(dice: Dice): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = part(
    dice.pick([{ alg: "HS256", typ: "JWT" }, { typ: "JWT", alg: "RS256", kid: "1" }]),
  );
  return `${header}.${part({ sub: dice.string(8, WORD), iat: dice.below(1e9) })}.${
    dice.string(43, URL_SAFE)
  }`;
}

function pem(dice: Dice): string {
  const label = dice.pick([
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "EC PRIVATE KEY",
  ]);
  const lines = Array.from({ length: 3 + dice.below(5) }, () => dice.string(64, WORD));
  return [
    `-----BEGIN ${label}-----`,
    ...lines,
    `${dice.string(20, WORD)}==`,
    `-----END ${label}-----`,
  ].join("\n");
}

const apiKey = (dice: Dice) =>
  dice.pick([
    () => `AKIA${dice.string(15, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}7`,
    () => `ghp_${dice.string(35, WORD)}4`,
    () => `AIza${dice.string(34, URL_SAFE)}4`,
    () => `xoxb-${dice.fill("###########-###########")}-${dice.string(24, WORD)}`,
    () => `sk_live_${dice.string(23, WORD)}1`,
    () => `sk-proj-${dice.string(47, WORD)}2`,
    () => `sk-ant-api03-${dice.string(80, URL_SAFE)}AA`,
    () => `glpat-${dice.string(19, URL_SAFE)}5`,
    () => `hf_${dice.string(33, WORD)}8`,
  ])();

const seed = (dice: Dice) => seedPhraseOf(dice.bytes(dice.pick([16, 20, 24, 28, 32])), wordlist);

/** Each kind, its set, how many, and how one is made. */
const MAKERS: readonly (readonly [
  kind: string,
  set: string,
  count: number,
  make: (dice: Dice) => string,
  words?: readonly string[],
])[] = [
  ["email", "email", 240, email],
  ["phone", "phone, Russian", 400, russianPhone],
  ["phone", "phone, international", 400, internationalPhone],
  ["phone", "phone, national, plain form", 240, plainPhone],
  ["phone", "phone, national, with a word", 200, namedPhone, PHONE_WORDS],
  ["phone", "phone link", 80, phoneLink],
  ["bank_card", "bank card", 200, card],
  ["bank_card", "bank card", 40, amex],
  ["iban", "IBAN", 120, iban],
  ["snils", "SNILS", 80, snils],
  ["ssn", "SSN", 80, ssn],
  ["inn", "INN of a person", 60, personalInn],
  ["inn", "INN of a company, with a word", 60, companyInn, [
    "ИНН",
    "ИНН:",
    "INN",
    "ООО «Ромашка», ИНН",
  ]],
  ["passport", "passport, with a word", 80, passport, [
    "Паспорт",
    "паспорт РФ:",
    "паспорт серия",
    "Passport no.",
  ]],
  ["ip", "IPv4", 80, ipv4],
  ["ip", "IPv6", 60, ipv6],
  ["mac", "MAC", 60, mac],
  ["crypto", "Bitcoin, base58check", 60, wallet.btc],
  ["crypto", "Bitcoin, bech32", 60, wallet.bech32],
  ["crypto", "Tron", 60, wallet.tron],
  ["crypto", "TON", 60, wallet.ton],
  ["crypto", "TON", 20, wallet.tonRaw],
  ["crypto", "Ethereum", 60, wallet.eth],
  ["crypto", "Ethereum", 20, (dice) => dice.pick(EIP55)],
  ["crypto", "Solana", 60, wallet.sol],
  ["invite", "invite link", 80, invite],
  ["bot_token", "bot token", 60, botToken],
  ["session", "session string", 60, session],
  ["jwt", "JWT", 60, jwt],
  ["private_key", "PEM key", 60, pem],
  ["api_key", "API key", 120, apiKey],
  ["seed_phrase", "seed phrase", 80, seed],
];

/** Every value of the labelled set, the same each time. */
export function values(dice: Dice): readonly Value[] {
  return MAKERS.flatMap(([kind, set, count, make, words]) =>
    Array.from({ length: count }, () => ({
      kind,
      set,
      text: make(dice),
      ...(words === undefined ? {} : { words }),
    }))
  );
}
