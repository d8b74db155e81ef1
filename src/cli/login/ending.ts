/**
 * How a login ends.
 *
 * @module
 */

import type { Login, LoginStep } from "../../telegram/login/login_step.ts";
import { failureSentence } from "../../tools/failure_answer.ts";
import type { Terminal } from "./terminal.ts";
import { refusalWords, SIGN_UP_NEEDED, waitWords } from "./words.ts";

/** Somebody signed in, or not; `words` says why not. */
export type Ending =
  | { readonly signedIn: true; readonly name: string }
  | { readonly signedIn: false; readonly words: string };

/** A login and the person it is for. */
export interface Desk {
  readonly login: Login;
  readonly terminal: Terminal;
}

/** The person has left. */
export const STOPPED: Ending = {
  signedIn: false,
  words: "Stopped: nobody was signed in, and nothing was stored.",
};

/** How often a wrong answer may be given. Telegram has limits of its own, and they last. */
export const MAX_TRIES = 5;

/**
 * Ends with what Telegram said last.
 *
 * @param step What it said.
 * @returns The ending; a step that asks for more is no ending, and a mistake of ours.
 */
export function endingOf(step: LoginStep): Ending {
  switch (step.state) {
    case "signed_in":
      return { signedIn: true, name: step.name };
    case "sign_up_needed":
      return { signedIn: false, words: SIGN_UP_NEEDED };
    case "wait":
      return { signedIn: false, words: waitWords(step.seconds) };
    case "refused":
      return { signedIn: false, words: refusalWords(step.name) };
    case "failed":
      return { signedIn: false, words: failureSentence(step.failure) };
    default:
      throw new Error(`Cannot end a login with ${step.state}`);
  }
}
