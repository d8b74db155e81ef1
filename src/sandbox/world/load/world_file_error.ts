/**
 * The one way in which loading a file fails.
 *
 * @module
 */

/** A file that holds no history, or none that can be read. Its message is one sentence for the person who named the file. */
export class WorldFileError extends Error {
  override readonly name = "WorldFileError";
}
