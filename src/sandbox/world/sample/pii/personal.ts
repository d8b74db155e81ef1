/**
 * Posts that hold made-up personal data. Addresses are at example.org, British and American
 * telephone numbers come from the ranges kept for fiction, cards, accounts and wallets are the ones
 * that standards and payment services publish as examples.
 *
 * @module
 */

import type { Dice } from "../dice.ts";
import { MARK, type Mark } from "../text/rich_text.ts";
import { companyInn, ogrn, passport, personalInn, snils } from "./numbers.ts";

/** A post: a sentence round a piece of personal data. */
export interface PersonalPost {
  /** What the piece is. */
  readonly kind: string;
  /** The words before, the piece itself and the words after. */
  readonly make: (thrown: Dice) => readonly [string, string, string];
  /** How Telegram marks such a piece, where it does. */
  readonly mark?: Mark;
}

const two = (thrown: Dice) => thrown.between(10, 99);
const fixed = (kind: string, before: string, piece: string, after: string, mark?: Mark) => ({
  kind,
  make: () => [before, piece, after] as const,
  ...(mark === undefined ? {} : { mark }),
});
const made = (
  kind: string,
  before: string,
  piece: (thrown: Dice) => string,
  after: string,
  mark?: Mark,
) => ({
  kind,
  make: (thrown: Dice) => [before, piece(thrown), after] as const,
  ...(mark === undefined ? {} : { mark }),
});

/** Ways in which people write down who they are. */
export const PERSONAL: readonly PersonalPost[] = [
  made("email", "Write to ", (t) => `eleanor.finch${two(t)}@example.org`, " today.", MARK.email),
  made("email", "Почта для заявок: ", (t) => `zayavki+${two(t)}@example.org`, ".", MARK.email),
  fixed("email", "Mail me at ", "t.ashdown [at] example [dot] org", ", no calls please."),
  fixed("email", "Пишите на ", "почта@пример.example.org", " в любое время."),
  made("phone", "Call ", (t) => `+1 202-555-01${two(t)}`, " after six.", MARK.phone),
  made("phone", "Ring me on ", (t) => `+44 7700 9000${two(t)}`, ", ask for Ivy.", MARK.phone),
  made("phone", "Our office: ", (t) => `020 7946 09${two(t)}`, " (London, fictional)."),
  made("phone", "Звоните: ", (t) => `8 (900) 000-00-${two(t)}`, ", спросить Марту.", MARK.phone),
  made("phone", "Мой номер ", (t) => `+7 900 000 00 ${two(t)}`, ", пишите.", MARK.phone),
  made("phone", "Телефон ", (t) => `8-495-000-00-${two(t)}`, ", добавочный 12."),
  made("phone", "тел. ", (t) => `89000000${two(t)}1`, " (WhatsApp)"),
  fixed("phone", "Позвоните ", "восемь девятьсот ноль ноль ноль", ", остальное знаете."),
  fixed("card", "Card number ", "4111 1111 1111 1111", ", thank you!", MARK.bankCard),
  fixed("card", "Перевод на карту ", "5555555555554444", " (Марта Л.)", MARK.bankCard),
  fixed("card", "Use ", "3782-822463-10005", ", it expires 12/29, code 1234."),
  fixed("iban", "Donations to ", "GB82 WEST 1234 5698 7654 32", " please."),
  fixed("iban", "Konto: ", "DE89370400440532013000", ", Verein Nordtor."),
  fixed("iban", "RIB ", "FR14 2004 1010 0505 0001 3M02 606", "."),
  fixed("bitcoin", "BTC ", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", " only."),
  fixed("bitcoin", "Tips: ", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "."),
  fixed("ethereum", "ETH to ", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "."),
  made("passport", "Паспорт ", passport, ", выдан отделом № 12."),
  fixed("passport", "Passport ", "L898902C3", ", born 12 August 1974, Utopia."),
  made("snils", "СНИЛС ", snils, " для записи к врачу."),
  made("inn", "Мой ИНН ", personalInn, ", выставляйте счёт."),
  made("inn", "ООО «Ромашка», ИНН ", companyInn, ", КПП 770101001."),
  made("ogrn", "ОГРН ", ogrn, ", юридический адрес тот же."),
  fixed("ssn", "SSN ", "987-65-4320", " was on the form."),
  made("ip", "The intruder came from ", (t) => `203.0.113.${t.between(1, 254)}`, "."),
  fixed("ip", "Server is ", "2001:db8:85a3::8a2e:370:7334", "."),
  fixed("address", "Приходите: ", "г. Заречный, ул. Мельничная, д. 5, кв. 12", ", домофон 12К."),
  fixed("address", "She lives at ", "221 Lantern Square, flat 4", ", second floor."),
  fixed("birthday", "Дата рождения ", "01.02.1983", ", город Заречный."),
  made("plate", "Уберите машину ", (t) => `А${t.between(100, 999)}ВС 77`, " от ворот!"),
  fixed("coordinates", "Meet me at ", "31.507812, -42.123046", " at noon."),
  fixed("secret", "Do not lose the key ", "AKIAIOSFODNN7EXAMPLE", " again."),
  fixed("token", "bot token: ", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "."),
  fixed("username", "Ask ", "@tgtk_polina", ", she knows.", MARK.mention),
  fixed("link", "Direct: ", "https://t.me/tgtk_polina", ", any time.", MARK.url),
  fixed(
    "several",
    "Contact: ",
    "Marta Linden, marta@example.org, +1 202-555-0177",
    ", card 4111111111111111.",
  ),
];
