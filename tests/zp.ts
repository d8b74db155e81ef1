import { chat } from "./privacy/labelled/chat.ts";
import { traitsOf } from "../src/privacy/detectors/traits.ts";
import { subjectOf } from "../src/privacy/detectors/subject.ts";
import { stripInvisible } from "../src/privacy/invisible.ts";
import { detect, DETECTORS } from "../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../src/privacy/policy.ts";
const texts = chat({ messages: 40000, share: 0.05 });
const bytes = texts.reduce((a, t) => a + new TextEncoder().encode(t).length, 0);
console.log(bytes / texts.length, texts.reduce((a, t) => a + t.length, 0) / texts.length);
const run = (n: string, f: (t: string) => unknown) => {
  for (const t of texts) f(t);
  const s = performance.now();
  for (const t of texts) f(t);
  const ms = performance.now() - s;
  console.log(n.padEnd(14), ms.toFixed(0), "ms", (bytes / ms / 1000).toFixed(0), "MB/s");
};
run("strip", stripInvisible);
run("traits", traitsOf);
run("subject", subjectOf);
run("detect", (t) => detect(t, [], DEFAULT_PII_KINDS));
for (const d of DETECTORS) {
  let n = 0;
  for (const t of texts) if (d.worth(subjectOf(t).traits)) n++;
  const subs = texts.map(subjectOf);
  const s = performance.now();
  for (const x of subs) if (d.worth(x.traits)) d.find(x);
  console.log(d.kind.padEnd(12), n, (performance.now() - s).toFixed(0));
}
console.log(texts.filter((t) => traitsOf(t).folds).length);
