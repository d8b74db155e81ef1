import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { Api } from "../../../src/gramjs.ts";
import { connectGramjs, introduced } from "../gramjs_client.ts";
import { tinyWorld } from "../tiny_world.ts";
import { abridged, packetMaker, plainPacket, spoiltStream } from "./fuzz_frames.ts";
import { authKeyOfSession } from "./mtcute_client.ts";
import { type Dice, makeDice } from "./mutations.ts";

/** More of them, and others, on demand. */
const FRAMES = Number(Deno.env.get("TGTK_FUZZ_FRAMES") ?? 20_000);
const SEED = Number(Deno.env.get("TGTK_FUZZ_SEED") ?? 1);
const FRAMES_A_CONNECTION = 50;
const CONNECTIONS_AT_ONCE = 20;
const MiB = 1 << 20;

/** Sends, reads away whatever comes, and hangs up once the server has seen all of it. */
async function visit(port: number, frames: readonly Uint8Array[]): Promise<void> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const read = readAway(socket);
  // The server may hang up before all is written, and it may do so while it is read from.
  try {
    for (const frame of frames) {
      for (let at = 0; at < frame.length;) at += await socket.write(frame.subarray(at));
    }
    await socket.closeWrite();
  } catch (error) {
    assert.ok(error instanceof Deno.errors.BrokenPipe || isGone(error), String(error));
  }
  await read;
  socket.close();
}

async function readAway(socket: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(1 << 16);
  try {
    while (await socket.read(buffer) !== null);
  } catch (error) {
    assert.ok(isGone(error), String(error));
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.NotConnected;
}

/** The frames of one connection: encrypted ones mostly, as they reach farthest. */
function framesOf(dice: Dice, sandbox: Sandbox): Uint8Array[] {
  const key = authKeyOf(authKeyOfSession(sandbox.ready.string_session));
  const makePacket = packetMaker(key, dice);
  const kind = dice(20);
  if (kind < 8) return [spoiltStream(dice(2) === 0 ? makePacket() : plainPacket(dice), dice)];
  if (kind < 14) return [new Uint8Array([0xef]), abridged(plainPacket(dice))];
  const packets = Array.from({ length: FRAMES_A_CONNECTION }, () => abridged(makePacket()));
  return [new Uint8Array([0xef]), ...packets];
}

async function fuzz(sandbox: Sandbox, dice: Dice, count: number): Promise<void> {
  for (let sent = 0; sent < count;) {
    const visits = Array.from({ length: CONNECTIONS_AT_ONCE }, () => framesOf(dice, sandbox));
    sent += visits.reduce((sum, frames) => sum + frames.length, 0);
    await Promise.all(visits.map((frames) => visit(sandbox.ready.port, frames)));
  }
}

/** What is held after a collection, in bytes. */
function memoryHeld(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}

/** What is reported while something is done: the data centre's bugs. */
async function reportsDuring(act: () => Promise<void>): Promise<unknown[]> {
  const reports: unknown[] = [];
  const { error } = console;
  console.error = (...report) => reports.push(report);
  try {
    await act();
  } finally {
    console.error = error;
  }
  return reports;
}

async function servesNextClient(sandbox: Sandbox): Promise<void> {
  const client = await connectGramjs(sandbox.ready);
  const config = await client.send<Api.Config>(introduced(new Api.help.GetConfig()));
  assert.equal(config.className, "Config");
  await client.close();
}

Deno.test("startMtprotoServer() outlives fuzzed frames", async () => {
  let answered = 0;
  const sandbox = startSandbox({ world: tinyWorld(), trace: () => answered++ });
  const dice = makeDice(SEED);
  const reports = await reportsDuring(async () => {
    await fuzz(sandbox, dice, FRAMES / 4);
    const before = memoryHeld();
    await fuzz(sandbox, dice, FRAMES * 3 / 4);
    const growth = memoryHeld() - before;
    assert.ok(growth < 64 * MiB, `grew by ${growth} bytes`);
  });
  assert.deepEqual(reports, []);
  assert.ok(answered > FRAMES / 8, `only ${answered} queries came through`);
  await servesNextClient(sandbox);
  await sandbox.close();
  assert.equal(sandbox.connections(), 0);
});
