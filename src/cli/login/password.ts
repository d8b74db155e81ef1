/**
 * The two-step password.
 *
 * @module
 */

import { type Desk, type Ending, endingOf, MAX_TRIES, STOPPED } from "./ending.ts";
import { refusalWords } from "./words.ts";

/** Another try may go better: a wrong password, or a question that was too old. */
const AGAIN: ReadonlySet<string> = new Set(["PASSWORD_HASH_INVALID", "SRP_ID_INVALID"]);

const TOO_MANY: Ending = {
  signedIn: false,
  words: "Five answers were not the password: run tgtk login again later.",
};

/**
 * Asks for the password until it is right.
 *
 * @param desk The login and the person.
 */
export async function askPassword({ login, terminal }: Desk): Promise<Ending> {
  terminal.tell("This account has a two-step password.");
  for (let tries = 1;; tries++) {
    const password = await terminal.ask("Password (not shown): ", { hidden: true });
    if (password === undefined) return STOPPED;
    // Telegram counts an empty one as wrong.
    if (password === "" && tries < MAX_TRIES) continue;
    const step = await login.checkPassword(password);
    const isWrong = step.state === "refused" && AGAIN.has(step.name);
    if (!isWrong) return endingOf(step);
    if (tries >= MAX_TRIES) return TOO_MANY;
    terminal.tell(refusalWords("PASSWORD_HASH_INVALID"));
  }
}
