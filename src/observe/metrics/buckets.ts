/**
 * The boundaries of histograms of time.
 *
 * @module
 */

/**
 * The boundaries that OpenTelemetry's conventions ask for
 * (https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md).
 */
export const SECONDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
