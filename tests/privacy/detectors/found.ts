/**
 * What a detector finds, as the stretches of the text that was written.
 *
 * @module
 */

import type { Detector } from "../../../src/privacy/detectors/detector.ts";
import { foldWidths } from "../../../src/privacy/detectors/spelling.ts";

/** The stretches a detector finds in a text, as `detect` would hand it the text. */
export function found(detector: Detector, text: string): string[] {
  return detector.find(foldWidths(text)).map(({ start, end }) => text.slice(start, end));
}
