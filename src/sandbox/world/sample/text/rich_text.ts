/**
 * Text with marked stretches. Offsets count UTF-16 code units, which is what JavaScript's own
 * string lengths count.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";

/** A text and its entities, by rising offset. */
export interface RichText {
  readonly text: string;
  readonly entities: Api.TypeMessageEntity[];
}

/** Makes the entity for a stretch. */
export type Mark = (offset: number, length: number) => Api.TypeMessageEntity;

/** Collects text. */
export interface RichTextBuilder {
  /** Adds text, marked with each of the given marks. */
  add(text: string, ...marks: readonly Mark[]): void;
  /** Marks all that was added since an offset. */
  markSince(offset: number, mark: Mark): void;
  readonly length: () => number;
  readonly endsWith: (end: string) => boolean;
  readonly done: () => RichText;
}

/** Starts a text. */
export function richText(): RichTextBuilder {
  let text = "";
  const entities: Api.TypeMessageEntity[] = [];
  return {
    add: (piece, ...marks) => {
      for (const mark of marks) entities.push(mark(text.length, piece.length));
      text += piece;
    },
    markSince: (offset, mark) => {
      if (text.length > offset) entities.push(mark(offset, text.length - offset));
    },
    length: () => text.length,
    endsWith: (end) => text.endsWith(end),
    done: () => ({
      text,
      entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length),
    }),
  };
}

/** Marks without arguments. */
export const MARK = {
  bold: (offset, length) => new Api.MessageEntityBold({ offset, length }),
  italic: (offset, length) => new Api.MessageEntityItalic({ offset, length }),
  underline: (offset, length) => new Api.MessageEntityUnderline({ offset, length }),
  strike: (offset, length) => new Api.MessageEntityStrike({ offset, length }),
  spoiler: (offset, length) => new Api.MessageEntitySpoiler({ offset, length }),
  code: (offset, length) => new Api.MessageEntityCode({ offset, length }),
  url: (offset, length) => new Api.MessageEntityUrl({ offset, length }),
  email: (offset, length) => new Api.MessageEntityEmail({ offset, length }),
  phone: (offset, length) => new Api.MessageEntityPhone({ offset, length }),
  bankCard: (offset, length) => new Api.MessageEntityBankCard({ offset, length }),
  mention: (offset, length) => new Api.MessageEntityMention({ offset, length }),
  hashtag: (offset, length) => new Api.MessageEntityHashtag({ offset, length }),
  cashtag: (offset, length) => new Api.MessageEntityCashtag({ offset, length }),
  command: (offset, length) => new Api.MessageEntityBotCommand({ offset, length }),
  quote: (offset, length) => new Api.MessageEntityBlockquote({ offset, length }),
  foldedQuote: (offset, length) =>
    new Api.MessageEntityBlockquote({ collapsed: true, offset, length }),
} as const satisfies Readonly<Record<string, Mark>>;

/** Marks a block of code in a language. */
export function pre(language: string): Mark {
  return (offset, length) => new Api.MessageEntityPre({ offset, length, language });
}

/** Marks words that lead to an address. */
export function textUrl(url: string): Mark {
  return (offset, length) => new Api.MessageEntityTextUrl({ offset, length, url });
}

/** Marks the name of a user who has no username. */
export function mentionName(userId: number): Mark {
  return (offset, length) =>
    new Api.MessageEntityMentionName({ offset, length, userId: bigInt(userId) });
}

/** Marks an emoji that stands for a custom one. */
export function customEmoji(documentId: ReturnType<typeof bigInt>): Mark {
  return (offset, length) => new Api.MessageEntityCustomEmoji({ offset, length, documentId });
}
