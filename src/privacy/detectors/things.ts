/**
 * Words for things that have a number of their own: an order, a parcel, a message. A number they
 * name is neither a phone's nor a card's, unless more speaks for it.
 *
 * @module
 */

/** Names of such things, as `anyWord` reads them. Accounts and sums are none: cards have to do with both. */
export const THINGS = `
  id ids order* invoice* ticket* parcel* track* tracking shipment* isbn issn ean upc gtin sku asin article* item* p/n oem mpn
  product* part serial s/n sn batch* booking* reservation* flight* case version ver build v timestamp ts unix hash
  uid uuid msg message post height imei iccid vin lot model port pid rev commit issue bug pr doi page seed uin
  заказ* накладн* трек* трек-номер отправлен* посылк* поставк* артикул* арт арт. лот партия партии партию товар*
  позици* договор* догов заявк* квитанц* чек чека билет* бронь брони бронирован* рейс* вагон* контейнер* тираж
  версия сообщен* пост штрихкод* штрих-код кадастр* постановлен* дело дела дело_№ протокол* лицензи* свидетельств*
  ид айди полис* осаго страховка страховк* страхован* операци* номер_заказа
`;

/** What makes a key one that is no secret. */
export const OPEN_KEYS =
  "public* cache* primary foreign partition idempotency* object sort публичн* открыт*";
