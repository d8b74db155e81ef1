/**
 * Closing what may be closed already.
 *
 * @module
 */

/**
 * Closes a connection. One that is closed stays closed.
 *
 * @param connection The connection.
 */
export function closeQuietly(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It is closed: that is all that was wanted.
  }
}
