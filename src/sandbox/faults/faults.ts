/**
 * The faults engine: hears of each call and each new connection, and says what goes wrong.
 *
 * @module
 */

import type { CallMeta } from "../mtproto/calls.ts";
import type { Handling } from "../mtproto/trouble.ts";
import type { RpcError, ShortPages, TlAnswer, TlObject, TlRequest } from "../rpc.ts";
import { refKey, refOfChat } from "../services/refs.ts";
import type { LiveWorld } from "../services/updates/live.ts";
import type { World } from "../world/world.ts";
import { changingWorld } from "./changing_world.ts";
import { chatNamed, chatOfCall } from "./chat_of_call.ts";
import { withDataCentres } from "./data_centres.ts";
import { createEndings } from "./endings.ts";
import { createFloods } from "./floods.ts";
import type { Centre, Target } from "./kinds/kind.ts";
import { isPage } from "./kinds/odd_pages.ts";
import type { Fault, FaultEvent, FaultFunction, FaultRule, FaultScript } from "./script.ts";
import { type Strike, strikeAll } from "./strike.ts";
import { makeCondition } from "./when.ts";

/** What the engine works with. */
export interface FaultsOptions {
  readonly script: FaultScript;
  /** Decides what is left to chance if the script does not say. */
  readonly seed: number;
  /** Milliseconds since 1970, untouched by the faults. */
  readonly clock: () => number;
  readonly live: LiveWorld;
  /** The permanent key behind a temporary one. */
  readonly permanentKey: (authKeyId: string) => string | undefined;
  /** Whether a method needs a login. */
  readonly needsLogin: (method: string) => boolean;
  readonly centre: Pick<Centre, "changeSalts" | "restart" | "forgetKey"> & {
    /** Forgets who an auth key belongs to. */
    signOut(id: string): void;
    /** Sends an update to those who are connected. */
    tell(update: TlObject): void;
  };
}

/** The engine. */
export interface FaultsEngine {
  /** The world with its changes. */
  readonly world: World;
  /** The data centre's clock, which may be wrong. */
  clock(): number;
  /** Says what goes wrong with a call, before it is answered. */
  call(method: string, request: TlRequest, meta: CallMeta): CallFaults;
  /** Says what goes wrong with a new connection. */
  connect(connection: number): Handling & Told;
}

/** What the trace tells of faults; empty if there was none. */
export interface Told {
  told(): {
    /** The kinds of the faults that struck. */
    readonly fault?: readonly string[];
    /** The call came before the end of a flood wait. */
    readonly undercut?: true;
  };
}

/** What goes wrong with a call. */
export interface CallFaults extends Told {
  /** Answers the call. */
  readonly error?: RpcError;
  readonly handling: Handling;
  /** Drops messages from pages. */
  readonly shortPages?: ShortPages;
  /** Makes the answer that is sent of a service's. */
  redraw(answer: TlAnswer): TlAnswer;
}

/** Nothing goes wrong. */
export const NO_FAULTS: CallFaults = {
  handling: {},
  redraw: (answer) => answer,
  told: () => ({}),
};

