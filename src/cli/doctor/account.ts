/**
 * The session: who uses it, whether Telegram takes it, and the account behind it.
 *
 * @module
 */

import type { Failure, Outcome } from "../../model/failure.ts";
import type { AccountState } from "../../telegram/gramjs/account.ts";
import { failureSentence } from "../../tools/failure_answer.ts";
import type { Finding } from "./finding.ts";

/** MTProto takes messages from 300 s behind to 30 s ahead; half of the latter is time to act. */
const MAX_SKEW_S = 15;

/**
 * Says what asking Telegram for the account has shown.
 *
 * @param outcome What came of it.
 */
export function accountFindings(outcome: Outcome<AccountState>): readonly Finding[] {
  if (!outcome.ok) return [ofFailure(outcome.failure)];
  const { is_frozen, is_restricted, clock_ahead_s } = outcome.value;
  return [
    { check: "lease", state: "ok", words: "nobody else on this machine uses the session." },
    { check: "session", state: "ok", words: "Telegram takes it." },
    accountFinding(is_frozen, is_restricted),
    clockFinding(clock_ahead_s),
  ];
}

function ofFailure(failure: Failure): Finding {
  const words = failureSentence(failure);
  if (failure.code === "SESSION_IN_USE") {
    return {
      check: "lease",
      state: "ok",
      words: `the session is in use by ${failure.holder}, so Telegram was not asked about it.`,
      mend: "stop that one first, to have the session itself looked at",
    };
  }
  if (failure.code === "AUTH_REQUIRED") {
    return {
      check: "session",
      state: "failed",
      words: "Telegram does not take it: it was ended, or the account was.",
      mend: "make a new one with tgtk login",
    };
  }
  const check = failure.code === "VALIDATION_ERROR" ? "lease" : "session";
  return { check, state: "failed", words };
}

function accountFinding(isFrozen: boolean, isRestricted: boolean): Finding {
  if (isFrozen) {
    return {
      check: "account",
      state: "failed",
      words: "Telegram has frozen it: it can read nothing new.",
      mend: "open Telegram with this account and follow what it says, or use another one",
    };
  }
  return isRestricted
    ? {
      check: "account",
      state: "warning",
      words: "Telegram has restricted it.",
      mend: "ask @SpamBot, from Telegram's own app, what for",
    }
    : { check: "account", state: "ok", words: "in good standing." };
}

function clockFinding(ahead: number): Finding {
  if (Math.abs(ahead) <= MAX_SKEW_S) {
    return { check: "clock", state: "ok", words: "agrees with Telegram's." };
  }
  return {
    check: "clock",
    state: "warning",
    words: `is ${Math.abs(ahead)} s ${ahead > 0 ? "behind" : "ahead of"} Telegram's.`,
    mend: "have the system set its clock by the network (NTP)",
  };
}
