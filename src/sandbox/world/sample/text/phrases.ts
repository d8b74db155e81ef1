/**
 * The stock of phrases, by language.
 *
 * @module
 */

import type { Language, Phrases } from "./language.ts";
import { SLOTS_EN } from "./slots_en.ts";
import { SLOTS_RU } from "./slots_ru.ts";
import { TALK } from "./talk.ts";
import { THEMES_EN } from "./themes_en.ts";
import { THEMES_RU } from "./themes_ru.ts";

/** See {@linkcode Phrases}. */
export const PHRASES: Readonly<Record<Language, Phrases>> = {
  en: {
    slots: SLOTS_EN,
    themes: THEMES_EN,
    captions: [
      "View from {street}",
      "{district} this morning",
      "Report of the {month} session",
      "Timetable for {season}",
      "Interview with {person}",
      "{venue}: programme",
    ],
    polls: [
      {
        question: "What should stand on the new square in {district}?",
        answers: ["A fountain", "More trees", "A café", "Nothing at all"],
      },
      {
        question: "How do you get to work?",
        answers: ["By tram", "By bike", "On foot", "By car", "I work at home"],
      },
      {
        question: "In which year did the first tram run on {street}?",
        answers: ["1884", "1899", "1912", "1926"],
      },
      { question: "Will {team} win on {weekday}?", answers: ["Of course", "Hardly"] },
    ],
    talk: TALK.en,
  },
  ru: {
    slots: SLOTS_RU,
    themes: THEMES_RU,
    captions: [
      "Вид с Портовой улицы",
      "Утро {district_in}",
      "Отчёт за квартал",
      "Расписание до 1 {month_until}",
      "{person}: интервью",
      "Программа на неделю",
    ],
    polls: [
      {
        question: "Что поставить на новой площади?",
        answers: ["Фонтан", "Больше деревьев", "Кафе", "Ничего"],
      },
      {
        question: "Как вы добираетесь до работы?",
        answers: ["На трамвае", "На велосипеде", "Пешком", "На машине", "Работаю дома"],
      },
      {
        question: "В каком году пошёл первый трамвай?",
        answers: ["1884", "1899", "1912", "1926"],
      },
      { question: "{team} выиграют?", answers: ["Конечно", "Вряд ли"] },
    ],
    talk: TALK.ru,
  },
};
