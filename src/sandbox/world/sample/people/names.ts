/**
 * Names of the sample world's people, each with its spelling in usernames.
 *
 * @module
 */

/** A first name; Russian surnames take its gender. */
export interface FirstName {
  readonly name: string;
  readonly latin: string;
  readonly language: "en" | "ru";
  readonly female: boolean;
}

const named = (language: "en" | "ru", female: boolean, list: string): readonly FirstName[] =>
  list.split(" ").map((pair) => {
    const [name = "", latin = name.toLowerCase()] = pair.split("/");
    return { name, latin, language, female };
  });

/** First names. */
export const FIRST_NAMES: readonly FirstName[] = [
  ...named(
    "en",
    true,
    "Alice Beatrice Clara Daphne Edith Flora Grace Hannah Imogen Jane Lydia Mabel",
  ),
  ...named(
    "en",
    false,
    "Arthur Bruno Caleb Dennis Edwin Felix George Hugo Isaac Jasper Leo Martin",
  ),
  ...named(
    "ru",
    true,
    "Анна/anna Вера/vera Галина/galina Дарья/darya Елена/elena Жанна/zhanna " +
      "Зоя/zoya Ирина/irina Ксения/ksenia Лидия/lidia Мария/maria Ольга/olga",
  ),
  ...named(
    "ru",
    false,
    "Антон/anton Борис/boris Виктор/viktor Глеб/gleb Денис/denis Егор/egor " +
      "Захар/zakhar Игорь/igor Кирилл/kirill Лев/lev Михаил/mikhail Никита/nikita",
  ),
];

/** English surnames. */
export const SURNAMES_EN: readonly string[] = [
  "Ashby",
  "Barlow",
  "Croft",
  "Dunmore",
  "Elwood",
  "Fairfax",
  "Garnet",
  "Holloway",
  "Ingram",
  "Kestrel",
  "Larkin",
  "Merriweather",
  "Northcott",
  "Pemberton",
];

/** Russian surnames in their masculine form, each of which takes `а` for the feminine one. */
export const SURNAMES_RU: readonly (readonly [string, string])[] = [
  ["Берёзкин", "berezkin"],
  ["Ветров", "vetrov"],
  ["Голубев", "golubev"],
  ["Дубинин", "dubinin"],
  ["Ежов", "ezhov"],
  ["Журавлёв", "zhuravlev"],
  ["Калинин", "kalinin"],
  ["Ласточкин", "lastochkin"],
  ["Морозов", "morozov"],
  ["Облаков", "oblakov"],
  ["Полынин", "polynin"],
  ["Снегирёв", "snegirev"],
];
