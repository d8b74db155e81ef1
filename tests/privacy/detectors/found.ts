/**
 * What a detector finds, as the stretches of the text that was written.
 *
 * @module
 */

import type { Detector, Finding } from "../../../src/privacy/detectors/detector.ts";
import { hasAny } from "../../../src/privacy/detectors/signs.ts";
import { subjectOf } from "../../../src/privacy/detectors/subject.ts";

/** What a detector finds in a text, in the order of the text; nothing if its cheap test says so. */
export function findings(detector: Detector, text: string): readonly Finding[] {
  const subject = subjectOf(text);
  if (!hasAny(subject.signs, detector.needs)) return [];
  return detector.find(subject).map((finding) => ({
    ...finding,
    start: subject.origin(finding.start),
    end: subject.origin(finding.end),
  })).toSorted((a, b) => a.start - b.start);
}

/** The stretches a detector finds in a text. */
export function found(detector: Detector, text: string): string[] {
  return findings(detector, text).map(({ start, end }) => text.slice(start, end));
}

/** The values a detector finds in a text, in one spelling. */
export function values(detector: Detector, text: string): string[] {
  return findings(detector, text).map(({ normalised }) => normalised);
}
