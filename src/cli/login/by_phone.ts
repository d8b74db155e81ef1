/**
 * Signing in with a phone number and a code.
 *
 * @module
 */

import type { LoginStep } from "../../telegram/login/login_step.ts";
import { type Desk, type Ending, endingOf, MAX_TRIES, STOPPED } from "./ending.ts";
import { askPassword } from "./password.ts";
import { refusalWords, WAYS } from "./words.ts";

type CodeSent = Extract<LoginStep, { readonly state: "code_sent" }>;

/**
 * Asks for the number, has a code sent, and asks for that.
 *
 * @param desk The login and the person.
 */
export async function byPhone(desk: Desk): Promise<Ending> {
  const { login, terminal } = desk;
  for (let tries = 1;; tries++) {
    const phone = await terminal.ask("Phone number, with country code: ");
    if (phone === undefined) return STOPPED;
    const step: LoginStep = isNumber(phone)
      ? await login.sendCode(phone)
      : { state: "refused", name: "PHONE_NUMBER_INVALID" };
    if (step.state === "code_sent") return await askCode(desk, phone, step);
    const isTypo = step.state === "refused" && step.name === "PHONE_NUMBER_INVALID";
    if (!isTypo || tries >= MAX_TRIES) return endingOf(step);
    terminal.tell(refusalWords("PHONE_NUMBER_INVALID"));
  }
}

function isNumber(text: string): boolean {
  return /^\d{7,15}$/.test(text.replaceAll(/[\s()+.-]/g, ""));
}

async function askCode(desk: Desk, phone: string, first: CodeSent): Promise<Ending> {
  const { login, terminal } = desk;
  let sent = first;
  tellSent(desk, sent);
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const code = await terminal.ask("Code (not shown; r sends it again): ", { hidden: true });
    if (code === undefined) return STOPPED;
    const step = await answer(desk, code.trim());
    if (step.state === "password_needed") return await askPassword(desk);
    if (step.state === "code_sent") tellSent(desk, sent = step);
    else if (step.state !== "refused" || !AGAIN.has(step.name)) return endingOf(step);
    else {
      terminal.tell(refusalWords(step.name));
      if (step.name !== "PHONE_CODE_EXPIRED") continue;
      const renewed = await login.sendCode(phone);
      if (renewed.state !== "code_sent") return endingOf(renewed);
      tellSent(desk, sent = renewed);
    }
  }
  return { signedIn: false, words: "Five answers were not the code: run tgtk login again later." };
}

const AGAIN: ReadonlySet<string> = new Set([
  "PHONE_CODE_INVALID",
  "PHONE_CODE_EMPTY",
  "PHONE_CODE_EXPIRED",
  "SEND_CODE_UNAVAILABLE",
]);

async function answer({ login }: Desk, code: string): Promise<LoginStep> {
  if (code.toLowerCase() === "r") return await login.resendCode();
  return code === "" ? { state: "refused", name: "PHONE_CODE_EMPTY" } : await login.signIn(code);
}

function tellSent({ terminal }: Desk, { way, next, resend_after_s }: CodeSent): void {
  terminal.tell(`Telegram sends a code ${WAYS[way] ?? "to you"}.`);
  if (next === undefined) return;
  const after = resend_after_s === undefined ? "" : ` after ${resend_after_s} s`;
  terminal.tell(`If it does not come, r has it sent again${after}, ${WAYS[next] ?? "otherwise"}.`);
}
