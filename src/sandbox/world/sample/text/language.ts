/**
 * What a language brings to the world's texts.
 *
 * @module
 */

/** The world's languages. */
export type Language = "en" | "ru";

/** Lists that fill the braces in templates: `{street}` takes one of `street`. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** A subject that posts are about. `{3..40}` in a template is a whole number in that range. */
export interface Theme {
  /** A hashtag without its sign. */
  readonly tag: string;
  /** Beyond the Basic Multilingual Plane, most of them: two UTF-16 code units. */
  readonly emoji: string;
  readonly headlines: readonly string[];
  readonly sentences: readonly string[];
}

/** How people talk in a group. */
export interface Talk {
  /** 2 to 25 characters. */
  readonly short: readonly string[];
  /** 25 to 110 characters. */
  readonly medium: readonly string[];
}

/** One language's whole stock. */
export interface Phrases {
  readonly slots: Slots;
  readonly themes: readonly Theme[];
  /** Names that files, web pages and places are given. */
  readonly captions: readonly string[];
  readonly polls: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly talk: Talk;
}