/** Starts an engine. Each sandbox has its own: it counts. */
export function createFaults(options: FaultsOptions): FaultsEngine {
  const { script, clock } = options;
  const seed = script.seed ?? options.seed;
  const start = clock();
  const world = changingWorld(options.live, options.centre.tell);
  const floods = createFloods();
  const endings = createEndings();
  const pages = new Map<string, TlAnswer>();
  const dataCentres = new Set(script.faults.flatMap(migrationsOf));
  const counts = { call: 0, connect: 0, draw: 0 };
  let skewMs = 0;

  const centre: Centre = {
    ...options.centre,
    skew: (seconds) => void (skewMs = 1000 * seconds),
    flood: (key, method, name, seconds) => floods.begin(key, method, name, seconds, clock()),
    end: (key, error, isKeyDead) => {
      options.centre.signOut(key);
      endings.end(key, error, isKeyDead);
    },
    addDataCentre: (id) => void dataCentres.add(id),
    previousPage: (key, event) => pages.get(pageName(key, event)),
  };
  const named = (username: string) => chatNamed(username, world.world);
  const plan = script.faults.map((fault, place) =>
    typeof fault === "function" ? fault : ruleFunction(fault, { seed, place, named })
  );
  const strike = (event: FaultEvent, key: string, usedKey: string): Strike => {
    const chat: Target["chat"] = (wanted) => {
      if (wanted === undefined) return event.chat;
      return typeof wanted === "string" ? named(wanted.slice(1)) : chatWithId(wanted, world.world);
    };
    const common = { event, key, usedKey, now: clock(), seed, world, chat, centre };
    return strikeAll(struckBy(plan, event), () => ({ ...common, draw: counts.draw++ }));
  };
  const eventOf = (event: FaultEvent["event"], connection: number) => ({
    event,
    number: ++counts[event],
    connection,
    seconds: (clock() - start) / 1000,
  });

  return {
    world: world.world,
    clock: () => clock() + skewMs,
    connect(connection) {
      const struck = strike({ ...eventOf("connect", connection), sharesKey: false }, "", "");
      return { ...struck.handling, told: () => toldOf(struck.struck()) };
    },
    call(method, request, { connection, authKeyId, sharesKey }) {
      if (plan.length === 0) return NO_FAULTS;
      const key = options.permanentKey(authKeyId) ?? authKeyId;
      const ended = endings.refusal(key, options.needsLogin(method));
      if (ended !== undefined) return refusal(ended, { fault: ["end_session"] });
      const early = floods.refuse(key, method, clock());
      if (early !== undefined) {
        return refusal(early.error, {
          fault: ["flood_wait"],
          ...(early.undercut ? { undercut: true } : {}),
        });
      }
      const chat = chatOfCall(request, world.world);
      const event: FaultEvent = {
        ...eventOf("call", connection),
        method,
        request,
        ...(chat === undefined ? {} : { chat }),
        sharesKey: sharesKey(),
      };
      const struck = strike(event, key, authKeyId);
      return {
        ...struck,
        told: () => toldOf(struck.struck()),
        redraw(answer) {
          const sent = struck.redraw(withDataCentres(answer, dataCentres));
          if (isPage(sent)) pages.set(pageName(key, event), sent);
          endings.heard(key, sent);
          return sent;
        },
      };
    },
  };
}

function ruleFunction(
  rule: FaultRule,
  context: Parameters<typeof makeCondition>[1],
): FaultFunction {
  const isDue = makeCondition(rule.when ?? {}, context);
  return (event) => isDue(event) ? rule.do : undefined;
}

/** Asks each rule once its predecessors have struck. */
function* struckBy(plan: readonly FaultFunction[], event: FaultEvent): Iterable<Fault> {
  for (const decide of plan) yield* [decide(event) ?? []].flat();
}

function refusal(error: RpcError, told: ReturnType<Told["told"]>): CallFaults {
  return { ...NO_FAULTS, error, told: () => told };
}

function toldOf(fault: readonly string[]): ReturnType<Told["told"]> {
  return fault.length === 0 ? {} : { fault };
}

/** Where rules send clients is known before the first of them is sent there. */
function migrationsOf(fault: FaultRule | FaultFunction): readonly number[] {
  return typeof fault !== "function" && "migrate" in fault.do ? [fault.do.migrate.dc] : [];
}

/** Pages are told apart by who asked for what. */
function pageName(key: string, { method, chat }: FaultEvent): string {
  return `${key} ${method} ${chat === undefined ? "" : refKey(chat)}`;
}

function chatWithId(id: number, { chats }: World): ReturnType<Target["chat"]> {
  const chat = chats.find(({ entity }) => entity.id.equals(id));
  return chat && refOfChat(chat);
}
