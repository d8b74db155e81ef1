/**
 * Keys of well-known services, by the form their makers gave them to be found; and values that are
 * called a key or a secret.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import type { Subject } from "./subject.ts";

const SHORTEST = 16;

/** Each form as its maker documents it. */
const FORMS = new RegExp(
  [
    "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", // Amazon
    "gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{40,255}",
    "gl(?:pat|dt|rt|ptt|soat)-[A-Za-z0-9_\\-]{20,64}",
    "AIza[A-Za-z0-9_\\-]{35}|GOCSPX-[A-Za-z0-9_\\-]{28}|ya29\\.[A-Za-z0-9_\\-]{20,512}", // Google
    "xox[abeoprs]-[A-Za-z0-9\\-]{10,250}|xapp-[A-Za-z0-9\\-]{20,250}", // Slack
    "(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{20,100}", // Stripe
    "sk-ant-[A-Za-z0-9_\\-]{20,250}|sk-(?:proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9_\\-]{20,250}",
    "gsk_[A-Za-z0-9]{40,64}|xai-[A-Za-z0-9]{40,100}|r8_[A-Za-z0-9]{37,40}|pplx-[A-Za-z0-9]{40,64}",
    "hf_[A-Za-z0-9]{30,64}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_\\-]{50,250}|dckr_pat_[A-Za-z0-9_\\-]{20,64}",
    "SG\\.[A-Za-z0-9_\\-]{16,32}\\.[A-Za-z0-9_\\-]{16,64}|(?:SK|AC)[0-9a-f]{32}|key-[0-9a-f]{32}",
    "do[opr]_v1_[0-9a-f]{64}|shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}|sq0[a-z]{3}-[A-Za-z0-9_\\-]{22,43}",
    "EAA[A-Za-z0-9]{80,300}|lin_api_[A-Za-z0-9]{40}|ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43}",
    "AQVN[A-Za-z0-9_\\-]{35,38}|y[0-3]_[A-Za-z0-9_\\-]{30,100}|t1\\.[A-Za-z0-9_\\-]{86,250}", // Yandex
    "vk1\\.a\\.[A-Za-z0-9_\\-]{60,250}|dapi[0-9a-f]{32}|ATATT[A-Za-z0-9_\\-=]{50,250}", // VK
    "[MNO][A-Za-z0-9_\\-]{23,27}\\.[A-Za-z0-9_\\-]{6}\\.[A-Za-z0-9_\\-]{27,40}", // Discord
  ].join("|"),
  "g",
);

/** Something called a key, the sign between, and the value. */
const NAMED =
  /(?:api[_\- ]?(?:hash|key|token|secret)|(?:access|secret|auth|private|client)[_\- ]?(?:access[_\- ]?)?(?:key|token|secret)|access[_\- ]?key[_\- ]?id|apikey|токен|секретный ключ|ключ api|api[ \-]ключ|password|passwd|пароль|secret|token|bearer)["'`]{0,2}(?: ?(?:is|это)|[ :=\-]){1,3}["'`<]{0,2}([A-Za-z0-9_\-+/=.~]{16,250})/gi;

/**
 * Finds keys of services.
 *
 * @param subject The text.
 * @returns The matches; one found in two ways stands twice.
 *
 * @example The documentation's own
 * ```ts
 * import { findApiKeys } from "./api_key.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findApiKeys(subjectOf(`key ${"AKIA"}${"IOSFODNN7EXAMPLE"}`));
 * assert.deepEqual([match?.start, match?.end], [4, 24]);
 * ```
 */
export function findApiKeys({ text }: Subject): readonly Finding<"api_key">[] {
  const findings: Finding<"api_key">[] = [];
  for (const { 0: raw, index: start } of text.matchAll(FORMS)) {
    const end = start + raw.length;
    if (/[A-Za-z0-9_]/.test(text.charAt(start - 1)) || /[A-Za-z0-9_]/.test(text.charAt(end))) {
      continue;
    }
    if (!hasEntropy(raw)) continue;
    findings.push({ kind: "api_key", start, end, normalised: raw, checked: true });
  }
  for (const found of text.matchAll(NAMED)) {
    const raw = (found[1] ?? "").replace(/[.=\-]+$/, "");
    if (raw.length < SHORTEST || !isRandom(raw)) continue;
    const start = found.index + found[0].length - (found[1] ?? "").length;
    findings.push({
      kind: "api_key",
      start,
      end: start + raw.length,
      normalised: raw,
      checked: false,
    });
  }
  return findings;
}

/** `sk-learn-some-long-branch-name` has the form of a key and no digit. */
const hasEntropy = (key: string) => /[0-9]/.test(key) && new Set(key).size >= 8;

/** Letters and digits mixed, and many different ones: no word, no path, no number. */
function isRandom(value: string): boolean {
  return /[A-Za-z]/.test(value) && /[0-9]/.test(value) && new Set(value).size >= 10;
}

/** The table's row for keys of services. */
export const apiKey = {
  kind: "api_key",
  label: "[api_key]",
  byDefault: true,
  worth: ({ longestToken }) => longestToken >= SHORTEST,
  find: findApiKeys,
} as const satisfies Detector;
