/** The files in `deploy/`, judged by the programs that they are for, or by linters of those. */
import assert from "node:assert/strict";
import { validate as lintDockerfile } from "dockerfile-utils";
import { StatefulSet } from "kubernetes-models/apps/v1";
import { Ingress, NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { Service } from "kubernetes-models/v1";
import { parse, parseAllDocuments } from "yaml";
import { freePort, ROOT, said } from "./command.ts";

const read = (path: string) => Deno.readTextFileSync(`${ROOT}${path}`);

for (
  const args of [
    ["check", "config", "deploy/prometheus/prometheus.yml"],
    ["check", "rules", "deploy/prometheus/alerts.yml"],
    ["test", "rules", "deploy/prometheus/alerts_test.yml"],
  ]
) {
  Deno.test(`promtool ${args.join(" ")}`, async () => {
    const { code, text } = await said("promtool", args);
    assert.equal(code, 0, text);
    assert.match(text, /SUCCESS/);
  });
}

Deno.test("each alert is tried by a test of its own", () => {
  const { groups } = parse(read("deploy/prometheus/alerts.yml"));
  const tried = read("deploy/prometheus/alerts_test.yml");
  for (const { rules } of groups) {
    for (const { alert } of rules) assert.ok(tried.includes(alert), alert);
  }
});

Deno.test("shellcheck finds nothing in the scripts", async () => {
  const scripts = ["deploy/deploy.sh", ".ci/run", "tasks/pre_commit.sh"];
  const { code, text } = await said("shellcheck", ["--severity=style", ...scripts]);
  assert.equal(code, 0, text);
});

Deno.test("the linter of Dockerfiles finds nothing", () => {
  assert.deepEqual(lintDockerfile(read("Dockerfile")), []);
  assert.notDeepEqual(lintDockerfile("FROM a\nRUNN b\n"), []);
});

Deno.test("the image is not root's, and takes exact tags only", () => {
  const lines = read("Dockerfile").split("\n");
  const users = lines.filter((line) => line.startsWith("USER "));
  assert.deepEqual(users, ["USER 65532:65532"]);
  const bases = lines.filter((line) => line.startsWith("FROM ")).map((line) => line.split(" ")[1]);
  for (const base of bases) assert.match(base ?? "", /:[\w-]*\d+\.\d+\.\d+$/);
  const { services } = parse(read("deploy/compose.yaml"), { merge: true });
  for (const [name, { image, read_only, cap_drop }] of Object.entries<Compose>(services)) {
    assert.match(image, name === "tgtk" ? /^tgtk:/ : /:v?\d+\.\d+\.\d+$/, name);
    assert.deepEqual([read_only, cap_drop], [true, ["ALL"]], name);
  }
});

interface Compose {
  readonly image: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
}

const KINDS = { StatefulSet, Service, NetworkPolicy, Ingress } as const;

Deno.test("Kubernetes' schemas take the manifests, and refuse a broken one", async () => {
  const documents = parseAllDocuments(read("deploy/k8s/tgtk.yaml"));
  const kinds: string[] = [];
  for (const document of documents) {
    const manifest = document.toJS();
    kinds.push(manifest.kind);
    const Model = KINDS[manifest.kind as keyof typeof KINDS];
    await new Model(manifest).validate();
  }
  assert.deepEqual(kinds, ["StatefulSet", "Service", "NetworkPolicy", "Ingress"]);
  const broken = documents[0]!.toJS();
  broken.spec.replicas = "one";
  await assert.rejects(async () => await new StatefulSet(broken).validate(), /replicas/);
});

Deno.test("one session has one pod, which is not root and writes nothing", () => {
  const [{ spec }] = parseAllDocuments(read("deploy/k8s/tgtk.yaml")).map((each) => each.toJS());
  assert.equal(spec.replicas, 1);
  const [container] = spec.template.spec.containers;
  assert.equal(spec.template.spec.securityContext.runAsNonRoot, true);
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
});

/** Networks are written in several places; all have to be those of the permission set. */
Deno.test("every file allows Telegram's networks and no other", () => {
  const { permissions } = JSON.parse(read("deno.json"));
  const ranges = (text: string) =>
    [
      ...new Set([...text.matchAll(/\d+\.\d+\.\d+\.\d+\/\d+/g)].map(([range]) => range)),
    ].sort();
  const wanted = ranges(permissions.start.net.join(" "));
  assert.equal(wanted.length, 10);
  assert.deepEqual(ranges(permissions.container.net.join(" ")), wanted);
  assert.deepEqual(ranges(read("deploy/k8s/tgtk.yaml")), wanted);
  assert.deepEqual(ranges(read("deploy/systemd/tgtk.service")), wanted);
});

Deno.test("systemd understands the unit and finds it safe", async () => {
  const folder = await Deno.makeTempDir();
  // Its program has to be there for the verification.
  const unit = read("deploy/systemd/tgtk.service").replace("/opt/tgtk/bin/deno", Deno.execPath());
  await Deno.writeTextFile(`${folder}/tgtk.service`, unit);
  const verified = await said("systemd-analyze", ["verify", "--man=no", `${folder}/tgtk.service`]);
  assert.equal(verified.code, 0, verified.text);
  assert.doesNotMatch(verified.text, /tgtk\.service:\d+/);
  const args = ["security", "--offline=true", "--threshold=15", `${folder}/tgtk.service`];
  const secured = await said("systemd-analyze", args);
  assert.equal(secured.code, 0, secured.text);
  assert.match(secured.text, /Overall exposure level for tgtk\.service: 1\.\d OK/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("health.ts tells by its exit code whether the server lives", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => Response.json({ status: "ok" }),
  );
  const ask = (port: number) =>
    said(Deno.execPath(), [
      "run",
      "--no-prompt",
      `--allow-net=127.0.0.1:${port}`,
      "deploy/health.ts",
      `http://127.0.0.1:${port}/health`,
    ]);
  assert.equal((await ask(server.addr.port)).code, 0);
  await server.shutdown();
  const { code, text } = await ask(freePort());
  assert.equal(code, 1);
  assert.match(text, /^Cannot reach http:\/\/127\.0\.0\.1:\d+\/health: TypeError/);
});
