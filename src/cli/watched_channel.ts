/**
 * A channel to a holder that may fall silent while it lives: a process that was stopped keeps its
 * connections, and answers nothing.
 *
 * @module
 */

import type { Channel } from "../telegram/lease/sealed_channel.ts";
import { silenceWatch } from "../telegram/silence.ts";
import type { Timer } from "../telegram/timeout.ts";

/** What its owner knows. */
export interface WatchedChannelOptions {
  /** Whether anybody waits for an answer. */
  readonly isWaiting: () => boolean;
  /** The runtime's by default. */
  readonly timer?: Timer | undefined;
}

/** Any answer will do, a refusal included; nobody has asked for it, so nobody is told. */
const PING = JSON.stringify({ jsonrpc: "2.0", id: "tgtk alive", method: "ping" });

/**
 * Wraps a channel so that it ends when the holder has been silent for long while somebody waits: see
 * {@linkcode silenceWatch}.
 *
 * @param channel The channel.
 * @param options Who waits.
 */
export function watchedChannel(
  channel: Channel,
  { isWaiting, timer }: WatchedChannelOptions,
): Channel {
  const watch = silenceWatch({
    ask: () => void channel.send(PING),
    gone: () => close(),
    timer,
  });
  let endWait: (() => void) | undefined;

  function look(): void {
    if (isWaiting()) endWait ??= watch.wait();
    else rest();
  }

  function rest(): void {
    endWait?.();
    endWait = undefined;
  }

  function close(): void {
    rest();
    channel.close();
  }

  return {
    send: (text) => {
      look();
      return channel.send(text);
    },
    receive: async (maxBytes) => {
      const text = await channel.receive(maxBytes);
      if (text === undefined) return void close();
      watch.heard();
      look();
      return text;
    },
    close,
  };
}
