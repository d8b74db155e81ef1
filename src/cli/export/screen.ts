/**
 * What is seen of an export while it runs: a bar on a terminal, plain lines elsewhere.
 *
 * @module
 */

// @ts-types="@types/cli-progress"
import { Format, MultiBar, type Options } from "cli-progress";
import type { Io, Terminal } from "../io.ts";
import type { ProgressMeter } from "./progress.ts";

/** Milliseconds between two plain lines. */
const LINE_EVERY_MS = 10_000;

const REDRAWS_A_SECOND = 4;
const BAR_CHARACTERS = 24;

/** What is seen. */
export interface Screen {
  /** The meter has moved. */
  readonly moved: () => void;
  /** A line for people, above the bar where there is one. */
  readonly err: (line: string) => void;
  /** Takes the bar away. Again: does nothing. */
  readonly end: () => void;
}

/**
 * Begins.
 *
 * @param io stderr.
 * @param meter What is shown.
 * @param clock Milliseconds.
 */
export function openScreen(io: Io, meter: ProgressMeter, clock: () => number): Screen {
  return io.errTerminal === undefined
    ? linesOf(io, meter, clock)
    : barOn(io.errTerminal, io, meter);
}

function linesOf({ err }: Io, meter: ProgressMeter, clock: () => number): Screen {
  let saidAt = clock();
  let saidWait = false;
  return {
    err,
    end: () => {},
    moved() {
      const isNewWait = meter.isWaiting() && !saidWait;
      saidWait = meter.isWaiting();
      if (!isNewWait && clock() - saidAt < LINE_EVERY_MS) return;
      saidAt = clock();
      err(meter.words());
    },
  };
}

/** It is drawn on a timer, so that waits are seen to pass. */
function barOn(terminal: Terminal, io: Io, meter: ProgressMeter): Screen {
  const draw = (options: Options): string => {
    const fraction = meter.fraction();
    if (fraction === undefined) return meter.words();
    const percent = Math.floor(fraction * 100);
    return `${Format.BarFormat(fraction, options)} ${percent} % ${meter.words()}`;
  };
  const bars = new MultiBar({
    stream: streamTo(terminal),
    fps: REDRAWS_A_SECOND,
    barsize: BAR_CHARACTERS,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    forceRedraw: true,
    format: draw,
    hideCursor: true,
  });
  bars.create(1, 0);
  let isOpen = true;
  return {
    moved: () => {},
    err: (line) => isOpen ? bars.log(`${line}\n`) : io.err(line),
    end() {
      if (!isOpen) return;
      isOpen = false;
      // Lines that wait for the next drawing.
      bars.update();
      bars.stop();
    },
  };
}

/** As much of Node's stream as the library uses. */
function streamTo({ columns, write }: Terminal): NonNullable<Options["stream"]> {
  const stream = {
    isTTY: true,
    get columns() {
      return columns();
    },
    write(text: string) {
      write(text);
      return true;
    },
  };
  return stream as unknown as NonNullable<Options["stream"]>;
}
