/**
 * Sentences round a value, as people write them in chats; `{}` is the value.
 *
 * @module
 */

/** Sentences that say nothing of what the value is. */
export const NEUTRAL: readonly string[] = [
  "{}",
  "Вот: {}",
  "пишите сюда {} если что",
  "{} — это мой, не теряйте",
  "Ребят, вот {}, до вечера",
  "Анна ({}), второй подъезд",
  "Спасибо всем! {}",
  "Привет 👋 {} 😀",
  "- {}\n- и ещё что-то",
  "Коллеги, прошу связаться со мной: {}.",
  "Here it is: {}",
  "here you go {} thanks",
  "{} is mine, please keep it",
  "Ask Boris ({}), he knows",
  "Thanks everyone! {}",
  "Hi 👋 use {} 😀",
  "1) {}\n2) something else",
  "Dear all, please use {}.",
  "«{}»",
  "новый {}; старый больше не работает",
];

/** Chat without personal data. */
export const SMALL_TALK: readonly string[] = [
  "Всем привет! Как дела?",
  "Кто завтра идёт на встречу в шесть?",
  "ок, договорились 👍",
  "Сегодня в центре перекрыты дороги — объезжайте по кольцу, пробки 7 баллов.",
  "Опубликован отчёт за третий квартал: выручка выросла на 12,5 % и составила 1 250 000 ₽.",
  "По словам источника, решение примут не раньше 15.03.2025, а пока всё остаётся как есть.",
  "Матч закончился 3:2, голы забили на 12-й, 45-й и 88-й минутах.",
  "Температура ночью −5…−7 °C, днём около нуля, местами небольшой снег и гололедица.",
  "а кто-нибудь знает хорошего мастера по ремонту стиральных машин?",
  "Друзья, мы запустили новый сезон подкаста, слушайте на всех площадках!",
  "Пост от редакции: почему мы больше не пишем про курсы валют и что будет дальше.",
  "Подробности на сайте https://example.org/news/2024/05/06/some-long-title?utm_source=tg",
  "Good morning! Has anybody tried the new release yet?",
  "The meeting is moved to 10:30 on Friday, same room as always.",
  "lol yes 😂😂",
  "Prices start at $1,299.99 and go up to $2,499 for the larger model.",
  "We shipped version 2.14.3 yesterday; the changelog is in the repository.",
  "According to the report, about 45% of respondents said that they would rather walk.",
  "Reminder: the office is closed from 2024-12-24 until 2025-01-02, see you next year!",
  "Does anyone have a spare charger? Mine broke this morning and I am on the train.",
  "read the thread at https://t.me/tgtk_news/12345 before asking",
  "Итоги дня: 1) приняли бюджет; 2) отложили голосование; 3) разошлись по домам.",
  "Продам велосипед, почти новый, 15 000 рублей, самовывоз из Москвы 🚲",
  "Как сообщает пресс-служба, в учениях участвуют более 1500 человек и 200 единиц техники.",
];
