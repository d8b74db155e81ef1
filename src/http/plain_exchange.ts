/**
 * A request of the 2025 revisions, answered with plain JSON. The SDK's own handler answers each of
 * them with a stream of events, which costs twice as much and is of use only where progress is told.
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
 * @param server A server of its own, not yet connected.
 * @param request The request; its body has been read. When it is aborted, so is the work.
 * @param options Its body as a value, and who asks.
 * @returns The answer; 499, which nobody sees, when the client has gone.
 */
export async function plainExchange(
  server: Server,
  request: Request,
  options: ExchangeOptions,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const gone = Promise.withResolvers<Response>();
  const leave = () => gone.resolve(new Response(null, { status: 499 }));
  request.signal.addEventListener("abort", leave);
  try {
    return await Promise.race([transport.handleRequest(request, options), gone.promise]);
  } finally {
    request.signal.removeEventListener("abort", leave);
    // Closing aborts the calls that are still under way.
    await transport.close();
  }
}
