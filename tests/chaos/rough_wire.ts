/**
 * A TCP relay that treats what it carries badly: it cuts connections, delays bytes, splits what was
 * written into pieces, lets one direction or connection overtake another, and swaps pieces.
 */

import type { Wire } from "../telegram/gramjs/wire.ts";
import { dice } from "./storm.ts";

/** What is done to connections. What is absent is not done. */
export interface Roughness {
  /** Bytes, both ways together, after which a connection is cut: at least, and at most. */
  readonly cut?: readonly [number, number];
  /** A piece waits up to so many milliseconds. */
  readonly delay?: number;
  /** What comes together goes on in pieces: of one byte each, or cut at random places. */
  readonly halve?: true;
  /**
   * Now and then one direction stands still while the other goes on, and what a client sent over a
   * connection that was cut arrives when its next connection is already at work.
   */
  readonly reorder?: true;
  /**
   * Of so much that comes together, at least and at most, the pieces of one change places. TCP never
   * does this: bytes are spoiled.
   */
  readonly swap?: readonly [number, number];
}

/** A relay, and what it has done. */
export interface RoughWire extends Omit<Wire, "bytes"> {
  readonly cuts: () => number;
  readonly swaps: () => number;
  /** Pieces that are on their way: nobody may think that nothing comes any more. */
  readonly underWay: () => number;
}

/** What passes is told in between, too: somebody may wait for a stir. */
export interface RoughWireOptions {
  /** The data centre's port. */
  readonly toPort: number;
  readonly seed: number;
  readonly roughness: Roughness;
  readonly stir?: () => void;
}

/** All that a wire can do, as far as it goes. */
export const ROUGH: Required<Roughness> = {
  cut: [2000, 300_000],
  delay: 3,
  halve: true,
  reorder: true,
  swap: [10, 80],
};

/** Some of what a wire can do, by name. */
export function roughnessOf(names: readonly string[]): Roughness {
  return Object.fromEntries(Object.entries(ROUGH).filter(([name]) => names.includes(name)));
}

/** More bytes than these are not sent one by one. */
const ONE_BY_ONE = 96;
/** Pieces of what is larger. */
const MAX_PIECES = 5;
/** The share of pieces at which a direction stands still, and for how many milliseconds at most. */
const STILL = { share: 0.03, ms: 60 };
/** Milliseconds after which what was under way on a connection that is cut comes to its end. */
const LATE_MS = 40;

type Roll = () => number;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const below = (roll: Roll, count: number) => Math.floor(count * roll());

const between = ([least, most]: readonly [number, number], roll: Roll) =>
  least + below(roll, most - least + 1);

/** Cuts into pieces: few bytes into single ones, more at random places. */
function halved(chunk: Uint8Array, roll: Roll): readonly Uint8Array[] {
  const places = chunk.length <= ONE_BY_ONE
    ? Array.from(chunk, (_, at) => at)
    : Array.from({ length: 1 + below(roll, MAX_PIECES - 1) }, () => below(roll, chunk.length));
  const starts = [...new Set([0, ...places])].sort((a, b) => a - b);
  return starts.map((start, at) => chunk.subarray(start, starts[at + 1] ?? chunk.length));
}

