/**
 * Media that are no files: places, contacts, previews, dice and what this client is too old for.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";
import { channelPeer } from "../entities/peers.ts";
import { NEWS } from "../directory.ts";
import { PHRASES } from "../text/phrases.ts";
import { fill } from "../text/template.ts";
import { caption, type MediaWish } from "./documents.ts";
import { photo } from "./photo.ts";

/** A point in the open Atlantic: nobody lives there. */
function point(thrown: Dice): Api.GeoPoint {
  return new Api.GeoPoint({
    lat: 31.5 + thrown.below(1000) / 1024,
    long: -42.5 + thrown.below(1000) / 1024,
    accessHash: identifier(thrown),
  });
}

/** A bare position. */
export function geoMedia({ thrown }: MediaWish): Api.MessageMediaGeo {
  return new Api.MessageMediaGeo({ geo: point(thrown) });
}

/** A position that moves for a while. */
export function liveGeoMedia({ thrown }: MediaWish): Api.MessageMediaGeoLive {
  return new Api.MessageMediaGeoLive({ geo: point(thrown), period: 900, heading: 120 });
}

/** A place with a name. */
export function venueMedia({ thrown, language }: MediaWish): Api.MessageMediaVenue {
  const { slots } = PHRASES[language];
  return new Api.MessageMediaVenue({
    geo: point(thrown),
    title: fill(language === "en" ? "{venue}" : "Встреча {venue_in}", slots, thrown),
    address: fill(language === "en" ? "{street} {1..90}" : "{street_on}, {1..90}", slots, thrown),
    provider: "foursquare",
    venueId: `venue${thrown.below(100_000)}`,
    venueType: "arts_entertainment/default",
  });
}

/** A contact; the number is from a range kept for fiction (+1 202 555 01xx). */
export function contactMedia({ thrown, language }: MediaWish): Api.MessageMediaContact {
  const [firstName = "", lastName = ""] = thrown.pick(PHRASES[language].slots["person"]!).split(
    " ",
  );
  return new Api.MessageMediaContact({
    phoneNumber: `120255501${thrown.between(10, 99)}`,
    firstName,
    lastName,
    vcard: "",
    userId: bigInt(0),
  });
}

/** A die, a dart or a ball. */
export function diceMedia({ thrown }: MediaWish): Api.MessageMediaDice {
  return new Api.MessageMediaDice({
    value: thrown.between(1, 6),
    emoticon: thrown.pick(["🎲", "🎯", "🏀"]),
  });
}

/** What has no type of its own here: a story, a giveaway, something newer than the client. */
export function otherMedia({ thrown, date }: MediaWish): Api.TypeMessageMedia {
  return thrown.pick<() => Api.TypeMessageMedia>([
    () => new Api.MessageMediaUnsupported(),
    () => new Api.MessageMediaStory({ peer: channelPeer(NEWS.id), id: thrown.between(1, 400) }),
    () =>
      new Api.MessageMediaGiveaway({
        channels: [bigInt(NEWS.id)],
        quantity: thrown.between(1, 50),
        months: 3,
        untilDate: date + 7 * 86_400,
      }),
  ])();
}

/** The preview of a page. */
export function webPageMedia(wish: MediaWish, url: string): Api.MessageMediaWebPage {
  const { thrown, date } = wish;
  const { sentences } = thrown.pick(PHRASES[wish.language].themes);
  return new Api.MessageMediaWebPage({
    webpage: new Api.WebPage({
      id: identifier(thrown),
      url,
      displayUrl: url.replace("https://", ""),
      hash: 0,
      type: "article",
      siteName: "Example News",
      title: caption(wish),
      description: fill(thrown.pick(sentences), PHRASES[wish.language].slots, thrown),
      ...(thrown.chance(0.6) ? { photo: photo(thrown, date) } : {}),
    }),
  });
}
