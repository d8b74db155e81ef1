/**
 * Keys of well-known services, by the form their makers gave them to be found; and values that are
 * called a key or a secret.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { OPEN_KEYS } from "./things.ts";
import { alphabet, type Token, tokensOf, varietyOf } from "./tokens.ts";
import { anyWord } from "./words.ts";

const SHORTEST = 16;
const LONGEST = 600;

const CHARACTERS = alphabet("-_.+/=~");

/** Each form as its maker documents it. */
const FORMS = new RegExp(
  `^(?:${
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
      "nvapi-[A-Za-z0-9_\\-]{60,70}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}", // Nvidia, Postman
      "[MNO][A-Za-z0-9_\\-]{23,27}\\.[A-Za-z0-9_\\-]{6}\\.[A-Za-z0-9_\\-]{27,40}", // Discord
    ].join("|")
  })$`,
);

/** What a value is called, right before it: `api_key = "`, `пароль: `. */
const NAMED = anyWord(`
  api_key* api_hash api_token api_secret apikey* access_key* access_token* secret_key* secret_access_key auth_token*
  account_key* accountkey* sharedaccesskey* private_key* client_secret* secret* token* password* passwd bearer key api_id
  токен* пароль* ключ* секрет*
`);

const OPEN = anyWord(OPEN_KEYS);

/** Between a name and its value. */
const ASSIGNED = /[\s:="'`<>«»-]{1,6}$/;

/**
 * Finds keys of services.
 *
 * @param subject The text.
 * @returns The matches, in order.
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
  for (const token of tokensOf(text, CHARACTERS, SHORTEST, LONGEST)) {
    if (!TELLING.test(token.text)) continue;
    // The rest of a web address; its parameters are tokens of their own.
    if (token.text.startsWith("/")) {
      findings.push(...keysInPath(token));
      continue;
    }
    const { start, text: raw } = valueOf(token);
    const isForm = hasEntropy(raw) && FORMS.test(raw);
    const end = start + raw.length;
    if (!isForm && !(isRandom(raw) && isNamed(text, start, end))) continue;
    findings.push({ kind: "api_key", start, end, normalised: raw, checked: isForm });
  }
  return findings;
}

/** `https://key@github.com/…` and `https://example.org/key/…`: here only a form tells. */
function keysInPath({ start, text }: Token): readonly Finding<"api_key">[] {
  const findings: Finding<"api_key">[] = [];
  for (let from = 0, end; from < text.length; from = end + 1) {
    const stroke = text.indexOf("/", from);
    end = stroke < 0 ? text.length : stroke;
    if (end - from < SHORTEST) continue;
    const part = text.slice(from, end);
    if (!hasEntropy(part) || !FORMS.test(part)) continue;
    const place = { start: start + from, end: start + end };
    findings.push({ kind: "api_key", ...place, normalised: part, checked: true });
  }
  return findings;
}

/** `KEY=value`, `Bearer:value.`: a name before and a full stop after are none of the value. */
function valueOf({ start, text }: Token): { readonly start: number; readonly text: string } {
  const raw = text.replace(/[.=]{1,3}$/, "");
  const name = /^[A-Za-z_]{1,40}=/.exec(raw)?.[0].length ?? 0;
  return { start: start + name, text: raw.slice(name) };
}

/** Not so in `token = base64.b64decode(text)` and `key = keys_of_2024[0]`. */
function isNamed(text: string, start: number, end: number): boolean {
  const words = before(text, start, 28).replaceAll("_", " ");
  return ASSIGNED.test(words) && NAMED.test(words) && !OPEN.test(words) &&
    !/[([]/.test(text.charAt(end));
}

/**
 * `sk-learn-some-long-branch-name` has the form of a key, but no digit and no capitals between small
 * letters; Amazon's are all capitals.
 */
const hasEntropy = (key: string) => RANDOM.test(key) && varietyOf(key) >= 8;

const RANDOM = /[0-9]|^AKIA|[a-z][A-Z]/;

/** No key is without, wherever it stands in a token. */
const TELLING = /[0-9]|AKIA|[a-z][A-Z]/;

/** Letters and digits mixed, and many different ones: no word, no path, no number. */
function isRandom(value: string): boolean {
  return value.length >= SHORTEST && value.length <= 250 && !value.includes("://") &&
    (isJumbled(value) || (/[A-Za-z]/.test(value) && /[0-9]/.test(value))) &&
    varietyOf(value) >= 10;
}

/** Small letters and capitals change places in at least two of five: no `getSecretFromVault`. */
function isJumbled(value: string): boolean {
  let changes = 0;
  for (let at = 1; at < value.length; at++) {
    const [last, code] = [codeAt(value, at - 1), codeAt(value, at)];
    if (last > 0x40 && code > 0x40 && ((last ^ code) & 0x20) !== 0) changes++;
  }
  return changes >= value.length * 0.4;
}

/** The table's row for keys of services. */
export const apiKey = {
  kind: "api_key",
  label: "[api_key]",
  byDefault: true,
  needs: [SIGN.token16],
  find: findApiKeys,
} as const satisfies Detector;
