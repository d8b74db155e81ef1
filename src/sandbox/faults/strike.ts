/**
 * Lets faults strike, and gathers what they bring about.
 *
 * @module
 */

import type { Handling } from "../mtproto/trouble.ts";
import type { RpcError, ShortPages, TlAnswer } from "../rpc.ts";
import type { Effect, FaultKind, Target } from "./kinds/kind.ts";
import { KINDS } from "./kinds/kinds.ts";
import type { Fault } from "./script.ts";
import { combine } from "./short_pages.ts";

/** What several faults bring about together. */
export interface Strike {
  readonly error?: RpcError;
  readonly handling: Handling;
  readonly shortPages?: ShortPages;
  redraw(answer: TlAnswer): TlAnswer;
  /** The kinds that had an effect so far: those of pages have one only on pages. */
  struck(): readonly string[];
}

interface Struck {
  readonly name: string;
  readonly effect: Effect;
  isSeen: boolean;
}

/**
 * Lets faults strike one after the other. Of those that settle the answer only the first does, and
 * those that need a call leave a new connection alone.
 */
export function strikeAll(faults: Iterable<Fault>, target: () => Target): Strike {
  const all: Struck[] = [];
  let isSettled = false;
  for (const fault of faults) {
    const [name, settings] = Object.entries(fault)[0]!;
    const kind = KINDS[name as keyof typeof KINDS] as FaultKind<unknown>;
    const aim = target();
    const isIdle = (kind.needsCall && aim.event.event === "connect") ||
      (kind.isFinal && isSettled);
    if (isIdle) continue;
    isSettled ||= kind.isFinal;
    const effect = kind.strike(settings, aim);
    const isPaging = effect.shortPages !== undefined || effect.redraw !== undefined;
    all.push({ name, effect, isSeen: !isPaging });
  }
  return all.length === 0 ? NOTHING : together(all);
}

const NOTHING: Strike = {
  handling: {},
  redraw: (answer) => answer,
  struck: () => [],
};

function together(all: readonly Struck[]): Strike {
  const error = all.find(({ effect }) => effect.error !== undefined)?.effect.error;
  const shortPages = all.flatMap(noticed);
  return {
    ...(error === undefined ? {} : { error }),
    handling: handlingOf(all),
    ...(shortPages.length === 0 ? {} : { shortPages: combine(...shortPages) }),
    redraw: (answer) => all.reduce(redrawn, answer),
    struck: () => [...new Set(all.filter(({ isSeen }) => isSeen).map(({ name }) => name))],
  };
}

function handlingOf(all: readonly Struck[]): Handling {
  const trouble = all.find(({ effect }) => effect.trouble !== undefined)?.effect.trouble;
  const delayMs = all.reduce((sum, { effect }) => sum + (effect.delayMs ?? 0), 0);
  return { ...(trouble === undefined ? {} : { trouble }), ...(delayMs > 0 ? { delayMs } : {}) };
}

/** A fault's short pages, which note whether a page became short. */
function noticed(struck: Struck): ShortPages[] {
  const { shortPages } = struck.effect;
  if (shortPages === undefined) return [];
  return [(page) => {
    const kept = shortPages(page);
    struck.isSeen ||= kept.length < page.ids.length;
    return kept;
  }];
}

function redrawn(answer: TlAnswer, struck: Struck): TlAnswer {
  const other = struck.effect.redraw?.(answer);
  struck.isSeen ||= other !== undefined;
  return other ?? answer;
}
