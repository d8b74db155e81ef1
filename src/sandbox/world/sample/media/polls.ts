/**
 * Polls and quizzes, open and closed, with their results.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api } from "../../../../gramjs.ts";
import { type Dice, identifier } from "../dice.ts";
import { PHRASES } from "../text/phrases.ts";
import { fill } from "../text/template.ts";
import type { MediaWish } from "./documents.ts";

const text = (value: string) => new Api.TextWithEntities({ text: value, entities: [] });
const option = (index: number) => Buffer.from([0x30 + index]);

/** What a poll asks. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
}

/** Makes a poll: a third are quizzes, a third are closed. Results of open ones may be unknown. */
export function pollMedia({ thrown, language }: MediaWish): Api.MessageMediaPoll {
  const { polls, slots } = PHRASES[language];
  const chosen = thrown.pick(polls);
  return pollOf(thrown, { ...chosen, question: fill(chosen.question, slots, thrown) });
}

/** Makes a poll of a given question. */
export function pollOf(thrown: Dice, asked: Question): Api.MessageMediaPoll {
  const quiz = thrown.chance(0.33);
  const closed = thrown.chance(0.33);
  return new Api.MessageMediaPoll({
    poll: new Api.Poll({
      id: identifier(thrown),
      ...(closed ? { closed } : {}),
      ...(quiz ? { quiz } : thrown.chance(0.3) ? { multipleChoice: true } : {}),
      question: text(asked.question),
      answers: asked.answers.map((answer, index) =>
        new Api.PollAnswer({ text: text(answer), option: option(index) })
      ),
    }),
    results: resultsOf(thrown, { quiz, known: closed || thrown.chance(0.5) }, asked.answers.length),
  });
}

function resultsOf(
  thrown: Dice,
  { quiz, known }: { readonly quiz: boolean; readonly known: boolean },
  answers: number,
): Api.PollResults {
  // Whoever has not voted in an open poll is told the total only.
  if (!known) return new Api.PollResults({ totalVoters: thrown.between(0, 900) });
  const correct = thrown.below(answers);
  const voters = Array.from({ length: answers }, () => thrown.between(0, 700));
  return new Api.PollResults({
    results: voters.map((count, index) =>
      new Api.PollAnswerVoters({
        option: option(index),
        voters: count,
        ...(quiz && index === correct ? { correct: true } : {}),
      })
    ),
    totalVoters: voters.reduce((sum, count) => sum + count, 0),
    ...(quiz
      ? {
        solution: "It stands in the chronicle.",
        solutionEntities: [new Api.MessageEntityItalic({ offset: 17, length: 9 })],
      }
      : {}),
  });
}
