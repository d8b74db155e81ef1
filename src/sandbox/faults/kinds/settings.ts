/**
 * Building blocks of the settings' schemas. Each says what it expects as the end of a sentence.
 *
 * @module
 */

import { z } from "zod";

/** A whole number. */
export function wholeNumber(min: number, max?: number): z.ZodType<number> {
  const error = max === undefined
    ? `expected a whole number from ${min}`
    : `expected a whole number from ${min} to ${max}`;
  const number = z.int({ error }).min(min, { error });
  return max === undefined ? number : number.max(max, { error });
}

/** Any finite number. */
export function anyNumber(): z.ZodType<number> {
  return z.number({ error: "expected a number" });
}

/** A number from 0. */
export function amount(): z.ZodType<number> {
  const error = "expected a number from 0";
  return z.number({ error }).min(0, { error });
}

/** A part of a whole. */
export function share(): z.ZodType<number> {
  const error = "expected a number from 0 to 1";
  return z.number({ error }).min(0, { error }).max(1, { error });
}

/** A text that is not empty. */
export function text(): z.ZodType<string> {
  const error = "expected a text";
  return z.string({ error }).min(1, { error });
}

/** One of several words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodType<Words[number]> {
  return z.enum(words, { error: `expected one of ${words.join(", ")}` });
}

/** A chat, by bare id or username. */
export function chat(): z.ZodType<number | string> {
  const error = "expected a chat's bare id, or a username with @";
  const username = z.string({ error }).regex(/^@[A-Za-z0-9_]+$/, { error });
  return z.union([z.int({ error }).min(1, { error }), username], { error });
}

/** A username. */
export function username(): z.ZodType<string> {
  const error = "expected a username without @";
  return z.string({ error }).regex(/^[A-Za-z0-9_]+$/, { error });
}

/** One value, or a list of at least one. */
export function oneOrMore<Value>(
  one: z.ZodType<Value>,
  error: string,
): z.ZodType<Value | Value[]> {
  return z.union([one, z.array(one, { error }).min(1, { error })], { error });
}

/** An object with these fields and no others. */
export function fields<const Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  const names = Object.keys(shape);
  const known = names.length === 0 ? "no settings" : `one of ${names.join(", ")}`;
  return z.strictObject(shape, {
    error: ({ code }) => code === "unrecognized_keys" ? `expected ${known}` : "expected an object",
  }) as unknown as z.ZodObject<Shape>;
}

/** A field that may be left out. */
export function optional<Value>(schema: z.ZodType<Value>): z.ZodExactOptional<z.ZodType<Value>> {
  return z.exactOptional(schema);
}
