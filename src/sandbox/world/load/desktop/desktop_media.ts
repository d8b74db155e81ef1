/**
 * What the messages of a Telegram Desktop export carry beside their text, as raw API objects.
 *
 * @module
 */

import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { madeUpLong } from "../made_up.ts";
import { documentMedia, photoMedia } from "./desktop_files.ts";
import { readDesktopText } from "./desktop_text.ts";

/** What media are made with. */
export interface MediaContext {
  /** Seeds ids: no other message of the file has the same. */
  readonly seed: string;
  /** The message's date, in Unix seconds. */
  readonly date: number;
  readonly leftOuts: LeftOuts;
}

type Maker = (json: JsonObject, context: MediaContext) => JsonObject;

/** Makers by the field that gives a kind of media away, the telling fields first. */
const MAKERS: readonly (readonly [field: string, make: Maker])[] = [
  ["photo", (json, { seed, date }) => photoMedia(json, seed, date)],
  ["file", (json, { seed, date }) => documentMedia(json, seed, date)],
  ["media_type", (json, { seed, date }) => documentMedia(json, seed, date)],
  ["contact_information", contact],
  ["place_name", venue],
  ["location_information", location],
  ["poll", poll],
  ["game_title", game],
  ["invoice_information", invoice],
  ["giveaway_information", giveaway],
  ["giveaway_results", giveawayResults],
  ["paid_stars_amount", ({ paid_stars_amount: stars_amount }) => ({
    _: "MessageMediaPaidMedia",
    stars_amount,
    extended_media: [],
  })],
];

/**
 * Finds a message's media.
 *
 * @param json A message of an export.
 * @param context What media are made with.
 * @returns A raw `MessageMedia`, or `undefined` if the message carries nothing.
 *
 * @example A place
 * ```ts
 * import { desktopMedia } from "./desktop_media.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const json = { location_information: { latitude: 50.5, longitude: 30.5 } };
 * assert.deepEqual(desktopMedia(json, { seed: "1", date: 0, leftOuts: UNHEARD }), {
 *   _: "MessageMediaGeo",
 *   geo: { _: "GeoPoint", lat: 50.5, long: 30.5 },
 * });
 * ```
 */
export function desktopMedia(json: JsonObject, context: MediaContext): JsonObject | undefined {
  if (json["type"] === "unsupported") return { _: "MessageMediaUnsupported" };
  const maker = MAKERS.find(([field]) => isThere(json, field));
  return maker?.[1](json, context);
}

/** An empty point is written as null; anywhere else null is no medium. */
function isThere(json: JsonObject, field: string): boolean {
  const value = json[field];
  return value === null ? field === "location_information" : value !== undefined;
}

function contact(json: JsonObject): JsonObject {
  const { phone_number, first_name, last_name } = inner(json, "contact_information");
  return { _: "MessageMediaContact", phone_number, first_name, last_name };
}

function location(json: JsonObject): JsonObject {
  const period = json["live_location_period_seconds"];
  const geo = point(json);
  return period === undefined
    ? { _: "MessageMediaGeo", geo }
    : { _: "MessageMediaGeoLive", geo, period };
}

function venue(json: JsonObject): JsonObject {
  const { place_name: title, address } = json;
  return { _: "MessageMediaVenue", geo: point(json), title, address };
}

/** `location_information` is null where Telegram had an empty point. */
function point(json: JsonObject): JsonObject {
  const { latitude: lat, longitude: long } = inner(json, "location_information");
  if (lat === undefined || long === undefined) return { _: "GeoPointEmpty" };
  return { _: "GeoPoint", lat, long };
}

function poll(json: JsonObject, { seed, leftOuts }: MediaContext): JsonObject {
  const { question, closed, total_voters, answers } = inner(json, "poll");
  const list = (Array.isArray(answers) ? answers : []).filter(isJsonObject);
  const text = (value: unknown): JsonObject => ({
    _: "TextWithEntities",
    ...readDesktopText(value, undefined, leftOuts),
  });
  return {
    _: "MessageMediaPoll",
    poll: {
      _: "Poll",
      id: madeUpLong(`poll ${seed}`).toString(),
      closed,
      question: text(question),
      answers: list.map((answer, index) => ({
        _: "PollAnswer",
        text: text(answer["text"]),
        option: optionName(index),
      })),
    },
    results: {
      _: "PollResults",
      total_voters,
      results: list.map(({ voters, chosen }, index) => ({
        _: "PollAnswerVoters",
        option: optionName(index),
        voters,
        chosen,
      })),
    },
  };
}

/** Telegram's clients name a poll's options by their positions, in one character. */
function optionName(index: number): readonly number[] {
  return [48 + index % 200];
}

function game(json: JsonObject, { seed, date }: MediaContext): JsonObject {
  const { game_title: title, game_description: description, game_link } = json;
  const short_name = /[?&]game=(\w+)/.exec(String(game_link))?.[1] ?? "";
  const photo = { _: "PhotoEmpty", id: madeUpLong(`game photo ${seed} ${date}`).toString() };
  const id = madeUpLong(`game ${seed}`).toString();
  return { _: "MessageMediaGame", game: { _: "Game", id, title, description, short_name, photo } };
}

function invoice(json: JsonObject): JsonObject {
  const details = inner(json, "invoice_information");
  const { title, description, amount: total_amount, currency, receipt_message_id } = details;
  return {
    _: "MessageMediaInvoice",
    title,
    description,
    total_amount,
    currency,
    receipt_msg_id: receipt_message_id,
  };
}

function giveaway(json: JsonObject): JsonObject {
  const details = inner(json, "giveaway_information");
  const { quantity, months, until_date, channels, countries, additional_prize, stars } = details;
  return {
    _: "MessageMediaGiveaway",
    only_new_subscribers: details["is_only_new_subscribers"],
    channels,
    countries_iso2: countries,
    prize_description: additional_prize || undefined,
    quantity,
    months: months || undefined,
    stars: stars || undefined,
    until_date,
  };
}

function giveawayResults(json: JsonObject): JsonObject {
  const details = inner(json, "giveaway_results");
  const { winners_count, unclaimed_count, additional_peers_count, until_date, winners } = details;
  return {
    _: "MessageMediaGiveawayResults",
    only_new_subscribers: details["is_only_new_subscribers"],
    refunded: details["is_refunded"],
    channel_id: details["channel"],
    launch_msg_id: details["launch_message_id"],
    prize_description: details["additional_prize"] || undefined,
    months: details["months"] || undefined,
    stars: details["stars"] || undefined,
    additional_peers_count,
    winners_count,
    unclaimed_count,
    winners,
    until_date,
  };
}

function inner(json: JsonObject, key: string): JsonObject {
  const value = json[key];
  return isJsonObject(value) ? value : {};
}
