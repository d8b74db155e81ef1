/**
 * English words that fill the templates.
 *
 * @module
 */

import type { Slots } from "./language.ts";

/** See {@linkcode Slots}. */
export const SLOTS_EN: Slots = {
  street: [
    "Harbour Street",
    "Mill Lane",
    "Orchard Avenue",
    "Station Road",
    "Lantern Square",
    "Willow Embankment",
    "Foundry Street",
    "Chapel Hill",
    "Observatory Drive",
    "Canal Row",
  ],
  district: [
    "Riverside",
    "the Old Town",
    "Northgate",
    "Saltmarsh",
    "Castle Hill",
    "the Docks",
    "Birchwood",
    "Eastfield",
  ],
  weekday: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  month: ["March", "April", "May", "June", "September", "October", "November", "December"],
  season: ["spring", "summer", "autumn", "winter"],
  transport: ["tram", "bus", "trolleybus", "ferry", "night bus", "commuter train"],
  team: ["the Rowers", "Northgate United", "the Lamplighters", "Docks Athletic", "Birchwood Bears"],
  sport: ["football", "handball", "rowing", "chess", "water polo", "cycling"],
  venue: [
    "the Municipal Theatre",
    "the Lighthouse Museum",
    "the Philharmonic Hall",
    "the Boat Club",
    "the Central Library",
    "the Tram Depot Gallery",
  ],
  person: [
    "Eleanor Finch",
    "Thomas Ashdown",
    "Marta Linden",
    "Samuel Brook",
    "Ivy Calloway",
    "Peter Okafor",
    "Nina Halvorsen",
    "Daniel Rowe",
  ],
  role: [
    "the deputy mayor",
    "a spokeswoman for the council",
    "the chief engineer",
    "the head of the transport office",
    "the duty forecaster",
    "the museum's curator",
    "the market's manager",
    "the club's captain",
  ],
  produce: [
    "apples",
    "honey",
    "smoked trout",
    "goat cheese",
    "pumpkins",
    "wild mushrooms",
    "plums",
  ],
  animal: ["heron", "hedgehog", "beaver", "swift", "bat", "otter"],
  institute: [
    "the Polytechnic",
    "the Botanical Institute",
    "the Observatory",
    "the Tidal Laboratory",
  ],
  thing: ["bike", "washing machine", "sofa", "pram", "kettle", "bookshelf", "ladder", "guitar"],
  shop: [
    "the corner bakery",
    "the pharmacy",
    "the hardware shop",
    "the fish stall",
    "the print shop",
  ],
};
