/**
 * What clients ask when they start and that has one plain answer here.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { Service, ServiceContext, TlAnswer } from "../rpc.ts";
import { currentState } from "./updates/state.ts";

/** Clients ask again after this many seconds. */
const LATER_S = 3600;

const later = ({ now }: ServiceContext) => ({ expires: now() + LATER_S });

const ANSWERS: Readonly<Record<string, (context: ServiceContext) => TlAnswer>> = {
  // Being online is shown to nobody here.
  "account.updateStatus": () => true,
  "contacts.getStatuses": () => [],
  "help.getAppUpdate": () => new Api.help.NoAppUpdate(),
  "help.getCdnConfig": () => new Api.CdnConfig({ publicKeys: [] }),
  "help.getCountriesList": () => new Api.help.CountriesList({ countries: [], hash: 0 }),
  "help.getPromoData": (context) => new Api.help.PromoDataEmpty(later(context)),
  "help.getTermsOfServiceUpdate": (context) =>
    new Api.help.TermsOfServiceUpdateEmpty(later(context)),
  "messages.getDialogFilters": () =>
    new Api.messages.DialogFilters({ filters: [new Api.DialogFilterDefault()] }),
  "messages.getPinnedDialogs": (context) =>
    new Api.messages.PeerDialogs({
      dialogs: [],
      messages: [],
      chats: [],
      users: [],
      state: currentState(context),
    }),
  "messages.getSponsoredMessages": () => new Api.messages.SponsoredMessagesEmpty(),
  "photos.getUserPhotos": () => new Api.photos.Photos({ photos: [], users: [] }),
};

/** Plain answers. */
export const startUpService: Service = Object.fromEntries(
  Object.entries(ANSWERS).map(([name, answer]) =>
    [name, (_request, context) => ({ answer: answer(context) })] satisfies [string, Service[string]]
  ),
);
