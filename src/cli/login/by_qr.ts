/**
 * Signing in with a QR code that is scanned in an app where the account is signed in.
 *
 * @module
 */

import type { LoginStep } from "../../telegram/login/login_step.ts";
import { byPhone } from "./by_phone.ts";
import { type Desk, type Ending, endingOf, STOPPED } from "./ending.ts";
import { askPassword } from "./password.ts";
import { qrColumns, qrLines } from "./qr_lines.ts";

type Token = Extract<LoginStep, { readonly state: "token" }>;

/** Codes that nobody scans: after ten minutes nobody is there. */
const MAX_CODES = 20;

/** What ended the wait for a scan. */
type Waited = "scanned" | "expired" | "phone" | "stopped";

/** Lines of text round the code. */
const WORDS: readonly string[] = [
  "Scan this in Telegram: Settings, Devices, Link Desktop Device.",
  "It is drawn anew when it expires. Enter: use a phone number instead.",
];

/**
 * Shows codes until one was scanned; goes on by phone when the person wants that, or when the
 * terminal has no room.
 *
 * @param desk The login and the person.
 */
export async function byQr(desk: Desk): Promise<Ending> {
  const { login, terminal } = desk;
  let drawn = 0;
  for (let codes = 0; codes < MAX_CODES; codes++) {
    const step = await login.requestToken();
    if (step.state === "password_needed") return await askPassword(desk);
    if (step.state !== "token") return endingOf(step);
    if (!hasRoom(desk, step.url)) {
      terminal.tell(
        "This terminal is too small for a QR code: a phone number is asked for instead.",
      );
      return await byPhone(desk);
    }
    drawn = draw(desk, step.url, drawn);
    const waited = await wait(desk, step);
    if (waited === "phone") return await byPhone(desk);
    if (waited === "stopped") return STOPPED;
  }
  return { signedIn: false, words: "Nobody has scanned the code: run tgtk login again." };
}

function hasRoom({ terminal }: Desk, url: string): boolean {
  return terminal.columns() >= qrColumns(url) &&
    terminal.rows() > qrLines(url).length + WORDS.length;
}

/** Draws over what was drawn before; gives the number of lines. */
function draw({ terminal }: Desk, url: string, drawn: number): number {
  if (drawn > 0) terminal.write(`\x1b[${drawn}A\r\x1b[J`);
  const lines = [...qrLines(url), ...WORDS];
  for (const line of lines) terminal.tell(line);
  return lines.length;
}

async function wait({ login, terminal }: Desk, { seconds }: Token): Promise<Waited> {
  const over = new AbortController();
  const expired = Promise.withResolvers<Waited>();
  const timer = setTimeout(() => expired.resolve("expired"), seconds * 1000);
  const typed = terminal.ask("", { hidden: true, signal: over.signal }).then((line): Waited =>
    line === undefined ? "stopped" : "phone"
  );
  try {
    const scanned = login.accepted().then((): Waited => "scanned");
    return await Promise.race([scanned, expired.promise, typed]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
