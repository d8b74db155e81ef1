/**
 * What a client asks before anything else: where the data centre is, and how it behaves.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { Service, ServiceContext } from "../rpc.ts";
import { method } from "./method.ts";

/** Clients ask for the configuration again after this many seconds. */
const CONFIG_LIFETIME_S = 3600;

/** Changes whenever {@linkcode APP_CONFIG} does. */
const APP_CONFIG_HASH = 1;

/** https://core.telegram.org/api/config#client-configuration: a few of its keys, as served to all. */
const APP_CONFIG: Readonly<Record<string, number>> = {
  chat_read_mark_expire_period: 604800,
  chat_read_mark_size_threshold: 100,
  dialogs_pinned_limit_default: 5,
  reactions_uniq_max: 11,
};

/** Configuration. */
export const helpService: Service = {
  "help.getConfig": (_request, context) => ({ answer: config(context) }),
  "help.getNearestDc": (_request, { address: { dcId } }) => ({
    answer: new Api.NearestDc({ country: "GB", thisDc: dcId, nearestDc: dcId }),
  }),
  "help.getAppConfig": method(({ hash }: { readonly hash: number }) => ({
    answer: hash === APP_CONFIG_HASH
      ? new Api.help.AppConfigNotModified()
      : new Api.help.AppConfig({ hash: APP_CONFIG_HASH, config: appConfig() }),
  })),
};

/** Times and limits are those of Telegram's production servers. */
function config({ now, address: { hostname, port, dcId } }: ServiceContext): Api.Config {
  const date = now();
  return new Api.Config({
    date,
    expires: date + CONFIG_LIFETIME_S,
    testMode: false,
    thisDc: dcId,
    dcOptions: [
      new Api.DcOption({
        id: dcId,
        ipAddress: hostname,
        port,
        ipv6: hostname.includes(":"),
        static: true,
        thisPortOnly: true,
      }),
    ],
    dcTxtDomainName: "apv3.stel.com",
    chatSizeMax: 200,
    megagroupSizeMax: 200000,
    forwardedCountMax: 100,
    onlineUpdatePeriodMs: 210000,
    offlineBlurTimeoutMs: 5000,
    offlineIdleTimeoutMs: 30000,
    onlineCloudTimeoutMs: 300000,
    notifyCloudDelayMs: 30000,
    notifyDefaultDelayMs: 1500,
    pushChatPeriodMs: 60000,
    pushChatLimit: 2,
    editTimeLimit: 172800,
    revokeTimeLimit: 2147483647,
    revokePmTimeLimit: 2147483647,
    ratingEDecay: 2419200,
    stickersRecentLimit: 200,
    channelsReadMediaPeriod: 604800,
    callReceiveTimeoutMs: 20000,
    callRingTimeoutMs: 90000,
    callConnectTimeoutMs: 30000,
    callPacketTimeoutMs: 10000,
    meUrlPrefix: "https://t.me/",
    captionLengthMax: 1024,
    messageLengthMax: 4096,
    webfileDcId: dcId,
  });
}

function appConfig(): Api.JsonObject {
  return new Api.JsonObject({
    value: Object.entries(APP_CONFIG).map(([key, value]) =>
      new Api.JsonObjectValue({ key, value: new Api.JsonNumber({ value }) })
    ),
  });
}
