/**
 * The service messages of a Telegram Desktop export, as raw API objects. The words are those of
 * tdesktop's `export_output_json.cpp`.
 *
 * @module
 */

import type { JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { madeUpLong } from "../made_up.ts";
import { rawPhoto } from "./desktop_files.ts";
import { exportedPeer } from "./desktop_names.ts";
import { readDesktopText } from "./desktop_text.ts";

/** What actions are made with. */
export interface ActionContext {
  /** Seeds ids: no other message of the file has the same. */
  readonly seed: string;
  /** The message's date, in Unix seconds. */
  readonly date: number;
  readonly leftOuts: LeftOuts;
  /** The other half of a group that became a supergroup, bare id. */
  readonly migrationId: number;
  /** The id of a user by name; `null` is a deleted account. */
  userId(name: unknown): number;
}

type Maker = (json: JsonObject, context: ActionContext) => JsonObject;

const CALL_ENDS: Readonly<Record<string, string>> = {
  busy: "PhoneCallDiscardReasonBusy",
  disconnect: "PhoneCallDiscardReasonDisconnect",
  hangup: "PhoneCallDiscardReasonHangup",
  missed: "PhoneCallDiscardReasonMissed",
};

const PASSPORT_VALUES: Readonly<Record<string, string>> = {
  personal_details: "SecureValueTypePersonalDetails",
  passport: "SecureValueTypePassport",
  driver_license: "SecureValueTypeDriverLicense",
  identity_card: "SecureValueTypeIdentityCard",
  internal_passport: "SecureValueTypeInternalPassport",
  address_information: "SecureValueTypeAddress",
  utility_bill: "SecureValueTypeUtilityBill",
  bank_statement: "SecureValueTypeBankStatement",
  rental_agreement: "SecureValueTypeRentalAgreement",
  passport_registration: "SecureValueTypePassportRegistration",
  temporary_registration: "SecureValueTypeTemporaryRegistration",
  phone_number: "SecureValueTypePhone",
  email: "SecureValueTypeEmail",
};

const ACTIONS: Readonly<Record<string, Maker>> = {
  create_group: ({ title, members }, context) => ({
    _: "MessageActionChatCreate",
    title,
    users: userIds(members, context),
  }),
  edit_group_title: ({ title }) => ({ _: "MessageActionChatEditTitle", title }),
  edit_group_photo: (json, { seed, date }) => ({
    _: "MessageActionChatEditPhoto",
    photo: rawPhoto(json, seed, date),
  }),
  delete_group_photo: () => ({ _: "MessageActionChatDeletePhoto" }),
  invite_members: ({ members }, context) => ({
    _: "MessageActionChatAddUser",
    users: userIds(members, context),
  }),
  remove_members: ({ members }, context) => ({
    _: "MessageActionChatDeleteUser",
    user_id: userIds(members, context)[0],
  }),
  join_group_by_link: ({ inviter }, { userId }) => ({
    _: "MessageActionChatJoinedByLink",
    inviter_id: userId(inviter),
  }),
  join_group_by_request: () => ({ _: "MessageActionChatJoinedByRequest" }),
  create_channel: ({ title }) => ({ _: "MessageActionChannelCreate", title }),
  migrate_to_supergroup: (_, { migrationId: channel_id }) => ({
    _: "MessageActionChatMigrateTo",
    channel_id,
  }),
  migrate_from_group: ({ title }, { migrationId: chat_id }) => ({
    _: "MessageActionChannelMigrateFrom",
    title,
    chat_id,
  }),
  pin_message: () => ({ _: "MessageActionPinMessage" }),
  clear_history: () => ({ _: "MessageActionHistoryClear" }),
  score_in_game: ({ score }) => ({ _: "MessageActionGameScore", score }),
  send_payment: ({ amount, currency, recurring }) => ({
    _: "MessageActionPaymentSent",
    currency,
    total_amount: amount,
    recurring_init: recurring === "init",
    recurring_used: recurring === "used",
  }),
  refunded_payment: ({ amount, currency, peer_id, charge_id }) => ({
    _: "MessageActionPaymentRefunded",
    peer: rawPeer(peer_id),
    currency,
    total_amount: amount,
    charge: { _: "PaymentCharge", id: charge_id, provider_charge_id: "" },
  }),
  phone_call: ({ duration_seconds: duration, discard_reason }, { seed }) => ({
    _: "MessageActionPhoneCall",
    call_id: madeUpLong(`call ${seed}`).toString(),
    reason: constructor(CALL_ENDS[String(discard_reason)]),
    duration,
  }),
  take_screenshot: () => ({ _: "MessageActionScreenshotTaken" }),
  attach_menu_bot_allowed: () => ({ _: "MessageActionBotAllowed", attach_menu: true }),
  web_app_bot_allowed: () => ({ _: "MessageActionBotAllowed", from_request: true }),
  allow_sending_messages: ({ reason_domain: domain }) => ({ _: "MessageActionBotAllowed", domain }),
  send_passport_values: ({ values }) => ({
    _: "MessageActionSecureValuesSent",
    types: (Array.isArray(values) ? values : []).map((value) =>
      constructor(PASSPORT_VALUES[String(value)])
    ),
  }),
  joined_telegram: () => ({ _: "MessageActionContactSignUp" }),
  proximity_reached: ({ from_id, to_id, distance }) => ({
    _: "MessageActionGeoProximityReached",
    from_id: rawPeer(from_id),
    to_id: rawPeer(to_id),
    distance,
  }),
  requested_phone_number: custom,
  group_call: ({ duration }, { seed }) => ({
    _: "MessageActionGroupCall",
    call: groupCall(seed),
    duration,
  }),
  invite_to_group_call: ({ members }, context) => ({
    _: "MessageActionInviteToGroupCall",
    call: groupCall(context.seed),
    users: userIds(members, context),
  }),
  group_call_scheduled: ({ schedule_date }, { seed }) => ({
    _: "MessageActionGroupCallScheduled",
    call: groupCall(seed),
    schedule_date,
  }),
  set_messages_ttl: ({ period }) => ({ _: "MessageActionSetMessagesTTL", period }),
  edit_chat_theme: ({ emoticon }) => ({ _: "MessageActionSetChatTheme", emoticon }),
  send_webview_data: ({ text }) => ({ _: "MessageActionWebViewDataSent", text }),
  send_premium_gift: ({ cost, months }) => ({
    _: "MessageActionGiftPremium",
    ...price(cost),
    months,
  }),
  topic_created: ({ title }) => ({
    _: "MessageActionTopicCreate",
    title,
    icon_color: TOPIC_COLOR,
  }),
  topic_edit: ({ new_title, new_icon_emoji_id }) => ({
    _: "MessageActionTopicEdit",
    title: new_title,
    icon_emoji_id: new_icon_emoji_id,
  }),
  suggest_profile_photo: (json, { seed, date }) => ({
    _: "MessageActionSuggestProfilePhoto",
    photo: rawPhoto(json, seed, date),
  }),
  requested_peer: ({ button_id }) => ({ _: "MessageActionRequestedPeer", button_id }),
  gift_code_prize: ({ gift_code: slug, boost_peer_id, months, unclaimed, via_giveaway }) => ({
    _: "MessageActionGiftCode",
    via_giveaway,
    unclaimed,
    boost_peer: rawPeer(boost_peer_id),
    months,
    slug,
  }),
  giveaway_launch: () => ({ _: "MessageActionGiveawayLaunch" }),
  giveaway_results: ({ winners, unclaimed, stars }) => ({
    _: "MessageActionGiveawayResults",
    winners_count: winners,
    unclaimed_count: unclaimed,
    stars: Boolean(stars),
  }),
  set_chat_wallpaper: (_, { seed }) => ({
    _: "MessageActionSetChatWallPaper",
    wallpaper: wallpaper(seed),
  }),
  set_same_chat_wallpaper: (_, { seed }) => ({
    _: "MessageActionSetChatWallPaper",
    same: true,
    wallpaper: wallpaper(seed),
  }),
  boost_apply: ({ boosts }) => ({ _: "MessageActionBoostApply", boosts }),
  send_stars_gift: ({ cost, stars }) => ({ _: "MessageActionGiftStars", ...price(cost), stars }),
  stars_prize: ({ boost_peer_id, stars, is_unclaimed, giveaway_msg_id, transaction_id }) => ({
    _: "MessageActionPrizeStars",
    unclaimed: is_unclaimed,
    stars,
    transaction_id,
    boost_peer: rawPeer(boost_peer_id),
    giveaway_msg_id,
  }),
  send_star_gift: ({ gift_id: id, stars, is_limited, is_anonymous, gift_text }, { leftOuts }) => ({
    _: "MessageActionStarGift",
    name_hidden: is_anonymous,
    gift: { _: "StarGift", id, stars, limited: is_limited, convert_stars: 0 },
    message: gift_text === undefined
      ? undefined
      : { _: "TextWithEntities", ...readDesktopText(gift_text, undefined, leftOuts) },
  }),
};

/** The blue that Telegram gives to topics first; exports have no colours. */
const TOPIC_COLOR = 0x6fb9f0;

/**
 * Makes the action of a service message.
 *
 * @param json The message. Without `action` it has `information_text`.
 * @param context What actions are made with.
 * @returns A raw `MessageAction`; of an unknown kind a custom one with the export's word for it.
 *
 * @example A new title
 * ```ts
 * import { desktopAction } from "./desktop_actions.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const context = { seed: "1", date: 0, leftOuts: UNHEARD, migrationId: 0, userId: () => 1 };
 * assert.deepEqual(desktopAction({ action: "edit_group_title", title: "Us" }, context), {
 *   _: "MessageActionChatEditTitle",
 *   title: "Us",
 * });
 * ```
 */
export function desktopAction(json: JsonObject, context: ActionContext): JsonObject {
  const { action, information_text } = json;
  if (action === undefined && typeof information_text === "string") return custom(json);
  const name = String(action ?? "");
  if (Object.hasOwn(ACTIONS, name)) return ACTIONS[name]?.(json, context) ?? custom(json);
  context.leftOuts.note("action", name);
  return custom(json);
}

function custom({ action, information_text }: JsonObject): JsonObject {
  return { _: "MessageActionCustomAction", message: information_text ?? String(action ?? "") };
}

function userIds(members: unknown, { userId }: ActionContext): readonly number[] {
  return Array.isArray(members) ? members.map(userId) : [];
}

function rawPeer(value: unknown): JsonObject | undefined {
  const peer = exportedPeer(value);
  return peer === undefined ? undefined : { [`${peer.type}_id`]: peer.id };
}

function groupCall(seed: string): JsonObject {
  return { _: "InputGroupCall", id: madeUpLong(`group call ${seed}`).toString() };
}

function wallpaper(seed: string): JsonObject {
  return { _: "WallPaperNoFile", id: madeUpLong(`wallpaper ${seed}`).toString() };
}

/** Exports write a price as people read it, such as `9.99 EUR`; the API has the smallest units. */
function price(cost: unknown): JsonObject {
  const [, amount = "0", currency = ""] = /([\d.,]+)\s*([A-Z]{3})?/.exec(String(cost ?? "")) ?? [];
  return { currency, amount: Math.round(Number(amount.replaceAll(",", "")) * 100) || 0 };
}

function constructor(name: string | undefined): JsonObject | undefined {
  return name === undefined ? undefined : { _: name };
}
