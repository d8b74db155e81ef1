/** A wire that a test can hold and cut, between a client and a data centre on loopback. */

/** A TCP relay. */
export interface Wire {
  readonly port: number;
  /** How many connections came, those that are gone included. */
  readonly connections: () => number;
  /** Bytes that went to the data centre, and that came from it. */
  readonly bytes: () => { readonly sent: number; readonly received: number };
  /** From now on nothing comes back from the data centre. */
  hold(): void;
  /** What comes back from now on is passed on again. */
  release(): void;
  /** Ends every connection; new ones can be made. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * Lays a wire.
 *
 * @param toPort The data centre's port; without one nobody answers on the wire.
 */
export function layWire(toPort?: number): Wire {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const running: Promise<void>[] = [];
  let count = 0;
  let held = false;
  let sent = 0;
  let received = 0;

  const hangUp = (connection: Deno.Conn) => {
    if (open.delete(connection)) connection.close();
  };

  async function pump(from: Deno.Conn, to: Deno.Conn | undefined, isBack: boolean): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (let size = await from.read(buffer); size !== null; size = await from.read(buffer)) {
        if (isBack) received += size;
        else sent += size;
        if (to !== undefined && !(isBack && held)) await to.write(buffer.subarray(0, size));
      }
    } catch {
      // Either end was closed: that is what ends a relay.
    }
    hangUp(from);
    if (to !== undefined) hangUp(to);
  }

  async function relay(near: Deno.Conn): Promise<void> {
    count++;
    open.add(near);
    if (toPort === undefined) return await pump(near, undefined, false);
    const far = await Deno.connect({ hostname: "127.0.0.1", port: toPort }).catch(() => undefined);
    // A data centre that is away refuses.
    if (far === undefined) return hangUp(near);
    open.add(far);
    await Promise.all([pump(near, far, false), pump(far, near, true)]);
  }

  running.push((async () => {
    for await (const connection of listener) running.push(relay(connection));
  })());

  const cut = () => [...open].forEach(hangUp);
  return {
    port: listener.addr.port,
    connections: () => count,
    bytes: () => ({ sent, received }),
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
    },
    cut,
    close: async () => {
      listener.close();
      cut();
      await running[0];
      await Promise.all(running);
    },
  };
}
