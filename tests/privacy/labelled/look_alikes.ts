/**
 * Texts that look like personal data and hold none: dates, prices, numbers of orders, versions,
 * ISBN, ids of messages, coordinates of towns, hashes.
 *
 * @module
 */

import type { Dice } from "./dice.ts";

const HEX = "0123456789abcdef";
const WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const two = (dice: Dice, from: number, count: number) =>
  String(from + dice.below(count)).padStart(2, "0");
const day = (dice: Dice) => two(dice, 1, 28);
const month = (dice: Dice) => two(dice, 1, 12);
const year = (dice: Dice) => String(1990 + dice.below(45));
const time = (dice: Dice) => `${two(dice, 0, 24)}:${two(dice, 0, 60)}`;

/** Sentences with `#` and `%` for digits. */
const PATTERNS = [
  ..."заказ № %#########|Заказ %########, ждём оплату|order #%#########|Order no. %###-#######-#######|invoice INV-%####-######"
    .split("|"),
  ..."трек-номер %#############|tracking 9400%#################|посылка RA%########RU|артикул %######|SKU %##-####-##"
    .split("|"),
  ..."ISBN 978-5-17-1#####-#|ISBN 5-17-0#####-#|ISBN-13: 9785%########|ISSN 1234-5678|doi:10.1000/%##.####"
    .split("|"),
  ..."%# ### ₽|цена %#% ### руб.|от %# ### до %# ### рублей|$%,###,###.##|€ %##.###,##|%## ### ### ₽ за год|£%#,###"
    .split("|"),
  ..."v%.#.#|версия %.##.#|Chrome 1%#.0.####.##|build %####|release 2024.%.#|Python 3.1%.#|iOS 17.%.#"
    .split("|"),
  ..."сообщение %#######|message id %########|https://t.me/tgtk_news/%####|https://t.me/c/1%########/%###|id -1001%########"
    .split("|"),
  ..."ОГРН 1%###########|КПП 77%#01001|БИК 0445#####|ОКПО %#######|р/с 40702810%###########|к/с 30101810%###########"
    .split("|"),
  ..."счёт %:#|счёт %#:%#, %#:##|победили %:0|odds %.##, %.##|win rate %#.##%|1:%###".split("|"),
  ..."%#,% млрд рублей|%## тысяч человек|около %### участников|%#–%# минут|%#-%# градусов|%# ### подписчиков"
    .split("|"),
  ...'%#.%#, %#.%#|широта %#.%#|масштаб 1:%####|%# км/ч|%##x%##|1920x1080|%#" диагональ|%## МБ'
    .split("|"),
  ..."кабинет %##|дом %#, кв. %##|ул. Ленина, %#-%##|рейс SU-%###|поезд %##А|автобус %##|вагон %#, место %#"
    .split("|"),
  ..."hash %#############|timestamp 17%########|17%###########|uid %######|code %#####|код %#####|PIN %###|CVE-2024-%####"
    .split("|"),
  ..."ГОСТ %####-%#|ГОСТ Р %####.%#-20%#|п. %.%.%|ст. %##.%# КоАП|№ %##-ФЗ|закон № %##-ФЗ от %#.%#.20%#|приказ № %##/%#"
    .split("|"),
  ..."%%% %%% %%%|%# %## %##|%###-%###|%## %## %##|%#/%#/%#|%###/%###|%#.%##.%##|%## / %##".split(
    "|",
  ),
  ..."телефон не отвечает уже %# дней|звоните с %#:00 до 1%:00|за 20%# год позвонили %### раз|card game with %# cards"
    .split("|"),
  ..."кадастровый номер 77:0%:000%###:%##|VIN XTA%##########%####|номер договора %###/%#-%#|дело № А40-%####/20%#"
    .split("|"),
  ..."email me tomorrow|ask @durov or @tgtk_news|npm install @types/node@18.%.#|icon@2x.png|5 @ %.## EUR|@username"
    .split("|"),
  ..."std::vector<int>::iterator|10:%#:%#|a::b|C++::%|key: value|http://localhost:80%#/|127.0|192.168|10.%#"
    .split("|"),
];

const MADE: readonly ((dice: Dice) => string)[] = [
  (dice) => `${day(dice)}.${month(dice)}.${year(dice)}`,
  (dice) => `${year(dice)}-${month(dice)}-${day(dice)} ${time(dice)}:${two(dice, 0, 60)}`,
  (dice) => `${year(dice)}-${month(dice)}-${day(dice)}T${time(dice)}:00.000Z`,
  (dice) =>
    `${day(dice)}.${month(dice)}.${year(dice)} ${time(dice)} - ${day(dice)}.${month(dice)}.${
      year(dice)
    } ${time(dice)}`,
  (dice) => `с ${time(dice)} до ${time(dice)}`,
  (dice) => `${day(dice)}/${month(dice)}/${year(dice)}`,
  (dice) => `${year(dice)}–${year(dice)}`,
  (dice) => `commit ${dice.string(40, HEX)}`,
  (dice) => `md5 ${dice.string(32, HEX)}`,
  (dice) => `sha256:${dice.string(64, HEX)}`,
  (dice) => [8, 4, 4, 4, 12].map((length) => dice.string(length, HEX)).join("-"),
  (dice) => `https://youtu.be/${dice.string(11, WORD)}`,
  (dice) => `https://example.org/${dice.string(12, WORD)}?id=${dice.fill("%#######")}`,
  (dice) => `#тег_${dice.fill("####")} и #tag${dice.fill("##")}`,
  (dice) => `file_${dice.fill("%#######")}_${dice.fill("##")}.jpg`,
  (dice) => `${dice.fill("IMG_20%#0%##_1#####")}.jpg`,
];

/** As many look-alikes as asked for. */
export function lookAlikes(dice: Dice, count: number): readonly string[] {
  return Array.from(
    { length: count },
    () => dice.below(3) === 0 ? dice.pick(MADE)(dice) : dice.fill(dice.pick(PATTERNS)),
  );
}
