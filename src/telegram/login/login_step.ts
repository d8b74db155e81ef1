/**
 * Signing in as whoever asks the person sees it. Types only.
 *
 * @module
 */

import type { Failure } from "../../model/failure.ts";

/** What Telegram said to a step. */
export type LoginStep =
  /** `url` is to be scanned within so many seconds. */
  | { readonly state: "token"; readonly url: string; readonly seconds: number }
  | {
    readonly state: "code_sent";
    /** `App`, `Sms`, `Call`…, as the TL schema names it. */
    readonly way: string;
    /** How it would be sent again; nothing when it cannot be. */
    readonly next?: string;
    /** When it may be sent again, in seconds. */
    readonly resend_after_s?: number;
  }
  | { readonly state: "password_needed" }
  /** The number has no account. */
  | { readonly state: "sign_up_needed" }
  | { readonly state: "signed_in"; readonly name: string }
  | { readonly state: "wait"; readonly seconds: number }
  /** Telegram's name for why not. */
  | { readonly state: "refused"; readonly name: string }
  | { readonly state: "failed"; readonly failure: Failure };

/** A login under way. */
export interface Login {
  /** Asks for a token to scan; after it was accepted, the same completes the login. */
  requestToken(): Promise<LoginStep>;
  /** Settles when the last token was accepted. */
  accepted(): Promise<void>;
  /** Has a code sent to a number in international form. */
  sendCode(phone: string): Promise<LoginStep>;
  resendCode(): Promise<LoginStep>;
  signIn(code: string): Promise<LoginStep>;
  /** Proves the two-step password, which does not travel. */
  checkPassword(password: string): Promise<LoginStep>;
  /** The session string; it is good for anything only once somebody has signed in. */
  session(): string;
  close(): Promise<void>;
}
