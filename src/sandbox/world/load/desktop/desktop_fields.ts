/**
 * The fields that messages of a Telegram Desktop export have. Others are counted as left out.
 *
 * @module
 */

const FIELDS = `
  id type date date_unixtime edited edited_unixtime from from_id actor actor_id author
  forwarded_from forwarded_from_id saved_from reply_to_message_id reply_to_peer_id via_bot
  text text_entities reactions inline_bot_buttons
  photo photo_file_size width height media_spoiler self_destruct_period_seconds
  file file_name file_size thumbnail thumbnail_file_size media_type mime_type duration_seconds
  sticker_emoji performer title
  contact_information contact_vcard contact_vcard_file_size
  location_information live_location_period_seconds place_name address
  poll game_title game_description game_link invoice_information
  giveaway_information giveaway_results paid_stars_amount
  action information_text members inviter message_id game_message_id invoice_message_id score
  amount currency recurring discard_reason reason_app_id reason_app_name reason_domain values
  to to_id distance duration period schedule_date emoticon cost months new_title new_icon_emoji_id
  button_id peers peer_id peer_name charge_id gift_code boost_peer_id boost_peer_name unclaimed
  via_giveaway winners stars boosts is_unclaimed giveaway_msg_id transaction_id
  gift_id is_limited is_anonymous gift_text
`;

/** Names of fields whose loss is no loss, or which are read. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set(FIELDS.trim().split(/\s+/));
