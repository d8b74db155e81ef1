/**
 * What the person is told. The rules are those of https://core.telegram.org/api/terms.
 *
 * @module
 */

/** Before anything is asked of Telegram. */
export const TERMS: readonly string[] = [
  "tgtk login makes a session string: a key to a Telegram account, for reading public chats.",
  "",
  "Read this first:",
  "  - This is an unofficial program. Telegram's terms for its API bind you:",
  "    https://core.telegram.org/api/terms",
  "  - You need an api_id and api_hash of your own, from https://my.telegram.org; none is shipped.",
  "  - What is read may not be used to train, improve or deploy AI models without the consent of the",
  "    people who wrote it. Whether your own questions about public posts are allowed is yours to judge.",
  "  - Telegram bans accounts that read too much or too fast, and new ones sooner than old ones.",
  "    Use an account made for this, not your own.",
  "  - The string IS the account: whoever has it can read and write everything in it. Keep it like a",
  "    password. tgtk stores it nowhere. To end it: Telegram, Settings, Devices.",
  "",
];

/** How a code comes, by Telegram's name for the way. */
export const WAYS: Readonly<Record<string, string>> = {
  App: "in a message of Telegram, in an app where the account is signed in",
  Sms: "in a text message (SMS)",
  SmsWord: "as a word in a text message (SMS)",
  SmsPhrase: "as a phrase in a text message (SMS)",
  FirebaseSms: "in a text message (SMS)",
  Call: "in a phone call that dictates it",
  FlashCall: "as the number of a phone call that rings off at once",
  MissedCall: "as the last digits of the number of a missed call",
  FragmentSms: "on https://fragment.com, where the number was bought",
  EmailCode: "in an e-mail to the account's login address",
};

/** What to do, by Telegram's name for why not. */
const REFUSALS: Readonly<Record<string, string>> = {
  API_ID_INVALID:
    "Telegram does not know this api_id and api_hash: copy both again from https://my.telegram.org.",
  API_ID_PUBLISHED_FLOOD:
    "This api_id was published and is blocked: make one of your own at https://my.telegram.org.",
  PHONE_NUMBER_INVALID:
    "Telegram does not take this number: write it with its country code, such as +49 30 1234567.",
  PHONE_NUMBER_BANNED:
    "Telegram has banned this number: use another account, or write to recover@telegram.org.",
  PHONE_NUMBER_FLOOD: "This number has asked for too many codes: try again tomorrow.",
  PHONE_PASSWORD_FLOOD: "There were too many wrong passwords: try again tomorrow.",
  PHONE_PASSWORD_PROTECTED:
    "This number is protected by a password that cannot be given here: sign in by QR code.",
  PHONE_CODE_INVALID: "That is not the code: look again, and type its digits.",
  PHONE_CODE_EMPTY: "Type the code, or r to have it sent again.",
  PHONE_CODE_EXPIRED: "The code has expired: a new one is asked for.",
  SEND_CODE_UNAVAILABLE:
    "Telegram will not send the code in another way: wait for the last one, or start again later.",
  PASSWORD_HASH_INVALID: "That is not the two-step password: try again.",
  PASSWORD_KDF_UNKNOWN:
    "Telegram asks for the password in a way that this version does not know: look for a newer one.",
  SIGN_IN_FAILED: "Telegram did not let this login through: start again later.",
  USER_DEACTIVATED: "This account was deleted: use another one.",
  USER_DEACTIVATED_BAN: "Telegram has banned this account: use another one.",
  UPDATE_APP_TO_LOGIN: "Telegram does not take logins from this version: look for a newer one.",
};

/**
 * Says what a refusal means and what to do next.
 *
 * @param name Telegram's name for it.
 */
export function refusalWords(name: string): string {
  return Object.hasOwn(REFUSALS, name)
    ? REFUSALS[name] ?? ""
    : `Telegram refused (${name}): start again later; https://core.telegram.org/api/errors lists the names.`;
}

/** There is no account behind the number. */
export const SIGN_UP_NEEDED =
  "This number has no account: sign up with Telegram's own app first, then run tgtk login again.";

/**
 * Says how long Telegram makes everybody wait.
 *
 * @param seconds From Telegram.
 */
export function waitWords(seconds: number): string {
  const parts = [[86_400, "d"], [3600, "h"], [60, "min"], [1, "s"]] as const;
  const [size, unit] = parts.find(([each]) => seconds >= each) ?? parts[3];
  const rounded = Math.ceil(seconds / size);
  return `Telegram asks to wait ${rounded} ${unit}: run tgtk login again after that, not earlier. ` +
    "Asking sooner makes it longer.";
}
