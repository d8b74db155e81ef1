/**
 * A request of the 2025 revisions, answered with plain JSON. The SDK's own handler answers each of
 * them with a stream of events, which costs more and is of use only where progress is told.
 *
 * @module
 */

import {
  type AuthInfo,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

/** What is known of the request already. */
export interface ExchangeOptions {
  readonly parsedBody: unknown;
  readonly authInfo: AuthInfo;
}

/**
 * Answers one request.
 *
 * @param server A server of its own, not yet connected; closing it ends the exchange.
 * @param request The request; its body has been read.
 * @param options Its body as a value, and who asks.
 * @returns The answer; 499, which nobody sees, when the server was closed before.
 */
export async function plainExchange(
  server: Server,
  request: Request,
  options: ExchangeOptions,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const closed = Promise.withResolvers<Response>();
  server.onclose = () => closed.resolve(new Response(null, { status: 499 }));
  try {
    return await Promise.race([transport.handleRequest(request, options), closed.promise]);
  } finally {
    await transport.close();
  }
}
