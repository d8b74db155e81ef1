/**
 * Text inside of pictures.
 *
 * @module
 */

/** Writes text so that XML takes it as text. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;" })[sign] ?? "&amp;");
}