/** Cuts in three, and has the last two change places; `undefined` where that changes nothing. */
function swapped(chunk: Uint8Array, roll: Roll): Uint8Array<ArrayBuffer> | undefined {
  const [first = 0, second = 0] = [below(roll, chunk.length), below(roll, chunk.length)]
    .sort((a, b) => a - b);
  const parts = [chunk.slice(0, first), chunk.slice(second), chunk.slice(first, second)];
  const spoiled = new Uint8Array(parts.flatMap((part) => [...part]));
  return spoiled.some((byte, at) => byte !== chunk[at]) ? spoiled : undefined;
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

/** Lays a wire, always as rough for a seed; only when bytes come together is the machine's doing. */
export function roughWire(
  { roughness, seed, stir = () => {}, toPort }: RoughWireOptions,
): RoughWire {
  const { cut, delay = 0, halve, reorder, swap } = roughness;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<() => void>();
  const running: Promise<void>[] = [];
  const counts = { connections: 0, cuts: 0, swaps: 0, underWay: 0 };
  const rollSwaps = dice(seed);
  const untilSwap = () => swap === undefined ? Infinity : between(swap, rollSwaps);
  let sound = untilSwap();
  let held = false;

  function spoil(chunk: Uint8Array, roll: Roll): Uint8Array {
    sound -= 1;
    const spoiled = sound <= 0 ? swapped(chunk, roll) : undefined;
    if (spoiled === undefined) return chunk;
    counts.swaps += 1;
    sound = untilSwap();
    return spoiled;
  }

  async function carry(chunk: Uint8Array, to: Deno.Conn, roll: Roll): Promise<void> {
    for (const piece of halve ? halved(spoil(chunk, roll), roll) : [spoil(chunk, roll)]) {
      if (delay > 0) await pause(below(roll, delay + 1));
      if (reorder && roll() < STILL.share) await pause(below(roll, STILL.ms));
      // In a turn of its own, or the system would join it to the piece before.
      if (halve) await pause(0);
      await writeAll(to, piece);
      stir();
    }
  }

  async function counted(work: Promise<void>): Promise<void> {
    counts.underWay += 1;
    await work.finally(() => counts.underWay -= 1);
  }

  async function relay(near: Deno.TcpConn, number: number): Promise<void> {
    const far = await Deno.connect({ hostname: "127.0.0.1", port: toPort }).catch(() => undefined);
    // A data centre that is away refuses.
    if (far === undefined) return near.close();
    near.setNoDelay(true);
    far.setNoDelay(true);
    const roll = dice(seed + 1000 * number);
    let left = cut === undefined ? Infinity : between(cut, roll);
    let isOpen = true;

    const hangUp = (): void => {
      if (!isOpen) return;
      isOpen = false;
      open.delete(hangUp);
      near.close();
      if (reorder) running.push(pause(LATE_MS).then(() => far.close()));
      else far.close();
    };
    open.add(hangUp);

    async function pump(from: Deno.Conn, to: Deno.Conn, isBack: boolean, roll: Roll) {
      const buffer = new Uint8Array(65_536);
      try {
        for (let size = await from.read(buffer); size !== null; size = await from.read(buffer)) {
          left -= size;
          if (left < 0) {
            counts.cuts += 1;
            if (reorder && !isBack) running.push(counted(late(buffer.slice(0, size), far!)));
            break;
          }
          if (!(isBack && held)) await counted(carry(buffer.slice(0, size), to, roll));
        }
      } catch {
        // Either end was closed: that is what ends a relay.
      }
      hangUp();
    }
    await Promise.all([
      pump(near, far, false, dice(seed + 1000 * number + 1)),
      pump(far, near, true, dice(seed + 1000 * number + 2)),
    ]);
  }

  /** What a client sent last reaches the data centre though the client has gone. */
  async function late(bytes: Uint8Array, far: Deno.Conn): Promise<void> {
    await pause(LATE_MS / 2);
    // The data centre may have hung up, too.
    await writeAll(far, bytes).catch(() => {});
  }

  const accepting = (async () => {
    for await (const near of listener) running.push(relay(near, ++counts.connections));
  })();
  const cutAll = () => [...open].forEach((hangUp) => hangUp());
  return {
    port: listener.addr.port,
    connections: () => counts.connections,
    cuts: () => counts.cuts,
    swaps: () => counts.swaps,
    underWay: () => counts.underWay,
    hold: () => void (held = true),
    release: () => void (held = false),
    cut: cutAll,
    async close() {
      listener.close();
      cutAll();
      await accepting;
      for (const each of running) await each;
    },
  };
}
