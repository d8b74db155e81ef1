/**
 * `tgtk login`: makes a session string, prints it once, and stores nothing.
 *
 * @module
 */

import { trust } from "../../telegram/login/key_exchange.ts";
import { createLogin } from "../../telegram/login/login.ts";
import { dataCentre } from "../../telegram/session_string.ts";
import { VERSION } from "../../version.ts";
import type { Flags } from "../command.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Io } from "../io.ts";
import { type Application, askApplication } from "./application.ts";
import { byPhone } from "./by_phone.ts";
import { byQr } from "./by_qr.ts";
import { type Ending, STOPPED } from "./ending.ts";
import { readSandboxLine, type SandboxPlace } from "./sandbox_line.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { TERMS } from "./words.ts";

/** Where Telegram, too, sends clients first. */
const FIRST_DC = 2;

const TIMEOUT_MS = 30_000;

/**
 * Signs in.
 *
 * @param flags `phone`: no QR code. `sandbox`: the line that a sandbox printed, to sign in there.
 * @param io The surroundings.
 * @param terminal The person; the process's own terminal by default.
 * @returns The exit code.
 */
export async function login(
  flags: Flags,
  io: Io,
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const sandbox = typeof flags.sandbox === "string" ? readSandboxLine(flags.sandbox) : "none";
  if (sandbox === undefined) {
    io.err("Cannot use --sandbox: expected the line that tgtk sandbox printed.");
    terminal.close();
    return EXIT_USAGE;
  }
  try {
    const ending = sandbox === "none"
      ? await atTelegram(flags, io, terminal)
      : await atSandbox(sandbox, flags, io, terminal);
    if (!ending.signedIn) terminal.tell(ending.words);
    return ending.signedIn ? EXIT_OK : EXIT_FAILED;
  } finally {
    terminal.close();
  }
}

async function atTelegram(flags: Flags, io: Io, terminal: Terminal): Promise<Ending> {
  for (const line of TERMS) terminal.tell(line);
  const agreed = await terminal.ask('Type "yes" if you agree: ');
  if (agreed?.trim().toLowerCase() !== "yes") return STOPPED;
  const application = await askApplication(io.environment(), terminal);
  const place = dataCentre(FIRST_DC);
  if (application === undefined || place === undefined) return STOPPED;
  return await signIn({ application, place }, flags, io, terminal);
}

/** Nothing there is anybody's. */
async function atSandbox(
  sandbox: SandboxPlace,
  flags: Flags,
  io: Io,
  terminal: Terminal,
): Promise<Ending> {
  const { sandboxKey } = await import("../../sandbox/identity.ts");
  trust(sandboxKey);
  return await signIn(sandbox, flags, io, terminal);
}

async function signIn(
  { application, place }: { readonly application: Application } & Pick<SandboxPlace, "place">,
  flags: Flags,
  io: Io,
  terminal: Terminal,
): Promise<Ending> {
  const login = createLogin({ ...application, place, appVersion: VERSION, timeoutMs: TIMEOUT_MS });
  const desk = { login, terminal };
  try {
    const isByQr = terminal.canDraw && flags.phone !== true;
    const ending = isByQr ? await byQr(desk) : await byPhone(desk);
    if (!ending.signedIn) return ending;
    terminal.tell(`Signed in${ending.name === "" ? "" : ` as ${printable(ending.name)}`}.`);
    terminal.tell(
      "This is the session string, for TELEGRAM_STRING_SESSION. It is not shown again:",
    );
    io.out(login.session());
    return ending;
  } finally {
    await login.close();
  }
}

/** A name must not steer the terminal. */
function printable(name: string): string {
  return name.replaceAll(/\p{C}/gu, "");
}
