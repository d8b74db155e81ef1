import { measure } from "./privacy/labelled/labelled.ts";
import { detect } from "../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../src/privacy/policy.ts";
const f = measure(Number(Deno.args[0] ?? 20261123));
for (const s of f.sets) {
  console.log(
    s.set.padEnd(34),
    s.found,
    "/",
    s.count,
    s.found < s.count ? (100 * s.found / s.count).toFixed(1) : "",
  );
}
console.log(f.positives, f.negatives, f.wrong, f.precision);
for (const m of f.missed.slice(0, 60)) {
  console.log(
    "MISS",
    m.set,
    JSON.stringify(m.text.slice(0, 80)),
    JSON.stringify(m.message.slice(0, 90)),
    JSON.stringify(
      detect(m.message, [], DEFAULT_PII_KINDS).map(
        (x) => [x.kind, m.message.slice(x.start, x.end).slice(0, 50)],
      ),
    ),
  );
}
const seen = new Map<string, number>();
for (const m of f.invented) {
  const k = m.replace(/[0-9]/g, "#").slice(-40);
  seen.set(k, (seen.get(k) ?? 0) + 1);
  if (seen.get(k) === 1 && seen.size < 70) {
    console.log(
      "FP",
      JSON.stringify(m.slice(0, 160)),
      JSON.stringify(
        detect(m, [], DEFAULT_PII_KINDS).map((x) => [x.kind, m.slice(x.start, x.end).slice(0, 50)]),
      ),
    );
  }
}
