/**
 * Words that make a number a phone number, and words and signs that make it something else.
 *
 * @module
 */

import { after, nearBefore } from "./context.ts";
import { THINGS } from "./things.ts";
import { anyWord } from "./words.ts";

const PHONE = anyWord(`
  tel telephone* phone* mobile* cell* call calls ring sms whatsapp* wa wapp viber
  my_number his_number her_number new_number caller* новый_номер чей_это_номер на_номер по_номеру мой_номер его_номер её_номер мамин_номер номер_тел
  hotline fax dial mob ph landline contact* text reach* answering desk my_registered
  т тел телефон* тлф моб мобильн* сот сотов* звон* позвон* перезвон* набер* набир* набра* вотсап* ватсап*
  вацап* вайбер* вибер* тг телеграм* смс* факс номерок диспетчер* хотлайн сбп горячая_лини* приёмн* приемн*
  контакты контактн* для_связи дозвон* прозвон* пишите_на
  связь вызов* такси номер_для
  дзвон* телефонуй* зателефон* набира* мій_номер тэлефон* нумар звоните хабарлас* байланыс* қоңырау* нөмірім
  telefon* handy handynummer mobil* rufnummer anruf* kontakt meine_nummer
  teléfono* telefono* tfno celular* móvil* movil llama* llamar llame llámame whats mi_número contacto
  zap fone ligue ligar liga meu_número contato portable appelez appelle* tél téléphone* mon_numéro
  cellulare chiama* mio_numero nomor hp hubungi telp telpon telepon điện_thoại sđt đt zalo gọi liên_hệ телефоны
  aloqa raqam* bog_laning ara arayın iletişim gsm numaram numaramız nömrəm əlaqə
  هاتف الهاتف هاتفي جوال الجوال جوالي موبايل الموبايل تليفون رقمي للتواصل واتس واتساب الواتساب اتصل اتصلوا
  تلفن موبایل همراه تماس واتساپ فون موبائل رابطہ ফোন মোবাইল যোগাযোগ
  फोन फ\u093Cोन \u095Eोन मोबाइल कॉल संपर्क व्हाट्सएप व्हाट्सऐप मेरा_नंबर
  电话 電話 手机 手機 微信 联系电话 携帯 전화 연락처
`);

/** What follows a number that is a phone number. */
const PHONE_AFTER = anyWord(`
  whatsapp* viber telegram телеграм* вотсап* ватсап* вайбер* тг звон* телефон* моб mobile тел tel call or_text sms
  fax cell office desk факс
`);

/** Things, papers and accounts. */
const OTHERS = `
  ${THINGS}
  sn ref reference account* acct a/c total sum amount price
  инн кпп огрн огрнип бик окпо оквэд октмо окато zip postcode postal* индекс* снилс омс паспорт* сери* счёт счет счета счёта р/с к/с рс кс
  р/счет р/счёт j.cell код кода акт уин кбк икз сумма цена стоимост* итого номер_сч* на_сумму
`;

const OTHER = anyWord(OTHERS);

/** `phone no.` is a phone's, `order no.` and `no.` are not. */
const OTHER_OR_NUMBER = anyWord(`${OTHERS} no nr`);

/** Money, measures and things counted, right after a number. */
const COUNTED =
  /^ ?(?:[₽$€£¥₴₸₺₹₿₩₪₫%°]|руб|р\.|(?:р|тг|сум|сом|tl|đ)(?:[^\p{L}]|$)|so.m|тенге|теңге|драм|манат|дол|долл|евро|бакс|تومان|ریال|ريال|درهم|جنيه|тыс|млн|млрд|тонн|шт|кг|км|м²|usd|eur|rub|uah|uzs|kzt|vnd|idr|грн|usdt|btc|kg|km|мл|гб|мб|gb|mb|views|просмотр|подпис|лайк|likes|users|людей|человек|чел|year|г\.|год|people|items|bytes|байт)/u;

/** Signs before a number that say it is an amount, a name or a part of an address. */
const SIGNS = "$€£¥₽₴₸₺₹№#&^=";

/** Signs that say so where they touch the number. */
const TOUCHING = "_/\\~<";

/**
 * Tells whether words before a number call it a phone number.
 *
 * @param text A folded text.
 * @param start Where the number starts.
 * @returns Whether they do.
 */
export function isCalledPhone(text: string, start: number): boolean {
  const words = nearBefore(text, start, 40).replace(CALLER_ID, "caller");
  if (words.length < 2) return false;
  return PHONE.test(words) ? !OTHER.test(words.slice(-12)) : /[📞☎📱]/u.test(words);
}

/**
 * Tells whether words after a number call it a phone number: `12345 (WhatsApp)`.
 *
 * @param text A folded text.
 * @param end Where the number ends.
 * @returns Whether they do.
 */
export function isCalledPhoneAfter(text: string, end: number): boolean {
  return PHONE_AFTER.test(after(text, end, 14));
}

/**
 * Tells whether words or signs beside a number say that it is something else.
 *
 * @param text A folded text.
 * @param start Where the number starts.
 * @param end Where it ends.
 * @returns Whether they do.
 */
export function isCalledOther(text: string, start: number, end: number): boolean {
  return isSigned(text, start, end) || OTHER_OR_NUMBER.test(lastParagraph(text, start)) ||
    isCounted(text, end) || isInAddress(text, start);
}

const LONGEST_ADDRESS = 96;

/** https://example.org/news-89123456789: numbers in web addresses are those of pages. */
function isInAddress(text: string, start: number): boolean {
  const words = text.slice(Math.max(0, start - LONGEST_ADDRESS), start);
  const from = words.lastIndexOf("://");
  return from >= 0 && !/\s/.test(words.slice(from));
}

/** What stands before a number; a word above an empty line speaks of something else. */
function lastParagraph(text: string, start: number): string {
  const words = nearBefore(text, start, 20);
  return words.slice(words.lastIndexOf("\n\n") + 1).replace(CALLER_ID, "");
}

const CALLER_ID = "caller id";

/** Whether a sign before a number speaks against it. */
function isSigned(text: string, start: number, end: number): boolean {
  const words = text.slice(Math.max(0, start - 8), start).trimEnd();
  const sign = words.charAt(words.length - 1);
  // 5 * 8912 is a product; stars divide no words, they are Markdown's.
  if (sign === "*") return /[0-9)] ?\*{1,2}$/.test(words);
  // user=8 912 345-67-89: identifiers and amounts behind it have no groups.
  if (sign === "=") return /^[0-9]*$/.test(text.slice(start, end));
  return sign !== "" && (SIGNS.includes(sign) || TOUCHING.includes(text.charAt(start - 1)));
}

/** Whether money, a measure or something counted follows a number. */
export function isCounted(text: string, end: number): boolean {
  return COUNTED.test(after(text, end, 10));
}
