/**
 * Codes of `bad_msg_notification` and `bad_server_salt`.
 *
 * @see https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message
 * @module
 */

/** What is wrong with a message. */
export const BAD_MESSAGE = {
  /** The identifier lies too far in the past. */
  idTooLow: 16,
  /** The identifier lies too far in the future. */
  idTooHigh: 17,
  /** The lower two bits of the identifier are not zero. */
  idParity: 18,
  /** A container has the identifier of a message that was received before. */
  containerIdRepeated: 19,
  /** Too old to say whether it was received before. */
  tooOld: 20,
  /** A message with a lower identifier had a higher number. */
  seqNoTooLow: 32,
  /** A message with a higher identifier had a lower number. */
  seqNoTooHigh: 33,
  /** The message is not content-related, but its number is odd. */
  evenSeqNoExpected: 34,
  /** The message is content-related, but its number is even. */
  oddSeqNoExpected: 35,
  /** The salt is not valid (any more). */
  salt: 48,
  /** The container is not well formed. */
  container: 64,
} as const;
