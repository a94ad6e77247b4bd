import { createRequire as createRequire_ } from 'node:module';
const require = createRequire_(import.meta.url);

// src/memory.ts
import { setFlagsFromString } from "node:v8";
setFlagsFromString("--semi-space-growth-factor=1");

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function getState(name) {
  return process.env[`STATE_${name}`] || "";
}

// src/crash/programs.ts
var words = (text4) => text4.trim().split(/\s+/);
var byClass = {
  // They run loops: what they start again is a retry.
  shell: words("sh bash dash ash ksh mksh zsh fish csh tcsh busybox rbash yash pwsh"),
  interpreter: words("python python2 python3 pypy pypy3 node nodejs deno bun ruby perl php lua luajit tclsh java javaw dotnet mono Rscript R guile"),
  // They restart what they stop, on somebody's order. systemd-oomd is a memory watchdog and not among them.
  runtime: words(`
    dockerd containerd containerd-shim containerd-shim-runc-v1 containerd-shim-runc-v2 runc crun youki runsc conmon podman kubelet crio
    systemd systemd-shutdown systemctl lxc-start lxc-stop lxd incusd nomad docker docker-proxy docker-compose nerdctl buildkitd ctr crictl`),
  // What they execute is a service, and is executed again when it ends.
  supervisor: words(`
    supervisord runsv s6-supervise supervise perpd dinit circusd god bluepill eye pm2 forever mysqld_safe mariadbd-safe immortal
    procd respawn daemontools horust heart procServ nodemon start_server supervise-daemon restartd multiwatch`),
  // They fork workers of their own, and fork them again when they end. What else they execute are commands: celery's tasks call grep, and
  // PostgreSQL a restore_command, whose exit code is an answer. monit's services are not its children at all.
  master: words(`
    gunicorn uwsgi uwsgi-core celery unicorn puma passenger PassengerAgent php-fpm apache2 httpd nginx haproxy varnishd postgres postmaster master
    dovecot rainbows thin resque sidekiqswarm lighttpd uvicorn hypercorn monit mmonit`),
  // They run commands, once or in loops of their own.
  tool: words(`
    make gmake ninja samu cmake ccache sccache distcc meson bazel bazelisk process-wrapper linux-sandbox buck buck2 pants gradle mvn sbt scons waf just task mage
    rake xargs parallel find env nice stdbuf timeout time flock chronic retry watch entr sudo su doas ssh setsid nohup script expect strace
    ltrace gdb lldb valgrind perf rr npm npx yarn pnpm corepack pip pip3 poetry tox nox uv cargo rustup rustc go gcc g++ cc c++ clang clang++ cc1 cc1plus
    ld collect2 as ar libtool git apt apt-get dpkg rpm dnf yum apk snap brew cron crond anacron atd start-stop-daemon start-stop-daem daemonize inetd xinetd socat ncat nc sshd tcpserver
    terraform packer vagrant ansible ansible-playbook molecule Runner.Worker Runner.Listener gitlab-runner buildkite-agent act earthly dagger turbo nx
    dockerize wait4x tini dumb-init docker-init catatonit mpirun mpiexec mpiexec.hydra hydra_pmi_proxy orterun prterun prte orted srun torchrun`),
  "test-runner": words(`
    jest vitest mocha ava tap tape jasmine karma playwright cypress wdio testcafe nyc c8 pytest py.test nosetests unittest stestr testr robot behave
    phpunit pest behat rspec cucumber minitest ctest bats shunit2 prove go-test gotestsum ginkgo cargo-nextest nextest dotnet-test kuttl
    testem qunit k6 locust jmeter artillery newman surefire avocado dejagnu runtest kyua lit llvm-lit`)
};
var classes = new Map(
  Object.entries(byClass).flatMap(([kind2, names3]) => names3.map((name) => [name, kind2]))
);
var isTestBinary = (exe) => /\.test$|\/deps\/[^/]+-[0-9a-f]{16}$/.test(exe);
var isTestProgram = (name) => /(?:^|[-_.])(?:unit_?)?tests?(?:\.exe)?$|(?:UnitTests?|Tests?)$/.test(name);
function isTestScript(path) {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  if (/server|service|daemon|worker|proxy|mock/i.test(name)) return false;
  if (/(?:^|[-_.])(?:e2e|smoke|acceptance|integration)(?:[-_.]|$)/.test(name)) return true;
  return /^tests?$|[-_.](?:test|spec)s?$|^test_/.test(name) || /(?:^|\/)(?:tests?|spec|__tests__)\/(?:index|main|run|all)\.\w+$/.test(path);
}
var isCheck = (name) => /^(?:wait|check|healthcheck|probe|ping|poll|is)(?:[-_.]|$)|^wait[-_]?for/.test(name);
var commands = new Set(
  words(`
    curl wget http https xh grpcurl websocat ping dig host nslookup getent nmap ssh scp sftp rsync openssl kubectl oc helm kustomize psql pg_isready pg_dump
    pg_restore createdb mysql mysqladmin mysqldump mariadb mariadb-admin sqlite3 redis-cli mongosh mongo cqlsh clickhouse-client etcdctl consul vault
    rabbitmqctl rabbitmq-diagnostics kafka-topics.sh nats mc aws gcloud gsutil az gh glab grep egrep fgrep zgrep rg ag sed awk gawk mawk diff cmp jq
    yq test [ cat ls stat head tail wc sort find sleep true false kill pkill killall pgrep pidof lsof ss netstat fuser ip mount umount systemd-notify`)
);
var isEmulator = (name) => /^(?:[a-z-]+-(?:amd64|x86|arm64|arm|ppc64le|ppc64be|s390x|mips64|riscv64)-linux|qemu-(?!system-)[a-z0-9_]+(?:-static)?)$/.test(name);
var withoutVersion = (name) => name.replace(/-?\d[\d.]*$/, "");
var classOf = (name) => classes.get(name) ?? classes.get(withoutVersion(name)) ?? null;
var titles = [
  [/^PM2 v/i, "supervisor"],
  [/^\S+: master process\b|^(?:gunicorn: master|puma: cluster|unicorn master|uWSGI master|celeryd?: |pitchfork master|phusion passenger)/i, "master"]
];
var classOfTitle = (title) => titles.find(([pattern]) => pattern.test(title))?.[1] ?? null;
var bringsBack = (kind2) => kind2 === "supervisor" || kind2 === "master";
var ociRuntimes = /* @__PURE__ */ new Set(["runc", "crun", "youki", "runsc"]);
var containerClients = /* @__PURE__ */ new Set(["docker", "docker-compose", "podman", "nerdctl", "ctr", "kubectl", "crictl", "finch"]);

// src/crash/script.ts
var NEVER = /(?!)/;
var byName = {
  node: {
    inline: /^(?:-e|-p|-pe|--eval|--print)$/,
    valued: /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--input-type|--title|--disable-warning|--env-file|--env-file-if-exists)$/
  },
  deno: { inline: /^eval$/, verbs: /^(?:run|serve)$/, valued: /^(?:-c|--config|--import-map|--env-file)$/ },
  bun: { inline: /^(?:-e|-p|--eval|--print)$/, verbs: /^run$/, valued: /^(?:-r|--preload|--env-file|--cwd|-c|--config)$/ },
  // Flags may stand together: -um MODULE.
  python: { inline: /^-[bBdEhiIOPqsSuvx]*c$/, named: /^-[bBdEhiIOPqsSuvx]*m$/, valued: /^-[bBdEhiIOPqsSuvx]*[WX]$/ },
  ruby: { inline: /^-[alnpsSvwW]*e$/, valued: /^-[rIEC]$/ },
  // -lane CODE
  perl: { inline: /^-[0acilnpsStTuUwWX]*[eE]$/, valued: /^-I$/ },
  php: {
    inline: /^(?:-r|-B|-R|-E|--run)$/,
    named: /^(?:-f|--file)$/,
    valued: /^(?:-S|--server|-t|--docroot|-c|--php-ini|-d|--define|-z|--zend-extension)$/
  },
  java: {
    inline: NEVER,
    named: /^(?:-jar|-m|--module)$/,
    valued: /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-(?:modules|opens|exports|reads))$/
  },
  lua: { inline: /^-e$/, valued: /^-l$/ },
  dotnet: { inline: NEVER, verbs: /^exec$/ }
};
var alike = { nodejs: "node", pypy: "python", javaw: "java", luajit: "lua" };
var shell = { inline: /^-[a-z]*c[a-z]*$/, valued: /^(?:[-+][A-Za-z]*[oO]|--rcfile|--init-file)$/, verbs: /^\+/ };
var other = { inline: /^(?:-c|-e|--eval)$/ };
var emulator = { inline: NEVER, valued: /^-(?:0|B|cpu|d|D|dfilter|E|g|L|p|plugin|R|r|s|seed|trace|U)$/ };
function optionsOf(program) {
  if (isEmulator(program)) return emulator;
  const kind2 = classOf(program);
  if (kind2 === "shell") return shell;
  const name = withoutVersion(program);
  return kind2 === "interpreter" ? byName[alike[name] ?? name] ?? other : null;
}
var isOtherPath = (path) => path.includes("/") && !path.includes(" ") && classOf(path.slice(path.lastIndexOf("/") + 1)) === null;
function scriptAmong(program, argv) {
  const options = optionsOf(program);
  if (options === null) return null;
  if (argv.length === 1 && classOf(program) === "interpreter" && isOtherPath(argv[0])) return argv[0];
  const { inline, named = NEVER, valued = NEVER, verbs: verbs2 = NEVER } = options;
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index];
    if (named.test(argument)) return argv[index + 1] ?? null;
    if (inline.test(argument) || argument === "-") return null;
    if (valued.test(argument)) index++;
    else if (!argument.startsWith("-") && !verbs2.test(argument)) return argument;
  }
  return null;
}

// src/crash/name.ts
var processKey = (process2) => `${process2.pid}:${process2.startedAt}`;
var baseName = (path) => path.slice(path.lastIndexOf("/") + 1);
var multiCall = /* @__PURE__ */ new Set(["busybox", "toybox", "coreutils", "uutils", "pgrep", "dash"]);
var boxes = /* @__PURE__ */ new Set(["busybox", "toybox", "coreutils", "uutils"]);
function argvOf({ exe, argv }) {
  const own = boxes.has(baseName(exe ?? "")) && baseName(argv?.[0] ?? "") === baseName(exe ?? "");
  return own && /^\w/.test(argv[1] ?? "") ? argv.slice(1) : argv;
}
function exeName(process2) {
  const exe = process2.exe === null ? "" : baseName(process2.exe);
  const first = baseName(argvOf(process2)?.[0] ?? "");
  if (exe === "") return first === "" ? process2.comm : first;
  if (multiCall.has(exe)) return first === "" ? exe : first.replace(/^-/, "");
  return first !== "" && exe.startsWith(first) && classOf(first) !== null ? first : exe;
}
function programName(process2) {
  if (isOneWord(process2)) return process2.argv[0];
  const script2 = scriptOf(process2);
  return script2 === null ? exeName(process2) : baseName(script2).replace(/\.(?:c?m?js|ts|py|rb|pl|php|sh|jar|dll)$/, "");
}
var programClass = (process2) => {
  const titled = classOfTitle(process2.argv?.[0] ?? "") ?? classOfTitle(process2.comm);
  if (titled !== null) return titled;
  const own = classOf(exeName(process2)) ?? (isTestBinary(process2.exe ?? "") || isTestProgram(exeName(process2)) ? "test-runner" : null);
  if (own !== "interpreter") return own;
  return classOf(programName(process2)) ?? (isTestScript(scriptOf(process2) ?? "") ? "test-runner" : own);
};
var isSystemd = (process2) => process2 !== null && process2.comm === "systemd";
function isCommand(process2) {
  const kind2 = programClass(process2);
  if (kind2 === "shell") return scriptOf(process2) === null;
  if (kind2 === "interpreter" && scriptOf(process2) === null) return isInline(process2);
  return kind2 === "tool" || kind2 === "test-runner" || kind2 === "runtime" || commands.has(exeName(process2)) || isCheck(programName(process2));
}
var isInline = ({ argv }) => argv?.some((argument) => /^-(?:[a-zA-Z]*[ce]|-eval)$/.test(argument)) === true;
function scriptOf(process2) {
  const argv = argvOf(process2);
  return argv === null ? null : scriptAmong(exeName(process2), argv);
}
var LONGEST_NAME = 60;
function displayName(process2) {
  return nameOf(process2) || shorten(process2.comm.trim()) || "(no name)";
}
function nameOf(process2) {
  if (isRetitled(process2)) return shorten(commandTitle(process2) ?? titleOf(process2));
  const exe = exeName(process2);
  const script2 = scriptOf(process2);
  return shorten(script2 === null ? exe.trim() : `${exe} ${baseName(script2)}`);
}
function isRetitled(process2) {
  const [title = "", ...rest] = process2.argv ?? [];
  const sentence = title.includes(" ") && (!title.includes("/") || rest.length === 0 && process2.exe?.includes(" ") === false);
  return title.includes(": ") || sentence || isOneWord(process2) || rest.length > 0 && rest.every((argument) => argument === "");
}
function isOneWord(process2) {
  const [title = "", ...rest] = process2.argv ?? [];
  const own = classOf(exeName(process2)) === "interpreter";
  return own && /^[\w.@-]+$/.test(title) && !title.startsWith("-") && rest.length === 0 && classOf(title) !== "interpreter";
}
function titleOf(process2) {
  const words3 = (process2.argv ?? []).join(" ").trim().split(" ");
  const exe = exeName(process2);
  const command2 = words3.findIndex((word2, index) => index > 0 && (word2.startsWith("/") || word2 === exe && words3[index + 1]?.startsWith("-")));
  return words3.slice(0, command2 === -1 ? words3.length : command2).join(" ").replace(/:$/, "");
}
function commandTitle(process2) {
  const argv = process2.argv?.length === 1 ? process2.argv[0].split(" ") : [];
  const exe = exeName(process2);
  if (argv[0] === process2.exe && argv.length > 1) return `${exe} ${argv[1]}`;
  const script2 = argv[0] === exe ? scriptOf({ ...process2, argv }) : null;
  return script2 === null || !/[./]/.test(script2) ? null : `${exe} ${baseName(script2)}`;
}
function shorten(text4) {
  const points = [...text4.slice(0, LONGEST_NAME * 2 + 2)];
  return points.length > LONGEST_NAME ? `${points.slice(0, LONGEST_NAME - 1).join("")}…` : text4;
}

// src/crash/served.ts
var SECOND = 1e9;
var UNWINDING_TIME = 2 * SECOND;
var SERVING_TIME = 1 * SECOND;
function keepServed(death2, unwound) {
  if (death2.listening.every(({ closedAt }) => closedAt === void 0)) return death2;
  return { ...death2, listening: death2.listening.filter((socket2) => socket2.closedAt === void 0 || unwound && wasServed(socket2, death2)) };
}
var wasServed = ({ openedAt = null, closedAt = 0 }, { at: at3 }) => at3 - closedAt <= UNWINDING_TIME && (openedAt === null || closedAt - openedAt >= SERVING_TIME);
function hasInherited(death2) {
  const parent = death2.ancestors[0] ?? null;
  if (!death2.parentListens || parent === null || bringsBack(programClass(parent)) || isSystemd(parent)) return false;
  return (death2.forkOnly || death2.exe !== parent.exe) && death2.listening.every((socket2) => socket2.shared);
}

// src/incident/supervision.ts
function supervisionOf(crash) {
  if (isContainerMain(crash)) return "container";
  if (isUnitMain(crash)) return "unit";
  return isListener(crash) ? "service" : null;
}
var isContainerMain = ({ death: death2, place }) => place.container !== null && death2.nsPid === 1 && !ociRuntimes.has(exeName(death2));
function isUnitMain({ death: death2, place }) {
  return place.unit?.endsWith(".service") === true && death2.step === null && isSystemd(death2.ancestors[0] ?? null);
}
function isListener(crash) {
  const kind2 = programClass(crash.death);
  return crash.death.listening.length > 0 && kind2 !== "test-runner" && kind2 !== "tool" && !hasInherited(crash.death);
}
var isConnectionHandler = (crash) => crash.death.parentListens && (crash.death.listening.length === 0 || hasInherited(crash.death));
var SERVICE_LIFETIME = 1e10;
var hasServed = ({ death: death2 }) => death2.listening.length > 0 || death2.lifetimeNs >= SERVICE_LIFETIME;

// src/chapters.ts
var LONGEST_WAIT = 6e10;
var MOST_OVERLAP = 1e3;
var LENGTH = 8e3;
var MOST_WAITING = 500;
var Chapters = class {
  #recording;
  /** Of the deaths that are held: those that are told already, and what took their place. */
  #told = /* @__PURE__ */ new Map();
  #containerStarts = /* @__PURE__ */ new Map();
  constructor(recording) {
    this.#recording = recording;
  }
  /** Each is to be told from before the next one is asked for. */
  *[Symbol.iterator]() {
    const { records: frame, long } = this.#recording;
    if (long === void 0) return yield { records: frame, until: Number.POSITIVE_INFINITY };
    let held = [];
    const length = Math.min(long.most, LENGTH);
    let enough = length;
    for (const record of long.again()) {
      held.push(record);
      if (held.length < enough) continue;
      const cut2 = cutOf(held);
      if (cut2 !== null) {
        yield { records: [...frame, ...held], until: cut2.until };
        held = this.#forget(held, cut2.from);
      }
      enough = Math.max(length, held.length * 2);
    }
    yield { records: [...frame, ...held], until: Number.POSITIVE_INFINITY };
  }
  /** What earlier chapters knew of containers is kept. */
  recall(timeline3) {
    const starts = new Map(this.#containerStarts);
    for (const [id, start2] of timeline3.containerStarts) starts.set(id, Math.min(start2, starts.get(id) ?? start2));
    this.#containerStarts = starts;
    return { ...timeline3, containerStarts: starts };
  }
  /** The stories of a chapter that are to be told now, as far as they haven't been. */
  *untold(stories, until) {
    if (this.#recording.long === void 0) return yield* stories;
    let waiting = 0;
    for (const story of stories) {
      if (story.lead.death.at >= until) continue;
      if (until !== Number.POSITIVE_INFINITY && mayComeBack(story) && ++waiting <= MOST_WAITING) continue;
      const fresh = [story.lead, ...story.followers].filter(({ recorded }) => !this.#told.has(recorded));
      for (const { recorded } of fresh) this.#told.set(recorded, story.replacement === null ? null : processKey(story.replacement));
      const [lead, ...followers] = fresh;
      if (lead === void 0) continue;
      yield lead === story.lead ? { ...story, followers } : { ...story, lead, followers, replacement: null, masked: "no", swallowedBy: null, dark: null };
    }
  }
  /** What the next chapter needs: what isn't told, and the end of this one, without the starts that the deaths which go have used up. */
  #forget(held, from) {
    const gone = /* @__PURE__ */ new Set();
    const used = /* @__PURE__ */ new Set();
    for (const [death2, replacement] of this.#told) {
      if (death2.at >= from) continue;
      gone.add(death2);
      used.add(replacement);
      this.#told.delete(death2);
    }
    return held.filter((record) => {
      if (record.type === "death") return !gone.has(record);
      return timeOf(record) >= from && !(record.type === "start" && used.has(processKey(record)));
    });
  }
};
function cutOf(held) {
  const times = held.map(timeOf).sort((a, b) => a - b);
  const beforeEnd = (count) => times.at(-1 - count) ?? Number.NEGATIVE_INFINITY;
  const until = Math.max(beforeEnd(0) - LONGEST_WAIT, beforeEnd(MOST_OVERLAP));
  if (until > times[0]) return { from: Math.max(until - LONGEST_WAIT, beforeEnd(2 * MOST_OVERLAP)), until };
  return times.length > 4 * MOST_OVERLAP ? { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY } : null;
}
var timeOf = (record) => record.type === "header" ? 0 : record.at;
var mayComeBack = ({ replacement, askedAgain, lead, followers }) => replacement === null && !askedAgain && [lead, ...followers].some((crash) => isContainerMain(crash) || isUnitMain(crash));

// src/crash/place.ts
function rolesOf({ runtime, name, compose: compose2, inside }) {
  const key = (...parts) => JSON.stringify([...parts, inside?.id]);
  return [
    ...compose2?.service == null ? [] : [{ by: "compose service", key: key("compose", compose2.project, compose2.service) }],
    ...name === null ? [] : [{ by: "name", key: key(runtime, name) }]
  ];
}
var containerSegments = [
  ["docker", /^docker-([0-9a-f]{64})\.scope$/],
  ["containerd", /(?:^|[:-])cri-containerd[:-]([0-9a-f]{64})(?:\.scope)?$/],
  ["cri-o", /^crio-([0-9a-f]{64})(?:\.scope)?$/],
  ["podman", /^libpod-([0-9a-f]{64})(?:\.scope)?$/],
  ["containerd", /^nerdctl-([0-9a-f]{64})\.scope$/],
  ["lxc", /^lxc\.payload\.(.+)$/],
  ["unknown", /^([0-9a-f]{64})$/]
];
var parentRuntimes = { docker: "docker", libpod_parent: "podman", default: "containerd", moby: "docker" };
var noneKnown = /* @__PURE__ */ new Map();
function placeOf(cgroup, known = noneKnown) {
  const segments = cgroup.split("/").filter((segment) => segment !== "");
  const container2 = findContainer(segments, known);
  const unit = segments.findLast((segment) => /\.(?:service|scope)$/.test(segment) && segment !== "init.scope" && containerIn(segment, known) === null) ?? null;
  return {
    container: container2,
    noContainer: container2 === null ? `its cgroup ${cgroup === "" ? "(none)" : cgroup} names no container` : null,
    unit,
    noUnit: unit === null ? `its cgroup ${cgroup === "" ? "(none)" : cgroup} names no systemd unit` : null
  };
}
function findContainer(segments, known) {
  let container2 = null;
  for (const [index, segment] of segments.entries()) {
    const found = containerIn(segment, known);
    if (found === null || found.id === container2?.id) continue;
    const record = known.get(found.id);
    const runtime = found.runtime === "unknown" ? record?.runtime ?? parentRuntimes[segments[index - 1] ?? ""] ?? "unknown" : found.runtime;
    const pod = podOf(segments.slice(0, index + 1)) ?? record?.pod?.uid ?? null;
    container2 = { id: found.id, runtime, pod, ...namesOf(record), inside: container2 };
  }
  return container2;
}
function containerIn(segment, known) {
  for (const [runtime, pattern] of containerSegments) {
    const id = pattern.exec(segment)?.[1];
    if (id !== void 0) return { id, runtime };
  }
  return known.has(segment) ? { id: segment, runtime: "unknown" } : null;
}
function namesOf(record) {
  if (record === void 0) return nameless;
  const { id, name, image, compose: compose2, restart, pod, missing: missing2 } = record;
  const called2 = name?.replace(/^\//, "") ?? (/^[0-9a-f]{64}$/.test(id) ? null : id);
  return {
    name: called2,
    noName: called2 === null ? missing2 ?? "its runtime gave it none" : null,
    image,
    compose: compose2 === null || compose2.project === null ? null : { project: compose2.project, service: compose2.service },
    restart: restart === null ? null : { ...restart, most: restart.most === 0 ? null : restart.most },
    podName: pod?.name ?? null,
    namespace: pod?.namespace ?? null
  };
}
var nameless = {
  name: null,
  noName: "the recording has no names of containers",
  image: null,
  compose: null,
  restart: null,
  podName: null,
  namespace: null
};
function podOf(segments) {
  for (const segment of segments.toReversed()) {
    const uid = /^(?:kubepods(?:-[a-z]+)?-)?pod([0-9a-f][0-9a-f_-]{30,35})(?:\.slice)?(?::.*)?$/.exec(segment)?.[1];
    if (uid !== void 0) return uid.replaceAll("_", "-");
  }
  return null;
}

// src/crash/signature.ts
function signatureOf({ death: death2, cause, place }) {
  const script2 = scriptOf(death2);
  const program = [lasting(death2.exe ?? death2.comm), ...script2 === null ? [] : [lasting(script2)]].join(" ");
  const where2 = place.container !== null ? "in a container" : place.unit !== null ? `in ${numberless(place.unit)}` : null;
  return [...causeParts(cause), program || exeName(death2), ...death2.forkOnly ? ["forked"] : [], ...where2 === null ? [] : [where2]].join(" | ");
}
function causeParts(cause) {
  switch (cause.kind) {
    case "fault":
      return ["fault", cause.signal, ...[cause.code, lastingDetail(cause)].filter((part) => part !== null)];
    case "oom":
      return ["oom", cause.scope];
    case "exit":
      return ["exit", String(cause.exitCode)];
    case "killed":
      return ["killed", cause.signal, ...cause.exitCode === null ? [] : [`exit ${cause.exitCode}`]];
    default:
      return [cause.kind, cause.signal];
  }
}
var lastingDetail = ({ detail, access }) => detail === "other" ? null : [detail, ...access === null ? [] : [access]].join(" ");
var temporary = /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\/run\/user\/\d+|\/proc|\/dev\/fd|.*\/_temp|.*\/\.cache)\//;
var temporaryFolderOf = (path) => temporary.exec(path)?.[0] ?? null;
var random = (word2) => /\d/.test(word2) && /[a-z]/.test(word2) && /[A-Z]/.test(word2);
var passing = [
  // UUIDs, hashes, process ids, timestamps.
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{12,}|\d{6,}/g, () => "#"],
  // mkdtemp's names: 6, 8 or 10 letters and digits.
  [/(?<=[/._-])(?:[A-Za-z\d]{10}|[A-Za-z\d]{8}|[A-Za-z\d]{6})(?=[/._-]|$)/g, (word2) => random(word2) ? "#" : word2],
  // The 3 of worker-3 and worker_3.js, but nothing of a folder, and no version of two numbers.
  [/(?<=[A-Za-z][-_#])\d+(?=(?:\.[A-Za-z]\w*)?$)/, () => "#"]
];
function lasting(path) {
  const kept = passing.reduce((text4, [what, instead]) => text4.replace(what, instead), path);
  return temporary.test(path) ? `<tmp>/${kept.slice(kept.lastIndexOf("/") + 1).replace(/\d{3,}/g, "#")}` : kept;
}
var numberless = (unit) => unit.replace(/\d+/g, "#");

// src/incident/crash-loop.ts
var LEAST = 3;
var SHORT_LIFE = 6e10;
var MOST_ROWS = 1e3;
var isStop = ({ cause }) => cause.kind === "killed" && ["SIGTERM", "SIGINT", "SIGHUP"].includes(cause.signal);
var CrashLoops = class {
  #longest = { times: 0, from: 0, to: 0 };
  /** What replaced the last of a row so far: its key → that row. */
  #rows = /* @__PURE__ */ new Map();
  add({ lead, followers, replacement }) {
    if (isStop(lead)) return;
    const { at: at3 } = lead.death;
    const key = [lead, ...followers].map((crash) => crash.key).find((found) => this.#rows.has(found));
    const row = key === void 0 ? void 0 : this.#rows.get(key);
    const times = row === void 0 || lead.death.lifetimeNs > SHORT_LIFE ? 1 : row.times + 1;
    const from = times === 1 ? at3 : row.from;
    if (times > this.#longest.times) this.#longest = { times, from, to: at3 };
    if (key !== void 0) this.#rows.delete(key);
    if (replacement !== null) this.#remember(processKey(replacement), { times, from });
  }
  get longest() {
    const { times, from, to } = this.#longest;
    return times < LEAST ? null : { times, overMs: (to - from) / 1e6 };
  }
  #remember(key, row) {
    this.#rows.set(key, row);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > MOST_ROWS) this.#rows.delete(oldest);
  }
};

// src/incident/incident.ts
var MAX_STORIES = 20;

// src/incident/story.ts
var longer = (a, b) => a === null || b !== null && b.ms > a.ms ? b : a;

// src/incident/group.ts
var Groups = class {
  #groups = /* @__PURE__ */ new Map();
  add(story, decision) {
    const signature = signatureOf(story.lead);
    const key = JSON.stringify([signature, placeKey(story.lead), senderName(story.lead), decision.rule.id, decision.builtin.id]);
    const known = this.#groups.get(key) ?? { decision, group: new Group(signature) };
    this.#groups.set(key, known);
    known.group.add(story);
  }
  /** By time of the first story. */
  incidents() {
    const found = [...this.#groups.values()].map(({ decision, group }) => ({ incident: group.incident(), decision }));
    return found.sort((a, b) => beginOf(a.incident) - beginOf(b.incident));
  }
};
var placeKey = ({ place: { container: container2 } }) => container2 === null ? null : container2.pod ?? rolesOf(container2)[0]?.key ?? container2.id;
var senderName = ({ sender: sender2 }) => sender2 === null ? null : programName(sender2);
var beginOf = ({ stories }) => stories[0].lead.death.at;
var hiding = ["no", "tests-passed", "swallowed", "replaced"];
var Group = class {
  #signature;
  #stories = [];
  #masks = /* @__PURE__ */ new Set();
  #loops = new CrashLoops();
  #count = 0;
  #followerCount = 0;
  #replacedCount = 0;
  #dark = null;
  constructor(signature) {
    this.#signature = signature;
  }
  add(story) {
    this.#count++;
    if (this.#stories.length < MAX_STORIES) this.#stories.push(story);
    this.#masks.add(story.masked);
    this.#loops.add(story);
    this.#followerCount += story.followers.length;
    if (story.replacement !== null) this.#replacedCount++;
    this.#dark = longer(this.#dark, story.dark);
  }
  incident() {
    return {
      signature: this.#signature,
      stories: this.#stories.toSorted((a, b) => a.lead.death.at - b.lead.death.at),
      count: this.#count,
      followerCount: this.#followerCount,
      masked: hiding.findLast((masked) => this.#masks.has(masked)) ?? "no",
      dark: this.#dark,
      replacedCount: this.#replacedCount,
      crashLoop: this.#loops.longest
    };
  }
};

// src/crash/signals.ts
var names = [
  ...["SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE"],
  ...["SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ"],
  ...["SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS"]
];
var SIGHUP = 1;
var SIGINT = 2;
var SIGQUIT = 3;
var SIGILL = 4;
var SIGTRAP = 5;
var SIGABRT = 6;
var SIGBUS = 7;
var SIGFPE = 8;
var SIGKILL = 9;
var SIGSEGV = 11;
var SIGTERM = 15;
var SIGXCPU = 24;
var SIGXFSZ = 25;
var SIGSYS = 31;
var faultSignals = /* @__PURE__ */ new Set([SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS]);
function signalName(signal) {
  if (signal >= 34 && signal <= 64) return signal === 34 ? "SIGRTMIN" : `SIGRTMIN+${signal - 34}`;
  return names[signal - 1] ?? `signal ${signal}`;
}
var anyCode = {
  0: "SI_USER",
  128: "SI_KERNEL",
  [-1]: "SI_QUEUE",
  [-2]: "SI_TIMER",
  [-3]: "SI_MESGQ",
  [-4]: "SI_ASYNCIO",
  [-5]: "SI_SIGIO",
  [-6]: "SI_TKILL",
  [-7]: "SI_DETHREAD",
  [-60]: "SI_ASYNCNL"
};
var codes = {
  [SIGILL]: ["ILL_ILLOPC", "ILL_ILLOPN", "ILL_ILLADR", "ILL_ILLTRP", "ILL_PRVOPC", "ILL_PRVREG", "ILL_COPROC", "ILL_BADSTK"],
  [SIGTRAP]: ["TRAP_BRKPT", "TRAP_TRACE", "TRAP_BRANCH", "TRAP_HWBKPT", "TRAP_UNK", "TRAP_PERF"],
  [SIGBUS]: ["BUS_ADRALN", "BUS_ADRERR", "BUS_OBJERR", "BUS_MCEERR_AR", "BUS_MCEERR_AO"],
  [SIGFPE]: ["FPE_INTDIV", "FPE_INTOVF", "FPE_FLTDIV", "FPE_FLTOVF", "FPE_FLTUND", "FPE_FLTRES", "FPE_FLTINV", "FPE_FLTSUB"],
  [SIGSEGV]: [
    ...["SEGV_MAPERR", "SEGV_ACCERR", "SEGV_BNDERR", "SEGV_PKUERR", "SEGV_ACCADI", "SEGV_ADIDERR", "SEGV_ADIPERR", "SEGV_MTEAERR"],
    ...["SEGV_MTESERR", "SEGV_CPERR"]
  ],
  [SIGSYS]: ["SYS_SECCOMP", "SYS_USER_DISPATCH"]
};
function codeName(signal, code2) {
  return anyCode[code2] ?? codes[signal]?.[code2 - 1] ?? `code ${code2}`;
}
var signalNames = Array.from({ length: 64 }, (_, index) => signalName(index + 1)).filter((name) => name.startsWith("SIG"));
function codeNames(signal) {
  return [...Object.values(anyCode), ...codes[signalNames.indexOf(signal) + 1] ?? []];
}

// src/incident/oom-group.ts
var SECOND2 = 1e9;
var CALL_TIME = 1 * SECOND2;
function findChosen(crashes) {
  const killed2 = crashes.flatMap((crash) => {
    const kill = killOf(crash);
    return kill === null ? [] : [{ crash, ...kill }];
  });
  killed2.sort((a, b) => a.at - b.at);
  const chosen = /* @__PURE__ */ new Map();
  const calls = /* @__PURE__ */ new Map();
  for (const { crash, at: at3, trigger } of killed2) {
    const last = calls.get(trigger);
    const first = last !== void 0 && at3 - last.at <= CALL_TIME ? last.first : crash;
    if (first.cause.kind !== "oom") continue;
    calls.set(trigger, { first, at: at3 });
    chosen.set(crash.key, first);
  }
  return chosen;
}
function killOf({ cause, death: death2 }) {
  if (cause.kind === "oom" && death2.oom !== null) return { at: death2.oom.at, trigger: processKey(death2.oom.trigger) };
  const byKernel = cause.kind === "unknown" && death2.sent?.by === "kernel" ? death2.sent : null;
  return byKernel?.sender ? { at: byKernel.at, trigger: processKey(byKernel.sender) } : null;
}

// src/incident/fold.ts
var SECOND3 = 1e9;
var CHAIN_TIME = 10 * SECOND3;
var LOOSE_CHAIN_TIME = 1 * SECOND3;
var ASK_TIME = 2 * SECOND3;
var SIBLING_TIME = 10 * SECOND3;
var CLIENT_TIME = 3 * SECOND3;
var commanders = /* @__PURE__ */ new Set(["shell", "tool", "test-runner"]);
function foldCrashes(timeline3, restarts) {
  const fold = new Fold(findChosen(timeline3.crashes), restarts);
  const taken = [];
  for (const crash of timeline3.crashes) {
    if (takenAlong(crash) !== null) taken.push(crash);
    else fold.add(crash);
  }
  for (const crash of taken) fold.addTaken(crash);
  return fold.drafts;
}
var takenAlong = ({ cause, sender: sender2 }) => cause.kind === "killed" && cause.by === "kernel" && sender2 !== null ? processKey(sender2) : null;
var Fold = class {
  drafts = [];
  #storyOf = /* @__PURE__ */ new Map();
  /** What an ancestor would end with, if it ended because of a crash: "<ancestor> <exit code>" → the crash. */
  #expected = /* @__PURE__ */ new Map();
  /** The last end of a story that a process was told of as its parent: sh's 139, to make. */
  #told = /* @__PURE__ */ new Map();
  /** The last crash of a child, by family. */
  #crashedChild = /* @__PURE__ */ new Map();
  /** The last end of a container's main process, by its exit code as clients hand it on. */
  #containers = /* @__PURE__ */ new Map();
  /** What the OOM killer chose, by what it killed. */
  #chosen;
  #restarts;
  constructor(chosen, restarts) {
    this.#chosen = chosen;
    this.#restarts = restarts;
  }
  add(crash) {
    const leader = this.#oomGroup(crash) ?? this.#siblings(crash) ?? this.#chain(crash) ?? this.#client(crash);
    const draft = leader ?? this.#begin(crash);
    if (draft.lead !== crash) draft.followers.push(crash);
    this.#storyOf.set(crash.key, draft);
    this.#expect(crash, draft);
  }
  addTaken(crash) {
    const leader = this.#storyOf.get(takenAlong(crash) ?? "") ?? null;
    const draft = leader ?? this.#begin(crash);
    if (leader !== null) draft.followers.push(crash);
    this.#storyOf.set(crash.key, draft);
  }
  #begin(crash) {
    const draft = { lead: crash, followers: [], outer: [], restarted: false, attended: false };
    this.drafts.push(draft);
    return draft;
  }
  /** What was chosen may be the last to die. */
  #oomGroup(crash) {
    const chosen = this.#chosen.get(crash.key);
    if (chosen === void 0) return null;
    const draft = this.#storyOf.get(chosen.key) ?? this.#begin(chosen);
    this.#storyOf.set(chosen.key, draft);
    return draft;
  }
  /** A parent that stops its other children because one has crashed. What runs commands has other reasons: one took too long. */
  #siblings(crash) {
    const { cause, sender: sender2, parent, death: death2 } = crash;
    if (cause.kind !== "killed" || cause.by !== "process" || sender2 === null || parent === null || processKey(sender2) !== parent) return null;
    if (commanders.has(programClass(sender2))) return null;
    const draft = recent(this.#crashedChild.get(familyOf(crash, parent)), death2.at, SIBLING_TIME);
    if (draft === null || death2.startedAt > draft.lead.death.at || !this.#stoppedFor(draft.lead, crash)) return null;
    draft.restarted = true;
    return draft;
  }
  /**
   * It was asked to end at once, and before its parent ran again what had crashed: who goes on with that one and stops another later has a
   * reason of its own, a teardown. Unless it runs this one again as well: some start all of them over in turn.
   */
  #stoppedFor(lead, crash) {
    const { sent: sent2, at: at3 } = crash.death;
    const asked = sent2?.at ?? at3;
    const wait = asked - lead.death.at;
    if (wait < 0 || wait > (sent2?.signal === SIGKILL ? SIBLING_TIME : ASK_TIME)) return false;
    const [back, again] = [this.#restarts.of(lead), this.#restarts.of(crash)];
    return back === null || asked <= back || again !== null && again - asked <= SIBLING_TIME;
  }
  /**
   * An ancestor that ends with what its descendant's end stands for, the shell's 139, the container's 139; and one that fails in its own
   * way right after its child did, make's 2 and npm's 1.
   */
  #chain(crash) {
    const code2 = handedOn(crash);
    if (code2 === null) return null;
    const expected = this.#expected.get(`${crash.key} ${code2}`);
    const exact = recent(expected, crash.death.at, expected?.draft.lead.cause.kind === "exit" ? LOOSE_CHAIN_TIME : CHAIN_TIME);
    const loose = crash.cause.kind === "exit" ? [this.#told.get(crash.key), this.#failed(crash)] : [];
    const draft = exact ?? loose.map((one) => recent(one, crash.death.at, LOOSE_CHAIN_TIME)).find((one) => one !== null) ?? null;
    draft?.outer.push(crash);
    return draft;
  }
  #failed(crash) {
    return supervisionOf(crash) === null ? void 0 : this.#expected.get(`${crash.key} any`);
  }
  /** `docker run` ends with its container's exit code. */
  #client(crash) {
    if (crash.cause.kind !== "exit" || !containerClients.has(exeName(crash.death))) return null;
    const draft = recent(this.#containers.get(crash.cause.exitCode), crash.death.at, CLIENT_TIME);
    if (draft !== null) draft.attended = true;
    return draft;
  }
  /** Notes what may follow from a crash. */
  #expect(crash, draft) {
    const { death: death2, end: end2, cause } = crash;
    const expected = { draft, at: death2.at };
    if (isContainerMain(crash)) this.#containers.set(end2.exitCode ?? 128 + (end2.signal ?? 0), expected);
    if (!beginsChain(draft.lead)) return;
    if (crash === draft.lead && crash.parent !== null && isOwnFailure(crash) && (cause.kind !== "killed" || cause.exitCode === null)) {
      this.#crashedChild.set(familyOf(crash, crash.parent), expected);
    }
    for (const key of expectedOf(crash)) this.#expected.set(key, expected);
    if (!isOwnFailure(draft.lead)) return;
    if (crash.parent !== null) this.#told.set(crash.parent, expected);
    for (const ancestor of death2.ancestors) this.#expected.set(`${processKey(ancestor)} any`, expected);
  }
};
var familyOf = ({ death: death2, place }, parent) => isSystemd(death2.ancestors[0] ?? null) ? `${parent} ${place.unit ?? ""}` : parent;
var recent = (expected, at3, within3) => expected !== void 0 && at3 - expected.at <= within3 ? expected.draft : null;
function handedOn({ cause, end: end2, death: death2 }) {
  if (cause.kind === "exit") return cause.exitCode;
  const own = cause.kind === "fault" && cause.ended !== null;
  const itself = death2.sent?.by === "process" && death2.sent.sender.pid === death2.pid;
  return itself && !own && end2.signal !== null ? 128 + end2.signal : null;
}
function expectedOf({ end: end2, death: death2 }) {
  const codes2 = end2.signal === null ? [end2.exitCode ?? 0] : [128 + end2.signal, 256 - end2.signal];
  return death2.ancestors.flatMap((ancestor) => codes2.map((code2) => `${processKey(ancestor)} ${code2}`));
}
var isOwnFailure = ({ cause, sender: sender2, parent }) => ["fault", "abort", "oom", "limit"].includes(cause.kind) || cause.kind === "killed" && sender2 !== null && processKey(sender2) !== parent;
var beginsChain = (lead) => isOwnFailure(lead) || lead.cause.kind === "killed" || lead.cause.kind === "exit" && supervisionOf(lead) === "service";

// src/incident/port.ts
var portKey = ({ port, networkNamespace = 0 }) => `${port} of ${networkNamespace}`;
var isOwn = (socket2, death2) => !socket2.shared && !hasOthersBeside(socket2, death2);
var hasOthersBeside = ({ family, address, port, networkNamespace, group = 0 }, { listening }) => group > listening.filter(
  (own) => own.family === family && own.address === address && own.port === port && own.networkNamespace === networkNamespace && !own.shared
).length;

// src/crash/format.ts
var units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
function formatBytes(bytes) {
  let value2 = bytes;
  let unit = 0;
  while (value2 >= 1024 && unit < units.length - 1) {
    value2 /= 1024;
    unit++;
  }
  return `${trim(value2, value2 < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}
function formatDuration(ms) {
  if (ms < 9.95) return `${trim(ms, 1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 99950) return `${trim(ms / 1e3, 1)} s`;
  const seconds = Math.round(ms / 1e3);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}
var formatCount = (count) => Number.isFinite(count) ? count.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",") : String(count);
var plural = (count, one, many = `${one}s`) => `${formatCount(count)} ${count === 1 ? one : many}`;
function listed(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
var trim = (value2, digits) => value2.toFixed(digits).replace(/\.0$/, "");

// src/crash/sentence.ts
var who = (process2) => `${displayName(process2)} (pid ${process2.pid})`;
var sentences = {
  fault: faultSentence,
  abort: abortSentence,
  oom: oomSentence,
  killed: killedSentence,
  signal: signalSentence,
  limit: limitSentence,
  exit: ({ exitCode }, crash) => `exited with ${exitCode}${servedAt(crash)}`,
  unknown: ({ signal, why: why2 }) => `was ended by ${signal}; ${why2}`
};
function causeSentence(crash) {
  const sentence = sentences[crash.cause.kind];
  return sentence(crash.cause, crash);
}
function endPhrase({ cause }) {
  switch (cause.kind) {
    case "exit":
      return `exited with ${cause.exitCode}`;
    case "oom":
      return "was killed for lack of memory";
    case "killed":
      return cause.exitCode === null ? `was killed with ${cause.signal}` : `exited with ${cause.exitCode} after ${cause.signal}`;
    case "signal":
      return cause.exitCode === null ? `was ended by ${cause.signal}` : `exited with ${cause.exitCode} after ${cause.signal}`;
    case "limit":
      return `reached its ${limitNames[cause.limit]} limit`;
    case "unknown":
      return `was ended by ${cause.signal}`;
    default:
      return `died of ${cause.signal}`;
  }
}
function faultSentence(cause, { death: death2 }) {
  const thread = cause.thread === null ? "" : `, in thread ${cause.thread}`;
  const aborts = cause.detail === "general-protection" || cause.code === "TRAP_BRKPT";
  const init = aborts && death2.nsPid === 1 ? "; in a process with pid 1, abort() ends like this too" : "";
  return `${faultSentences[cause.detail](cause)}${init}${thread}${handlerPhrase(cause.ended)}`;
}
var at = (address) => address === null ? "" : ` at ${address}`;
var verbs = { read: "read of", write: "write to", execute: "jump to" };
var accessTo = ({ access, faultAddress }) => `${access === null ? "access to" : verbs[access]} address ${faultAddress ?? "(not recorded)"}`;
var faultSentences = {
  "null-pointer": (cause) => `${accessTo(cause)}, which is not mapped (null pointer)`,
  "not-mapped": (cause) => `${accessTo(cause)}, which is not mapped`,
  "not-allowed": (cause) => `${accessTo(cause)}, which is mapped but does not allow that`,
  "stack-overflow": (cause) => `ran out of stack: ${accessTo(cause)}, just below its limit`,
  "general-protection": () => "general protection fault: an address that no process can have (non-canonical), or an instruction that is not allowed",
  "sent-to-itself": (cause) => `sent ${cause.signal} to itself`,
  seccomp: (cause) => `made the system call ${cause.syscall ?? "(not recorded)"}, which its seccomp filter forbids`,
  other: (cause) => (otherFaults[cause.code ?? ""] ?? (({ signal, code: code2 }) => `${signal} raised by the kernel${code2 === null ? "" : ` (${code2})`}`))(cause)
};
var otherFaults = {
  ILL_ILLOPC: (cause) => `executed an invalid instruction${at(cause.faultAddress)}`,
  ILL_ILLOPN: (cause) => `executed an invalid instruction${at(cause.faultAddress)}`,
  ILL_PRVOPC: (cause) => `executed an instruction${at(cause.faultAddress)} that only the kernel may use`,
  FPE_INTDIV: (cause) => `divided an integer by zero${at(cause.faultAddress)}`,
  FPE_INTOVF: (cause) => `integer overflow${at(cause.faultAddress)}`,
  FPE_FLTDIV: (cause) => `divided a floating point number by zero${at(cause.faultAddress)}`,
  BUS_ADRALN: (cause) => `${accessTo(cause)}, which is not aligned`,
  BUS_ADRERR: (cause) => `${accessTo(cause)}, which no memory stands behind (beyond the end of a mapped file, or no space for it)`,
  BUS_MCEERR_AR: (cause) => `hardware memory error${at(cause.faultAddress)}`,
  TRAP_BRKPT: (cause) => `hit a breakpoint or trap instruction${at(cause.faultAddress)}`,
  SEGV_PKUERR: (cause) => `${accessTo(cause)}, which a memory protection key forbids`,
  SEGV_CPERR: () => "returned to an address that is not on its shadow stack (control protection)",
  SI_KERNEL: ({ signal }) => kernelFaults[signal] ?? `${signal} raised by the kernel, which gave no address`
};
var kernelFaults = {
  SIGTRAP: "executed a breakpoint or trap instruction",
  SIGILL: "executed an invalid instruction",
  SIGSEGV: "the kernel ended it with SIGSEGV and gave no address: a program that cannot be loaded, or no stack left for a signal handler"
};
function handlerPhrase(ended) {
  if (ended === null) return "";
  return ended.signal === null ? `; its handler then exited with ${ended.exitCode}` : `; its handler then ended it with ${ended.signal}`;
}
function abortSentence({ thread }) {
  return `aborted itself (an assertion, an uncaught exception or a detected heap error)${thread === null ? "" : `, in thread ${thread}`}`;
}
function oomSentence(cause) {
  const own = cause.ownBytes === null ? "" : `, with ${formatBytes(cause.ownBytes)} of its own memory`;
  const trigger = cause.trigger === null ? "" : `; it was ${cause.trigger.name} (pid ${cause.trigger.pid}) that asked for more`;
  if (cause.scope === "unknown") return `ran out of memory: the OOM killer chose it${own}${trigger}`;
  if (cause.scope === "machine") return `ran out of memory: the machine had none left; the OOM killer chose it${own}${trigger}`;
  if (cause.scope === "nodes")
    return `ran out of memory: the memory nodes that its cpuset or memory policy allows had none left; the OOM killer chose it${own}${trigger}`;
  const limit = cause.limitBytes === null ? "its limit" : `the limit of ${formatBytes(cause.limitBytes)}`;
  return `ran out of memory: ${fullCgroup(cause.level)} hit ${limit}${own.replace(",", "")}${trigger}`;
}
function fullCgroup(level) {
  if (level === null) return "a cgroup above its own";
  return level === 0 ? "its cgroup" : level === 1 ? "the cgroup above its own" : `the cgroup ${level} levels above its own`;
}
function killedSentence(cause, { sender: sender2 }) {
  const from = sender2 === null ? "an unknown process" : who(sender2);
  if (cause.by === "kernel") return `was ended by ${cause.signal} from the kernel, because ${from} was ending`;
  return cause.exitCode === null ? `was killed with ${cause.signal} by ${from}` : `was asked to end with ${cause.signal} by ${from}, and exited with ${cause.exitCode}`;
}
function signalSentence({ signal, by, exitCode }) {
  if (signal === "SIGPIPE" && by !== "timer" && exitCode === null) return "wrote to a closed pipe or connection (SIGPIPE)";
  const from = { itself: "that it sent to itself", timer: "from a timer", kernel: "from the kernel" }[by];
  return exitCode === null ? `was ended by ${signal} ${from}` : `exited with ${exitCode} after ${signal} ${from}`;
}
var limitNames = { "cpu-time": "processor time", "file-size": "file size" };
function limitSentence({ limit, cpuMs, signal }) {
  const used = limit === "cpu-time" && cpuMs !== null ? ` after ${formatDuration(cpuMs)} of it` : "";
  return `reached its ${limitNames[limit]} limit${used}, and the kernel ended it with ${signal}`;
}
function servedAt({ death: death2 }) {
  const ports = death2.forkOnly || !hasInherited(death2) ? portsOf(death2.listening) : [];
  return ports.length === 0 ? "" : ` while it listened on port${ports.length === 1 ? "" : "s"} ${listed(ports.map(String))}`;
}
var portsOf = (listening) => [...new Set(listening.map((socket2) => socket2.port))].filter((port) => port > 0).sort((a, b) => a - b);

// src/incident/container.ts
var runtimeName = (runtime) => runtime === "unknown" ? "its container runtime" : runtime;
function isKeptUp({ runtime, name, pod, restart }) {
  if (pod !== null) return null;
  if (restart !== null) return restart.policy !== "no";
  return runtime === "docker" && name !== null ? false : null;
}
var BY_SIGNAL = 128;
var LAST_SIGNAL = 64;
var isSignalsCode = (exitCode) => exitCode > BY_SIGNAL && exitCode <= BY_SIGNAL + LAST_SIGNAL;
var isAnswer = (crash, served) => crash.cause.kind === "exit" && !isSignalsCode(crash.cause.exitCode) && !served && !hasServed(crash);
var isStopped = ({ cause, sender: sender2 }) => cause.kind === "killed" && (sender2 === null || programClass(sender2) === "runtime" || cause.exitCode !== null);

// src/incident/slots.ts
var forkSlot = (parent) => `fork ${parent}`;
var workerSlot = (parent) => `worker ${parent}`;
var programSlot = (parent, process2) => `program ${parent} ${programId(process2)}`;
var commandSlot = (parent, process2) => `command ${parent} ${commandId(process2)}`;
var activatedSlot = (process2) => commandSlot("activated", process2);
var exeSlot = (parent, process2) => `exe ${parent} ${process2.exe ?? process2.comm}`;
var containerSlot = (id) => `container ${id}`;
var roleSlot = ({ key }) => `role ${key}`;
var podSlot = (pod, process2) => `pod ${pod} ${programId(process2)}`;
var unitSlot = (unit) => `unit ${unit}`;
var portSlot = (port, { container: container2 }, process2) => `port ${port} ${container2?.id ?? ""} ${isRetitled(process2) ? exeId(process2) : programId(process2)}`;
var portCommandSlot = (port, place, process2) => isRetitled(process2) ? portSlot(port, place, process2) : `port ${port} ${place.container?.id ?? ""} command ${commandId(process2)}`;
var heirSlot = (parent, port) => `heir ${parent} ${port}`;
var programId = (process2) => `${exeId(process2)} ${scriptOf(process2) ?? ""}`;
var commandId = (process2) => `${process2.exe ?? process2.comm} ${JSON.stringify(process2.argv?.map(withoutHandles) ?? null)}`;
var withoutHandles = (argument) => argument.replace(/\b(tracker_fd|pipe_handle|parent_pid)=\d+/g, "$1");
var exeId = (process2) => process2.exe ?? exeName(process2);
function candidatesOf(start2, ports) {
  const parent = start2.parent === null ? null : processKey(start2.parent);
  if (start2.programs.length === 0) {
    const slots = parent === null ? [] : slotsOfFork(start2.runs, parent);
    return [
      ...slots.map((slot) => ({ slot, at: start2.at, start: start2 })),
      ...portSlotsOf(start2.runs, start2.place, ports).map((slot) => ({ slot, at: start2.startedAt, start: start2 }))
    ];
  }
  return start2.programs.flatMap((program) => slotsOfProgram(program, start2, parent, ports).map((slot) => ({ slot, at: program.at, start: start2 })));
}
function slotsOfFork({ hasConnection }, parent) {
  if (hasConnection === true) return [];
  return hasConnection === false ? [forkSlot(parent), workerSlot(parent)] : [forkSlot(parent)];
}
function slotsOfProgram(program, start2, parent, ports) {
  const { place } = start2;
  const slots = [];
  if (parent !== null) slots.push(exeSlot(parent, program), programSlot(parent, program), commandSlot(parent, program));
  if (parent !== null) slots.push(...ports.map((port) => heirSlot(parent, port)));
  if (start2.parent !== null && exeName(start2.parent) === "dbus-daemon") slots.push(activatedSlot(program));
  if (place.container !== null && start2.nsPid === 1 && !ociRuntimes.has(exeName(program)))
    slots.push(containerSlot(place.container.id), ...rolesOf(place.container).map(roleSlot));
  if (place.container?.pod && start2.nsPid === 1) slots.push(podSlot(place.container.pod, program));
  if (place.unit !== null && isSystemd(start2.parent)) slots.push(unitSlot(place.unit));
  return [...slots, ...portSlotsOf(program, place, ports)];
}
var portSlotsOf = (program, place, ports) => ports.flatMap((port) => [portSlot(port, place, program), portCommandSlot(port, place, program), portSlot(port, place, { ...program, argv: [": "] })]);

// src/crash/containers.ts
function findContainers(records) {
  const known = /* @__PURE__ */ new Map();
  for (const record of records) {
    if (record.type === "container") known.set(record.id, record);
  }
  for (const record of records) {
    if (record.type !== "death" && record.type !== "start") continue;
    const monitor = record.ancestors.find(({ comm }) => comm === "conmon");
    if (monitor !== void 0) addMonitored(known, monitor, record.at);
  }
  return known;
}
function addMonitored(known, { argv }, at3) {
  const [id, name] = [optionOf(argv, "-c"), optionOf(argv, "-n")];
  const before = id === null ? void 0 : known.get(id);
  if (id === null || name === null || before?.name) return;
  known.set(id, { type: "container", at: at3, id, runtime: null, image: null, compose: null, restart: null, pod: null, ...before, name });
}
function optionOf(argv, option) {
  const index = argv?.indexOf(option) ?? -1;
  return index === -1 ? null : argv?.[index + 1] ?? null;
}

// src/crash/address.ts
function hex(text4) {
  return text4 !== null && /^0x[0-9a-f]{1,16}$/i.test(text4) ? BigInt(text4) : null;
}

// src/crash/syscalls.ts
var common = table([
  424,
  `
    pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount fsopen fsconfig fsmount fspick pidfd_open
    clone3 close_range openat2 pidfd_getfd faccessat2 process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset
    landlock_add_rule landlock_restrict_self memfd_secret process_mrelease futex_waitv set_mempolicy_home_node cachestat fchmodat2
    map_shadow_stack futex_wake futex_wait futex_requeue statmount listmount lsm_get_self_attr lsm_set_self_attr lsm_list_modules mseal
    setxattrat getxattrat listxattrat removexattrat open_tree_attr file_getattr file_setattr
  `
]);
var x64 = table([
  0,
  `
    read write open close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn ioctl pread64
    pwrite64 readv writev access pipe select sched_yield mremap msync mincore madvise shmget shmat shmctl dup dup2 pause nanosleep
    getitimer alarm setitimer getpid sendfile socket connect accept sendto recvfrom sendmsg recvmsg shutdown bind listen getsockname
    getpeername socketpair setsockopt getsockopt clone fork vfork execve exit wait4 kill uname semget semop semctl shmdt msgget msgsnd
    msgrcv msgctl fcntl flock fsync fdatasync truncate ftruncate getdents getcwd chdir fchdir rename mkdir rmdir creat link unlink
    symlink readlink chmod fchmod chown fchown lchown umask gettimeofday getrlimit getrusage sysinfo times ptrace getuid syslog getgid
    setuid setgid geteuid getegid setpgid getppid getpgrp setsid setreuid setregid getgroups setgroups setresuid getresuid setresgid
    getresgid getpgid setfsuid setfsgid getsid capget capset rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigsuspend sigaltstack
    utime mknod uselib personality ustat statfs fstatfs sysfs getpriority setpriority sched_setparam sched_getparam sched_setscheduler
    sched_getscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval mlock munlock mlockall munlockall vhangup
    modify_ldt pivot_root _sysctl prctl arch_prctl adjtimex setrlimit chroot sync acct settimeofday mount umount2 swapon swapoff reboot
    sethostname setdomainname iopl ioperm create_module init_module delete_module get_kernel_syms query_module quotactl nfsservctl
    getpmsg putpmsg afs_syscall tuxcall security gettid readahead setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr
    llistxattr flistxattr removexattr lremovexattr fremovexattr tkill time futex sched_setaffinity sched_getaffinity set_thread_area
    io_setup io_destroy io_getevents io_submit io_cancel get_thread_area lookup_dcookie epoll_create epoll_ctl_old epoll_wait_old
    remap_file_pages getdents64 set_tid_address restart_syscall semtimedop fadvise64 timer_create timer_settime timer_gettime
    timer_getoverrun timer_delete clock_settime clock_gettime clock_getres clock_nanosleep exit_group epoll_wait epoll_ctl tgkill utimes
    vserver mbind set_mempolicy get_mempolicy mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr kexec_load waitid
    add_key request_key keyctl ioprio_set ioprio_get inotify_init inotify_add_watch inotify_rm_watch migrate_pages openat mkdirat
    mknodat fchownat futimesat newfstatat unlinkat renameat linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll unshare
    set_robust_list get_robust_list splice tee sync_file_range vmsplice move_pages utimensat epoll_pwait signalfd timerfd_create eventfd
    fallocate timerfd_settime timerfd_gettime accept4 signalfd4 eventfd2 epoll_create1 dup3 pipe2 inotify_init1 preadv pwritev
    rt_tgsigqueueinfo perf_event_open recvmmsg fanotify_init fanotify_mark prlimit64 name_to_handle_at open_by_handle_at clock_adjtime
    syncfs sendmmsg setns getcpu process_vm_readv process_vm_writev kcmp finit_module sched_setattr sched_getattr renameat2 seccomp
    getrandom memfd_create kexec_file_load bpf execveat userfaultfd membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect
    pkey_alloc pkey_free statx io_pgetevents rseq uretprobe
  `
]);
var arm64 = table(
  [
    0,
    `
    io_setup io_destroy io_submit io_cancel io_getevents setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr
    flistxattr removexattr lremovexattr fremovexattr getcwd lookup_dcookie eventfd2 epoll_create1 epoll_ctl epoll_pwait dup dup3 fcntl
    inotify_init1 inotify_add_watch inotify_rm_watch ioctl ioprio_set ioprio_get flock mknodat mkdirat unlinkat symlinkat linkat
    renameat umount2 mount pivot_root nfsservctl statfs fstatfs truncate ftruncate fallocate faccessat chdir fchdir chroot fchmod
    fchmodat fchownat fchown openat close vhangup pipe2 quotactl getdents64 lseek read write readv writev pread64 pwrite64 preadv
    pwritev sendfile pselect6 ppoll signalfd4 vmsplice splice tee readlinkat fstatat fstat sync fsync fdatasync sync_file_range2
    timerfd_create timerfd_settime timerfd_gettime utimensat acct capget capset personality exit exit_group waitid set_tid_address
    unshare futex set_robust_list get_robust_list nanosleep getitimer setitimer kexec_load init_module delete_module timer_create
    timer_gettime timer_getoverrun timer_settime timer_delete clock_settime clock_gettime clock_getres clock_nanosleep syslog ptrace
    sched_setparam sched_setscheduler sched_getscheduler sched_getparam sched_setaffinity sched_getaffinity sched_yield
    sched_get_priority_max sched_get_priority_min sched_rr_get_interval restart_syscall kill tkill tgkill sigaltstack rt_sigsuspend
    rt_sigaction rt_sigprocmask rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigreturn setpriority getpriority reboot setregid
    setgid setreuid setuid setresuid getresuid setresgid getresgid setfsuid setfsgid times setpgid getpgid getsid setsid getgroups
    setgroups uname sethostname setdomainname getrlimit setrlimit getrusage umask prctl getcpu gettimeofday settimeofday adjtimex getpid
    getppid getuid geteuid getgid getegid gettid sysinfo mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr msgget
    msgctl msgrcv msgsnd semget semctl semtimedop semop shmget shmctl shmat shmdt socket socketpair bind listen accept connect
    getsockname getpeername sendto recvfrom setsockopt getsockopt shutdown sendmsg recvmsg readahead brk munmap mremap add_key
    request_key keyctl clone execve mmap fadvise64 swapon swapoff mprotect msync mlock munlock mlockall munlockall mincore madvise
    remap_file_pages mbind get_mempolicy set_mempolicy migrate_pages move_pages rt_tgsigqueueinfo perf_event_open accept4 recvmmsg
  `
  ],
  [
    260,
    `
    wait4 prlimit64 fanotify_init fanotify_mark name_to_handle_at open_by_handle_at clock_adjtime syncfs setns sendmmsg process_vm_readv
    process_vm_writev kcmp finit_module sched_setattr sched_getattr renameat2 seccomp getrandom memfd_create bpf execveat userfaultfd
    membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc pkey_free statx io_pgetevents rseq kexec_file_load
  `
  ],
  [
    403,
    `
    clock_gettime64 clock_settime64 clock_adjtime64 clock_getres_time64 clock_nanosleep_time64 timer_gettime64 timer_settime64
    timerfd_gettime64 timerfd_settime64 utimensat_time64 pselect6_time64 ppoll_time64
  `
  ],
  [
    416,
    `
    io_pgetevents_time64 recvmmsg_time64 mq_timedsend_time64 mq_timedreceive_time64 semtimedop_time64 rt_sigtimedwait_time64
    futex_time64 sched_rr_get_interval_time64
  `
  ]
);
function syscallName(machine, number3) {
  const own = machine === "x86_64" ? x64 : machine === "aarch64" ? arm64 : null;
  return own === null ? null : own.get(number3) ?? common.get(number3) ?? null;
}
function table(...runs) {
  return new Map(
    runs.flatMap(
      ([first, names3]) => names3.trim().split(/\s+/).map((name, index) => [first + index, name])
    )
  );
}

// src/crash/fault.ts
var MAPERR = 1;
var ACCERR = 2;
var SYS_SECCOMP = 1;
var SI_KERNEL = 128;
var GENERAL_PROTECTION = 13;
var PAGE_FAULT = 14;
var GUARD_GAP = 1n << 20n;
var NULL_PAGE = 4096n;
function explainFault(death2, fault2, machine, ended) {
  return {
    kind: "fault",
    signal: signalName(fault2.signal),
    code: codeName(fault2.signal, fault2.code),
    faultAddress: fault2.code > 0 ? fault2.address : null,
    access: accessOf(fault2, machine),
    detail: detailOf(death2, fault2, machine),
    syscall: fault2.signal === SIGSYS && fault2.code === SYS_SECCOMP && fault2.syscall !== void 0 ? callName(machine, fault2.syscall) : null,
    instructionPointer: fault2.instructionPointer,
    thread: fault2.threadName === death2.comm ? null : fault2.threadName,
    ended
  };
}
var callName = (machine, number3) => syscallName(machine, number3) ?? `number ${number3}`;
function detailOf(death2, fault2, machine) {
  if (fault2.code <= 0 && faultSignals.has(fault2.signal)) return "sent-to-itself";
  if (fault2.signal === SIGSYS && fault2.code === SYS_SECCOMP) return "seccomp";
  if (fault2.signal !== SIGSEGV) return "other";
  if (fault2.code === MAPERR || fault2.code === ACCERR) return memoryDetail(death2, fault2);
  return machine === "x86_64" && fault2.trap === GENERAL_PROTECTION ? "general-protection" : "other";
}
function memoryDetail(death2, fault2) {
  const address = hex(fault2.address);
  if (address === null) return "other";
  if (isBelowStack(death2, fault2, address)) return "stack-overflow";
  if (fault2.code === ACCERR) return "not-allowed";
  return address < NULL_PAGE ? "null-pointer" : "not-mapped";
}
function isBelowStack(death2, fault2, address) {
  const start2 = hex(death2.stack?.start ?? null);
  const pointer = hex(fault2.stackPointer);
  const limit = death2.stack?.limitBytes ?? null;
  if (start2 === null || pointer === null || limit === null || fault2.tid !== death2.pid || !Number.isSafeInteger(limit)) return false;
  const used = start2 - address;
  const distance = address > pointer ? address - pointer : pointer - address;
  return distance <= GUARD_GAP && used >= BigInt(limit) * 3n / 4n && used <= BigInt(limit) + GUARD_GAP;
}
function accessOf(fault2, machine) {
  const code2 = hex(fault2.errorCode);
  if (code2 === null || fault2.code <= 0 || fault2.code === SI_KERNEL || fault2.signal !== SIGSEGV && fault2.signal !== SIGBUS) return null;
  if (machine === "x86_64") return fault2.trap === PAGE_FAULT ? x86Access(code2) : null;
  return machine === "aarch64" ? arm64Access(code2) : null;
}
var x86Access = (code2) => (code2 & 16n) !== 0n ? "execute" : (code2 & 2n) !== 0n ? "write" : "read";
function arm64Access(code2) {
  const kind2 = code2 >> 26n & 0x3fn;
  if (kind2 === 0x20n || kind2 === 0x21n) return "execute";
  if (kind2 !== 0x24n && kind2 !== 0x25n) return null;
  return (code2 & 64n) !== 0n ? "write" : "read";
}

// src/crash/oom.ts
var BATCHES = 4 * 1024 * 1024;
function explainOom(death2, oom2) {
  const { scope, level } = whatRanOut(oom2);
  const full = level === null ? null : oom2.levels?.[level] ?? null;
  const self = oom2.trigger.pid === death2.pid && oom2.trigger.startedAt === death2.startedAt;
  return {
    kind: "oom",
    signal: "SIGKILL",
    scope,
    level,
    cgroup: oom2.cgroup,
    limitBytes: full?.limitBytes ?? null,
    usageBytes: full?.usageBytes ?? null,
    // A process that has none is not chosen: the kernel did not tell.
    ownBytes: oom2.anonymousBytes + oom2.fileBytes + oom2.sharedBytes || null,
    trigger: self ? null : { pid: oom2.trigger.pid, name: displayName(oom2.trigger) }
  };
}
var scopes = {
  cgroup: "cgroup",
  cpuset: "nodes",
  policy: "nodes",
  machine: "machine"
};
function whatRanOut({ constraint, limitLevel, levels: levels3 }) {
  const told2 = constraint === void 0 ? void 0 : scopes[constraint];
  if (told2 !== void 0) return { scope: told2, level: limitLevel ?? null };
  if (levels3 === null) return { scope: "unknown", level: null };
  const full = levels3.findIndex(({ usageBytes, limitBytes }) => limitBytes !== null && usageBytes >= limitBytes - slackOf(limitBytes));
  return full === -1 ? { scope: "machine", level: null } : { scope: "cgroup", level: full };
}
var slackOf = (limit) => Math.min(BATCHES, limit / 10);

// src/crash/status.ts
function explainStatus(status) {
  const signal = status & 127;
  return signal === 0 ? { signal: null, exitCode: status >> 8 & 255, coreDumped: false } : { signal, exitCode: null, coreDumped: (status & 128) !== 0 };
}

// src/crash/step.ts
function findStepRuns(records) {
  const steps = records.filter((record) => record.type === "step");
  const ends = new Map(steps.flatMap((step2) => step2.what === "end" ? [[keyOf(step2), step2.at]] : []));
  return steps.flatMap((step2) => step2.what === "begin" && step2.id !== null ? [{ id: step2.id, from: step2.at, to: ends.get(keyOf(step2)) ?? null }] : []).sort((a, b) => a.from - b.from);
}
var keyOf = ({ pid, startedAt }) => `${pid}:${startedAt}`;
var AT_ITS_END = 1e7;
function stepOf({ step: step2, at: at3 }, runs) {
  const during = runs.findLast(({ from, to }) => from <= at3 && (to === null || at3 <= to + AT_ITS_END))?.id ?? null;
  if (step2 !== null) return { of: { id: step2, by: "ancestor" }, none: null, during };
  if (during !== null) return { of: { id: during, by: "running" }, none: null, during };
  const none = `neither it nor an ancestor had GITHUB_ACTION in its environment${runs.length === 0 ? "" : ", and no step ran as it died"}`;
  return { of: null, none, during };
}

// src/crash/explain.ts
var SECOND4 = 1e9;
var STOP_TIME = 30 * SECOND4;
var SLOW_STOP_TIME = 600 * SECOND4;
var ANSWER_TIME = 5 * SECOND4;
var HANDLER_TIME = 30 * SECOND4;
var HANDLER_EXIT_TIME = 5 * SECOND4;
var exitingFaults = /* @__PURE__ */ new Set([SIGSEGV, SIGBUS, SIGFPE]);
var PANICKED = 2;
var PANIC_TIME = 1 * SECOND4;
var GO_HANDLER_STACK = 32 << 10;
var ordinaryFaults = /^(?:wasmtime|wasmer|wasmedge|javaw?|javac|javadoc|javap|jar|jarsigner|jaotc|j(?:cmd|console|db|deprscan|deps|fr|hsdb|image|info|link|map|mod|package|ps|runscript|shell|stack|statd?|webserver)|keytool|native-image|dotnet|mono(?:-sgen)?|node|nodejs|deno|bun|julia|chrome|chromium|firefox|sbcl|qemu-system-.*|wine.*|stress-ng.*)$/;
var faultsAreOrdinary = (name) => isEmulator(name) || ordinaryFaults.test(name);
var nothingKnown = { containers: /* @__PURE__ */ new Map(), steps: [] };
function explainDeath(death2, machine, { containers: containers2, steps } = nothingKnown) {
  const end2 = explainStatus(death2.status);
  const { cause, sender: sender2 } = end2.signal === null ? explainExit(death2, end2.exitCode ?? 0, machine) : explainSignal(death2, end2, machine);
  const parent = death2.ancestors[0];
  const parentKey = parent === void 0 ? null : processKey(parent);
  const [place, step2] = [placeOf(death2.cgroup, containers2), stepOf(death2, steps)];
  const served = keepServed(death2, end2.signal === null && sender2 === null);
  return { death: served, recorded: death2, key: processKey(death2), parent: parentKey, end: end2, cause, sender: sender2, place, step: step2 };
}
var alone = (cause) => ({ cause, sender: null });
function explainSignal(death2, end2, machine) {
  const signal = end2.signal;
  const sent2 = death2.sent?.signal === signal ? death2.sent : null;
  if (signal === SIGKILL && death2.oom !== null && !isKilledBefore(sent2, death2.oom)) return alone(explainOom(death2, death2.oom));
  const fault2 = death2.fault?.signal === signal ? death2.fault : null;
  if (fault2 !== null && fault2.code > 0 && faultSignals.has(signal)) return alone(explainFault(death2, fault2, machine, null));
  if (sent2 !== null && (isFromItself(death2, sent2) || isOvertaken(death2, sent2))) return alone(explainOwnSignal(death2, signal, machine));
  if (isCpuLimit(death2, signal, fault2, sent2) || isFileLimit(signal, fault2, sent2)) return alone(explainLimit(death2, signal));
  if (sent2 !== null) return explainSent(death2, sent2, null);
  return alone(explainUnsent(signal, fault2));
}
function explainOwnSignal(death2, signal, machine) {
  const name = signalName(signal);
  const handled = handledShortlyBefore(death2, HANDLER_TIME);
  if (handled !== null && handled.handlerLeft !== true && (handled.signal !== SIGSYS || signal === SIGSYS))
    return explainFault(death2, handled, machine, { signal: name, exitCode: null });
  if (signal === SIGABRT) return { kind: "abort", signal: "SIGABRT", thread: threadOf(death2) };
  if (signal === SIGXFSZ) return explainLimit(death2, signal);
  if (!faultSignals.has(signal)) return { kind: "signal", signal: name, by: "itself", exitCode: null };
  const sent2 = death2.fault ?? { ...noFault, signal, code: death2.sent?.code ?? 0, threadName: death2.threadName };
  return explainFault(death2, sent2, machine, null);
}
var isKilledBefore = (sent2, oom2) => sent2 !== null && sent2.by === "process" && sent2.at < oom2.at;
var noFault = { at: 0, tid: 0, address: null, instructionPointer: null, stackPointer: null, trap: null, errorCode: null, faultRegister: null };
function explainSent(death2, sent2, exitCode) {
  const signal = signalName(sent2.signal);
  if (sent2.by === "timer") return alone({ kind: "signal", signal, by: "timer", exitCode });
  if (sent2.by === "process") return { cause: { kind: "killed", signal, by: "process", exitCode }, sender: sent2.sender };
  if (sent2.sender.exiting && sent2.sender.pid !== death2.pid) return { cause: { kind: "killed", signal, by: "kernel", exitCode }, sender: sent2.sender };
  if (sent2.signal !== SIGKILL) return alone({ kind: "signal", signal, by: "kernel", exitCode });
  return alone({ kind: "unknown", signal, why: "the kernel itself sent the signal, and the record does not say why" });
}
function explainUnsent(signal, fault2) {
  const name = signalName(signal);
  if (fault2 !== null && fault2.code > 0 && signal !== SIGABRT) return { kind: "signal", signal: name, by: "kernel", exitCode: null };
  return {
    kind: "unknown",
    signal: name,
    why: faultSignals.has(signal) && fault2 === null ? "its delivery was not seen" : "who sent it was not seen"
  };
}
function explainExit(death2, exitCode, machine) {
  const handled = exitingFault(death2, exitCode);
  const sent2 = death2.sent !== null && !isFromItself(death2, death2.sent) && isSameStop(death2, death2.sent, exitCode) ? death2.sent : null;
  if (handled !== null && (sent2 === null || handled.at > sent2.at)) return alone(explainFault(death2, handled, machine, { signal: null, exitCode }));
  return sent2 === null ? alone({ kind: "exit", exitCode }) : explainSent(death2, sent2, exitCode);
}
function exitingFault(death2, exitCode) {
  const inHandler = handledShortlyBefore(death2, HANDLER_TIME);
  if (inHandler?.handlerLeft === false) return inHandler;
  const handled = handledShortlyBefore(death2, HANDLER_EXIT_TIME);
  if (handled === null || !exitingFaults.has(handled.signal) || faultsAreOrdinary(exeBase(death2))) return null;
  return handled.handlerLeft === void 0 || isPanic(handled, death2, exitCode) ? handled : null;
}
var isPanic = ({ handlerStackBytes = GO_HANDLER_STACK, at: at3 }, death2, exitCode) => handlerStackBytes === GO_HANDLER_STACK && exitCode === PANICKED && death2.at - at3 <= PANIC_TIME;
function isSameStop(death2, sent2, exitCode) {
  const after = death2.at - sent2.at;
  if (exitCode === 128 + sent2.signal) return after <= SLOW_STOP_TIME;
  if ([SIGTERM, SIGINT, SIGQUIT].includes(sent2.signal)) return after <= STOP_TIME;
  return after <= ANSWER_TIME && (sent2.signal !== SIGHUP || isParent(sent2.sender, death2));
}
var isParent = ({ pid, startedAt }, { ancestors: [parent] }) => parent?.pid === pid && parent.startedAt === startedAt;
function handledShortlyBefore(death2, within3) {
  const fault2 = death2.handledFault;
  return fault2 !== null && faultSignals.has(fault2.signal) && fault2.code > 0 && death2.at - fault2.at <= within3 ? fault2 : null;
}
function isOvertaken(death2, sent2) {
  const handled = handledShortlyBefore(death2, HANDLER_TIME);
  return sent2.by === "process" && (faultSignals.has(sent2.signal) || sent2.signal === SIGABRT) && handled !== null && handled.at > sent2.at && handled.handlerLeft !== true;
}
var isFromItself = (death2, sent2) => sent2.by === "process" && sent2.sender.pid === death2.pid;
function isCpuLimit(death2, signal, fault2, sent2) {
  if (signal === SIGXCPU) return sent2 === null && fault2 !== null && fault2.code > 0 || sent2?.by === "kernel";
  const itselfRan = sent2?.by === "kernel" && sent2.sender.pid === death2.pid && !sent2.sender.exiting;
  return signal === SIGKILL && itselfRan && death2.rusage.userNs + death2.rusage.systemNs >= 0.9 * SECOND4;
}
var isFileLimit = (signal, fault2, sent2) => signal === SIGXFSZ && (sent2 === null ? fault2 !== null : sent2.by === "kernel");
function explainLimit(death2, signal) {
  const used = death2.rusage.userNs + death2.rusage.systemNs;
  const cpuMs = used === 0 ? null : used / 1e6;
  return { kind: "limit", signal: signalName(signal), limit: signal === SIGXFSZ ? "file-size" : "cpu-time", cpuMs };
}
var threadOf = (death2) => death2.threadName === death2.comm ? null : death2.threadName;
var exeBase = (death2) => death2.exe === null ? death2.comm : death2.exe.slice(death2.exe.lastIndexOf("/") + 1);

// src/job.ts
var wholeMachine = { scope: "machine", rivals: null };
var stepsStartedNote = (pid, ci, privilege = null, bounds = wholeMachine) => JSON.stringify({ crashGate: "started", job: pid, argv: [], ci, ...privilege === null ? {} : { privilege }, ...bounds });
var stepsEndedNote = (result) => JSON.stringify({ crashGate: "ended", exitCode: null, signal: null, result });
function findJob(records) {
  let job = null;
  for (const record of records) {
    if (record.type === "note") job = applyNote(job, record);
  }
  return job;
}
function applyNote(job, note2) {
  const said2 = parseObject(note2.text);
  if (said2?.crashGate === "started" && (typeof said2.job === "number" || said2.job === null)) {
    const privilege = typeof said2.privilege === "string" ? said2.privilege : null;
    const scope = said2.scope === "job" ? "job" : "machine";
    const bounds = { scope, rivals: toRivals(said2.rivals) };
    return { pid: said2.job, argv: texts(said2.argv), ci: toCi(said2.ci), privilege, ...bounds, startedAt: note2.at, end: null };
  }
  if (said2?.crashGate === "ended" && job !== null) {
    const exitCode = typeof said2.exitCode === "number" ? said2.exitCode : null;
    const signal = typeof said2.signal === "string" ? said2.signal : null;
    return { ...job, end: { at: note2.at, exitCode, signal, result: resultOf(said2.result) ?? (exitCode === 0 ? "passed" : "failed") } };
  }
  return job;
}
function belongsTo(job, process2) {
  if (job === null || job.pid === null) return null;
  if (typeof process2.inJob === "boolean") return process2.inJob;
  return process2.pid === job.pid || process2.ancestors.some((ancestor) => ancestor.pid === job.pid);
}
var results = ["passed", "failed", "cancelled", "unknown"];
var resultOf = (value2) => results.find((result) => result === value2) ?? null;
function toCi(value2) {
  if (typeof value2 !== "object" || value2 === null) return null;
  const said2 = value2;
  const text4 = (key) => typeof said2[key] === "string" ? said2[key] : null;
  return {
    system: text4("system") ?? "other",
    repository: text4("repository"),
    workflow: text4("workflow"),
    name: text4("name"),
    runId: text4("runId"),
    attempt: text4("attempt"),
    sha: text4("sha"),
    ref: text4("ref"),
    url: text4("url")
  };
}
function toRivals(value2) {
  if (!Array.isArray(value2)) return null;
  return value2.filter((rival) => typeof rival?.pid === "number" && typeof rival?.name === "string");
}
function parseObject(text4) {
  try {
    const value2 = JSON.parse(text4);
    return typeof value2 === "object" && value2 !== null ? value2 : null;
  } catch {
    return null;
  }
}
function texts(value2) {
  return Array.isArray(value2) ? value2.filter((item) => typeof item === "string") : [];
}

// src/incident/belonging.ts
var mine = { whose: "job" };
var unknown = { whose: "unknown" };
var others = (because2) => ({ whose: "others", because: because2 });
function belongingOf(story, timeline3) {
  const { job } = timeline3;
  if (job === null || job.pid === null) return unknown;
  const known = [story.lead, ...story.followers].map((crash) => comesFrom(job, crash));
  if (known.includes(true)) return mine;
  if (story.lead.place.container !== null) return containerOf(story.lead, job, timeline3);
  return known[0] === null ? unknown : others(origin(story.lead));
}
function comesFrom(job, { death: death2 }) {
  if (death2.inJob !== void 0) return death2.inJob;
  return belongsTo(job, death2) === true ? true : null;
}
function containerOf({ place }, job, { rootStartedAt, containerStarts }) {
  const { id, name } = place.container;
  const label2 = `container ${name ?? id.slice(0, 12)}`;
  const start2 = containerStarts.get(id);
  if (start2 === void 0) return others(`nothing tells when ${label2} started`);
  if (start2 < rootStartedAt) return others(`${label2} ran before the job began`);
  if (job.rivals === null) return others(`${label2} may be another job's: nobody looked which runners work on this machine`);
  const [rival] = job.rivals;
  if (rival !== void 0) return others(`${label2} may be another job's: ${rival.name} (pid ${rival.pid}) works on this machine too`);
  return mine;
}
function containerStart({ death: death2 }) {
  const runtime = death2.ancestors.find((ancestor) => programClass(ancestor) === "runtime");
  return runtime?.startedAt ?? (death2.nsPid === 1 ? death2.startedAt : null);
}
function origin({ death: death2, place }) {
  if (place.unit !== null && !place.unit.endsWith(".scope")) return `part of ${place.unit}`;
  const parent = death2.ancestors[0];
  return parent === void 0 ? "not started by the job" : `started by ${displayName(parent)} (pid ${parent.pid}), not by the job`;
}

// src/incident/timeline.ts
function buildTimeline(records, machine) {
  const crashes = [];
  const goodEnds = /* @__PURE__ */ new Map();
  const finished = /* @__PURE__ */ new Set();
  const listens = /* @__PURE__ */ new Map();
  const starts = /* @__PURE__ */ new Map();
  const ordered = records.filter((record) => record.type !== "header").sort((a, b) => a.at - b.at);
  const containers2 = findContainers(ordered);
  const steps = findStepRuns(ordered);
  for (const record of ordered) {
    if (record.type === "death") crashes.push(explainDeath(record, machine, { containers: containers2, steps }));
    else if (record.type === "end") {
      goodEnds.set(processKey(record), record.at);
      if (record.asked !== true) finished.add(processKey(record));
    } else if (record.type === "listen") append(listens, portKey(record), record);
    else if (record.type === "start") addStart(starts, record);
  }
  const job = findJob(ordered);
  const header2 = records.find((record) => record.type === "header");
  return {
    job,
    rootStartedAt: header2?.job?.startedAt ?? job?.startedAt ?? 0,
    crashes,
    byKey: new Map(crashes.map((crash) => [crash.key, crash])),
    goodEnds,
    finished,
    starts: [...starts].map(([key, start2]) => toStarted(key, start2, containers2)).sort((a, b) => a.at - b.at),
    listens,
    containerStarts: findContainerStarts(crashes)
  };
}
function findContainerStarts(crashes) {
  const starts = /* @__PURE__ */ new Map();
  for (const crash of crashes) {
    const id = crash.place.container?.id;
    const start2 = id === void 0 ? null : containerStart(crash);
    if (id !== void 0 && start2 !== null) starts.set(id, Math.min(start2, starts.get(id) ?? start2));
  }
  return starts;
}
function addStart(starts, start2) {
  const key = processKey(start2);
  const known = starts.get(key);
  if (known === void 0) starts.set(key, { first: start2, programs: start2.how === "exec" ? [start2] : [] });
  else if (start2.how === "exec" && known.programs.every((program) => program.at !== start2.at)) known.programs.push(start2);
}
function toStarted(key, { first, programs }, containers2) {
  const last = programs.at(-1) ?? first;
  const place = placeOf(last.cgroup, containers2);
  return {
    key,
    pid: first.pid,
    startedAt: first.startedAt,
    at: first.at,
    parent: last.ancestors[0] ?? null,
    place,
    nsPid: last.nsPid,
    programs,
    runs: last
  };
}
function firstAfter(items, at3) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (items[middle].at < at3) low = middle + 1;
    else high = middle;
  }
  return items[low] ?? null;
}
function append(lists, key, value2) {
  const list3 = lists.get(key);
  if (list3 === void 0) lists.set(key, [value2]);
  else list3.push(value2);
}

// src/incident/worker.ts
function isOwnWorker({ death: death2 }) {
  const parent = death2.ancestors[0];
  const script2 = parent === void 0 ? null : scriptOf(parent);
  const own = scriptOf(death2);
  if (parent === void 0 || death2.forkOnly || !death2.parentListens) return false;
  return script2 !== null && own !== null && parent.exe === death2.exe && baseName(script2) === baseName(own);
}
var holdsParentsSocket = ({ death: death2 }) => death2.forkOnly && death2.parentListens && death2.listening.length > 0 && death2.listening.every((socket2) => socket2.shared);
var STRANGER_LIFETIME = 1e9;
var isPooled = (crash) => isPoolsOwn(crash) || isSpokenTo(crash.death) && crash.death.lifetimeNs >= STRANGER_LIFETIME;
var isPoolsOwn = ({ death: death2 }) => isSpokenTo(death2) && (isRetitled(death2) || scriptOf(death2)?.includes("/node_modules/") === true);
var isSpokenTo = ({ parentChannel, forkOnly }) => parentChannel === true && !forkOnly;
function isKept({ death: death2 }) {
  const [parent, grandparent] = death2.ancestors;
  const kind2 = parent === void 0 ? null : programClass(parent);
  if (kind2 !== "master") return kind2 === "supervisor";
  return isForked(death2) && exeName(parent) !== "postgres" && !isCopy(parent, grandparent);
}
var isForked = ({ forkOnly, argv }) => forkOnly || argv?.some((argument) => argument.includes("multiprocessing.spawn") || argument === "--multiprocessing-fork") === true;
var isCopy = (process2, parent) => parent !== void 0 && process2.exe === parent.exe && JSON.stringify(process2.argv) === JSON.stringify(parent.argv);
var CANNOT_EXECUTE = 126;
var NOT_FOUND = 127;
var isFailedExec = ({ death: death2, cause }) => death2.forkOnly && cause.kind === "exit" && (cause.exitCode === NOT_FOUND || cause.exitCode === CANNOT_EXECUTE);
var RECYCLE = 155;
var isRecycled = ({ death: death2, cause }) => death2.forkOnly && cause.kind === "exit" && cause.exitCode === RECYCLE && programClass(death2.ancestors[0] ?? death2) === "master";
var RELOAD = 3;
function isReload({ death: death2, cause }) {
  const parent = death2.ancestors[0];
  if (parent === void 0 || death2.forkOnly || cause.kind !== "exit" || cause.exitCode !== RELOAD) return false;
  return parent.exe === death2.exe && JSON.stringify(parent.argv?.slice(1)) === JSON.stringify(death2.argv?.slice(1));
}

// src/incident/vacancy.ts
var SECOND5 = 1e9;
var FORK_WINDOW = 10 * SECOND5;
var EXEC_WINDOW = 60 * SECOND5;
var STRANGER_WINDOW = 5 * SECOND5;
var WORKER_WINDOW = 0.2 * SECOND5;
var TURN_WINDOW = 30 * SECOND5;
function vacanciesOf(crash, known) {
  const { place } = crash;
  if (isFailedExec(crash) || isReload(crash) || isRecycled(crash)) return [];
  if (isContainerMain(crash) && place.container !== null) return containerSlots(crash, place.container, known);
  if (isUnitMain(crash) && place.unit !== null) return [{ slot: unitSlot(place.unit), window: unitWindow(crash), by: "systemd" }];
  const activated = isInit(crash) ? [{ slot: activatedSlot(crash.death), window: EXEC_WINDOW, by: null }] : [];
  return [...parentSlot(crash, known), ...portSlots(crash), ...activated];
}
function containerSlots(crash, container2, known) {
  const again = { window: Number.POSITIVE_INFINITY };
  const keptUp = isKeptUp(container2);
  const answered = isAnswered(crash, known);
  return [
    ...answered && keptUp === false ? [] : [{ ...again, slot: containerSlot(container2.id), by: runtimeName(container2.runtime) }],
    ...container2.pod === null ? [] : [{ ...again, slot: podSlot(container2.pod, crash.death), by: "kubernetes" }],
    ...(answered && keptUp !== true || isStopped(crash) ? [] : rolesOf(container2)).map((role) => ({
      ...again,
      slot: roleSlot(role),
      by: `a new container of the same ${role.by}`
    }))
  ];
}
var isAnswered = (crash, { crashed, served }) => !crashed && isAnswer(crash, served);
function answerSlots(crash, known) {
  const { container: container2 } = crash.place;
  if (container2 === null || !isContainerMain(crash) || isKeptUp(container2) === true || !isAnswered(crash, known)) return [];
  return [containerSlot(container2.id), ...rolesOf(container2).map(roleSlot)];
}
function unitWindow(crash) {
  return crash.cause.kind === "exit" && !hasServed(crash) ? TURN_WINDOW : Number.POSITIVE_INFINITY;
}
function portSlots(crash) {
  const { death: death2, place, cause, parent } = crash;
  if (cause.kind === "killed" && cause.exitCode !== null) return [];
  if (cause.kind === "exit" && supervisionOf(crash) === null) return [];
  const own = death2.listening.filter((socket2) => socket2.port > 0 && isOwn(socket2, death2));
  const found = { window: EXEC_WINDOW, by: null };
  const kind2 = classOfParent(death2);
  const slotOf = cause.kind === "exit" && runsOnce.has(kind2) ? portCommandSlot : portSlot;
  return own.flatMap((socket2) => [
    { ...found, slot: slotOf(portKey(socket2), place, death2) },
    ...kind2 === "supervisor" && parent !== null ? [{ ...found, slot: heirSlot(parent, portKey(socket2)) }] : []
  ]);
}
var isInit = ({ death: death2 }) => isSystemd(death2.ancestors[0] ?? null) || death2.ancestors.length === 1 && death2.nsPid === death2.pid;
var classOfParent = ({ ancestors: [parent] }) => parent === void 0 ? null : programClass(parent);
var runsOnce = /* @__PURE__ */ new Set(["shell", "tool", "test-runner"]);
var runsCommands = /* @__PURE__ */ new Set(["shell", "tool", "runtime"]);
function parentSlot(crash, { restarted, served, answered, servedAgain }) {
  const { death: death2, parent, cause } = crash;
  const parentProcess = death2.ancestors[0];
  if (parent === null || parentProcess === void 0 || isInit(crash)) return [];
  const by = who(parentProcess);
  const kind2 = programClass(parentProcess);
  const service = served || supervisionOf(crash) === "service";
  const missed3 = service && (cause.kind !== "exit" || servedAgain);
  if (runsCommands.has(kind2) && !missed3) return [];
  if (kind2 === "test-runner" && !missed3 && !(service ? isPoolsOwn(crash) : isSpokenTo(death2))) return [];
  const asked = cause.kind === "exit" || cause.kind === "killed" || cause.kind === "signal";
  const kept = isKept(crash) || isOwnWorker(crash);
  if (isConnectionHandler(crash) && !kept && !restarted && !isPooled(crash) && asked) {
    const worker = holdsParentsSocket(crash) && (cause.kind === "killed" || death2.lifetimeNs >= STRANGER_LIFETIME);
    return worker ? poolSlots(parent, by) : [];
  }
  if (cause.kind === "exit" && !service && !kept) return strangerSlot(crash, parent, kind2 === null && !answered, by);
  if (death2.forkOnly) return kind2 === "shell" ? [] : [{ slot: forkSlot(parent), window: FORK_WINDOW, by }];
  const moment2 = cause.kind === "exit" && death2.lifetimeNs < STRANGER_LIFETIME;
  const sameCommand = moment2 || !bringsBack(kind2) && (cause.kind === "exit" || runsCommands.has(kind2));
  return [{ slot: startSlot(parent, death2, sameCommand), window: EXEC_WINDOW, by }];
}
var poolSlots = (parent, by) => [
  { slot: workerSlot(parent), window: STRANGER_WINDOW, by, pool: true },
  { slot: forkSlot(parent), window: WORKER_WINDOW, by, pool: true }
];
function startSlot(parent, death2, sameCommand) {
  if (isRetitled(death2)) return exeSlot(parent, death2);
  return sameCommand ? commandSlot(parent, death2) : programSlot(parent, death2);
}
function strangerSlot(crash, parent, mayBeService, by) {
  const { death: death2 } = crash;
  if (!isPooled(crash) && (!mayBeService || death2.lifetimeNs < STRANGER_LIFETIME)) return [];
  const slot = death2.forkOnly ? forkSlot(parent) : startSlot(parent, death2, true);
  return [{ slot, window: STRANGER_WINDOW, by, ...!isPooled(crash) && { lasting: true } }];
}

// src/incident/replacement.ts
var POOL_TIME = 5e9;
var NEAR = 8;
var Replacements = class {
  #places = /* @__PURE__ */ new Map();
  #heads = /* @__PURE__ */ new Map();
  #taken = /* @__PURE__ */ new Set();
  #children = /* @__PURE__ */ new Map();
  /** By parent. */
  #crashes = /* @__PURE__ */ new Map();
  #tries = /* @__PURE__ */ new Map();
  #timeline;
  #job;
  constructor(timeline3) {
    this.#timeline = timeline3;
    this.#job = timeline3.job?.pid ?? null;
    const ports = /* @__PURE__ */ new Map();
    for (const [port, listens] of timeline3.listens) for (const listen2 of listens) append(ports, processKey(listen2), port);
    for (const start2 of timeline3.starts) {
      for (const candidate of candidatesOf(start2, ports.get(start2.key) ?? [])) append(this.#places, candidate.slot, candidate);
      if (start2.parent !== null) append(this.#children, processKey(start2.parent), start2);
    }
    for (const { parent, death: death2 } of timeline3.crashes) if (parent !== null) append(this.#crashes, parent, death2);
    for (const list3 of this.#places.values()) list3.sort((a, b) => a.at - b.at);
  }
  find(crash, known) {
    for (const { slot, window, by, pool, lasting: lasting2 } of vacanciesOf(crash, known)) {
      const found = this.#next(slot, crash.death.at, window);
      if (found === null || this.#isHelper(crash, found) || pool && this.#forksAnyway(crash) || lasting2 && this.#triesIn(slot).has(found.start.key))
        continue;
      this.#taken.add(found.start.key);
      return {
        pid: found.start.pid,
        startedAt: found.start.startedAt,
        afterMs: (found.at - crash.death.at) / 1e6,
        by: by ?? starterOf(found.start, crash, this.#job)
      };
    }
    return null;
  }
  /**
   * What runs for a moment between a service's end and its next start, and runs again after its next end: runit's finish script. Of what
   * systemd starts in between, most belongs to other units; and what lived beside it is a service of its own, which fails as it starts, too.
   */
  #isHelper(crash, found) {
    const { death: death2, cause, parent } = crash;
    if (isUnitMain(crash) || cause.kind !== "exit" || death2.listening.length > 0 || death2.lifetimeNs >= STRANGER_LIFETIME || parent === null)
      return false;
    const between2 = this.#children.get(parent)?.filter((start2) => start2.key !== found.start.key && start2.at > death2.at && start2.at < found.at) ?? [];
    const others2 = new Set(between2.flatMap(({ programs }) => programs.map(({ exe }) => exe)).filter((exe) => exe !== death2.exe));
    if (others2.size === 0) return false;
    const beside = this.#crashes.get(parent)?.filter((other2) => other2.startedAt < death2.at && other2.at > death2.startedAt) ?? [];
    return !beside.some(({ exe }) => others2.has(exe));
  }
  /** What was started again until it ended well by itself: a command that was tried again. No service ends like that. By slot, whole: loops are long. */
  #triesIn(slot) {
    const known = this.#tries.get(slot);
    if (known !== void 0) return known;
    const tries = /* @__PURE__ */ new Set();
    const list3 = this.#places.get(slot) ?? [];
    for (let index = list3.length - 1; index >= 0; index--) {
      const { key } = list3[index].start;
      const crash = this.#timeline.byKey.get(key);
      const next = crash?.cause.kind === "exit" ? list3.slice(index + 1, index + 1 + NEAR).find(({ at: at3 }) => at3 > crash.death.at) : void 0;
      if (this.#timeline.finished.has(key) || next !== void 0 && tries.has(next.start.key)) tries.add(key);
    }
    this.#tries.set(slot, tries);
    return tries;
  }
  /** More forks than deaths: the next one was for the next connection, or for whatever else it forks. */
  #forksAnyway({ death: { at: at3 }, parent }) {
    if (parent === null) return false;
    const soon = (of) => of.at > at3 && of.at - at3 <= POOL_TIME;
    const forks = this.#children.get(parent)?.filter((start2) => start2.programs.length === 0 && start2.runs.hasConnection !== true && soon(start2)) ?? [];
    const deaths = this.#crashes.get(parent)?.filter(soon) ?? [];
    return forks.length > deaths.length + 1;
  }
  /** The first free candidate after `at`. What came before `at` can't serve a later death either, so the head only moves on. */
  #next(slot, at3, window) {
    const list3 = this.#places.get(slot);
    if (list3 === void 0) return null;
    let head = this.#heads.get(slot) ?? 0;
    while (head < list3.length && (list3[head].at < at3 || this.#taken.has(list3[head].start.key))) head++;
    this.#heads.set(slot, head);
    const candidate = list3[head];
    return candidate !== void 0 && candidate.at - at3 <= window ? candidate : null;
  }
};
function starterOf({ programs, parent, place }, { death: death2 }, job) {
  const ancestors2 = programs[0]?.ancestors ?? [];
  const end2 = ancestors2.findIndex(({ pid }, index) => pid === job || index === ancestors2.length - 1);
  const there = ancestors2.slice(0, end2).filter(({ startedAt }) => startedAt < death2.at);
  const isNew = there.length === 0 && end2 > 0 && ancestors2[end2].pid !== job;
  if (isNew && place.container !== null) return runtimeName(place.container.runtime);
  const starter = there.find((ancestor) => !helpers.has(programClass(ancestor))) ?? there[0] ?? ancestors2[0] ?? parent;
  return starter === null || starter.pid === 1 ? "an unknown process" : who(starter);
}
var helpers = /* @__PURE__ */ new Set(["shell", "tool"]);

// src/incident/restarts.ts
var Restarts = class {
  #times = /* @__PURE__ */ new Map();
  /** Of containers: the death that a start was looked out for after, and its place. */
  #following = /* @__PURE__ */ new Set();
  constructor(starts) {
    for (const start2 of starts) {
      for (const { slot, at: at3 } of candidatesOf(start2, [])) {
        append(this.#times, slot, { at: at3 });
        if (start2.place.container !== null) this.#following.add(following(slot, start2.runs.after));
      }
    }
    for (const times of this.#times.values()) times.sort((a, b) => a.at - b.at);
  }
  /** The first start there after that time. */
  after(slot, at3) {
    return firstAfter(this.#times.get(slot) ?? [], at3)?.at ?? null;
  }
  /** Whether that very death made the tracer look out for a start there. */
  isFollowed(slot, { key }) {
    return this.#following.has(`${key} ${slot}`);
  }
  /** When its parent first ran the same again after its end, whether that took its place or another one's. */
  of({ death: death2, place }) {
    const [parent] = death2.ancestors;
    if (parent === void 0) return null;
    const key = processKey(parent);
    const slot = isSystemd(parent) && place.unit !== null ? unitSlot(place.unit) : death2.forkOnly ? forkSlot(key) : exeSlot(key, death2);
    return this.after(slot, death2.at);
  }
};
var following = (slot, dead) => `${processKey(dead)} ${slot}`;

// src/incident/stories.ts
function tellStories(timeline3) {
  const restarts = new Restarts(timeline3.starts);
  const drafts = foldCrashes(timeline3, restarts);
  const replacements = findReplacements(timeline3, drafts);
  const successors = new Set([...replacements.values()].map(processKey));
  const stories = drafts.map((draft) => toStory(timeline3, draft, replacements.get(draft) ?? null, { successors, restarts }));
  return stories.sort((a, b) => a.lead.death.at - b.lead.death.at);
}
function findReplacements(timeline3, drafts) {
  const index = new Replacements(timeline3);
  const found = /* @__PURE__ */ new Map();
  const asked = drafts.flatMap((draft) => [draft.lead, ...draft.outer].map((crash) => ({ draft, crash })));
  asked.sort((a, b) => a.crash.death.at - b.crash.death.at);
  for (const { draft, crash } of asked) {
    if (found.has(draft)) continue;
    const replacement = index.find(crash, knownOf(timeline3, draft, crash));
    if (replacement !== null) found.set(draft, replacement);
  }
  return found;
}
function knownOf(timeline3, draft, crash) {
  const { restarted, lead } = draft;
  const served = crash !== lead && supervisionOf(lead) === "service";
  return { restarted, served, crashed: lead.cause.kind !== "exit", answered: isCommand(lead.death), servedAgain: isServedAgain(timeline3, draft) };
}
function isAskedAgain(timeline3, draft, restarts) {
  const slots = (crash) => answerSlots(crash, knownOf(timeline3, draft, crash));
  return [draft.lead, ...draft.outer].some((crash) => slots(crash).some((slot) => restarts.isFollowed(slot, crash)));
}
function toStory(timeline3, draft, replacement, { successors, restarts }) {
  const swallowedBy = replacement === null ? findSwallower(timeline3, draft, restarts) : null;
  const { death: death2 } = draft.lead;
  return {
    lead: draft.lead,
    followers: draft.followers,
    replacement,
    tookPlace: successors.has(draft.lead.key),
    masked: maskOf(timeline3, replacement, swallowedBy),
    swallowedBy,
    retried: swallowedBy !== null && restarts.after(exeSlot(processKey(swallowedBy.process), death2), death2.at) !== null,
    dark: darkness(timeline3, draft),
    attended: draft.attended,
    askedAgain: replacement === null && isAskedAgain(timeline3, draft, restarts)
  };
}
function maskOf({ job }, replacement, swallowedBy) {
  if (replacement !== null) return "replaced";
  if (swallowedBy !== null) return "swallowed";
  return job?.end?.result === "passed" ? "tests-passed" : "no";
}
function findSwallower(timeline3, { lead, followers }, restarts) {
  for (const crash of [lead, ...followers]) {
    const found = whoWentOn(timeline3, crash);
    if (found === null) continue;
    const { process: process2, at: at3, between: between2 } = found;
    return { process: process2, at: at3, direct: crash === lead && between2.length === 0, ranAgain: isRunAgain(crash, found, restarts) };
  }
  return null;
}
function whoWentOn({ job, goodEnds }, { death: death2 }) {
  if (job === null) return null;
  const inside = insideJob(job, death2);
  for (const [index, process2] of inside.entries()) {
    const at3 = goodEnds.get(processKey(process2));
    if (at3 !== void 0 && at3 >= death2.at && programClass(process2) !== "runtime") return { process: process2, at: at3, between: inside.slice(0, index) };
  }
  return null;
}
function isRunAgain({ death: death2 }, { process: process2, between: between2 }, restarts) {
  const children = [death2, ...between2];
  const isItself = ({ exe, argv }) => exe === process2.exe && JSON.stringify(argv) === JSON.stringify(process2.argv);
  return [...between2, process2].some(
    (parent, index) => isItself(parent) && restarts.after(commandSlot(processKey(parent), children[index]), death2.at) !== null
  );
}
function insideJob(job, death2) {
  const root = death2.ancestors.findIndex((ancestor) => ancestor.pid === job.pid);
  if (root !== -1) return death2.ancestors.slice(0, root);
  return death2.inJob === true ? death2.ancestors.filter((ancestor) => ancestor.pid !== 1) : [];
}
function isServedAgain(timeline3, draft) {
  const { death: death2 } = draft.lead;
  return darkness(timeline3, draft) !== null || !death2.listening.some((socket2) => socket2.port > 0 && isOwn(socket2, death2));
}
function darkness({ listens }, { lead, followers }) {
  const dead = new Set([lead, ...followers].map(({ key }) => key));
  let longest = null;
  for (const { death: death2, parent } of [lead, ...followers]) {
    const isHeld = death2.parentListens && !dead.has(parent ?? "");
    for (const socket2 of death2.listening) {
      const { port, shared } = socket2;
      const served = shared && isHeld || hasOthersBeside(socket2, death2);
      const again = port > 0 && !served ? firstAfter(listens.get(portKey(socket2)) ?? [], death2.at) : null;
      if (again !== null && (!shared || again.startedAt > death2.at)) longest = longer(longest, { port, ms: (again.at - death2.at) / 1e6 });
    }
  }
  return longest;
}

// src/rules/level.ts
var order = ["ignored", "notice", "warning", "error"];
var severity = (level) => order.indexOf(level);

// src/verdict/watch.ts
function findProblems(recording, job, moment2 = "after", deaths = deathsIn(recording)) {
  const soFar = [...fileProblems(recording), ...headerProblems(recording)];
  return moment2 === "during" ? soFar : [...soFar, ...trailerProblems(recording, deaths), ...jobProblems(recording, job)];
}
var unreadableBecause = {
  "not-a-record": "there is no record",
  newer: "the record can't be read",
  torn: "the record can't be read in full",
  truncated: "the record can't be read in full",
  malformed: "the record can't be read in full"
};
function fileProblems({ header: header2, problems }) {
  const unreadable2 = problems.filter((problem) => problem.kind !== "truncated");
  const found = unreadable2.map(
    ({ kind: kind2, message: message2 }) => ({ kind: "unreadable-record", message: `${unreadableBecause[kind2]}: ${message2}` })
  );
  return header2 === null && unreadable2.length === 0 ? [{ kind: "no-header", message: "the record has no header line: the tracer never became ready" }] : found;
}
function headerProblems({ header: header2 }) {
  const blind = header2?.snapshot === 0;
  const missing2 = header2?.hooks.filter(({ attached, needed }) => !attached && needed !== false) ?? [];
  const layer = header2?.layer;
  return [
    ...layer !== void 0 && Object.keys(layer.unknown).length > 0 ? [limitedLayer(layer)] : [],
    ...missing2.map(({ name, why: why2 }) => ({
      kind: "hook-not-attached",
      message: `the hook ${name} was not attached: ${why2 ?? "no reason recorded"}`
    })),
    ...blind ? [{ kind: "no-processes", message: "the tracer could not read /proc: what ran before the watch is not known" }] : []
  ];
}
var limitedLayer = ({ name, why: why2 }) => ({
  kind: "limited-layer",
  message: name === "floor" ? `without the kernel's types (BTF) the watch sees deaths and their causes, but neither ports nor containers nor every replacement: ${why2 ?? "no reason recorded"}; use a kernel with CONFIG_DEBUG_INFO_BTF=y` : `the watch could not know all that decides about a death: ${why2 ?? `it ran on the layer ${name}`}`
});
function trailerProblems(recording, deaths) {
  const { header: header2, trailer: trailer2 } = recording;
  if (header2 === null) return [];
  if (trailer2 === null)
    return [
      {
        kind: "no-trailer",
        message: `the tracer did not live to write its end line; its last word came at +${formatDuration((lastWord(recording) ?? 0) / 1e6)}`
      }
    ];
  const problems = [];
  if (trailer2.why !== "stopped") problems.push({ kind: "stopped-early", message: `the tracer stopped by itself: ${trailer2.why}` });
  if (trailer2.lost.events > 0)
    problems.push({ kind: "lost-events", message: `${plural(trailer2.lost.events, "event")} had no room in the ring buffer` });
  const errors = Object.entries(trailer2.errors).filter(([, count]) => count > 0);
  if (errors.length > 0)
    problems.push({
      kind: "helper-errors",
      message: `failed in the kernel: ${listed(errors.map(([name, count]) => `${name} (${formatCount(count)})`))}`
    });
  if (trailer2.dying.length > 0) {
    problems.push({
      kind: "still-dying",
      message: `${plural(trailer2.dying.length, "process", "processes")} still dying when the watch ended: pid ${listed(trailer2.dying.map(String))}`
    });
  }
  return [...problems, ...countProblems(recording, deaths)];
}
function lastWord({ records, long }) {
  if (long !== void 0) return long.lastAt;
  return records.reduce((last, record) => record.type === "header" ? last : Math.max(last ?? record.at, record.at), null);
}
var deathsIn = ({ header: header2, records }) => records.filter((record) => record.type === "death" && record.pid !== header2?.proof.pid).length;
function countProblems({ trailer: trailer2 }, read2) {
  if (trailer2 === null) return [];
  const counted = trailer2.deaths.exit + trailer2.deaths.signal;
  const problems = [];
  if (trailer2.recorded !== counted)
    problems.push(missing(`the kernel counted ${plural(counted, "abnormal death")}, and ${formatCount(trailer2.recorded)} were recorded`));
  if (read2 < trailer2.recorded) problems.push(missing(inFile(trailer2.recorded, read2)));
  if (read2 > trailer2.recorded) problems.push(surplus(trailer2.recorded, read2));
  return problems;
}
var inFile = (recorded, read2) => `${plural(recorded, "death")} ${recorded === 1 ? "was" : "were"} recorded, and ${formatCount(read2)} ${read2 === 1 ? "is" : "are"} in the file`;
var missing = (message2) => ({ kind: "missing-deaths", message: message2 });
var surplus = (recorded, read2) => ({
  kind: "surplus-deaths",
  message: `${inFile(recorded, read2)}: lines were added or doubled`
});
function jobProblems({ header: header2 }, job) {
  if (header2 === null || job === null || job.end !== null) return [];
  const what = job.ci === null ? "command" : "job";
  return [{ kind: "command-unended", message: `the watch ended before the ${what} did: what came later isn't in the record` }];
}

// src/rules/user/keys.ts
var harmlessSignals = ["SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGWINCH"];
var endingSignals = signalNames.filter((name) => !harmlessSignals.includes(name));
var causeKinds = ["fault", "abort", "oom", "killed", "signal", "limit", "exit", "unknown"];
var maskings = ["replaced", "swallowed", "tests-passed", "no"];
var faultSignals2 = ["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP", "SIGSYS"];
var codesOf = (signals) => [...new Set(signals.flatMap(codeNames))];
var allCodes = codesOf(faultSignals2);
var keys = {
  cause: { kind: "choice", values: causeKinds, example: "fault", about: "Why it ended" },
  signal: { kind: "glob", values: endingSignals, example: "SIGSEGV", about: "The signal that ended it, or that asked it to end" },
  "exit-code": { kind: "number", example: "137", about: 'Its exit code: a number from 1 to 255, or a range such as "64-78"' },
  // A newer kernel's codes have no name here.
  code: { kind: "glob", values: allCodes, others: "code ", example: "SEGV_MAPERR", about: "The kernel's word for a fault (si_code)" },
  masked: { kind: "choice", values: maskings, example: "replaced", about: "What hid it" },
  comm: { kind: "glob", most: 15, example: "postgres", about: "Its name as ps shows it, at most 15 bytes; a process chooses it for itself" },
  exe: { kind: "path", example: "/usr/sbin/nginx", about: 'Its executable: the path, or with no "/" in the glob the file name' },
  unit: { kind: "glob", example: "shop.service", about: "Its systemd unit" },
  step: { kind: "glob", example: "chaos", about: "The id of the GitHub step that started it, or that ran as it died" },
  container: { kind: "glob", example: "shop-db-*", about: "Its container: the name, the Compose service, the id, or the id's first 12 characters" },
  image: { kind: "glob", example: "postgres:*", about: "Its container's image, as it was asked for" },
  pod: { kind: "glob", example: "shop-*", about: "Its Kubernetes pod: the name or the uid" },
  sender: { kind: "path", example: "chaos.py", about: "Who sent the signal: the path, or the name of the program or script" },
  ancestor: { kind: "path", example: "jest", about: "Any process that it descends from: the path, or the name of the program or script" },
  argv: { kind: "glob", example: "*--port 8080*", about: "Its arguments, with one space between them" },
  signature: { kind: "glob", example: "fault | SIGSEGV | *", about: "The incident's signature, as report.json has it" }
};
var keyNames = Object.keys(keys);

// src/rules/user/compile.ts
function compileMatch(match) {
  const tests = keyNames.flatMap((name) => {
    const conditions = match.get(name);
    return conditions === void 0 ? [] : [testOf(name, conditions)];
  });
  return (subject) => tests.every((test) => test(subject));
}
function testOf(name, conditions) {
  const tests = conditions.map((condition) => takes(name, condition));
  return (subject) => subject.get(name).some((candidate) => tests.some((test) => test(candidate)));
}
function takes(name, { glob, range, text: text4 }) {
  switch (keys[name].kind) {
    case "number":
      return (candidate) => range !== null && inRange(String(candidate), range);
    case "path":
      return hasSlash(text4) ? (candidate) => typeof candidate !== "string" && candidate.path !== null && glob.matches(candidate.path) : (candidate) => typeof candidate !== "string" && candidate.names.some(glob.matches);
    default:
      return (candidate) => typeof candidate === "string" && glob.matches(candidate);
  }
}
var inRange = (number3, [from, to]) => from <= Number(number3) && Number(number3) <= to;
var hasSlash = (text4) => text4.includes("/");

// src/rules/user/charset.ts
var NOT_CLOSED = { wrong: "it has a '[' without its ']'", fix: "Write \\[ for the character itself" };
function readSet(glob, from) {
  const negated = glob[from] === "!" || glob[from] === "^";
  const ranges = [];
  let at3 = negated ? from + 1 : from;
  const read2 = () => {
    if (glob[at3] === "\\") at3++;
    return glob[at3++];
  };
  while (glob[at3] !== "]" || ranges.length === 0) {
    const first = read2();
    const isRange = glob[at3] === "-" && glob[at3 + 1] !== "]";
    if (isRange) at3++;
    const last = isRange ? read2() : first;
    if (first === void 0 || last === void 0) return NOT_CLOSED;
    const range = [first.codePointAt(0), last.codePointAt(0)];
    if (range[0] > range[1]) return { wrong: `its range ${first}-${last} runs backwards`, fix: `Write ${last}-${first}` };
    ranges.push(range);
  }
  return { takes: (code2) => ranges.some(([first, last]) => first <= code2 && code2 <= last) !== negated, next: at3 + 1 };
}
var classes2 = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  xdigit: "0-9A-Fa-f"
};
function foreignClass(glob) {
  const [written, , name] = /\[([:=.])(\w{1,20})\1\]/.exec(glob) ?? [];
  if (written === void 0) return null;
  const instead = classes2[name ?? ""];
  return {
    wrong: `${written} is no part of these globs`,
    fix: instead === void 0 ? "Write the characters themselves" : `Write [${instead}], with whatever else the set holds`
  };
}

// src/rules/user/glob.ts
function compileGlob(source) {
  const foreign = foreignSyntax(source);
  if (foreign !== null) return foreign;
  const segments = parse(source);
  if (!Array.isArray(segments)) return segments;
  const texts3 = segments.map((segment) => segment.every((atom) => typeof atom === "string") ? segment.join("") : null);
  const parts = segments.map((segment, index) => partOf(segment, texts3[index] ?? null));
  const pieces = segments.flatMap(piecesOf);
  const vague = segments.flat().filter((atom) => typeof atom !== "string").length;
  return {
    source,
    literal: parts.length === 1 ? texts3[0] ?? null : null,
    least: pieces.reduce((sum, piece) => sum + byteLength(piece), vague),
    pieces,
    matches: matcher(parts)
  };
}
var isGlob = (compiled) => "matches" in compiled;
var literalGlob = (text4) => text4.replace(/[\\*?[\]{}()!]/g, (character) => `\\${character}`);
var byteLength = (text4) => Buffer.byteLength(text4) - 2 * (text4.match(new RegExp("\\p{Cs}", "gu"))?.length ?? 0);
function piecesOf(segment) {
  const pieces = [""];
  for (const atom of segment) {
    if (typeof atom === "string") pieces.push(pieces.pop() + atom);
    else pieces.push("");
  }
  return pieces.filter((piece) => piece !== "");
}
function foreignSyntax(source) {
  const unescaped = source.replace(/\\./gsu, "__");
  const plain3 = unescaped.replace(/\[[^\]]*\]/g, "_");
  if (/[{}]/.test(plain3))
    return { wrong: "braces are no part of these globs", fix: "Write a list for alternatives, or \\{ and \\} for the characters themselves" };
  if (/[!?+*@]\(/.test(plain3))
    return { wrong: "extended globs such as !(x) are no part of these globs", fix: "Write a list for alternatives, or \\( for the character itself" };
  if (plain3.startsWith("!"))
    return {
      wrong: "a glob with ! at its start does not negate here",
      fix: "Put an earlier rule for the exceptions, or write \\! for the character itself"
    };
  return foreignClass(unescaped);
}
function parse(source) {
  const glob = [...source];
  const segments = [[]];
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index];
    const last = segments.at(-1);
    if (character === "*") {
      if (index === 0 || last.length > 0) segments.push([]);
    } else if (character === "?") {
      last.push(() => true);
    } else if (character === "\\") {
      const next = glob[++index];
      if (next === void 0) return { wrong: "it ends with a lone backslash", fix: "Write \\\\ for a backslash" };
      last.push(next);
    } else if (character === "[") {
      const set = readSet(glob, index + 1);
      if ("wrong" in set) return set;
      last.push(set.takes);
      index = set.next - 1;
    } else {
      last.push(character);
    }
  }
  return segments;
}
function partOf(segment, literal2) {
  if (literal2 !== null) {
    return {
      after: (text4, position) => text4.startsWith(literal2, position) ? position + literal2.length : -1,
      before: (text4) => text4.endsWith(literal2) ? text4.length - literal2.length : -1,
      find: (text4, from, end2) => {
        const found = text4.indexOf(literal2, from);
        return found === -1 || found + literal2.length > end2 ? -1 : found + literal2.length;
      }
    };
  }
  const after = (text4, position) => {
    let at3 = position;
    for (const atom of segment) {
      const code2 = text4.codePointAt(at3);
      if (code2 === void 0 || !(typeof atom === "string" ? atom.codePointAt(0) === code2 : atom(code2))) return -1;
      at3 += unitsOf(code2);
    }
    return at3;
  };
  const before = (text4) => {
    let at3 = text4.length;
    for (let left = segment.length; left > 0 && at3 > 0; left--) at3 -= at3 > 1 && unitsOf(text4.codePointAt(at3 - 2)) === 2 ? 2 : 1;
    return after(text4, at3) === text4.length ? at3 : -1;
  };
  const find2 = (text4, from, end2) => {
    for (let position = from; position + segment.length <= end2; position += unitsOf(text4.codePointAt(position))) {
      const found = after(text4, position);
      if (found !== -1) return found <= end2 ? found : -1;
    }
    return -1;
  };
  return { after, before, find: find2 };
}
var unitsOf = (code2) => code2 > 65535 ? 2 : 1;
function matcher(parts) {
  const first = parts[0];
  if (parts.length === 1) return (text4) => first.after(text4, 0) === text4.length;
  const last = parts.at(-1);
  const between2 = parts.slice(1, -1);
  return (text4) => {
    const end2 = last.before(text4);
    let position = first.after(text4, 0);
    if (position === -1 || end2 < position) return false;
    for (const part of between2) {
      position = part.find(text4, position, end2);
      if (position === -1) return false;
    }
    return true;
  };
}

// src/rules/user/path.ts
var whyNoFile = (text4) => text4.replace(/\[[^\]]*\]/g, "").includes("\0") ? ["no file has the character NUL in its name, so this never matches", "Write it without the NUL (\\0)"] : null;
function whyNoPath(text4) {
  const [first = "", ...rest] = text4.replace(/^~[^/]*/, "").split("/");
  const write2 = (path) => `Write ${JSON.stringify(path)}`;
  const noFile = whyNoFile(text4);
  if (noFile !== null) return noFile;
  if (!/^[/*?[\\]/.test(text4))
    return [`paths begin with /, so '${text4}' never matches`, `${write2(`*/${resolved([first, ...rest]).join("/")}`)}, or the name alone`];
  const fix = write2([first, ...resolved(rest), ...text4.endsWith("/") ? ["*"] : []].join("/"));
  if (text4.endsWith("/")) return [`no program's path ends with /, so '${text4}' never matches`, fix];
  return /\/\.{0,2}\//.test(text4) ? [`paths have no //, /./ or /../ in them, so '${text4}' never matches`, fix] : null;
}
function resolved(parts) {
  const kept = [];
  for (const part of parts) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept;
}

// src/rules/user/subject.ts
var only = (text4) => text4 === null || text4 === void 0 ? [] : [text4];
var candidates = {
  cause: ({ lead }) => [lead.cause.kind],
  signal: ({ lead: { cause } }) => "signal" in cause ? [cause.signal] : [],
  code: ({ lead: { cause } }) => "code" in cause ? only(cause.code) : [],
  "exit-code": ({ lead: { end: end2 } }) => end2.exitCode === null ? [] : [String(end2.exitCode)],
  masked: ({ masked }) => [masked],
  comm: ({ lead }) => [lead.death.comm],
  exe: ({ lead: { death: death2 } }) => death2.exe === null ? [] : [{ path: death2.exe, names: [baseName(death2.exe)], key: death2.exe }],
  unit: ({ lead }) => only(lead.place.unit),
  step: ({ lead: { step: step2 } }) => [.../* @__PURE__ */ new Set([...only(step2.of?.id ?? null), ...only(step2.during)])],
  container: ({ lead }) => containers(lead).flatMap(({ name, compose: compose2, id }) => [...only(name), ...only(compose2?.service), id, id.slice(0, 12)]),
  image: ({ lead }) => containers(lead).flatMap(({ image }) => only(image)),
  pod: ({ lead }) => containers(lead).flatMap(({ podName, pod }) => [...only(podName), ...only(pod)]),
  sender: ({ lead }) => lead.sender === null ? [] : [called(lead.sender)],
  ancestor: ({ lead }) => lead.death.ancestors.map(called),
  argv: ({ lead }) => only(lead.death.argv?.join(" ")),
  signature: ({ lead }) => [signatureOf(lead)]
};
function containers({ place: { container: container2 } }) {
  return container2 === null ? [] : container2.inside === null ? [container2] : [container2, container2.inside];
}
function called(process2) {
  const known = calledBefore.get(process2);
  if (known !== void 0) return known;
  const found = nameAll(process2);
  calledBefore.set(process2, found);
  return found;
}
var calledBefore = /* @__PURE__ */ new WeakMap();
function nameAll(process2) {
  const script2 = scriptOf(process2);
  const names3 = [process2.exe === null ? process2.comm : baseName(process2.exe), programName(process2), ...script2 === null ? [] : [baseName(script2)]];
  const distinct = [...new Set(names3)];
  return { path: process2.exe, names: distinct, key: [process2.exe ?? "", ...distinct].join("\0") };
}
var Subject = class {
  #story;
  #known = {};
  constructor(story) {
    this.#story = story;
  }
  get(key) {
    const known = this.#known[key];
    if (known !== void 0) return known;
    const found = candidates[key](this.#story);
    this.#known[key] = found;
    return found;
  }
};

// src/report/accept.ts
var MOST_COMPARED = 100;
function acceptingMatches(incidents2) {
  const subjects = incidents2.map(({ stories }) => stories.map((story) => new Subject(story)));
  return incidents2.map((incident, own) => {
    const hits = (match) => {
      if (incidents2.length > MOST_COMPARED) return true;
      const matches = compileMatch(conditionsOf(match));
      return subjects.some((other2, index) => index !== own && other2.some(matches));
    };
    return refine(incident, hits);
  });
}
function refine(incident, hitsAnother) {
  const readable = matchOf(incident);
  if (!hitsAnother(readable)) return readable;
  const signed = { ...readable, signature: literalGlob(incident.signature) };
  const masked = common2(incident, ({ masked: masked2 }) => masked2);
  return masked === null || !hitsAnother(signed) ? signed : { ...signed, masked };
}
function matchOf(incident) {
  const { death: death2, cause, place, end: end2 } = incident.stories[0].lead;
  const script2 = scriptOf(death2);
  const path = death2.exe?.startsWith("/") === true ? globOfPath(death2.exe) : null;
  const exe = path === null || whyNoPath(path) !== null ? null : path;
  const sender2 = common2(incident, ({ lead }) => lead.sender === null ? null : programName(lead.sender));
  const step2 = common2(incident, ({ lead }) => lead.death.step);
  const match = {
    exe,
    comm: exe === null && death2.comm !== "" && byteLength(death2.comm) <= keys.comm.most ? literalGlob(death2.comm) : null,
    argv: script2 === null || script2 === "" ? null : `*${globOfPath(script2)}*`,
    ...placeKeys(place.container, place.unit),
    // The runner counts steps without an id, so their names change with the workflow.
    step: step2 === null || step2 === "" || step2.startsWith("__") ? null : literalGlob(step2),
    cause: cause.kind,
    signal: "signal" in cause && cause.signal.startsWith("SIG") ? cause.signal : null,
    code: "code" in cause ? cause.code : null,
    "exit-code": end2.exitCode === 0 ? null : end2.exitCode,
    sender: sender2 === null || sender2 === "" || sender2.includes("/") ? null : literalGlob(sender2)
  };
  return Object.fromEntries(Object.entries(match).filter((entry) => entry[1] !== null));
}
function common2({ stories, count }, of) {
  const values = new Set(stories.map(of));
  return stories.length === count && values.size === 1 ? [...values][0] : null;
}
var madeUp = /^[a-z]+_[a-z]+\d?$/;
function placeKeys(container2, unit) {
  if (container2 === null) return { unit: unit === null || unit === "" ? null : stars(numberless(unit)) };
  const { name, image, compose: compose2 } = container2;
  const given = compose2?.service ?? (name === null || madeUp.test(name) ? null : name);
  return { container: given === null || given === "" ? null : literalGlob(given), image: image === null || image === "" ? null : literalGlob(image) };
}
function globOfPath(path) {
  const folder = temporaryFolderOf(path);
  const last = lasting(path);
  return folder === null ? stars(last) : `${literalGlob(folder)}*${stars(last.slice(last.indexOf("/") + 1))}`;
}
var stars = (text4) => literalGlob(text4).replaceAll("#", "*");
function conditionsOf(match) {
  return new Map(
    Object.entries(match).flatMap(([key, value2]) => {
      const text4 = String(value2);
      const glob = compileGlob(text4);
      return isGlob(glob) ? [[key, [{ text: text4, glob, range: typeof value2 === "number" ? [value2, value2] : null }]]] : [];
    })
  );
}

// src/report/clock.ts
function clockOf(header2) {
  const start2 = Date.parse(header2?.clock.startedAt ?? "");
  return {
    iso: (ns) => {
      const date = new Date(start2 + ns / 1e6);
      return Number.isNaN(date.getTime()) ? null : date.toISOString();
    }
  };
}

// src/report/incident.ts
import { createHash } from "node:crypto";

// src/incident/sender.ts
function relationOf(crash, job) {
  const { sender: sender2, death: death2 } = crash;
  if (sender2 === null) return null;
  if (programClass(sender2) === "runtime") return "runtime";
  const key = processKey(sender2);
  if (death2.ancestors.some((ancestor) => processKey(ancestor) === key) || isSupervisorsCommand(crash)) return "ancestor";
  const inJob = belongsTo(job, sender2);
  if (inJob === true) return "in-job";
  if (isSameService(crash)) return "service";
  return inJob === null ? "unknown" : "outside";
}
function isSupervisorsCommand({ sender: sender2, death: death2 }) {
  const supervisors = sender2?.ancestors.slice(0, 2).filter((ancestor) => bringsBack(programClass(ancestor))) ?? [];
  return supervisors.some((supervisor) => death2.ancestors.some((ancestor) => processKey(ancestor) === processKey(supervisor)));
}
function isSameService({ sender: sender2, death: death2, parent }) {
  if (sender2 === null) return false;
  const contained = death2.nsPid !== death2.pid && death2.pidNamespace === sender2.pidNamespace;
  const sibling = parent !== null && sender2.ancestors[0] !== void 0 && processKey(sender2.ancestors[0]) === parent && sender2.ancestors[0].pid !== 1;
  return contained || sibling || death2.exe !== null && death2.exe === sender2.exe && scriptOf(death2) === scriptOf(sender2);
}

// src/report/outcome.ts
function outcomeSentence(incident, job) {
  return [...becameOf(incident), ...loop(incident), ...dark(incident), ...run(job)].join("; ");
}
function becameOf(incident) {
  const { stories, count } = incident;
  const replaced2 = stories.flatMap(({ replacement }) => replacement === null ? [] : [replacement]);
  if (replaced2.length > 0) {
    const whole = replaced2.length === stories.length ? "" : ` in ${replaced2.length} of ${plural(stories.length, "case")}`;
    const by = [...new Set(replaced2.map((replacement) => replacement.by))];
    const delays = replaced2.map(({ afterMs }) => formatDuration(afterMs));
    return [`replaced by ${by[0]}${by.length > 1 ? ` and ${plural(by.length - 1, "other")}` : ""} after ${some(delays, count)}${whole}`];
  }
  return swallowed(incident) ?? [stories.some(({ askedAgain }) => askedAgain) ? "it was run again" : "nothing took its place"];
}
var response = (swallower) => swallower?.ranAgain ? "ran it again" : "took no notice";
function swallowed({ stories }) {
  const found = stories.flatMap(
    ({ swallowedBy, lead }) => swallowedBy === null ? [] : [{ ...swallowedBy, after: (swallowedBy.at - lead.death.at) / 1e6 }]
  );
  const [first] = found;
  if (first === void 0) return null;
  const others2 = new Set(found.map(({ process: process2 }) => processKey(process2))).size - 1;
  const more = others2 > 0 ? `, and so did ${plural(others2, "other")}` : "";
  const whole = found.length === stories.length ? "" : ` in ${found.length} of ${plural(stories.length, "case")}`;
  return [`${who(first.process)} ${response(first)} and ended with 0, ${formatDuration(first.after)} later${more}${whole}`];
}
function some(items, count, most = 3) {
  const more = count - Math.min(items.length, most);
  return more > 0 && items.length >= most ? listed([...items.slice(0, most), `${formatCount(more)} more`]) : listed(items.slice(0, most));
}
var loop = ({ crashLoop }) => crashLoop === null ? [] : [`a crash loop: it died ${formatCount(crashLoop.times)} times in a row within ${formatDuration(crashLoop.overMs)}`];
var dark = ({ dark: dark2 }) => dark2 === null ? [] : [`nobody listened on port ${dark2.port} for ${formatDuration(dark2.ms)}`];
function run(job) {
  if (job === null) return [];
  const what = job.ci === null ? "the run" : "the job";
  return [job.end === null ? `${what} went on` : `${what} ${became(job.end)}`];
}
function became({ result, exitCode, signal }) {
  if (result === "passed") return "went on and passed";
  if (result === "unknown") return "went on";
  if (result === "cancelled") return "was cancelled";
  if (exitCode !== null) return `failed with ${exitCode}`;
  return signal === null ? "failed" : `ended by ${signal}`;
}

// src/report/incident.ts
function toReportIncident({ incident, decision: { rule, builtin }, accept }, job, clock, taken, unknown2) {
  const first = incident.stories[0];
  const { lead } = first;
  return {
    id: uniqueId(`${incident.signature} ${builtin.id}`, taken),
    signature: incident.signature,
    level: rule.level,
    rule: rule.id,
    ruleSentence: rule.sentence,
    title: `${displayName(lead.death)} ${endPhrase(lead)}`,
    explanation: causeSentence(lead),
    outcome: outcomeSentence(incident, job),
    masked: incident.masked,
    count: incident.count,
    cause: lead.cause,
    process: toProcess(lead, job),
    sender: toSender(lead, job),
    replacements: incident.stories.flatMap(({ replacement }) => replacement === null ? [] : [toReplacement(replacement)]),
    replacedCount: incident.replacedCount,
    crashLoop: incident.crashLoop,
    swallowers: incident.stories.flatMap((story) => toSwallower(story, clock)),
    step: lead.step.of?.id ?? null,
    stepBy: lead.step.of?.by ?? null,
    during: lead.step.during,
    darkMs: incident.dark?.ms ?? null,
    frames: [],
    lastWords: null,
    crashes: incident.stories.map((story) => toCrash(story, clock)),
    followers: toFollowers(incident),
    followerCount: incident.followerCount,
    accept,
    absent: { ...absentOf(incident), ...untold(lead, incident, unknown2) }
  };
}
function uniqueId(text4, taken) {
  const id = createHash("sha256").update(text4).digest("hex").slice(0, 12);
  let unique = id;
  for (let number3 = 2; taken.has(unique); number3++) unique = `${id}-${number3}`;
  taken.add(unique);
  return unique;
}
function toProcess(crash, job) {
  const { death: death2, place } = crash;
  const { exe, argv, comm, cwd, uid, cgroup } = death2;
  return {
    name: displayName(death2),
    ...{ exe, argv, comm, cwd, uid },
    container: toContainer(place.container),
    unit: place.unit,
    cgroup,
    ports: portsOf(death2.listening),
    ancestors: death2.ancestors.map(toNamed),
    inJob: belongsTo(job, death2)
  };
}
function toContainer(container2) {
  if (container2 === null) return null;
  const { noName: _, inside, ...known } = container2;
  return { ...known, inside: toContainer(inside) };
}
var toNamed = (process2) => ({ pid: process2.pid, name: displayName(process2) });
function toSender(crash, job) {
  const { sender: sender2 } = crash;
  if (sender2 === null) return null;
  const { pid, exe, argv, comm, uid } = sender2;
  const relation = relationOf(crash, job) ?? "unknown";
  return { pid, name: displayName(sender2), ...{ exe, argv, comm, uid }, ancestors: sender2.ancestors.map(toNamed), relation };
}
function toSwallower({ lead, swallowedBy }, clock) {
  if (swallowedBy === null) return [];
  const { process: process2, at: at3, direct, ranAgain } = swallowedBy;
  const afterMs = (at3 - lead.death.at) / 1e6;
  return [{ pid: process2.pid, name: displayName(process2), argv: process2.argv, direct, ranAgain, exitCode: 0, at: clock.iso(at3), afterMs }];
}
function toCrash({
  lead: {
    death: death2,
    step: { of }
  },
  replacement
}, clock) {
  const { pid, tid, status } = death2;
  return {
    pid,
    tid,
    at: clock.iso(death2.at),
    atMs: death2.at / 1e6,
    status,
    lifetimeMs: death2.lifetimeNs / 1e6,
    step: of?.id ?? null,
    stepBy: of?.by ?? null,
    replacement: replacement === null ? null : toReplacement(replacement)
  };
}
var toReplacement = ({ pid, afterMs, by }) => ({ pid, afterMs, by });
function toFollowers({ stories }) {
  const followers = stories.flatMap((story) => story.followers.slice(0, MAX_STORIES)).slice(0, MAX_STORIES);
  return followers.map((crash) => ({ pid: crash.death.pid, name: displayName(crash.death), how: causeSentence(crash) }));
}
function absentOf({ stories, dark: dark2, masked }) {
  const { lead, replacement } = stories[0];
  const { death: death2, place, sender: sender2 } = lead;
  const reasons2 = {
    frames: "the recording holds no stacks",
    lastWords: "the recording holds no output of processes",
    "process.exe": death2.exe === null ? death2.missing ?? "not recorded" : null,
    "process.argv": death2.argv === null ? death2.missing ?? "not recorded" : null,
    "process.container": place.noContainer,
    "process.container.name": place.container?.noName,
    "process.unit": place.noUnit,
    sender: sender2 === null ? "nobody else sent a signal that explains this end" : null,
    replacements: replacement === null ? `no start was seen that took its place${masked === "replaced" ? " the first time" : ""}` : null,
    step: lead.step.none,
    darkMs: dark2 === null ? darkReason(lead) : null
  };
  return Object.fromEntries(Object.entries(reasons2).filter((entry) => typeof entry[1] === "string"));
}
var untoldBy = {
  "process.ports": { keys: ["death.listening"], isMissing: () => true },
  darkMs: { keys: ["listen"], isMissing: () => true },
  replacements: { keys: ["start.elsewhere"], isMissing: (_, { stories }) => stories.every(({ replacement }) => replacement === null) },
  "cause.limitBytes": { keys: ["oom.levels"], isMissing: ({ cause }) => cause.kind === "oom" },
  "cause.cpuMs": { keys: ["death.rusage"], isMissing: ({ cause }) => cause.kind === "limit" },
  "cause.syscall": { keys: ["fault.syscall"], isMissing: ({ cause }) => cause.kind === "fault" && cause.detail === "seccomp" },
  "cause.faultAddress": {
    keys: ["fault.address", "fault.other"],
    isMissing: ({ cause }) => cause.kind === "fault" && cause.detail !== "sent-to-itself" && cause.faultAddress === null
  }
};
function untold(lead, incident, unknown2) {
  return Object.fromEntries(
    Object.entries(untoldBy).flatMap(([key, { keys: keys2, isMissing }]) => {
      const told2 = keys2.find((name) => Object.hasOwn(unknown2, name));
      return told2 !== void 0 && isMissing(lead, incident) ? [[key, unknown2[told2]]] : [];
    })
  );
}
function darkReason({ death: death2 }) {
  if (portsOf(death2.listening).length === 0) return "it listened on no port";
  return death2.listening.every((socket2) => !isOwn(socket2, death2)) ? "others held its port all the time" : "nobody was seen to listen on its port again";
}

// src/report/report.ts
var REPORT_SCHEMA = "crash-gate/report/1";

// src/report/build.ts
function buildReport(findings) {
  const { recording, job, judgement } = findings;
  const clock = clockOf(recording.header);
  const taken = /* @__PURE__ */ new Set();
  const worstFirst = findings.incidents.toSorted((a, b) => severity(b.decision.rule.level) - severity(a.decision.rule.level));
  const accepts = acceptingMatches(worstFirst.map(({ incident }) => incident));
  return {
    schema: REPORT_SCHEMA,
    verdict: judgement.verdict,
    reasons: judgement.reasons,
    watch: toWatch(findings, clock),
    command: job === null || job.ci !== null ? null : toCommand(job),
    job: job === null ? null : toJob(job),
    steps: findings.steps,
    incidents: worstFirst.map((one, index) => toReportIncident({ ...one, accept: accepts[index] }, job, clock, taken, unknownTo(recording.header))),
    ignored: findings.ignored,
    rules: toRules(findings)
  };
}
function toWatch({ recording, deaths, scope, problems, job }, clock) {
  const { header: header2, trailer: trailer2 } = recording;
  const last = trailer2?.at ?? lastWord(recording);
  return {
    complete: problems.length === 0,
    scope,
    kernel: header2?.kernel ?? null,
    startedAt: header2?.clock.startedAt ?? null,
    endedAt: last === null ? null : clock.iso(last),
    seconds: last === null ? null : last / 1e9,
    processes: trailer2?.ended ?? null,
    deaths,
    lost: trailer2?.lost.events ?? null,
    privilege: job?.privilege ?? null,
    ...layerOf(header2),
    hooks: header2?.hooks.map(({ name, attached, why: why2 }) => ({ name, attached, why: why2 ?? null })) ?? [],
    problems
  };
}
var unknownTo = (header2) => header2?.layer?.unknown ?? {};
function layerOf(header2) {
  const { name, why: why2, unknown: unknown2 } = header2?.layer ?? { name: "", unknown: {} };
  return Object.keys(unknown2).length === 0 ? {} : { layer: { name, why: why2 ?? null, unknown: unknown2 } };
}
var toCommand = ({ argv, end: end2 }) => ({ argv, exitCode: end2?.exitCode ?? null, signal: end2?.signal ?? null });
var toJob = ({ ci, end: end2 }) => ci === null ? null : { ...ci, result: end2?.result ?? "unknown" };
var toRules = ({ user, expectations }) => ({
  files: [.../* @__PURE__ */ new Set([...user.rules.map(({ written }) => written?.file), ...user.problems.map(({ file }) => file)])].filter(
    (file) => file !== void 0
  ),
  expectations: expectations.map(({ rule, written, expected, seen, status }) => ({
    rule: rule.id,
    ...{ file: written.file, line: written.line, reason: rule.sentence },
    ...{ min: expected.min, max: expected.max, seen, status }
  })),
  problems: user.problems
});

// src/report/ignored.ts
var MAX_EXAMPLES = 5;
var Ignored = class {
  #byRule = /* @__PURE__ */ new Map();
  add(story, decision) {
    const { rule } = decision;
    const tally = this.#byRule.get(rule.id) ?? { rule, count: 0, examples: /* @__PURE__ */ new Set() };
    this.#byRule.set(rule.id, tally);
    tally.count += 1 + story.followers.length;
    if (tally.examples.size < MAX_EXAMPLES) tally.examples.add(exampleOf(story, decision));
  }
  /** Most first. */
  list() {
    return [...this.#byRule.values()].sort((a, b) => b.count - a.count).map(({ rule, count, examples }) => ({
      rule: rule.id,
      sentence: rule.sentence,
      counted: rule.counted[count === 1 ? 0 : 1],
      count,
      examples: [...examples],
      userRule: rule.written !== void 0
    }));
  }
};
var exampleOf = ({ lead }, { because: because2 }) => `${displayName(lead.death)} ${endPhrase(lead)}${because2 === void 0 ? "" : ` (${because2})`}`;

// src/report/steps.ts
var stepsSeen = (records, end2) => findStepRuns(records).map(({ id, from, to }) => ({ id, fromMs: Math.max(0, from / 1e6), toMs: (to ?? end2) / 1e6, measured: true }));
var StepsOfDeaths = class {
  #steps = /* @__PURE__ */ new Map();
  add({ step: id, startedAt, at: at3 }) {
    if (id === null) return;
    const toMs = at3 / 1e6;
    const fromMs = Math.max(0, Math.min(startedAt / 1e6, toMs));
    const step2 = this.#steps.get(id) ?? { id, fromMs, toMs: Math.max(0, toMs), measured: false };
    this.#steps.set(id, { ...step2, fromMs: Math.min(step2.fromMs, fromMs), toMs: Math.max(step2.toMs, toMs) });
  }
  /** By time. */
  list() {
    return [...this.#steps.values()].sort((a, b) => a.fromMs - b.fromMs);
  }
};
function stepsShown({ steps, incidents: incidents2 }, most) {
  const named = new Set(incidents2.flatMap(({ step: step2, during, crashes }) => [step2, during, ...crashes.map((crash) => crash.step)]));
  const told2 = steps.filter(({ id }) => named.has(id));
  const kept = new Set([...told2, ...steps.filter((step2) => !told2.includes(step2))].slice(0, most));
  return steps.filter((step2) => kept.has(step2));
}

// src/rules/deliberate.ts
var checks = [
  // autoconf's conftest, CMake's cmTC_1a2b3, meson's sanity checks and run() probes.
  (_, exe) => /^(?:conftest(?:\..*)?|cmTC_[0-9a-f]+|sanitycheck(?:c|cpp|objc|objcpp)\.exe)$/.test(exe),
  ({ death: death2 }, exe) => exe === "output.exe" && /\/(?:meson-private|tmp)[^/]*\//.test(death2.exe ?? ""),
  ({ death: death2 }) => /\/CMakeFiles\/(?:CMakeTmp|CMakeScratch)\//.test(death2.exe ?? ""),
  // googletest, threadsafe style: the child is told so; fast style: a fork of the test program, which its name or its options give away.
  ({ death: death2 }) => death2.argv?.some((argument) => argument.startsWith("--gtest_internal_run_death_test=")) === true,
  ({ death: death2 }, exe) => isFork(death2) && isTestProgram(exe) && sameExe(death2, death2.ancestors[0]),
  // libcheck's programs (check_shop, test_shop) do the same. Others have such names, too (check-links), and what they fork are workers.
  ({ death: death2 }, exe) => isFork(death2) && /^(?:check|tests?)[-_]/.test(exe) && sameExe(death2, death2.ancestors[0]) && isStruckYoung(death2),
  ({ death: death2 }) => isFork(death2) && death2.ancestors[0]?.argv?.some((argument) => argument.startsWith("--gtest_")) === true,
  // Criterion's tests, each a process of its own.
  ({ death: death2 }) => death2.argv?.[0] === "boxfort-worker",
  // Go's and Rust's way: the test program runs itself again to crash.
  ({ death: death2 }) => isTestBinary(death2.exe ?? "") && sameExe(death2, death2.ancestors[0]),
  // Its stressors raise faults by the million, and some die of them.
  (_, exe) => exe === "stress-ng",
  ({ death: death2 }) => death2.ancestors.slice(0, 2).some((ancestor) => /^(?:afl-fuzz|afl-showmap|afl-cmin|afl-tmin|honggfuzz)$/.test(exeBase2(ancestor))),
  // libFuzzer's -fork mode calls itself, by way of a shell, and looks at how each ends.
  ({ death: death2 }) => death2.ancestors.slice(0, 2).some((ancestor) => sameExe(death2, ancestor) && ancestor.argv?.some((word2) => /^-fork=\d/.test(word2)))
];
function isDeliberate(crash) {
  const exe = exeBase2(crash.death);
  return checks.some((check2) => check2(crash, exe));
}
function isExpectedByItsTest({ lead, swallowedBy, retried }) {
  if (swallowedBy?.process.argv?.join("\0").includes("\0--expect-failure\0yes\0")) return true;
  const exe = exeBase2(lead.death);
  const script2 = swallowedBy === null || retried && !isAutomakes(lead) ? null : scriptOf(swallowedBy.process);
  if (script2 === null || !(/[-_.]/.test(exe) && (isTestProgram(exe) || /^tests?[-_]/.test(exe)))) return false;
  const stem = baseName(script2).replace(/\.\w+$/, "");
  return stem === exe || stem.replace(/[-_]?\d+$/, "") === exe;
}
var isAutomakes = ({ death: death2 }) => death2.ancestors.some((ancestor) => baseName(scriptOf(ancestor) ?? "") === "test-driver");
var PROOF = { comm: "tracer-proof", lowest: 4096, highest: 61440 };
function isProof({ death: death2, cause }) {
  const address = cause.kind === "fault" && cause.signal === "SIGSEGV" ? Number(cause.faultAddress) : 0;
  const itsWay = address >= PROOF.lowest && address < PROOF.highest && death2.forkOnly && sameExe(death2, death2.ancestors[0]);
  return itsWay && death2.comm === PROOF.comm && death2.uid === 0;
}
function isDebugged({ death: death2 }) {
  const parent = death2.ancestors[0];
  return parent !== void 0 && /^(?:gdb|gdb-multiarch|gdbserver|lldb(?:-server)?(?:-[\d.]+)?|strace|ltrace|rr)$/.test(exeBase2(parent));
}
var YOUNG = 1e9;
var isStruckYoung = ({ fault: fault2, sent: sent2, at: at3, startedAt }) => ((fault2 ?? sent2)?.at ?? at3) - startedAt < YOUNG;
var isFork = ({ forkOnly, parentListens }) => forkOnly && !parentListens;
var sameExe = (process2, parent) => process2.exe !== null && process2.exe === parent?.exe;
var exeBase2 = ({ exe }) => exe === null ? "" : baseName(exe);

// src/rules/builtin.ts
var kind = (wanted) => (context) => context.story.lead.cause.kind === wanted;
var replaced = ({ story }) => story.replacement !== null;
var killed = ({ story: { lead } }) => lead.cause.kind === "killed" && lead.cause.by === "process";
var all = (...conditions) => (context) => conditions.every((condition) => condition(context));
var builtinRules = [
  {
    id: "deliberate",
    level: "ignored",
    sentence: "build probes, death tests, stress tests and fuzzers crash on purpose",
    counted: ["deliberate crash", "deliberate crashes"],
    matches: ({ story }) => isDeliberate(story.lead) || isProof(story.lead) || isExpectedByItsTest(story)
  },
  {
    id: "debugged",
    level: "ignored",
    sentence: "what a debugger runs, somebody is looking at",
    counted: ["crash in a debugger", "crashes in a debugger"],
    matches: ({ story }) => isDebugged(story.lead) && story.replacement === null
  },
  {
    id: "fault",
    level: "error",
    sentence: "a process that dies of its own fault is always an error",
    counted: ["fault", "faults"],
    matches: kind("fault")
  },
  {
    id: "abort",
    level: "error",
    sentence: "a process that aborts itself is always an error",
    counted: ["abort", "aborts"],
    matches: kind("abort")
  },
  {
    id: "oom",
    level: "error",
    sentence: "a process that the OOM killer chose is always an error",
    counted: ["OOM kill", "OOM kills"],
    matches: kind("oom")
  },
  {
    id: "limit",
    level: "error",
    sentence: "a process that reaches a resource limit is always an error",
    counted: ["limit", "limits"],
    matches: kind("limit")
  },
  {
    id: "unexplained",
    level: "error",
    sentence: "a process that dies of a fault signal is an error, even when nobody saw who raised it",
    counted: ["unexplained crash", "unexplained crashes"],
    matches: all(kind("unknown"), ({ story: { lead } }) => isFaultLike(lead.end.signal))
  },
  {
    id: "unexplained-replaced",
    level: "warning",
    sentence: "something ended it that the record does not name, and its replacement hid that",
    counted: ["unexplained end", "unexplained ends"],
    matches: all(kind("unknown"), replaced)
  },
  {
    id: "unexplained-end",
    level: "warning",
    sentence: "something ended it that the record does not name: no stop that anybody is known to have asked for",
    counted: ["unexplained end", "unexplained ends"],
    matches: kind("unknown")
  },
  {
    id: "killed-by-runtime-replaced",
    level: "warning",
    sentence: "a container runtime or systemd stopped it and started it again: a failed health check, a restart, or a stop that took too long",
    counted: ["restart by a container runtime or systemd", "restarts by a container runtime or systemd"],
    matches: all(killed, replaced, ({ relation }) => relation === "runtime")
  },
  {
    id: "killed-in-job-replaced",
    level: "warning",
    sentence: "the job itself killed it, and it was started again: a chaos test, or a restart",
    counted: ["kill and restart by the job", "kills and restarts by the job"],
    matches: all(killed, replaced, ({ relation }) => relation === "in-job" || relation === "service" || relation === "unknown")
  },
  {
    id: "aborted-as-hung-replaced",
    level: "warning",
    sentence: "its own parent aborted it and started another: that is how masters end workers that no longer answer",
    counted: ["abort of a hung worker", "aborts of hung workers"],
    matches: all(killed, replaced, ({ story: { lead }, relation }) => relation === "ancestor" && isAbortedWorker(lead))
  },
  {
    id: "killed-replaced",
    level: "error",
    sentence: "something outside the job killed it, and its replacement hid that",
    counted: ["kill from outside", "kills from outside"],
    matches: all(killed, replaced, ({ relation }) => relation === "outside")
  },
  {
    id: "killed-swallowed",
    level: "error",
    sentence: "something outside the job killed it, and what waited for it went on and ended well",
    counted: ["kill from outside", "kills from outside"],
    matches: all(killed, ({ story, relation }) => story.masked === "swallowed" && relation === "outside")
  },
  {
    id: "killed-supervised",
    level: "warning",
    sentence: "something outside the job killed a service, which stayed down while the job went on",
    counted: ["kill from outside", "kills from outside"],
    matches: all(killed, stayedDown, ({ relation }) => relation === "outside")
  },
  {
    id: "stopped",
    level: "ignored",
    sentence: "a stop that was asked for: by its parent, a test, a timeout or a teardown",
    counted: ["stop", "stops"],
    matches: kind("killed")
  },
  {
    id: "exit-replaced",
    level: "error",
    sentence: "a supervised process that fails and is started again hides its failure",
    counted: ["failed service", "failed services"],
    matches: all(kind("exit"), replaced, ({ story }) => !story.attended)
  },
  {
    id: "exit-run-again",
    level: "warning",
    sentence: "a container that nobody keeps up failed, and was run again: another try, or a failure that nobody looked at",
    counted: ["container that was run again", "containers that were run again"],
    matches: all(kind("exit"), ({ story }) => story.askedAgain && !story.attended)
  },
  {
    id: "exit-supervised",
    level: "warning",
    sentence: "a service failed and stayed down while the job went on",
    counted: ["failed service", "failed services"],
    matches: all(kind("exit"), stayedDown)
  },
  {
    id: "exit",
    level: "ignored",
    sentence: "exit codes of commands are their answers",
    counted: ["exit code of a command", "exit codes of commands"],
    matches: kind("exit")
  },
  {
    id: "signal-replaced",
    level: "error",
    sentence: "a service that a closed pipe or a timer ends, and that is started again, hides that",
    counted: ["service ended by a signal", "services ended by signals"],
    matches: all(kind("signal"), replaced, ({ story: { lead }, supervision }) => supervision !== null && !isOwnWill(lead.cause))
  },
  {
    id: "signal",
    level: "ignored",
    sentence: "closed pipes, timers, hang-ups and signals that a process sends to itself are part of the work",
    counted: ["other signal", "other signals"],
    matches: () => true
  }
];
var isAbortedWorker = ({ cause, death: death2 }) => cause.kind === "killed" && cause.signal === "SIGABRT" && death2.forkOnly;
var isOwnWill = (cause) => cause.kind === "signal" && cause.by === "itself" && cause.signal !== "SIGPIPE";
var isFaultLike = (signal) => signal !== null && (signal === SIGABRT || faultSignals.has(signal));
var LONG_LIVED = 1e10;
function stayedDown({ story, supervision, jobWentOn: jobWentOn2, endedTogether: endedTogether2 }) {
  if (!jobWentOn2 || story.attended) return false;
  const { death: death2 } = story.lead;
  const inherited = death2.parentListens && !death2.forkOnly;
  const onNetwork = death2.listening.some(({ port, shared }) => port > 0 && !(shared && inherited));
  if (supervision === "unit") return onNetwork || death2.lifetimeNs >= LONG_LIVED || story.tookPlace;
  return supervision === "container" || supervision === "service" && onNetwork && !endedTogether2;
}

// src/rules/decide.ts
var TOGETHER = 2e9;
function decide(context, users = () => null) {
  const own = isProof(context.story.lead) ? null : users(context.subject);
  const builtin = builtinRules.find((candidate) => candidate.matches(context)) ?? builtinRules.at(-1);
  return { rule: own ?? builtin, builtin };
}
function contextOf(story, timeline3) {
  const { lead } = story;
  return {
    story,
    subject: new Subject(story),
    supervision: supervisionOf(lead),
    relation: relationOf(lead, timeline3.job),
    jobWentOn: jobWentOn(lead, timeline3),
    endedTogether: endedTogether(lead, timeline3)
  };
}
function jobWentOn({ death: death2 }, { job }) {
  const end2 = job?.end ?? null;
  return end2 === null || death2.at < end2.at - TOGETHER;
}
function endedTogether({ death: death2 }, { byKey, goodEnds }) {
  return death2.ancestors.some((ancestor) => {
    const key = processKey(ancestor);
    const end2 = byKey.get(key)?.death.at ?? goodEnds.get(key);
    return end2 !== void 0 && Math.abs(end2 - death2.at) <= TOGETHER;
  });
}

// src/rules/expectation.ts
function weighExpectations(rules, seen, mayBeMissing) {
  return rules.flatMap((rule) => {
    const expected = rule.written?.expected ?? null;
    if (rule.written === void 0 || expected === null) return [];
    const times = seen.get(rule) ?? 0;
    return [{ rule, written: rule.written, expected, seen: times, status: statusOf(expected, times, mayBeMissing) }];
  });
}
function statusOf({ min, max }, seen, mayBeMissing) {
  if (max !== null && seen > max) return "too-many";
  if (seen >= min) return "met";
  return mayBeMissing ? "open" : "too-few";
}
var tooMany = ({ rule, expected, seen }) => ({
  ...rule,
  level: "error",
  sentence: `${rule.sentence}; expected ${timesPhrase(expected)}, ${seenPhrase(seen)}`
});
function settle(judged, expectations) {
  const exceeded = new Map(expectations.filter(({ status }) => status === "too-many").map((expectation) => [expectation.rule, tooMany(expectation)]));
  if (exceeded.size === 0) return judged;
  return judged.map((one) => {
    const rule = exceeded.get(one.decision.rule);
    return rule === void 0 ? one : { ...one, decision: { ...one.decision, rule } };
  });
}
var isUnmet = ({ status }) => status === "too-few" || status === "too-many";
function timesPhrase({ min, max }) {
  if (max === null) return `at least ${often(min)}`;
  if (min === max) return often(min);
  return min === 0 ? `at most ${often(max)}` : `${formatCount(min)} to ${plural(max, "time")}`;
}
var often = (count) => count === 1 ? "once" : plural(count, "time");
var seenPhrase = (seen) => seen === 0 ? "never seen" : `seen ${often(seen)}`;

// src/rules/objection.ts
function objectionsTo({ problems }, expectations) {
  return [
    ...problems.map(({ file, line, column, message: message2 }) => `${file}:${line}:${column}: ${message2}`),
    ...expectations.filter(isUnmet).map(({ rule, expected, seen }) => `expected ${timesPhrase(expected)}, ${seenPhrase(seen)}: ${rule.sentence} (${rule.id})`)
  ];
}

// src/rules/rule.ts
var INLINE = "rules-inline";
var noRules = { rules: [], problems: [] };

// src/rules/host-services.ts
var units2 = [
  // systemd's own.
  /^systemd-[\w@:\\-]+\.service$/,
  /^(?:user@\d+|user-runtime-dir@\d+|getty@.*|serial-getty@.*|emergency|rescue|plymouth.*|console-setup|keyboard-setup|dbus-org\..*)\.service$/,
  // Packages and firmware that update themselves.
  /^(?:apt-daily(?:-upgrade)?|apt-news|esm-cache|unattended-upgrades|packagekit(?:-offline-update)?|update-notifier-.*|dpkg-db-backup)\.service$/,
  /^(?:snapd(?:\..*)?|snap\.(?:lxd|core\d*|snapd)\..*|fwupd(?:-refresh)?|ubuntu-advantage|ua-.*|ubuntu-fan|motd-news|man-db|logrotate)\.service$/,
  // Disks, devices, clocks, messages, logins.
  /^(?:multipathd|udisks2|upower|ModemManager|thermald|irqbalance|smartd|smartmontools|mdmonitor|lvm2-.*|e2scrub.*|fstrim|blk-availability)\.service$/,
  /^(?:chrony|chronyd|ntp|ntpsec|rsyslog|networkd-dispatcher|NetworkManager.*|wpa_supplicant|polkit|accounts-daemon|rtkit-daemon|apport.*|whoopsie|kerneloops)\.service$/,
  // The cloud's agents, and the hosted runner's own.
  /^(?:walinuxagent|waagent|cloud-(?:init|config|final)(?:-.*)?|azure.*|google-.*|gce-.*|amazon-ssm-agent|snap\.amazon-ssm-agent\..*|qemu-guest-agent)\.service$/,
  /^(?:hv-(?:kvp|vss|fcopy)-daemon|open-vm-tools|vgauth|hosted-compute-agent|runner-provisioner|provjobd.*)\.service$/
];
var isHostService = ({ place }) => place.container === null && place.unit !== null && units2.some((pattern) => pattern.test(place.unit));

// src/rules/scope.ts
var scopeRules = {
  others: {
    id: "outside-job",
    level: "ignored",
    sentence: "with the scope job only the job's own processes count, and the containers that run for it",
    counted: ["crash outside the job", "crashes outside the job"],
    matches: () => false
  },
  host: {
    id: "host-service",
    level: "ignored",
    sentence: "the machine's own services have nothing to do with the job",
    counted: ["crash of the machine's own services", "crashes of the machine's own services"],
    matches: () => false
  }
};
var ids = new Set(Object.values(scopeRules).map(({ id }) => id));
var isElsewhere = (rule) => ids.has(rule);
var scopeOf = (job, wanted) => job === null || job.pid === null ? "machine" : wanted;
function confine(decision, story, timeline3, scope) {
  if (decision.rule.level === "ignored" && decision.rule.written?.expected == null) return decision;
  if (scope === "job") {
    const belonging = belongingOf(story, timeline3);
    return belonging.whose === "others" ? { ...decision, rule: scopeRules.others, because: belonging.because } : decision;
  }
  const builtin = builtinRules.includes(decision.rule);
  return builtin && isHostService(story.lead) && !isJobsDoing(story.lead) ? { ...decision, rule: scopeRules.host, because: `part of ${story.lead.place.unit}` } : decision;
}
var isJobsDoing = ({ death: death2, sender: sender2 }) => death2.inJob === true || sender2?.inJob === true;

// src/rules/user/globset.ts
var newBits = (size) => new Uint32Array(Math.ceil(size / 32));
function setBit(bits, index) {
  bits[index >> 5] |= 1 << (index & 31);
}
var hasBit = (bits, index) => (bits[index >> 5] & 1 << (index & 31)) !== 0;
var PIECE = 3;
var BUCKETS = 4096;
var GlobSet = class {
  #literals = /* @__PURE__ */ new Map();
  #buckets = new Array(BUCKETS).fill(void 0);
  /** Nothing is known of what these match. */
  #vague;
  #scans;
  constructor(entries) {
    const globs = entries.filter(({ glob: { literal: literal2 }, bit }) => literal2 === null || !this.#remember(literal2, bit));
    const usage = new Uint32Array(BUCKETS);
    for (const { glob } of globs) for (const bucket of bucketsOf(glob)) usage[bucket]++;
    const placed = globs.map((entry) => ({ entry, bucket: rarest(bucketsOf(entry.glob), usage) }));
    this.#vague = placed.flatMap(({ entry, bucket }) => bucket === null ? [entry] : []);
    for (const { entry, bucket } of placed) if (bucket !== null) this.#buckets[bucket] = [...this.#buckets[bucket] ?? [], entry];
    this.#scans = this.#vague.length < globs.length;
  }
  /** Sets the bits of those that match. */
  match(text4, found) {
    for (const bit of this.#literals.get(text4) ?? []) setBit(found, bit);
    for (const entry of this.#vague) ask(entry, text4, found);
    if (!this.#scans) return;
    const asked = /* @__PURE__ */ new Set();
    for (let index = 0; index + PIECE <= text4.length; index++) {
      const bucket = this.#buckets[bucketAt(text4, index)];
      if (bucket === void 0 || asked.has(bucket)) continue;
      asked.add(bucket);
      for (const entry of bucket) ask(entry, text4, found);
    }
  }
  #remember(literal2, bit) {
    this.#literals.set(literal2, [...this.#literals.get(literal2) ?? [], bit]);
    return true;
  }
};
function ask({ glob, bit }, text4, found) {
  if (!hasBit(found, bit) && glob.matches(text4)) setBit(found, bit);
}
var bucketAt = (text4, index) => ((text4.charCodeAt(index) * 31 + text4.charCodeAt(index + 1)) * 31 + text4.charCodeAt(index + 2)) % BUCKETS;
var bucketsOf = ({ pieces }) => pieces.flatMap((piece) => Array.from({ length: Math.max(0, piece.length - PIECE + 1) }, (_, index) => bucketAt(piece, index)));
var rarest = (buckets, usage) => buckets.reduce((best, bucket) => best === null || usage[bucket] < usage[best] ? bucket : best, null);

// src/rules/user/selection.ts
function createFirstMatch(rules) {
  const matches = rules.map(({ written }) => written?.match ?? /* @__PURE__ */ new Map());
  const questions = keyNames.filter((name) => matches.some((match) => match.has(name))).map((name) => ({ name, question: new Question(name, matches) }));
  const everybody = newBits(rules.length);
  for (const index of rules.keys()) setBit(everybody, index);
  return (subject) => {
    const left = everybody.slice();
    for (const { name, question } of questions) if (!question.narrow(subject.get(name), left)) return null;
    return rules[lowest(left)] ?? null;
  };
}
var MOST_KNOWN = 1e4;
var LONGEST_KNOWN = 1e3;
var Question = class {
  #size;
  /** Rules that don't ask. */
  #indifferent;
  /** Of a path, or of a text that is no path. */
  #whole;
  /** Of a name without its path. */
  #named;
  #ranges;
  #known = /* @__PURE__ */ new Map();
  constructor(name, matches) {
    this.#size = matches.length;
    this.#indifferent = newBits(matches.length);
    for (const [bit, match] of matches.entries()) if (!match.has(name)) setBit(this.#indifferent, bit);
    const entries = matches.flatMap((match, bit) => (match.get(name) ?? []).map((condition) => ({ ...condition, bit })));
    const isName = ({ text: text4 }) => keys[name].kind === "path" && !hasSlash(text4);
    this.#whole = new GlobSet(entries.filter((entry) => entry.range === null && !isName(entry)));
    this.#named = new GlobSet(entries.filter(isName));
    this.#ranges = entries.flatMap(({ range, bit }) => range === null ? [] : [{ range, bit }]);
  }
  /** Takes those away that don't match any of a story's values. Whether some are left. */
  narrow(values, left) {
    const answers = values.map((value2) => this.#answer(value2));
    let any = 0;
    for (let word2 = 0; word2 < left.length; word2++) {
      let matching = this.#indifferent[word2];
      for (const answer of answers) matching |= answer[word2];
      any |= left[word2] &= matching;
    }
    return any !== 0;
  }
  #answer(value2) {
    const text4 = typeof value2 === "string" ? value2 : value2.key;
    const known = this.#known.get(text4);
    if (known !== void 0) return known;
    const answer = this.#ask(value2);
    if (this.#known.size < MOST_KNOWN && text4.length <= LONGEST_KNOWN) this.#known.set(text4, answer);
    return answer;
  }
  #ask(value2) {
    const found = newBits(this.#size);
    if (typeof value2 === "string") {
      this.#whole.match(value2, found);
      for (const { range, bit } of this.#ranges) if (inRange(value2, range)) setBit(found, bit);
    } else {
      if (value2.path !== null) this.#whole.match(value2.path, found);
      for (const name of value2.names) this.#named.match(name, found);
    }
    return found;
  }
};
function lowest(bits) {
  const word2 = bits.findIndex((some2) => some2 !== 0);
  return word2 === -1 ? -1 : word2 * 32 + (31 - Math.clz32(bits[word2] & -bits[word2]));
}

// src/verdict/judge.ts
function judge(levels3, problems, objections4 = []) {
  const count = (level) => levels3.filter((candidate) => candidate === level).length;
  const incomplete2 = problems.map(({ message: message2 }) => message2);
  const errors = count("error") === 0 ? [] : [plural(count("error"), "incident counts as an error", "incidents count as errors")];
  if (errors.length + objections4.length > 0) return { verdict: "failed", reasons: [...errors, ...objections4, ...incomplete2] };
  if (problems.length > 0) return { verdict: "inconclusive", reasons: incomplete2 };
  const shown = ["warning", "notice"].filter((level) => count(level) > 0).map((level) => plural(count(level), level));
  if (shown.length > 0) return { verdict: "tolerated", reasons: [`nothing above a warning: ${shown.join(" and ")}`] };
  return { verdict: "clean", reasons: ["nothing died that should not, and nothing was missed"] };
}

// src/analyse.ts
function analyse(recording, user = noRules, moment2 = "after", wanted = null) {
  const job = jobOf(recording);
  const tally = new Tally();
  for (const { story, decision } of decideAll(recording, user.rules, wanted)) tally.add(story, decision);
  const problems = findProblems(recording, job, moment2, recording.long === void 0 ? void 0 : tally.deaths);
  const expectations = weighExpectations(user.rules, tally.decided, moment2 === "during" || problems.length > 0);
  const incidents2 = settle(tally.groups.incidents(), expectations).filter(({ decision }) => decision.rule.level !== "ignored");
  const levels3 = incidents2.map(({ decision }) => decision.rule.level);
  const judgement = judge(levels3, problems, objectionsTo(user, expectations));
  const steps = stepsSeen(recording.records, lastWord(recording) ?? 0);
  const told2 = { deaths: tally.deaths, ignored: tally.ignored.list(), steps: steps.length > 0 ? steps : tally.steps.list() };
  return buildReport({
    recording,
    job,
    scope: scopeOf(job, wanted ?? job?.scope ?? "machine"),
    ...told2,
    incidents: incidents2,
    user,
    expectations,
    problems,
    judgement
  });
}
function* decideAll(recording, rules, wanted = null) {
  const users = createFirstMatch(rules);
  const chapters = new Chapters(recording);
  for (const { records, until } of chapters) {
    const timeline3 = chapters.recall(buildTimeline(records, recording.header?.machine ?? ""));
    const scope = scopeOf(timeline3.job, wanted ?? timeline3.job?.scope ?? "machine");
    for (const story of chapters.untold(tellStories(timeline3), until)) {
      const context = contextOf(story, timeline3);
      yield { story, context, decision: confine(decide(context, users), story, timeline3, scope) };
    }
  }
}
var Tally = class {
  deaths = 0;
  /** How often each rule decided. */
  decided = /* @__PURE__ */ new Map();
  /** All that counts, and what a user expects, which may turn out to be too much. */
  groups = new Groups();
  ignored = new Ignored();
  steps = new StepsOfDeaths();
  add(story, decision) {
    const { rule } = decision;
    this.deaths += 1 + story.followers.length;
    this.decided.set(rule, (this.decided.get(rule) ?? 0) + 1);
    for (const { death: death2 } of [story.lead, ...story.followers]) this.steps.add(death2);
    if (rule.level === "ignored" && rule.written?.expected == null) this.ignored.add(story, decision);
    else this.groups.add(story, decision);
  }
};
var jobOf = ({ records }) => findJob(records.filter((record) => record.type === "note").sort((a, b) => a.at - b.at));

// src/publish/runner.ts
import { appendFileSync, statSync } from "node:fs";

// src/errors.ts
var InputError = class extends Error {
  remedy;
  constructor(message2, remedy2) {
    super(message2);
    this.remedy = remedy2;
  }
};
var RulesError = class extends Error {
  problems;
  constructor(problems) {
    super(problems.map(problemLine).join("\n"));
    this.problems = problems;
  }
};
var problemLine = ({ file, line, column, message: message2, fix }) => `${file}:${line}:${column}: ${message2}. ${fix}`;
var reasons = {
  ENOENT: "there is no such file or directory",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of the path is not a directory",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left",
  EFBIG: 'it would be larger than this process may make a file ("ulimit -f")',
  EEXIST: "a file of that name is in the way",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  E2BIG: "the arguments and the environment are too long",
  EAGAIN: "there is nothing to read in it now",
  ENOEXEC: "it is not a program for this machine"
};
function reasonOf(error) {
  const { code: code2, message: message2 } = error;
  return reasons[code2 ?? ""] ?? String(message2).replace(/, \w+(?: '.*')?$/s, "");
}
var codeOf = (error) => error?.code ?? null;

// src/publish/file-command.ts
import { randomUUID } from "node:crypto";
function keyValue(name, value2) {
  const delimiter = `end-${randomUUID()}`;
  return `${name}<<${delimiter}
${value2}
${delimiter}
`;
}

// src/publish/workflow-command.ts
import { randomUUID as randomUUID2 } from "node:crypto";
var MESSAGE_LIMIT = 4096;
var TITLE_LIMIT = 255;
function annotationCommand({ level, title, message: message2, file, line }) {
  return command(level, { title: clip(title, TITLE_LIMIT), file, line: file === void 0 ? void 0 : line }, clip(message2, MESSAGE_LIMIT));
}
function command(name, properties, data) {
  const pairs = Object.entries(properties).flatMap(
    ([key, value2]) => value2 === void 0 || value2 === "" ? [] : [`${key}=${property(String(value2))}`]
  );
  return `::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeData(data)}
`;
}
var escapeData = (text4) => text4.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
function property(text4) {
  const escaped = escapeData(text4).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return escaped.startsWith("=") ? ` ${escaped}` : escaped;
}
function inertLog(text4) {
  const token = randomUUID2();
  return `::stop-commands::${token}
${text4.endsWith("\n") ? text4 : `${text4}
`}::${token}::
`;
}
function clip(text4, units3) {
  if (text4.length <= units3) return text4;
  return `${text4.slice(0, units3 - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

// src/publish/runner.ts
var SUMMARY_LIMIT = 1024 * 1024;
function publishRunner({ annotations, summary, outputs }, runner2) {
  annotate(annotations, runner2);
  const failures = [summary === null ? null : addSummary(summary, runner2), setOutputs(outputs, runner2)];
  return failures.filter((notice2) => notice2 !== null);
}
function annotate(annotations, runner2) {
  runner2.write(annotations.map(annotationCommand).join(""));
}
var log = (text4, runner2) => runner2.write(inertLog(text4));
var setOutputs = (outputs, runner2) => keep("GITHUB_OUTPUT", "outputs", outputs, runner2);
function keep(variable, what, values, runner2) {
  const text4 = Object.entries(values).map(([name, value2]) => keyValue(name, value2)).join("");
  return text4 === "" ? null : append2(variable, `the ${what}`, () => text4, runner2);
}
function addSummary(render3, runner2) {
  const write2 = (path) => {
    const room = SUMMARY_LIMIT - (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    const text4 = render3({ bytes: Math.max(0, room - 1) });
    if (Buffer.byteLength(text4) >= room) throw new Error(`it has more than ${SUMMARY_LIMIT / 1024} KiB`);
    return text4.endsWith("\n") ? text4 : `${text4}
`;
  };
  return append2("GITHUB_STEP_SUMMARY", "the job summary", write2, runner2);
}
function append2(variable, what, text4, { environment }) {
  const path = environment[variable];
  if (path === void 0 || path === "") return failure(what, `the runner has not set ${variable}`);
  try {
    appendFileSync(path, text4(path));
    return null;
  } catch (error) {
    return failure(what, reasonOf(error));
  }
}
var failure = (what, why2) => ({
  level: "warning",
  title: "crash-gate: a part of the report is missing",
  message: `Could not write ${what}: ${why2}. The verdict stands.`
});

// src/action/tell.ts
import { resolve as resolve3 } from "node:path";
import { fileURLToPath } from "node:url";

// src/commands/streams.ts
import { writeSync } from "node:fs";

// src/report/inert.ts
function inert(text4) {
  return text4.replace(dangerous, spell).replaceAll("##[", "\\x23#[");
}
var asLine = (line) => line.replace(/^(\s*):(?=:)/, "$1\\x3a");
var dangerous = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
function spell(character) {
  const code2 = character.codePointAt(0);
  if (code2 >= 56448 && code2 <= 56575) return byte(code2 - 56320);
  return code2 < 128 ? byte(code2) : `\\u{${code2.toString(16)}}`;
}
var byte = (value2) => `\\x${value2.toString(16).padStart(2, "0")}`;

// src/commands/streams.ts
var STDOUT = 1;
var STDERR = 2;
var pause = new Int32Array(new SharedArrayBuffer(4));
var lost = false;
function sayLost(message2) {
  lost = true;
  say(message2);
}
function write(fd, text4) {
  let rest = Buffer.from(text4);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (codeOf(error) === "EPIPE") return;
      if (codeOf(error) !== "EAGAIN") return lose(fd, error);
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}
function lose(fd, error) {
  if (!lost) sayLost(`could not write to ${fd === STDOUT ? "stdout" : "stderr"}: ${reasonOf(error)}; what should stand there is not complete`);
}
function say(...lines) {
  write(STDERR, lines.map((line) => `crash-gate: ${inert(line)}
`).join(""));
}

// src/folder.ts
import { mkdirSync, statSync as statSync2 } from "node:fs";
import { dirname, resolve } from "node:path";
function makeFolder(path) {
  const folder = resolve(path);
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !isFolder(folder)) throw error;
  }
}
var isFolder = (path) => statSync2(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

// src/publish/files.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
function writeFiles(folder, files) {
  const paths = {};
  const failed = [];
  for (const [name, content] of Object.entries(files)) {
    try {
      paths[name] = replaceFile(folder, name, content, 420);
    } catch (error) {
      failed.push(`${name} (${reasonOf(error)})`);
    }
  }
  return { paths, notices: failed.length === 0 ? [] : [notice(folder, failed)] };
}
function replaceFile(folder, name, content, mode) {
  const path = join(folder, name);
  const fresh = join(folder, `.${name}.${randomUUID3()}`);
  try {
    writeFileSync(fresh, content, { flag: "wx", mode });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return path;
}
var notice = (folder, failed) => ({
  level: "warning",
  title: "crash-gate: report files are missing",
  message: `Could not write into ${folder}: ${failed.join(", ")}. The verdict stands.`
});

// src/report/plain.ts
function plain(text4, most = 300) {
  const points = [...text4.slice(0, most * 2 + 2)];
  const shown = [...inert(points.slice(0, most).join(""))];
  return points.length > most || shown.length > most ? `${shown.slice(0, most - 1).join("")}…` : shown.join("");
}

// src/report/rules.ts
import { createHash as createHash2 } from "node:crypto";
var isInRepository = (file) => file !== INLINE && !file.startsWith("/");
function objectionsOf({ rules }) {
  const problems = rules.problems.map(({ file, line, column, message: message2, fix }) => ({
    title: `The rules can't be used: ${message2}`,
    message: fix,
    ...{ rule: `${file}:${line}:${column}`, file, line }
  }));
  const unmet = rules.expectations.filter(isUnmet).map((expectation) => {
    const { rule, file, line, reason } = expectation;
    return { title: expectedPhrase(expectation), message: reason, rule, file, line };
  });
  return [...problems, ...unmet].map((objection) => ({ ...objection, id: idOf(`${objection.title} ${objection.message}`) }));
}
var idOf = (text4) => createHash2("sha256").update(text4).digest("hex").slice(0, 12);
var expectedPhrase = (expectation) => `Expected ${timesPhrase(expectation)}, ${seenPhrase(expectation.seen)}`;
function acceptedOf({ rules, ignored: ignored3 }) {
  const open2 = (expectation) => expectation.status === "open" ? " so far" : "";
  return [
    ...rules.expectations.filter((expectation) => !isUnmet(expectation)).map((expectation) => ({
      what: `${expectedPhrase(expectation).toLowerCase()}${open2(expectation)}`,
      reason: expectation.reason,
      rule: expectation.rule
    })),
    ...ignored3.filter(({ userRule }) => userRule).map(({ count, sentence, rule }) => ({ what: plural(count, "end"), reason: sentence, rule }))
  ];
}
var ignoredByUs = ({ ignored: ignored3 }) => ignored3.filter(({ userRule }) => !userRule);
var acceptedCount = ({ rules, ignored: ignored3 }) => rules.expectations.reduce((sum, { seen, status }) => sum + (status === "too-many" ? 0 : seen), 0) + ignored3.reduce((sum, { count, userRule }) => sum + (userRule ? count : 0), 0);

// src/report/words.ts
function labelOf({ cause }) {
  if (cause.kind === "oom") return "OOM";
  return "exitCode" in cause && cause.exitCode !== null ? `exit ${cause.exitCode}` : "signal" in cause ? cause.signal : cause.kind;
}
var endOf = ({ title, process: process2 }) => title.slice(process2.name.length).trim();
var momentsOf = ({ crashes, count }) => {
  const moments = crashes.map(({ atMs }) => `+${formatDuration(atMs)}`);
  return `at ${some(moments, count)}`;
};
function placeOf2({ container: container2, unit }) {
  if (container2 === null) return unit;
  const known = knownOf2(container2);
  return [`container ${containerName(container2)} (${known.length === 0 ? container2.runtime : known.join(", ")})`, ...aroundOf(container2)].join(", ");
}
var containerName = ({ name, id }) => name ?? id.slice(0, 12);
var aroundOf = ({ inside }) => inside === null ? [] : [`in container ${containerName(inside)}`];
function knownOf2({ image, compose: compose2, podName, namespace }) {
  return [
    ...image === null ? [] : [image],
    ...compose2 === null ? [] : [`compose ${[compose2.project, ...compose2.service === null ? [] : [compose2.service]].join("/")}`],
    ...podName === null ? [] : [`pod ${[...namespace === null ? [] : [namespace], podName].join("/")}`]
  ];
}
function stepsAround({ step: step2, stepBy, during }) {
  const own = step2 === null || stepBy === "running" ? [] : [{ how: "of step", id: step2 }];
  return during === null || own.length > 0 && during === step2 ? own : [...own, { how: "during step", id: during }];
}
function whose(incident) {
  const { process: process2 } = incident;
  const parent = process2.ancestors[0];
  const stranger = process2.inJob === false && process2.container === null && process2.unit === null && parent !== void 0;
  return [
    ...stepsAround(incident).map(({ how, id }) => `${how} ${id}`),
    ...stranger ? [`not started by the run, but by ${parent.name} (pid ${parent.pid})`] : []
  ];
}
function followed({ followers, followerCount }) {
  const alike2 = /* @__PURE__ */ new Map();
  for (const { name, how, pid } of followers) {
    const known = alike2.get(how);
    if (known === void 0) alike2.set(how, { text: `${name} (pid ${pid}) ${how}`, count: 1 });
    else known.count++;
  }
  const shown = [...alike2].slice(0, 2);
  const more = followerCount - shown.reduce((sum, [, { count }]) => sum + count, 0);
  const texts3 = shown.map(([how, { text: text4, count }]) => count === 1 ? text4 : `${plural(count, "other")}, each of which ${how}`);
  const others2 = more > 0 ? [`${texts3.length > 0 ? "and " : ""}${plural(more, "other")}`] : [];
  return `then ${[...texts3, ...others2].join("; ")}`;
}
var ruleLine = ({ level, rule, ruleSentence }) => `rule: ${rule}${level === "error" ? "" : `, a ${level}`} (${ruleSentence})`;

// src/report/annotations.ts
var MAX_ANNOTATIONS = 10;
function annotationsOf(report, place, max = MAX_ANNOTATIONS) {
  const missed3 = report.watch.complete ? [] : [incomplete(report)];
  const groups = groupAlike(report.incidents);
  const objections4 = objectionsTo2(report);
  const room = max - missed3.length - objections4.length;
  const shown = groups.length <= room ? groups : groups.slice(0, room - 1);
  const rest = groups.slice(shown.length);
  const texts3 = [...objections4, ...shown.map(annotationOf), ...rest.length === 0 ? [] : [remaining(rest)], ...missed3].slice(
    0,
    Math.max(0, max)
  );
  return place === null ? texts3 : texts3.map((text4) => ({ ...text4, file: text4.file ?? place.file, line: text4.line ?? place.line }));
}
function groupAlike(incidents2) {
  const groups = /* @__PURE__ */ new Map();
  for (const incident of incidents2) {
    const key = JSON.stringify([incident.level, incident.rule, incident.title, incident.process.exe]);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [incident]);
    else group.push(incident);
  }
  return [...groups.values()];
}
var MOST_OBJECTIONS = 5;
function objectionsTo2(report) {
  const all2 = objectionsOf(report);
  const shown = all2.length > MOST_OBJECTIONS ? all2.slice(0, MOST_OBJECTIONS - 1) : all2;
  const rest = all2.slice(shown.length);
  return [
    ...shown.map(({ title, message: message2, rule, file, line }) => ({
      level: "error",
      title: plain(title, NAME * 2),
      message: plain(`${message2} (${rule})`, SENTENCE * 2),
      ...placeIn(file, line)
    })),
    ...rest.length === 0 ? [] : [
      {
        level: "error",
        title: `${plural(rest.length, "more complaint")} about the rules`,
        message: rest.map(({ title, rule }) => plain(`${rule}: ${title}`, SENTENCE)).join("\n"),
        ...placeIn(rest[0].file, rest[0].line)
      }
    ]
  ];
}
var placeIn = (file, line) => isInRepository(file) ? { file: plain(file), line } : {};
var countOf = (group) => group.reduce((sum, { count }) => sum + count, 0);
var levelOf = (incident) => incident.level === "ignored" ? "notice" : incident.level;
var NAME = 100;
var SENTENCE = 400;
function annotationOf(group) {
  const first = group[0];
  const lines = [first.explanation, first.outcome, [momentsOf(first), ...whose(first), ...placesOf(group)].join("; "), ruleLine(first)];
  return { level: levelOf(first), title: titleOf2(group), message: lines.map((line) => plain(line, SENTENCE)).join("\n") };
}
var nouns = { exit: "failure", killed: "kill" };
var hidden = {
  replaced: () => " and was replaced",
  swallowed: ({ swallowers }) => `, and what waited for it ${response(swallowers[0])}`,
  "tests-passed": () => ", and the run passed",
  no: () => ""
};
function titleOf2(group) {
  const first = group[0];
  const count = countOf(group);
  const noun = nouns[first.cause.kind] ?? "crash";
  const kind2 = first.masked === "no" ? noun[0].toUpperCase() + noun.slice(1) : `Hidden ${noun}`;
  const times = count === 1 ? "" : count === 2 ? " twice" : ` ${plural(count, "time")}`;
  return `${kind2}: ${plain(first.process.name, NAME)} ${plain(endOf(first), NAME)}${times}${hidden[first.masked](first)}`;
}
var MOST_PLACES = 3;
function placesOf(group) {
  const places = [...new Set(group.flatMap(({ process: process2 }) => placeOf2(process2) ?? []))];
  if (places.length === 0) return [];
  const more = places.length - MOST_PLACES;
  return [`in ${listed([...places.slice(0, MOST_PLACES), ...more > 0 ? [plural(more, "other")] : []])}`];
}
var MOST_NAMED = 20;
function remaining(groups) {
  const incidents2 = groups.flat();
  const worst = incidents2.toSorted((a, b) => severity(b.level) - severity(a.level))[0];
  const more = groups.length - MOST_NAMED;
  const lines = groups.slice(0, MOST_NAMED).map(titleOf2);
  return {
    level: levelOf(worst),
    title: `${plural(incidents2.length, "more incident")} in the report`,
    message: [...lines, ...more > 0 ? [`and ${plural(more, "other")}`] : []].join("\n")
  };
}
var MOST_PROBLEMS = 5;
function incomplete({ watch: watch2, verdict }) {
  const more = watch2.problems.length - MOST_PROBLEMS;
  const problems = watch2.problems.slice(0, MOST_PROBLEMS).map(({ message: message2 }) => plain(message2, SENTENCE));
  return {
    level: "warning",
    title: verdict === "inconclusive" ? "The watch was incomplete: nobody can say that nothing crashed" : "The watch was incomplete: there may be more",
    message: [...problems, ...more > 0 ? [`and ${plural(more, "more problem")}`] : []].join("\n")
  };
}

// src/report/headline.ts
function headline(report) {
  switch (report.verdict) {
    case "clean":
      return `no hidden crashes${accepted(report)}`;
    case "inconclusive":
      return `can't say: ${report.reasons[0] ?? "the watch was incomplete"}`;
    case "tolerated":
      return `no errors, ${plural(occurrences(report, "warning", "notice"), "warning")}${accepted(report)}`;
    case "failed":
      return [...failure2(report), ...objections(report)].join("; ");
  }
}
var accepted = (report) => {
  const count = acceptedCount(report);
  return count === 0 ? "" : `, ${formatCount(count)} accepted by rules`;
};
function objections({ rules }) {
  const unmet = rules.expectations.filter(isUnmet).length;
  return [...rules.problems.length > 0 ? ["the rules can't be used"] : [], ...unmet > 0 ? [`${plural(unmet, "expectation")} not met`] : []];
}
function failure2(report) {
  const count = occurrences(report, "error");
  return count === 0 ? [] : [crashesOf(report, count)];
}
function crashesOf(report, count) {
  const crashes = plural(count, "crash", "crashes");
  const hidden2 = plural(count, "hidden crash", "hidden crashes");
  const { command: command2, job } = report;
  if (job !== null) return job.result === "passed" ? `${hidden2} behind a passing job` : `${crashes}${jobPhrases[job.result]}`;
  if (command2?.exitCode === 0) return `${hidden2} behind a passing run`;
  if (command2 === null) return crashes;
  if (command2.exitCode !== null) return `${crashes}; the run itself failed with ${command2.exitCode}`;
  return command2.signal === null ? crashes : `${crashes}; the run itself was ended by ${command2.signal}`;
}
var jobPhrases = { failed: "; the job itself failed", cancelled: "; the job was cancelled", unknown: "" };
var occurrences = (report, ...levels3) => report.incidents.filter((incident) => levels3.includes(incident.level)).reduce((sum, incident) => sum + incident.count, 0);
function watchLine({ watch: watch2, ignored: ignored3 }) {
  const time = watch2.seconds === null ? "nothing watched" : `${formatDuration(watch2.seconds * 1e3)} watched`;
  const processes = watch2.processes === null ? [] : [plural(watch2.processes, "process", "processes")];
  const elsewhere = ignored3.filter(({ rule }) => isElsewhere(rule)).map(({ count, counted }) => `${formatCount(count)} ${counted}`);
  return [time, ...processes, ...scopePhrase(watch2), ...elsewhere, lossPhrase(watch2)].join(", ");
}
var scopePhrase = ({ scope }) => scope === "job" ? ["only the job's processes count"] : [];
function ignoredPhrase(report) {
  const ignored3 = ignoredByUs(report);
  const total = ignored3.reduce((sum, { count }) => sum + count, 0);
  const elsewhere = ignored3.some(({ rule }) => isElsewhere(rule)) ? ", or not the job's" : "";
  return `${plural(total, "end")} that ${total === 1 ? "is" : "are"} part of the work${elsewhere}`;
}
function lossPhrase({ complete, lost: lost3 }) {
  if (complete) return "nothing lost";
  return lost3 !== null && lost3 > 0 ? `${formatCount(lost3)} lost` : "incomplete";
}

// src/report/facts.ts
function factsOf(incident) {
  const facts = [
    ["Why", [incident.explanation]],
    ["Then", [incident.outcome]],
    ["Followed by", incident.followerCount === 0 ? [] : [followed(incident).replace(/^then /, "")]],
    ["Process", processParts(incident.process)],
    ["Where", whereParts(incident)],
    ["Started by", chain(incident.process.ancestors)],
    ["Signal from", senderParts(incident)],
    ["Evidence", evidenceParts(incident)],
    ["Last words", incident.lastWords === null ? [] : [{ code: incident.lastWords }]],
    [
      "Stack",
      between(
        incident.frames.map((frame) => ({ code: frame })),
        " ← "
      )
    ],
    ["Counts as", [`${incident.level}, by the rule `, { code: incident.rule }, `: ${incident.ruleSentence}`]],
    ["Not known", notKnown(incident)]
  ];
  return facts.filter(([, parts]) => parts.length > 0).map(([label2, parts]) => ({ label: label2, parts }));
}
function processParts({ exe, argv, cwd, uid, ports, comm }) {
  return [
    { code: exe ?? comm },
    ...commandParts({ exe, argv, comm }),
    ...cwd === null ? [] : [", in ", { code: cwd }],
    `, user ${uid}`,
    ...ports.length === 0 ? [] : [`, which listened on port ${listed(ports.map(String))}`]
  ];
}
function commandParts(process2) {
  const { argv } = process2;
  if (argv === null || argv.length === 0) return [];
  return isRetitled(process2) ? [", which calls itself ", { code: argv.join(" ").trim() }] : [", started as ", { code: commandLine(argv) }];
}
var MOST_ARGUMENTS = 100;
var MOST_CHARACTERS = 4e3;
function commandLine(argv) {
  const words3 = argv.slice(0, MOST_ARGUMENTS).map((word2) => {
    const start2 = word2.slice(0, MOST_CHARACTERS);
    return /^[\w@%+=:,./-]+$/.test(start2) ? start2 : `'${start2.replaceAll("'", "'\\''")}'`;
  });
  return `${words3.join(" ").slice(0, MOST_CHARACTERS)}${argv.length > MOST_ARGUMENTS ? " …" : ""}`;
}
function whereParts(incident) {
  const { container: container2, unit, cgroup } = incident.process;
  const places = [
    ...containersParts(container2),
    ...unit === null ? [] : [["unit ", { code: unit }]],
    ...stepsAround(incident).map(({ how, id }) => [`${how} `, { code: id }]),
    ...cgroup === "" || cgroup === "/" || container2 !== null ? [] : [["cgroup ", { code: cgroup }]]
  ];
  return joined(places);
}
function containersParts(container2) {
  if (container2 === null) return [];
  const { id, name, runtime, image, compose: compose2, restart, pod, podName, namespace, inside } = container2;
  return [
    name === null ? ["container ", { code: id }, ` (${runtime})`] : ["container ", { code: name }, ` (${runtime}, `, { code: id.slice(0, 12) }, ")"],
    ...image === null ? [] : [["image ", { code: image }]],
    ...compose2 === null ? [] : [["compose project ", { code: compose2.project }, ...compose2.service === null ? [] : [", service ", { code: compose2.service }]]],
    ...podName === null ? [] : [["pod ", { code: podName }, ...namespace === null ? [] : [" in namespace ", { code: namespace }]]],
    ...pod === null ? [] : [[podName === null ? "pod " : "pod uid ", { code: pod }]],
    ...restart === null || restart.policy === null ? [] : [restartParts(restart.policy, restart)],
    ...inside === null ? [] : [["in ", ...joined(containersParts(inside))]]
  ];
}
var restartParts = (policy2, { most, count }) => [
  "restart policy ",
  { code: most === null ? policy2 : `${policy2}:${most}` },
  ...count === 0 ? [] : [` (used ${count === 1 ? "once" : `${formatCount(count)} times`})`]
];
var joined = (places) => places.flatMap((parts, index) => index === 0 ? [...parts] : [", ", ...parts]);
var chain = (ancestors2) => ancestors2.flatMap(({ name, pid }, index) => [...index === 0 ? [] : [" ← "], { code: name }, ` (pid ${pid})`]);
var between = (parts, separator) => parts.flatMap((part, index) => index === 0 ? [part] : [separator, part]);
var relations = {
  ancestor: "one of its ancestors",
  runtime: "a container runtime or systemd",
  service: "a part of the same service",
  "in-job": "a part of the job, but none of its ancestors",
  outside: "neither an ancestor nor a part of the job",
  unknown: "none of its ancestors"
};
function senderParts({ sender: sender2 }) {
  if (sender2 === null) return [];
  const below = chain(sender2.ancestors);
  return [
    { code: sender2.name },
    ` (pid ${sender2.pid}, user ${sender2.uid}), ${relations[sender2.relation] ?? sender2.relation}`,
    ...commandParts(sender2),
    ...below.length === 0 ? [] : [", below ", ...below]
  ];
}
function evidenceParts({ cause, crashes }) {
  const first = crashes[0];
  const known = Object.entries(cause).flatMap(([key, value2]) => {
    const shown = told.has(key) ? null : shownValue(key, value2);
    return shown === null ? [] : [[`${labels[key] ?? key} `, { code: shown }]];
  });
  const status = first === void 0 ? [] : [["wait status ", { code: String(first.status) }]];
  return [...known, ...status].flatMap((parts, index) => index === 0 ? parts : [", ", ...parts]);
}
var told = /* @__PURE__ */ new Set(["kind", "detail", "level"]);
var labels = {
  faultAddress: "address",
  instructionPointer: "instruction at",
  syscall: "system call",
  ended: "in the end",
  ownBytes: "own memory",
  limitBytes: "limit",
  usageBytes: "usage",
  trigger: "asked for more",
  cpuMs: "processor time",
  exitCode: "exit code",
  by: "sent by"
};
function shownValue(key, value2) {
  if (value2 === null || value2 === void 0) return null;
  if (typeof value2 === "number") return key.endsWith("Bytes") ? formatBytes(value2) : key.endsWith("Ms") ? formatDuration(value2) : String(value2);
  if (typeof value2 !== "object") return String(value2);
  const inner = Object.values(value2).filter((item) => item !== null);
  return inner.length === 0 ? null : inner.join(" ");
}
var absences = {
  frames: "its stack",
  lastWords: "its last words",
  "process.exe": "its executable",
  "process.argv": "its arguments",
  replacements: "a replacement",
  step: "its step",
  "process.container.name": "its container's name",
  "process.ports": "its ports",
  "cause.limitBytes": "the limit that was reached",
  "cause.cpuMs": "the processor time that it used",
  "cause.syscall": "the system call",
  "cause.faultAddress": "the address"
};
function notKnown({ absent }) {
  const gaps = Object.entries(absent).filter(([key]) => absences[key] !== void 0);
  return gaps.length === 0 ? [] : [gaps.map(([key, why2]) => `${absences[key]} (${why2})`).join("; ")];
}

// src/report/rule.ts
var ruleToAccept = ({ accept }) => `rules:
${acceptingEntry(accept)}`;
var LONGEST = 4e3;
function ruleForPage(incident) {
  const rule = ruleToAccept(incident);
  return rule.length > LONGEST ? null : rule;
}
var acceptingEntry = (accept) => [
  "  - match:",
  ...Object.entries(accept).map(([key, value2]) => `      ${key}: ${ascii(value2)}`),
  "    level: ignored",
  '    reason: "say here why this is expected"',
  ""
].join("\n");
var ascii = (value2) => JSON.stringify(value2).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

// src/report/markdown/escape.ts
var NAME2 = 120;
var SENTENCE2 = 600;
function code(text4, most = NAME2) {
  const shown = plain(text4, most);
  if (shown.trim() === "") return "(empty)";
  return /[`|\\]|^ | $/.test(shown) ? `<code>${spelled(shown)}</code>` : `\`${shown}\``;
}
var text = (sentence, most = SENTENCE2) => spelled(plain(sentence, most));
var special = /[\\`*{}[\]<>&|~$^"]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
var SPLIT = "&#8203;";
function spelled(shown) {
  return shown.replace(special, (character) => `&#${character.charCodeAt(0)};`).replace(/@/g, `@${SPLIT}`).replace(/(^|[^&])#(?=\w)/g, `$1#${SPLIT}`).replace(/\bGH-(?=\d)/gi, (match) => match + SPLIT).replace(/:(?=\/\/)/g, `:${SPLIT}`).replace(/www\./gi, (match) => `${match.slice(0, 3)}${SPLIT}.`).replace(/(mailto|xmpp):/gi, `$1:${SPLIT}`);
}
var html = (sentence, most = SENTENCE2) => plain(sentence, most).replace(/[&<>"'`@]/g, (character) => `&#${character.charCodeAt(0)};`);

// src/report/markdown/table.ts
var TABLE_HEAD = "| | what died | why | where | times | replaced by |\n|-|-|-|-|-:|-|";
var marks = { error: "❌", warning: "⚠️", notice: "ℹ️", ignored: "" };
function tableRow(incident) {
  const cells = [
    marks[incident.level] ?? "",
    code(incident.process.name),
    `**${text(labelOf(incident), 30)}**: ${text(incident.explanation, 200)}`,
    where(incident),
    formatCount(incident.count),
    replacedBy(incident)
  ];
  return `| ${cells.join(" | ")} |`;
}
function where(incident) {
  const { container: container2, unit, inJob, ancestors: ancestors2 } = incident.process;
  const parent = ancestors2[0];
  const place = container2 !== null ? `container ${code(containerName(container2))}` : unit !== null ? code(unit) : null;
  const steps = stepsAround(incident).map(({ how, id }) => `${how} ${code(id)}`);
  const stranger = place === null && steps.length === 0 && inJob === false && parent !== void 0 ? `below ${code(parent.name)}` : null;
  const places = [place, ...steps, stranger].filter((part) => part !== null);
  return places.length === 0 ? inJob === true ? "the job" : "this machine" : places.join(", ");
}
function replacedBy({ replacements, swallowers, count }) {
  const [first] = replacements;
  const [swallower] = swallowers;
  if (first === void 0) return swallower === void 0 ? "nothing" : `nothing; ${code(swallower.name)} ${response(swallower)}`;
  const delays = replacements.map(({ afterMs }) => formatDuration(afterMs));
  return `${code(first.by.replace(/ \(pid \d+\)$/, ""))} after ${some(delays, count, 2)}`;
}

// src/report/markdown/details.ts
function details(incident) {
  const times = incident.count === 1 ? "" : `, ${plural(incident.count, "time")}`;
  return [
    `<details><summary>${marks[incident.level]} <code>${html(incident.process.name, 120)}</code> ${html(endOf(incident), 120)}${times}</summary>`,
    "",
    ...factsOf(incident).map(factLine),
    "",
    ...timeline(incident),
    ...accepting(incident),
    "</details>"
  ].join("\n");
}
var LONG = 500;
var factLine = ({ label: label2, parts }) => `- **${label2}**: ${parts.map((part) => typeof part === "string" ? spaced(part) : code(part.code, LONG)).join("")}`;
var spaced = (part) => /^ */.exec(part)[0] + text(part.trim(), LONG) + (part.trim() === "" ? "" : / *$/.exec(part)[0]);
function timeline(incident) {
  const { crashes, count } = incident;
  const more = count - crashes.length;
  return [
    "| since the start | at (UTC) | pid | had lived | what took its place |",
    "|-:|-|-:|-:|-|",
    ...crashes.map(crashRow),
    ...more > 0 ? [`| | | | | and ${plural(more, "more time")} |`] : [],
    ""
  ];
}
function crashRow({ atMs, at: at3, pid, lifetimeMs, replacement }) {
  const next = replacement === null ? "nothing" : `pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}, started by ${code(replacement.by)}`;
  return `| +${formatDuration(atMs)} | ${at3 === null ? "not known" : timeOf2(at3)} | ${pid} | ${formatDuration(lifetimeMs)} | ${next} |`;
}
var timeOf2 = (iso) => /T([\d:.]+)Z$/.exec(iso)?.[1] ?? "not known";
function accepting(incident) {
  const rule = ruleForPage(incident);
  return rule === null ? [] : ["Expected? Add this to `.github/crash-gate.yml`:", "", "```yaml", rule.trimEnd(), "```", ""];
}

// src/report/markdown/foot.ts
var MOST_PROBLEMS2 = 20;
function missed({ watch: watch2 }) {
  if (watch2.complete) return "";
  const more = watch2.problems.length - MOST_PROBLEMS2;
  return [
    "**The watch was incomplete**, so there may be more:",
    "",
    ...watch2.problems.slice(0, MOST_PROBLEMS2).map(({ message: message2 }) => `- ⚠️ ${text(message2)}`),
    ...more > 0 ? [`- and ${plural(more, "more problem")}`] : []
  ].join("\n");
}
function watched({ watch: watch2 }) {
  if (watch2.seconds === null) return "Nothing was watched.";
  const kernel = watch2.kernel === null ? "" : ` on Linux ${code(watch2.kernel, 60)}`;
  const hooks = watch2.hooks.filter(({ attached }) => attached).length;
  const ended = watch2.processes === null ? "" : `${plural(watch2.processes, "process", "processes")} ended, `;
  const lost3 = [...scopePhrase(watch2), lossPhrase(watch2)].join("; ");
  const from = watch2.startedAt === null ? "" : ` from ${text(watch2.startedAt, 30)}`;
  return `Watched${from} for ${formatDuration(watch2.seconds * 1e3)}${kernel} with ${plural(hooks, "kernel hook")}: ${ended}${formatCount(watch2.deaths)} of them abnormally; ${lost3}.`;
}
function ignored(report) {
  const rules = ignoredByUs(report);
  if (rules.length === 0) return "";
  return [`${ignoredPhrase(report)}:`, "", ...rules.map(ignoredRule)].join("\n");
}
function ignoredRule({ rule, sentence, counted, count, examples }) {
  const named = examples.map((example) => code(example)).join(", ");
  return [
    `<details><summary>${formatCount(count)} ${html(counted, 120)}: ${html(sentence)}</summary>`,
    "",
    `The rule is ${code(rule)}${named === "" ? "" : `; for example: ${named}`}.`,
    "",
    "</details>"
  ].join("\n");
}

// src/report/markdown/room.ts
function choose(sections, bytes) {
  const shown = /* @__PURE__ */ new Map();
  const full = /* @__PURE__ */ new Set();
  let room = bytes;
  for (const section3 of sections.toSorted((a, b) => a.rank - b.rank)) {
    const text4 = full.has(section3.name[0]) ? null : section3.render();
    const size = text4 === null ? Number.POSITIVE_INFINITY : Buffer.byteLength(text4) + 2;
    if (text4 === null || size > room) {
      full.add(section3.name[0]);
      continue;
    }
    room -= size;
    shown.set(section3, text4);
  }
  return { texts: sections.flatMap((section3) => shown.get(section3) ?? []), dropped: sections.filter((section3) => !shown.has(section3)) };
}

// src/report/markdown/rules.ts
var MOST = 20;
var objections2 = (report) => list(objectionsOf(report).map(({ title, message: message2, rule }) => `- ❌ **${text(title)}**: ${text(message2)} (${code(rule)})`));
function accepted2(report) {
  const lines = acceptedOf(report).map(({ what, reason, rule }) => `- ${text(what)}: ${text(reason)} (${code(rule)})`);
  return lines.length === 0 ? "" : `Accepted by rules:

${list(lines)}`;
}
function list(lines) {
  const more = lines.length - MOST;
  return [...lines.slice(0, MOST), ...more > 0 ? [`- and ${plural(more, "more")}`] : []].join("\n");
}

// src/report/markdown/timeline.ts
var MOST_ROWS2 = 30;
var MOST_PER_INCIDENT = 8;
var MOST_STEPS = 12;
function mermaid(report) {
  const crashes = report.incidents.reduce((sum, incident) => sum + incident.crashes.length, 0);
  if (crashes < 2) return null;
  const sections = [];
  let rows2 = 0;
  for (const incident of report.incidents) {
    const shown = incident.crashes.slice(0, MOST_PER_INCIDENT);
    if (rows2 + shown.length > MOST_ROWS2) break;
    rows2 += shown.length;
    sections.push([`  section ${label(incident.process.name)}`, ...shown.flatMap((crash) => crashRows(incident, crash))]);
  }
  if (rows2 === 0) return null;
  const more = crashes - rows2;
  return [
    "```mermaid",
    // Room for the names on the left.
    '%%{init: {"gantt": {"leftPadding": 170}}}%%',
    "gantt",
    `  title Minutes and seconds since the watch began${more > 0 ? ` (${plural(more, "more crash", "more crashes")} in the report)` : ""}`,
    "  dateFormat YYYY-MM-DD HH:mm:ss.SSS",
    `  axisFormat ${axis(report)}`,
    ...watchRows(report),
    ...stepRows(report),
    ...sections.flat(),
    "```"
  ].join("\n");
}
function axis({ watch: watch2 }) {
  const seconds = watch2.seconds ?? 0;
  return seconds > 3600 ? "%H:%M:%S" : seconds > 20 ? "%M:%S" : "%M:%S.%L";
}
function watchRows({ watch: watch2 }) {
  return watch2.seconds === null ? [] : ["  section the watch", `  ${formatDuration(watch2.seconds * 1e3)} :done, ${moment(0)}, ${milliseconds(watch2.seconds * 1e3)}`];
}
function stepRows(report) {
  const steps = stepsShown(report, MOST_STEPS);
  if (steps.length === 0) return [];
  return [
    `  section ${steps[0].measured ? "the job" : "started by"}`,
    ...steps.map(({ id, fromMs, toMs }) => `  step ${label(id)} :done, ${moment(fromMs)}, ${milliseconds(toMs - fromMs)}`)
  ];
}
function crashRows(incident, { atMs, replacement }) {
  const crash = `  ${label(endOf(incident), 60)} :crit, milestone, ${moment(atMs)}, 0ms`;
  if (replacement === null) return [crash];
  return [crash, `  replaced after ${formatDuration(replacement.afterMs)} :active, ${moment(atMs)}, ${milliseconds(replacement.afterMs)}`];
}
var DAY = Date.UTC(2e3, 0, 1);
var MOST_MS = 300 * 24 * 3600 * 1e3;
var moment = (ms) => new Date(DAY + Math.min(MOST_MS, Math.max(0, ms))).toISOString().replace("T", " ").replace("Z", "");
var milliseconds = (ms) => `${Math.min(MOST_MS, Math.max(1, Math.round(ms)))}ms`;
function label(text4, most = 26) {
  const harmless = plain(text4, most).replace(/[^\p{L}\p{M}\p{N} ._/+()…-]/gu, " ").replace(/ +/g, " ").trim();
  return harmless === "" ? "(no name)" : harmless;
}

// src/report/markdown/compose.ts
var marks2 = { clean: "✅", tolerated: "⚠️", failed: "❌", inconclusive: "⚠️" };
var NOTE_BYTES = 1e3;
function compose(report, contents, limits) {
  const top2 = `${marks2[report.verdict]} Crash Gate: ${text(headline(report))}`;
  if (report.verdict === "clean") return `${top2} (${text(watchLine(report))})
`;
  const title = `### ${top2}`;
  const foot = watched(report);
  const room = limits.bytes - Buffer.byteLength(title) - Buffer.byteLength(foot) - NOTE_BYTES;
  const { texts: texts3, dropped } = choose(sectionsOf(report, contents, room), room);
  return `${[title, ...texts3, foot, ...leftOut(dropped, limits)].join("\n\n")}
`;
}
function sectionsOf(report, contents, room) {
  const optional2 = [
    section(objections2(report), 1, "what is wrong with the rules"),
    section(missed(report), 1, "the reasons why the watch was incomplete"),
    section(table2(report, contents.rows, room / 2), 2, "the table"),
    ...report.incidents.map((incident) => ({ render: () => details(incident), rank: 3, name: ["the details of 1 incident", "incidents"] })),
    contents.timeline ? section(mermaid(report) ?? "", 4, "the timeline") : null,
    section(accepted2(report), 5, "what the rules accept"),
    contents.ignored ? section(ignored(report), 5, "what was ignored") : null
  ];
  return optional2.filter((part) => part !== null);
}
var section = (content, rank, name) => content === "" ? null : { render: () => content, rank, name: [name, name] };
function table2({ incidents: incidents2 }, most, bytes) {
  if (incidents2.length === 0) return "";
  const rows2 = [];
  let room = bytes - TABLE_HEAD.length - 100;
  for (const incident of incidents2.slice(0, most)) {
    const row = tableRow(incident);
    room -= Buffer.byteLength(row) + 1;
    if (room < 0) break;
    rows2.push(row);
  }
  const more = incidents2.length - rows2.length;
  return [TABLE_HEAD, ...rows2, ...more > 0 ? [`| | and ${plural(more, "more incident")} | | | | |`] : []].join("\n");
}
function leftOut(dropped, { fullReport: fullReport2 = "the JSON report" }) {
  if (dropped.length === 0) return [];
  const names3 = [...new Set(dropped.map(({ name }) => name[0]))].map((name) => {
    const alike2 = dropped.filter((other2) => other2.name[0] === name);
    return alike2.length === 1 ? name : `the details of ${plural(alike2.length, "incident", alike2[0].name[1])}`;
  });
  return [`Left out, because this page has a size limit: ${listed(names3)}. All of it is in ${fullReport2}.`];
}

// src/report/comment.ts
var COMMENT_BYTES = 65535;
var renderComment = (report, limits = { bytes: COMMENT_BYTES }) => compose(report, { rows: 25, timeline: false, ignored: false }, { ...limits, bytes: Math.min(limits.bytes, COMMENT_BYTES) });

// src/publish/workflow-run.ts
import { createHash as createHash3 } from "node:crypto";

// bpf/surroundings.ts
import { existsSync, readFileSync, readlinkSync } from "node:fs";
var orNull = (ask3) => (path) => {
  try {
    return ask3(path);
  } catch {
    return null;
  }
};
var real = { read: orNull((path) => readFileSync(path, "latin1")), link: orNull((path) => readlinkSync(path)), exists: existsSync };
var CAP_SYS_ADMIN = 21n;
var CAP_BPF = 39n;
var mayLoad = ({ capabilities }) => capabilities === null ? null : [CAP_SYS_ADMIN, CAP_BPF].some((bit) => (capabilities >> bit & 1n) === 1n);

// bpf/obstacle.ts
var SOCKET = "/var/run/docker.sock";
var OUTSIDE = `Mount the docker socket into the container ("-v ${SOCKET}:${SOCKET}"), or run outside of it`;
var UNFILTERED = `${OUTSIDE}, or start it with "--security-opt seccomp=unconfined"; for a systemd service, leave bpf out of SystemCallFilter=.`;
var OPEN_FILES = 64;
var tooFewFiles = {
  message: 'this process may hold too few open files for the tracer (the hard limit of "ulimit -n")',
  remedy: 'Allow 256 or more: "ulimit -Hn" shows the limit; docker takes "--ulimit nofile=1024", systemd LimitNOFILE=.'
};
var rows = [
  {
    kinds: ["no-privilege", "no-bpf"],
    applies: ({ machineUsers }) => machineUsers === false,
    message: "this process lives in a user namespace, and eBPF needs the root of the machine",
    remedy: `${OUTSIDE}: rights in a user namespace (rootless docker or podman, userns-remap, "unshare --user") end at its border.`
  },
  {
    kinds: ["no-privilege"],
    applies: (surroundings) => mayLoad(surroundings) === false,
    message: "this process is root, but without the capabilities that eBPF needs (a container, most likely)",
    remedy: `${OUTSIDE}, or start it with "--privileged --pid=host --cgroupns=host".`
  },
  {
    kinds: ["no-privilege", "cannot-attach"],
    applies: ({ lockdown }) => lockdown === "confidentiality",
    message: "the kernel is locked down (confidentiality): nobody may look into it with eBPF, not even root",
    remedy: 'Boot with "lockdown=integrity" or "lockdown=none" on the kernel command line.'
  },
  {
    kinds: ["no-privilege", "no-bpf"],
    applies: ({ seccomp }) => seccomp === true,
    message: "a seccomp filter keeps this process from bpf()",
    remedy: UNFILTERED
  },
  {
    kinds: ["no-bpf", "cannot-attach"],
    applies: ({ openFiles }) => openFiles !== null && openFiles < OPEN_FILES,
    ...tooFewFiles
  },
  {
    kinds: ["proof-missed"],
    applies: ({ machinePids }) => machinePids === false,
    message: "this process is in a container with process numbers of its own, and those that the kernel tells are others",
    remedy: `${OUTSIDE}, or start it with "--pid=host".`
  }
];

// bpf/failure.ts
var said = {
  "not-linux": "this is not Linux, and eBPF exists on Linux only",
  "wrong-arch": "the tracer is built for another processor than this one",
  "not-found": "the tracer executable is missing",
  "not-executable": "the tracer executable may not be run",
  "no-privilege": 'loading eBPF programs needs root, and neither this process nor "sudo -n" has it',
  "no-btf": "this kernel does not describe its types (no BTF at /sys/kernel/btf/vmlinux), and watching without them failed",
  "no-bpf": "this kernel has no usable bpf() system call",
  "cannot-attach": "the eBPF programs could not be loaded or attached",
  "proof-missed": "the tracer was loaded but did not see the death that it staged to prove itself",
  output: "the record file could not be written",
  lost: "the record is there no more",
  usage: "the tracer did not understand how it was called: it and this program are of different versions",
  "too-slow": "the tracer did not get ready in time",
  died: "the tracer ended unexpectedly",
  "no-socket": "there is no docker socket",
  "socket-forbidden": "this user may not use the docker socket",
  "docker-silent": "nobody answers at the docker socket",
  "docker-remote": "DOCKER_HOST names an engine reached over the network, which can't help",
  "not-docker": "what answers at the docker socket is no docker",
  "docker-refused": "docker refuses to run the tracer with the capabilities that it needs",
  "docker-rootless": "docker runs without root (rootless) and has no rights to give",
  elsewhere: "docker runs on another machine than this process, or inside of a container (Docker Desktop, docker-in-docker)"
};
var remedies = {
  "not-linux": "Run on Linux; recordings made there can be judged anywhere.",
  "wrong-arch": 'Use the executable for this machine, or build it with "make -C bpf" and point BPF_LINUX_TRACER at it.',
  "not-found": 'Restore the file (it is committed under dist/bin), build it with "make -C bpf", or point BPF_LINUX_TRACER at one.',
  "not-executable": 'Set its bit again with "chmod +x", and see that the file system is not mounted noexec.',
  "no-privilege": "Run as root, or let this user run the tracer with sudo and without a password.",
  "no-btf": "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y: every current distribution kernel is; in a container, mount /sys.",
  "no-bpf": "Use a kernel built with CONFIG_BPF_SYSCALL=y, and a sandbox that lets bpf() through (gVisor and some seccomp profiles do not).",
  "cannot-attach": 'Use Linux 5.10 or newer. If this kernel is newer, please report these lines with the output of "uname -a".',
  "proof-missed": 'Run again. If it stays so, this is a sandbox that only looks like Linux (gVisor): use another runner; or report it, with the output of "uname -a".',
  output: 'Choose a directory on a local file system with free space, in which no record is yet, and mind "ulimit -f".',
  lost: "Something removed it during the watch, such as a step that cleans the workspace: name a directory that nothing cleans.",
  usage: "Take dist/ as a whole from one version; if BPF_LINUX_TRACER is set, unset it.",
  "too-slow": 'Run again when less is going on, or take a bigger machine. If it stays so, please report it with the output of "uname -a".',
  died: 'The record up to that moment is kept. "dmesg" tells if the OOM killer did it.',
  "no-socket": `Mount it into the container: "-v ${SOCKET}:${SOCKET}".`,
  "socket-forbidden": 'Add this user to the group that owns the socket: "sudo usermod -aG docker USER", or "--group-add" for a container.',
  "docker-silent": "Start docker, or unset DOCKER_HOST.",
  "docker-remote": `The engine of this very machine is needed: mount its socket into the container ("-v ${SOCKET}:${SOCKET}"), whatever DOCKER_HOST names.`,
  "not-docker": `See what listens there ("sudo ss -xlp"), and mount the engine's own socket, or let DOCKER_HOST name it.`,
  "docker-refused": "Its words say why: an authorization plugin, a proxy before the socket, or an engine that is a container itself.",
  "docker-rootless": "Mount the socket of an engine that runs as root, or give this process root's rights.",
  elsewhere: "Mount the socket of the engine that runs this container itself, or give this process root's rights."
};
function failure3(kind2, details2 = {}) {
  return { kind: kind2, message: said[kind2], remedy: remedies[kind2], exitStatus: null, output: [], ...details2 };
}

// bpf/control.ts
import { closeSync, constants, openSync, writeSync as writeSync2 } from "node:fs";
var STOP_LINE = "";
var { O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
var pause2 = new Int32Array(new SharedArrayBuffer(4));
var PATIENCE = 2e3;
var STEP = 5;
function isListening(path) {
  const fd = open(path);
  if (fd === null) return false;
  closeSync(fd);
  return true;
}
var sendStop = (path, notes = []) => send(path, [...notes, STOP_LINE]);
function send(path, lines) {
  const fd = open(path);
  if (fd === null) return false;
  try {
    return writeAll(fd, lines.map((line) => `${line.replaceAll("\n", " ")}
`).join(""));
  } finally {
    closeSync(fd);
  }
}
function open(path) {
  try {
    return openSync(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch {
    return null;
  }
}
function writeAll(fd, text4) {
  let rest = Buffer.from(text4);
  for (let waited = 0; rest.length > 0 && waited <= PATIENCE; ) {
    try {
      rest = rest.subarray(writeSync2(fd, rest));
    } catch (error) {
      if (error.code !== "EAGAIN") return false;
      Atomics.wait(pause2, 0, 0, STEP);
      waited += STEP;
    }
  }
  return rest.length === 0;
}

// bpf/detached.ts
import { closeSync as closeSync5, openSync as openSync3, writeFileSync as writeFileSync2, writeSync as writeSync3 } from "node:fs";
import { join as join3 } from "node:path";

// bpf/patience.ts
var PATIENCE2 = 6e4;

// bpf/engine.ts
var MOST2 = 4 * 1024 * 1024;
var ENDLESS = "EMSGSIZE";

// bpf/process.ts
var MAX_OUTPUT_LINES = 50;
var linesOf = (output) => output.split("\n").filter((line) => line !== "").slice(0, MAX_OUTPUT_LINES);

// bpf/container.ts
var kindByCode = {
  ENOENT: "no-socket",
  ENOTDIR: "no-socket",
  EACCES: "socket-forbidden",
  EPERM: "socket-forbidden",
  [ENDLESS]: "not-docker"
};
var late = {
  message: `docker has not given a whole answer within ${PATIENCE2 / 1e3} s`,
  remedy: "It hangs, or something else listens at its socket: restart docker, or let DOCKER_HOST name the socket of an engine that answers."
};

// bpf/live.ts
import { closeSync as closeSync4, fstatSync as fstatSync2, readFileSync as readFileSync3, readSync as readSync2, statSync as statSync4 } from "node:fs";
import { StringDecoder as StringDecoder2 } from "node:string_decoder";

// bpf/read.ts
import { closeSync as closeSync3, createReadStream, readSync, statSync as statSync3 } from "node:fs";
import { StringDecoder } from "node:string_decoder";

// bpf/share.ts
var Sharing = class {
  #texts = /* @__PURE__ */ new Map();
  /** Lists by their first element, which is shared already. */
  #lists = /* @__PURE__ */ new Map();
  #ancestors = /* @__PURE__ */ new Map();
  /** The same record, its parts shared with earlier ones. */
  share(record) {
    if (record.type !== "death" && record.type !== "start") return record;
    this.#shareParts(record);
    if (record.type === "death") {
      if (record.sent !== null) this.#shareParts(record.sent.sender);
      if (record.oom !== null) this.#shareParts(record.oom.trigger);
    }
    return record;
  }
  #shareParts(process2) {
    for (const key of textKeys) {
      const text4 = process2[key];
      if (typeof text4 === "string") process2[key] = this.#text(text4);
    }
    if (process2.argv !== null) process2.argv = this.#list(process2.argv.map((text4) => this.#text(text4)));
    if (process2.ancestors !== void 0) process2.ancestors = this.#list(process2.ancestors.map((ancestor) => this.#ancestor(ancestor)));
  }
  #ancestor(ancestor) {
    this.#shareParts(ancestor);
    const known = this.#ancestors.get(ancestor.pid);
    if (known !== void 0 && identityKeys.every((key) => known[key] === ancestor[key])) return known;
    this.#ancestors.set(ancestor.pid, ancestor);
    return ancestor;
  }
  #text(text4) {
    const known = this.#texts.get(text4);
    if (known === void 0) this.#texts.set(text4, text4);
    return known ?? text4;
  }
  #list(list3) {
    const known = this.#lists.get(list3[0]);
    if (known?.length === list3.length && known.every((item, index) => item === list3[index])) return known;
    this.#lists.set(list3[0], list3);
    return list3;
  }
};
var textKeys = ["comm", "exe", "cwd", "cgroup", "threadName", "step"];
var identityKeys = ["startedAt", "comm", "exe", "argv", "missing"];

// bpf/holding.ts
var MOST_HELD = 2e4;
var SHARED = 5e3;
var LONG_LIFE = 6e10;
var isOfTheFrame = (record) => record.type === "end" ? record.at - record.startedAt >= LONG_LIFE : record.type !== "death" && record.type !== "start" && record.type !== "listen";
var Holding = class {
  /** All of them, or the frame. */
  records = [];
  #most;
  #sharing = new Sharing();
  /** Deaths and starts. */
  #large = 0;
  #lastAt = 0;
  /** `most`: so many deaths and starts are held; when there are more of them, only the frame is. */
  constructor(most) {
    this.#most = most;
  }
  /** The same record, as it is held. */
  add(written) {
    const record = this.#sharing.share(written);
    if (record.type !== "header") this.#lastAt = Math.max(this.#lastAt, record.at);
    if (record.type === "death" || record.type === "start") this.#countLarge();
    if (this.#large <= this.#most || isOfTheFrame(record)) this.records.push(record);
    return record;
  }
  /** Undefined: everything is held. */
  long(again) {
    return this.#large <= this.#most ? void 0 : { lastAt: this.#lastAt, most: this.#most, again };
  }
  #countLarge() {
    this.#large++;
    if (this.#large === this.#most + 1) this.#letGo();
    if (this.#large > this.#most && this.#large % SHARED === 0) this.#sharing = new Sharing();
  }
  #letGo() {
    const frame = this.records.filter(isOfTheFrame);
    this.records.length = 0;
    for (const record of frame) this.records.push(record);
  }
};
var isOutside = (record) => !isOfTheFrame(record);

// bpf/check.ts
var wrong = (expected, value2) => `should be ${expected}, is ${value2 === void 0 ? "missing" : describe(value2)}`;
function describe(value2) {
  if (value2 === null || typeof value2 === "number") return String(value2);
  return Array.isArray(value2) ? "a list" : `a${typeof value2 === "object" ? "n" : ""} ${typeof value2}`;
}
var text2 = (value2) => typeof value2 === "string" ? null : wrong("a text", value2);
var word = text2;
var number = (value2) => Number.isInteger(value2) ? null : wrong("a whole number", value2);
var flag = (value2) => typeof value2 === "boolean" ? null : wrong("true or false", value2);
var no = (value2) => value2 === false ? null : wrong("false", value2);
var orNull2 = (check2) => within(check2, (value2) => value2 === null ? null : check2(value2));
var optional = (check2) => within(check2, (value2) => value2 === void 0 ? null : check2(value2));
var list2 = (check2) => within(check2, (value2) => {
  if (!Array.isArray(value2)) return wrong("a list", value2);
  for (let index = 0; index < value2.length; index++) {
    const problem = check2(value2[index]);
    if (problem !== null) return join2(`[${index}]`, problem);
  }
  return null;
});
function object(shape) {
  const checks4 = Object.entries(shape);
  const check2 = (value2) => {
    if (!isObject(value2)) return wrong("an object", value2);
    for (const [key, check3] of checks4) {
      const problem = check3(value2[key]);
      if (problem !== null) return join2(key, problem);
    }
    return null;
  };
  return Object.assign(check2, { shape });
}
function within(inner, outer) {
  return inner.shape === void 0 ? outer : Object.assign(outer, { shape: inner.shape });
}
var dictionary = (check2) => (value2) => {
  if (!isObject(value2)) return wrong("an object", value2);
  for (const [key, one] of Object.entries(value2)) {
    const problem = check2(one);
    if (problem !== null) return join2(key, problem);
  }
  return null;
};
var counters = dictionary(number);
var texts2 = dictionary(text2);
var join2 = (key, problem) => problem.startsWith("should ") ? `${key} ${problem}` : problem.startsWith("[") ? key + problem : `${key}.${problem}`;
function isObject(value2) {
  return typeof value2 === "object" && value2 !== null && !Array.isArray(value2);
}

// bpf/record.ts
var RECORD_VERSION = "1.2";

// bpf/shape.ts
var identity = {
  pid: number,
  startedAt: number,
  comm: text2,
  exe: orNull2(text2),
  argv: orNull2(list2(text2)),
  missing: optional(text2)
};
var membership = { inJob: optional(orNull2(flag)) };
var ancestors = list2(object(identity));
var hook = { name: text2, attached: flag, why: optional(text2), needed: optional(no) };
var fault = {
  at: number,
  tid: number,
  threadName: text2,
  signal: number,
  code: number,
  address: orNull2(text2),
  syscall: optional(number),
  instructionPointer: orNull2(text2),
  stackPointer: orNull2(text2),
  trap: orNull2(number),
  errorCode: orNull2(text2),
  faultRegister: orNull2(text2),
  handlerLeft: optional(flag),
  handlerStackBytes: optional(number)
};
var sender = { ...identity, ...membership, uid: number, nsPid: number, pidNamespace: number, exiting: flag, ancestors };
var sent = { at: number, signal: number, code: number, by: word, sender: object(sender) };
var oom = {
  at: number,
  trigger: object(identity),
  cgroup: text2,
  levels: orNull2(list2(object({ usageBytes: number, limitBytes: orNull2(number) }))),
  anonymousBytes: number,
  fileBytes: number,
  sharedBytes: number,
  totalVirtualBytes: number,
  scoreAdjust: number,
  constraint: optional(word),
  limitLevel: optional(number)
};
var socket = {
  family: word,
  address: text2,
  port: number,
  networkNamespace: optional(number),
  group: optional(number),
  shared: flag,
  openedAt: optional(orNull2(number)),
  closedAt: optional(number)
};
var rusage = { userNs: number, systemNs: number, maxRssBytes: number, minorFaults: number, majorFaults: number };
var header = {
  type: word,
  version: text2,
  tracer: text2,
  kernel: text2,
  machine: text2,
  bootId: orNull2(text2),
  clock: object({ base: word, startedAtNs: text2, startedAt: text2 }),
  pid: number,
  job: optional(orNull2(object({ pid: number, startedAt: number }))),
  layer: optional(object({ name: text2, why: optional(text2), unknown: texts2 })),
  hooks: list2(object(hook)),
  proof: object({ pid: number, signal: number, faultAddress: text2, seenAfterNs: number }),
  armedAfterNs: number,
  snapshot: number,
  starter: optional(object({ pid: number, nsPid: number, pidNamespace: number, outside: optional(number) }))
};
var death = {
  ...identity,
  ...membership,
  type: word,
  at: number,
  status: number,
  tid: number,
  threadName: text2,
  exeDeleted: optional(flag),
  argvBytes: number,
  cwd: orNull2(text2),
  uid: number,
  gid: number,
  forkOnly: flag,
  nsPid: number,
  pidNamespace: number,
  mountNamespace: number,
  cgroup: text2,
  ancestors,
  step: orNull2(text2),
  lifetimeNs: number,
  rusage: object(rusage),
  listening: list2(object(socket)),
  parentListens: flag,
  parentChannel: optional(flag),
  fault: orNull2(object(fault)),
  handledFault: orNull2(object(fault)),
  sent: orNull2(object(sent)),
  oom: orNull2(object(oom)),
  stack: orNull2(object({ limitBytes: orNull2(number), start: text2 }))
};
var end = { type: word, at: number, pid: number, startedAt: number, status: number, asked: optional(flag) };
var start = {
  ...identity,
  ...membership,
  type: word,
  at: number,
  how: word,
  cgroup: text2,
  nsPid: number,
  hasConnection: optional(flag),
  ancestors,
  after: object({ pid: number, startedAt: number })
};
var listen = { type: word, at: number, pid: number, startedAt: number, port: number, networkNamespace: optional(number) };
var container = {
  type: word,
  at: number,
  id: text2,
  runtime: orNull2(text2),
  name: orNull2(text2),
  image: orNull2(text2),
  compose: orNull2(object({ project: orNull2(text2), service: orNull2(text2) })),
  restart: orNull2(object({ policy: orNull2(text2), most: number, count: number })),
  pod: orNull2(object({ name: orNull2(text2), namespace: orNull2(text2), uid: orNull2(text2) })),
  missing: optional(text2)
};
var step = { type: word, at: number, what: word, pid: number, startedAt: number, id: orNull2(text2) };
var note = { type: word, at: number, text: text2 };
var trailer = {
  type: word,
  at: number,
  why: text2,
  started: number,
  executed: number,
  ended: number,
  deaths: object({ clean: number, exit: number, signal: number }),
  recorded: number,
  takenOverAt: optional(number),
  lost: object({ events: number }),
  errors: counters,
  dying: list2(number),
  peakRssBytes: number
};
var checks2 = {
  header: object(header),
  death: object(death),
  end: object(end),
  start: object(start),
  listen: object(listen),
  container: object(container),
  step: object(step),
  note: object(note),
  trailer: object(trailer)
};
var isKnownType = (type) => Object.hasOwn(checks2, type);

// bpf/unknown.ts
var placeholders = {
  "death.nsPid": ({ pid }) => pid,
  "death.pidNamespace": () => 0,
  "death.mountNamespace": () => 0,
  "death.rusage": () => ({ userNs: 0, systemNs: 0, maxRssBytes: 0, minorFaults: 0, majorFaults: 0 }),
  "death.listening": () => [],
  "death.parentListens": () => false,
  "oom.anonymousBytes": () => 0,
  "oom.fileBytes": () => 0,
  "oom.sharedBytes": () => 0,
  "oom.totalVirtualBytes": () => 0,
  "oom.scoreAdjust": () => 0,
  "sender.nsPid": ({ pid }) => pid,
  "sender.pidNamespace": () => 0,
  "start.nsPid": ({ pid }) => pid
};
function fillUnknown(record, header2) {
  for (const key of Object.keys(header2.layer?.unknown ?? {})) {
    const placeholder = Object.hasOwn(placeholders, key) ? placeholders[key] : void 0;
    if (placeholder === void 0) continue;
    const [part, name] = key.split(".");
    const of = partOf2(record, part);
    if (of !== null && !Object.hasOwn(of, name)) of[name] = placeholder(of);
  }
}
function partOf2(record, part) {
  if (record.type === part) return record;
  const at3 = part === "sender" && isObject(record.sent) ? record.sent.sender : part === "oom" ? record.oom : null;
  return isObject(at3) ? at3 : null;
}

// bpf/parse.ts
var MAX_LINE = 64 * 1024 * 1024;
var MAX_MALFORMED = 20;
var HEADER_START = '{"type":"header"';
var BYTE_ORDER_MARK = "\uFEFF";
var RecordReader = class {
  #again;
  #holding;
  #problems = [];
  #header = null;
  #trailer = null;
  #line = 0;
  #malformed = 0;
  #rest = "";
  /** The rest of the input can't change anything. */
  hopeless = false;
  /** Told of each record, whether it is held or not. */
  onRecord = () => {
  };
  constructor({ most = MOST_HELD, again } = {}) {
    this.#again = again ?? null;
    this.#holding = new Holding(again === void 0 ? Number.POSITIVE_INFINITY : most);
  }
  /** What the text up to here held; grows with each `push`, until there is too much of it. */
  get records() {
    return this.#holding.records;
  }
  get header() {
    return this.#header;
  }
  get trailer() {
    return this.#trailer;
  }
  push(text4) {
    if (this.hopeless) return;
    const isFirst = this.#line === 0 && this.#rest === "";
    let from = isFirst && text4.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    for (let newline = text4.indexOf("\n"); newline !== -1 && !this.hopeless; newline = text4.indexOf("\n", from)) {
      this.#take(this.#rest + text4.slice(from, newline));
      this.#rest = "";
      from = newline + 1;
    }
    this.#rest += text4.slice(from);
    this.#guard();
  }
  end() {
    if (this.#rest !== "" && !this.hopeless) this.#takeLast(this.#rest);
    if (!this.hopeless) this.#judgeEnd();
    if (this.#malformed > MAX_MALFORMED) this.#problem("malformed", `${this.#malformed - MAX_MALFORMED} more lines are not readable`);
    const long = this.#again === null ? void 0 : this.#holding.long(this.#again);
    const whole = { header: this.#header, records: this.records, trailer: this.#trailer, problems: this.#problems };
    return long === void 0 ? whole : { ...whole, long };
  }
  #judgeEnd() {
    if (this.#header === null && this.#problems.length === 0) {
      this.#problem("not-a-record", "the file is empty: the tracer ended before it was ready, or something emptied the file");
    } else if (this.#trailer === null) {
      this.#problem("truncated", "there is no end line: the tracer was killed, or the file was copied before the end; what came later is not in it");
    }
  }
  #takeLast(text4) {
    if (parseJson(text4) !== void 0) return this.#take(text4);
    this.#line++;
    if (this.#header === null && !looksLikeHeader(text4)) return this.#notARecord(text4);
    this.#problem("torn", "the last line is cut off in the middle: the tracer died while it wrote, or the disk was full");
  }
  #take(text4) {
    this.#line++;
    const value2 = parseJson(text4);
    if (this.#header === null) return this.#takeFirst(text4, value2);
    if (value2 === void 0) return this.#wrong("is not JSON");
    if (!isObject(value2) || typeof value2.type !== "string") return this.#wrong("has no record type");
    if (!isKnownType(value2.type)) return;
    fillUnknown(value2, this.#header);
    const problem = checks2[value2.type](value2);
    if (problem !== null) return this.#wrong(`is a ${value2.type} record in which ${problem}`);
    this.#keep(value2);
  }
  #keep(record) {
    if (record.type === "header")
      return this.#stop("malformed", `line ${this.#line} is a second header: two recordings were joined; judge them one at a time`);
    if (this.#trailer !== null) return this.#wrong("comes after the end line");
    if (record.type === "trailer") this.#trailer = record;
    this.#hold(record);
  }
  #takeFirst(text4, value2) {
    if (!isObject(value2) || value2.type !== "header") return this.#notARecord(text4);
    const version2 = parseVersion(value2.version);
    if (version2 === null) return this.#stop("not-a-record", 'its first line is a header without a version such as "1.0"');
    if (version2.major > KNOWN_MAJOR) {
      const message2 = `its format is version ${version2.text}, and this crash-gate reads up to version ${KNOWN_MAJOR}.x: judge it with the version that recorded it, or a newer one`;
      return this.#stop("newer", message2);
    }
    const problem = checks2.header(value2);
    if (problem !== null) return this.#stop("not-a-record", `its first line is a header in which ${problem}`);
    this.#header = value2;
    this.#hold(this.#header);
  }
  #hold(record) {
    this.onRecord(this.#holding.add(record));
  }
  #notARecord(text4) {
    const seen = looksLikeHeader(text4) ? "its header line is damaged" : "its first line is not the header that every recording begins with";
    this.#stop("not-a-record", seen);
  }
  /** Decides early about what never was a recording: /dev/zero, a video, a log. */
  #guard() {
    if (this.hopeless || this.#rest === "") return;
    if (this.#header === null && !HEADER_START.startsWith(this.#rest.slice(0, 1))) this.#takeFirst(this.#rest, void 0);
    else if (this.#rest.length > MAX_LINE)
      this.#stop(this.#header === null ? "not-a-record" : "malformed", `line ${this.#line + 1} is longer than 64 MiB`);
  }
  #wrong(what) {
    if (++this.#malformed <= MAX_MALFORMED) this.#problem("malformed", `line ${this.#line} ${what}`);
  }
  #stop(kind2, message2) {
    this.#problem(kind2, message2);
    this.hopeless = true;
  }
  #problem(kind2, message2) {
    this.#problems.push({ kind: kind2, line: Math.max(1, this.#line), message: message2 });
  }
};
function parseJson(text4) {
  try {
    return JSON.parse(text4);
  } catch {
    return void 0;
  }
}
var looksLikeHeader = (text4) => text4 !== "" && HEADER_START.startsWith(text4.slice(0, HEADER_START.length));
function parseVersion(version2) {
  const match = typeof version2 === "string" ? /^(\d{1,9})\.(\d{1,9})$/.exec(version2) : null;
  return match === null ? null : { major: Number(match[1]), text: match[0] };
}
var KNOWN_MAJOR = parseVersion(RECORD_VERSION).major;

// bpf/regular.ts
import { closeSync as closeSync2, constants as constants2, fstatSync, openSync as openSync2, readFileSync as readFileSync2 } from "node:fs";
var NOT_REGULAR = "ENOTREG";
function openRegular(path) {
  const file = openSync2(path, constants2.O_RDONLY | constants2.O_NONBLOCK);
  if (fstatSync(file).isFile()) return file;
  closeSync2(file);
  throw Object.assign(new Error("it is no regular file"), { code: NOT_REGULAR });
}
function readRegular(path) {
  const file = openRegular(path);
  try {
    return readFileSync2(file, "utf8");
  } finally {
    closeSync2(file);
  }
}

// bpf/read.ts
var readerOf = (path, most = MOST_HELD) => new RecordReader({ most, again: () => readAgain(path) });
function* readAgain(path) {
  let found = [];
  const reader = new RecordReader({ most: 0, again: () => [] });
  reader.onRecord = (record) => {
    if (isOutside(record)) found.push(record);
  };
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.allocUnsafe(1 << 20);
  let file;
  try {
    file = openRegular(path);
  } catch {
    return;
  }
  try {
    for (let length = readSync(file, buffer); length > 0 && !reader.hopeless; length = readSync(file, buffer)) {
      reader.push(decoder.write(buffer.subarray(0, length)));
      yield* found;
      found = [];
    }
    reader.push(decoder.end());
    reader.end();
    yield* found;
  } finally {
    closeSync3(file);
  }
}

// bpf/live.ts
var LiveFile = class {
  #fd;
  #reader;
  #decoder = new StringDecoder2("utf8");
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #taken = 0;
  #recording = null;
  /** Throws the system's error when the file can't be opened, or is no regular one. */
  constructor(path) {
    this.#fd = openRegular(path);
    this.#reader = readerOf(path);
  }
  /** Reads what has come since the last call, and tells of each record. Synchronous: the file is in the page cache, and records are rare. */
  read(onRecord = () => {
  }) {
    if (this.#recording !== null) return;
    this.#reader.onRecord = onRecord;
    const { size } = fstatSync2(this.#fd);
    for (let length = this.#more(size); length > 0 && !this.#reader.hopeless; length = this.#more(size)) {
      this.#reader.push(this.#decoder.write(this.#buffer.subarray(0, length)));
    }
  }
  /** What has been read so far, or the frame of it: see Recording. */
  get records() {
    return this.#reader.records;
  }
  /** The first line, once it has been read. */
  get header() {
    return this.#reader.header;
  }
  /** The last line, once it has been read. */
  get trailer() {
    return this.#reader.trailer;
  }
  /** Ends the reading. */
  recording() {
    if (this.#recording === null) {
      this.read();
      this.#recording = this.#reader.end();
      closeSync4(this.#fd);
    }
    return this.#recording;
  }
  #more(size) {
    try {
      const length = this.#taken < size ? readSync2(this.#fd, this.#buffer, 0, this.#buffer.length, null) : 0;
      this.#taken += length;
      return length;
    } catch {
      return 0;
    }
  }
};

// bpf/detached.ts
var watchFiles = (folder, record = join3(folder, "record.ndjson")) => ({
  record,
  control: join3(folder, "control"),
  errors: join3(folder, "errors")
});
var BLANK = "\n".repeat(4096);
function readErrors({ errors }) {
  try {
    return linesOf(readRegular(errors));
  } catch {
    return [];
  }
}
async function stopDetached(files, notes, endWithin = 3e4) {
  sendStop(files.control, notes);
  const file = openRecord(files);
  if (file === null) return { recording: null, failure: lostRecord(files) };
  await follow(file, files, () => file.trailer !== null, endWithin);
  const recording = file.recording();
  if (recording.trailer !== null) return { recording, failure: null };
  const problem = isListening(files.control) ? failure3("too-slow", { message: `the tracer did not end within ${endWithin / 1e3} s after it was asked to` }) : failure3("died", { output: readErrors(files), ...explainDeath2(files) });
  return { recording, failure: problem };
}
function lostRecord({ record }) {
  const remedy2 = "Find the step of the job that does that, or name a directory that no step touches.";
  switch (whyShut(record)) {
    case "ENOENT":
    case "ENOTDIR":
      return failure3("lost", { message: `${record} is there no more` });
    case NOT_REGULAR:
    case "ENXIO":
      return failure3("lost", { message: `${record} is no regular file any more: something replaced it during the watch`, remedy: remedy2 });
    default:
      return failure3("lost", { message: `${record} can't be read any more: something changed it, or who may read it, during the watch`, remedy: remedy2 });
  }
}
function whyShut(path) {
  try {
    closeSync5(openRegular(path));
    return void 0;
  } catch (error) {
    return error.code;
  }
}
function explainDeath2(files) {
  const last = readErrors(files).findLast((line) => line.startsWith("tracer: "));
  return last === void 0 ? { message: "the tracer was killed, or the machine was restarted" } : { message: last.replace(/^tracer: /, ""), remedy: failure3("output").remedy };
}
function openRecord({ record }) {
  try {
    return new LiveFile(record);
  } catch {
    return null;
  }
}
var INTERVAL = 5;
async function follow(file, files, enough, milliseconds2) {
  const deadline = performance.now() + milliseconds2;
  for (; ; ) {
    const listening = isListening(files.control);
    file.read();
    if (enough()) return true;
    if (!listening || performance.now() > deadline) return false;
    await new Promise((resolve5) => setTimeout(resolve5, INTERVAL));
  }
}

// src/publish/workflow-run.ts
function readWorkflowRun(environment, matrix) {
  const { GITHUB_REPOSITORY: repository2 = "", GITHUB_SHA: sha = "", GITHUB_JOB: job = "job" } = environment;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository2)) return null;
  const subject = subjectOf(readPayload(environment.GITHUB_EVENT_PATH), environment);
  const id = number2(environment.GITHUB_RUN_ID);
  const values = matrixValues(matrix);
  return {
    apiUrl: (environment.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    repository: repository2,
    url: `${environment.GITHUB_SERVER_URL || "https://github.com"}/${repository2}/actions/runs/${id}`,
    id,
    attempt: number2(environment.GITHUB_RUN_ATTEMPT) || 1,
    pullRequest: subject.pullRequest,
    fork: subject.fork,
    sha: subject.sha ?? sha,
    job: values.length === 0 ? job : `${job} (${values.join(", ")})`,
    key: createHash3("sha256").update(JSON.stringify([workflowFile(environment), job, ...values])).digest("hex").slice(0, 16)
  };
}
function subjectOf(payload, { GITHUB_EVENT_NAME: event = "", GITHUB_REF: ref = "" }) {
  const pull = at2(payload, "pull_request");
  if (isObject2(pull)) {
    const foreign = text3(at2(pull, "head", "repo", "full_name")) !== text3(at2(pull, "base", "repo", "full_name"));
    return { pullRequest: positive(at2(pull, "number")), sha: text3(at2(pull, "head", "sha")), fork: foreign && event !== "pull_request_target" };
  }
  for (const key of ["workflow_run", "check_suite", "check_run"]) {
    const cause = at2(payload, key);
    if (isObject2(cause)) return { pullRequest: positive(at2(cause, "pull_requests", "0", "number")), sha: text3(at2(cause, "head_sha")), fork: false };
  }
  const group = at2(payload, "merge_group");
  if (isObject2(group)) {
    const queued = /\/pr-(\d+)-[0-9a-f]{40}$/.exec(text3(at2(group, "head_ref")) ?? "");
    return { pullRequest: positive(Number(queued?.[1])), sha: text3(at2(group, "head_sha")), fork: false };
  }
  const commented = isObject2(at2(payload, "issue", "pull_request")) ? positive(at2(payload, "issue", "number")) : null;
  const merged = /^refs\/pull\/(\d+)\/(?:merge|head)$/.exec(ref);
  return { pullRequest: commented ?? positive(Number(merged?.[1])), sha: null, fork: false };
}
function workflowFile({ GITHUB_WORKFLOW_REF: ref = "", GITHUB_WORKFLOW: name = "" }) {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(ref)?.[1] ?? name;
}
function matrixValues(matrix) {
  const values = parse2(matrix);
  if (!isObject2(values)) return [];
  return Object.values(values).map((value2) => typeof value2 === "object" ? JSON.stringify(value2) : String(value2));
}
function readPayload(path) {
  if (path === void 0 || path === "") return null;
  try {
    return parse2(readRegular(path));
  } catch {
    return null;
  }
}
function parse2(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
function at2(value2, ...keys2) {
  return keys2.reduce((inner, key) => isObject2(inner) && Object.hasOwn(inner, key) ? inner[key] : null, value2);
}
var isObject2 = (value2) => typeof value2 === "object" && value2 !== null;
var text3 = (value2) => typeof value2 === "string" && value2 !== "" ? value2 : null;
var positive = (value2) => Number.isSafeInteger(value2) && Number(value2) > 0 ? Number(value2) : null;
var number2 = (value2) => Number.parseInt(value2 ?? "", 10) || 0;

// src/publish/expected.ts
var hasId = (data) => ["number", "bigint"].includes(typeof at2(data, "id"));
var checks3 = [
  [/^(?:POST|PATCH) /, hasId],
  [/^GET .*\/comments$/, Array.isArray],
  [/^GET .*\/commits\/\{ref\}\/check-runs$/, (data) => Array.isArray(at2(data, "check_runs"))],
  [/^GET .*\/check-runs\/\{check_run_id\}$/, hasId],
  [/^GET \/user$/, (data) => typeof at2(data, "login") === "string"]
];
var isExpected = (route, { data }) => checks3.find(([pattern]) => pattern.test(route))?.[1](data) ?? true;
var typeOf = ({ headers }) => String(headers["content-type"] ?? "").replace(/;.*/s, "");
var isBroken = (answer) => answer.status !== 204 && typeof answer.data === "string" && /\bjson\b/i.test(typeOf(answer));
function kindOf(answer) {
  const type = typeOf(answer);
  return `status ${answer.status}${isBroken(answer) ? ", and it breaks off" : type === "" ? "" : `, ${type}`}`;
}

// src/publish/retry.ts
function readAnswer(answer, now) {
  const { status } = answer;
  if (status === null) return { kind: "unclear", afterMs: null };
  if (status < 300) return { kind: "done" };
  if (status < 400) return { kind: "rejected" };
  if (status >= 500) return { kind: "unclear", afterMs: waitAsked(answer, now) };
  if (status === 429 || isRateLimit(answer)) return { kind: "limited", afterMs: waitAsked(answer, now) };
  if (![401, 403, 404].includes(status)) return { kind: "rejected" };
  return { kind: isObject3(answer.data) ? "denied" : "unreadable" };
}
var isObject3 = (value2) => typeof value2 === "object" && value2 !== null;
var isRateLimit = ({ status, headers, message: message2 }) => status === 403 && (headers["retry-after"] !== void 0 || String(headers["x-ratelimit-remaining"]) === "0" || /rate limit|abuse detection/i.test(message2));
function waitAsked({ headers }, now) {
  const after = headers["retry-after"];
  if (after !== void 0) {
    const ms = /^\d+$/.test(String(after)) ? Number(after) * 1e3 : Date.parse(String(after)) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const reset = Number(headers["x-ratelimit-reset"]);
  return String(headers["x-ratelimit-remaining"]) === "0" && Number.isFinite(reset) ? Math.max(0, reset * 1e3 - now) : null;
}
var TRIES = 4;
var backoff = (tried, chance) => 1e3 * 2 ** (tried - 1) * (0.5 + chance / 2);

// src/publish/api.ts
var wallClock = { now: Date.now, sleep: (ms) => new Promise((resolve5) => setTimeout(resolve5, ms)), chance: Math.random };
function createApi(send2, limits, clock = wallClock) {
  const deadline = clock.now() + limits.totalMs;
  async function ask3(route, parameters) {
    const left = Math.max(1, deadline - clock.now());
    const answer = await send2(route, parameters, AbortSignal.timeout(Math.min(left, limits.requestMs)));
    return { answer, reading: check(route, answer, readAnswer(answer, clock.now())) };
  }
  async function waited(tried, afterMs) {
    const ms = afterMs ?? backoff(tried, clock.chance());
    if (tried >= TRIES || clock.now() + ms >= deadline) return false;
    await clock.sleep(ms);
    return true;
  }
  async function once(route, parameters, first) {
    for (let tried = first; ; tried++) {
      const { answer, reading } = await ask3(route, parameters);
      if (reading.kind === "done") return { kind: "done", data: answer.data, more: /;\s*rel="next"/.test(String(answer.headers.link ?? "")) };
      if (reading.kind === "unreadable") return unreadable(answer);
      if (reading.kind === "denied" || reading.kind === "rejected") return { kind: reading.kind, status: answer.status, message: answer.message };
      if (!await waited(tried, reading.afterMs)) return isBroken(answer) ? unreadable(answer) : unreachable(answer, reading.afterMs);
      if (reading.kind === "unclear") return { kind: "unclear" };
    }
  }
  async function request(route, parameters) {
    for (let tried = 1; ; tried++) {
      const answer = await once(route, parameters, tried);
      if (answer.kind !== "unclear") return answer;
    }
  }
  return { request, once };
}
function check(route, answer, reading) {
  if (reading.kind !== "done" || isExpected(route, answer)) return reading;
  return isBroken(answer) ? { kind: "unclear", afterMs: null } : { kind: "unreadable" };
}
var unreadable = (answer) => ({ kind: "unreadable", status: answer.status, message: kindOf(answer) });
var unreachable = ({ status, message: message2 }, afterMs) => ({
  kind: "unreachable",
  status,
  message: afterMs === null ? message2 : `${message2} (asked to wait ${Math.ceil(afterMs / 1e3)} s)`
});

// src/publish/check-run.ts
var BATCH = 50;
var TEXT_LIMIT = 65535;
var TITLE_LIMIT2 = 255;
async function publishCheckRun(api, run2, check2) {
  if (check2.conclusion === "success" && !await hasComplained(api, run2)) return null;
  const created = await create(api, run2, check2);
  return "kind" in created ? created : append3(api, run2, check2, created);
}
var nameOf2 = (run2) => `Crash Gate / ${run2.job}`.slice(0, 200);
var externalId = (run2) => `crash-gate ${run2.key} ${run2.id}.${run2.attempt}`;
function repository(run2) {
  const [owner = "", repo = ""] = run2.repository.split("/");
  return { owner, repo };
}
async function create(api, run2, check2) {
  for (let tried = 1; ; tried++) {
    const answer = await api.once(
      "POST /repos/{owner}/{repo}/check-runs",
      {
        ...repository(run2),
        name: nameOf2(run2),
        head_sha: run2.sha,
        external_id: externalId(run2),
        details_url: run2.url,
        status: "completed",
        conclusion: check2.conclusion,
        output: outputOf(check2, 0)
      },
      tried
    );
    if (answer.kind === "done") return { id: Number(at2(answer.data, "id")), sent: Math.min(BATCH, check2.annotations.length) };
    if (answer.kind !== "unclear") return answer;
    const found = (await listed2(api, run2)).find((other2) => at2(other2, "external_id") === externalId(run2));
    if (found !== void 0) return { id: Number(at2(found, "id")), sent: arrived(found) };
  }
}
async function append3(api, run2, check2, { id, sent: first }) {
  const target = { ...repository(run2), check_run_id: id };
  let sent2 = first;
  let tried = 1;
  while (sent2 < check2.annotations.length) {
    const answer = await api.once(
      "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
      { ...target, output: outputOf(check2, sent2) },
      tried
    );
    if (answer.kind === "done") {
      sent2 += BATCH;
      tried = 1;
    } else if (answer.kind === "unclear") {
      const now = await api.request("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", target);
      if (now.kind !== "done") return now;
      sent2 = Math.max(sent2, arrived(now.data));
      tried++;
    } else {
      return answer;
    }
  }
  return null;
}
var arrived = (checkRun) => Number(at2(checkRun, "output", "annotations_count") ?? 0);
var outputOf = (check2, from) => ({
  title: check2.title.slice(0, TITLE_LIMIT2),
  summary: check2.summary,
  annotations: check2.annotations.slice(from, from + BATCH).map(toGitHub)
});
var levels = { error: "failure", warning: "warning", notice: "notice" };
function toGitHub({ level, title, message: message2, file = ".github", line = 1 }) {
  return { path: file, start_line: line, end_line: line, annotation_level: levels[level], title: title.slice(0, TITLE_LIMIT2), message: message2 };
}
async function hasComplained(api, run2) {
  const own = (await listed2(api, run2)).filter((other2) => String(at2(other2, "external_id")).startsWith(`crash-gate ${run2.key} `));
  return own.some((other2) => at2(other2, "conclusion") !== "success");
}
async function listed2(api, run2) {
  const answer = await api.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...repository(run2),
    ref: run2.sha,
    check_name: nameOf2(run2),
    filter: "latest",
    per_page: 100
  });
  const runs = answer.kind === "done" ? at2(answer.data, "check_runs") : null;
  return Array.isArray(runs) ? runs : [];
}

// src/publish/comment.ts
var COMMENT_LIMIT = 65535;
async function publishComment(api, run2, number3, comment) {
  const [owner, repo] = run2.repository.split("/");
  for (let tried = 1; ; tried++) {
    const found = await find(api, { owner, repo, issue_number: number3 }, run2.key);
    if (isFailure2(found)) return comment.kind === "report" ? found : null;
    if (isLastWord(found, run2, comment)) return null;
    const body = `${markerOf(run2, comment.kind)}
${comment.render()}`;
    const answer = found === null ? await api.once("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { owner, repo, issue_number: number3, body }, tried) : await api.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { owner, repo, comment_id: found.id, body });
    if (answer.kind === "done") return null;
    const again = answer.kind === "unclear" || found !== null && answer.status === 404 && tried === 1;
    if (!again) return answer;
  }
}
function isLastWord(found, run2, { kind: kind2 }) {
  if (found === null) return kind2 !== "report";
  const newer = found.run > run2.id || found.run === run2.id && found.attempt > run2.attempt;
  return newer || found.resolved && kind2 !== "report";
}
var markerOf = ({ key, id, attempt }, kind2) => `<!-- crash-gate ${key} run ${id}.${attempt} ${kind2 === "resolved" ? "resolved" : "open"} -->`;
var MARKER_ROOM = 128;
var marker = /^<!-- crash-gate ([0-9a-f]{16}) run (\d+)\.(\d+) (open|resolved) -->/;
async function find(api, issue, key) {
  for (let page = 1; ; page++) {
    const answer = await api.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...issue, per_page: 100, page });
    if (answer.kind !== "done") return answer;
    for (const comment of Array.isArray(answer.data) ? answer.data : []) {
      const found = read(comment, key);
      if (found !== null && await isOwn2(api, comment)) return found;
    }
    if (!answer.more) return null;
  }
}
function read(comment, key) {
  const match = marker.exec(String(at2(comment, "body") ?? ""));
  if (match === null || match[1] !== key) return null;
  return { id: Number(at2(comment, "id")), run: Number(match[2]), attempt: Number(match[3]), resolved: match[4] === "resolved" };
}
async function isOwn2(api, comment) {
  if (at2(comment, "user", "type") === "Bot") return true;
  const user = await api.request("GET /user", {});
  return user.kind === "done" && at2(user.data, "login") === at2(comment, "user", "login");
}
var isFailure2 = (found) => found !== null && "kind" in found;

// src/publish/octokit.ts
var silent = { debug() {
}, info() {
}, warn() {
}, error() {
} };
async function connect(token, apiUrl) {
  const { getOctokit } = await import("./github.js");
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: "crash-gate", log: silent });
  const fetch = following2(octokit.request.endpoint.DEFAULTS.request.fetch ?? globalThis.fetch);
  return async (route, parameters, signal) => {
    try {
      const { status, headers, data } = await octokit.request(route, { ...parameters, headers: version, request: { signal, fetch } });
      const message2 = headers.location === void 0 ? "" : `it redirects to ${headers.location}, in circles or to another host`;
      return { status, headers, data, message: message2 };
    } catch (error) {
      return refused(error);
    }
  };
}
var version = { "x-github-api-version": "2022-11-28" };
var REDIRECTS = 3;
function following2(fetch) {
  return async (first, options) => {
    let url = first;
    for (let left = REDIRECTS; ; left--) {
      const response2 = await fetch(url, { ...options, redirect: "manual" });
      const next = nextOf(response2, url);
      if (next === null || left === 0) return response2;
      await response2.body?.cancel();
      url = next;
    }
  };
}
function nextOf({ status, headers }, from) {
  const location = [301, 302, 307, 308].includes(status) ? headers.get("location") : null;
  if (location === null || !URL.canParse(location, from)) return null;
  const { href, origin: origin2 } = new URL(location, from);
  return origin2 === new URL(from).origin ? href : null;
}
function refused(error) {
  const { response: response2, message: message2 } = error;
  if (response2 === void 0) return { status: null, headers: {}, data: null, message: message2 ?? String(error) };
  const { data } = response2;
  const words3 = typeof data === "object" && data !== null && "message" in data ? data.message : null;
  return { status: response2.status, headers: response2.headers, data, message: words3 === null ? `status ${response2.status}` : String(words3) };
}

// src/publish/permissions.ts
var grants = { comment: "pull-requests: write", "check run": "checks: write" };
var ELSEWHERE = "The annotations and the job summary have everything, and the verdict stands.";
function noticesOf(troubles, run2) {
  const missing2 = troubles.filter(({ failure: failure5 }) => isPermission(failure5));
  const others2 = troubles.filter(({ failure: failure5 }) => !isPermission(failure5));
  return [...missing2.length === 0 ? [] : [permission(missing2, run2)], ...others2.map((trouble2) => unpublished(trouble2, run2))];
}
var isPermission = ({ kind: kind2, message: message2 }) => kind2 === "denied" && !/\b(?:locked|archived)\b/i.test(message2);
function permission(troubles, run2) {
  const what = troubles.map((trouble2) => trouble2.what).join(" and no ");
  const said2 = troubles[0];
  const answer = `GitHub answered ${saying(said2.failure)}`;
  return {
    level: "notice",
    title: `crash-gate: no ${what}`,
    message: [because(answer, said2.failure, run2), ...remedy(troubles, said2.failure, run2)].join("\n")
  };
}
function because(answer, { status }, { fork }) {
  if (status === 401) return `The token is not accepted (${answer}). ${ELSEWHERE}`;
  if (fork) return `This pull request comes from a fork, so its token can only read (${answer}). ${ELSEWHERE} Nothing has to be changed.`;
  return `The token may not write that (${answer}). ${ELSEWHERE} To allow it, add to the job:`;
}
function remedy(troubles, { status }, { fork }) {
  if (status === 401 || fork) return [];
  return ["permissions:", "  contents: read", ...troubles.map(({ what }) => `  ${grants[what]}`)];
}
var unpublished = ({ what, failure: failure5 }, { apiUrl }) => ({
  level: "notice",
  title: `crash-gate: no ${what}`,
  message: `The ${what} could not be published: ${why(failure5, apiUrl)}. ${ELSEWHERE}`
});
function why(failure5, apiUrl) {
  if (failure5.status === null) return `no answer from GitHub (${words2(failure5)})`;
  if (failure5.kind !== "unreadable") return `GitHub answered ${saying(failure5)}`;
  return `GitHub's answer can't be read (${words2(failure5)}). A proxy on the way may have given one of its own: look at https_proxy and no_proxy, and at what answers at ${inert(apiUrl)}`;
}
var isToken = (text4) => /^[\x21-\x7e]+$/.test(text4);
var noToken = (missing2) => ({
  level: "notice",
  title: `crash-gate: no ${missing2.join(" and no ")}`,
  message: `What "token:" gives is no token: there is a line break, a space or another character in it that none has, so two values may have come into one secret. GitHub was not asked. ${ELSEWHERE} Leave "token:" out, which gives the job's own, or store the secret again.`
});
var saying = (failure5) => `${failure5.status}: ${words2(failure5)}`;
var words2 = ({ message: message2 }) => inert(message2).slice(0, 500);

// src/publish/redact.ts
var HIDDEN = "***";
var value = "[^\\s`\"'<>|]+";
var tokens = [
  /\bgh[pousr]_\w{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bnpm_\w{30,}/g,
  /\bxox[a-z]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bsk-[\w-]{20,}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]*/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g
];
var behind = [
  /\b([a-z][\w.+-]{1,20}:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,200}(?=@)/gi,
  new RegExp(`([\\w-]{0,60}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)=)${value}`, "gi"),
  new RegExp(`(--?(?:[\\w-]{0,60}-)?(?:password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key)\\s{1,4})${value}`, "gi"),
  new RegExp(`(\\bauthorization:\\s{0,4}(?:\\w{1,20}\\s{1,4})?)${value}`, "gi"),
  new RegExp(`(\\b(?:mysql|mysqladmin|mysqldump|mariadb)\\b[^\\n]{0,300}?\\s-p)${value}`, "g")
];
function redact(text4, known) {
  const exact = known.filter((secret) => secret.length >= 8).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text4);
  const named = behind.reduce((rest, pattern) => rest.replace(pattern, `$1${HIDDEN}`), exact);
  return tokens.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), named);
}
function redactAll(value2, known) {
  if (typeof value2 === "string") return redact(value2, known);
  if (Array.isArray(value2)) return value2.map((item, i) => i > 0 && isSecretOption(value2[i - 1]) ? HIDDEN : redactAll(item, known));
  if (typeof value2 !== "object" || value2 === null) return value2;
  return Object.fromEntries(Object.entries(value2).map(([key, inner]) => [key, redactAll(inner, known)]));
}
var isSecretOption = (argument) => typeof argument === "string" && /^--?(?:[\w-]{0,60}-)?(?:password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key)$/i.test(argument);

// src/publish/resolved.ts
function resolvedText({ url, sha, job }) {
  const name = job.replace(/[^\w .,()/-]/g, " ");
  return [
    `### ✅ Crash Gate: resolved in job \`${name}\``,
    "",
    `No hidden crashes any more at ${sha.slice(0, 12)}, [in this run](${url}). What was found before is in this comment's history of edits.`,
    ""
  ].join("\n");
}

// src/publish/pull-request.ts
var patience = { quiet: { totalMs: 15e3, requestMs: 5e3 }, report: { totalMs: 9e4, requestMs: 15e3 } };
async function publishPullRequest(publication, surroundings = { connect }) {
  const { run: run2, token } = publication;
  const report = redactAll(publication.report, [token]);
  const number3 = publication.comment ? run2.pullRequest : null;
  const check2 = publication.checkRun && run2.sha !== "" ? checkOf(report, publication) : null;
  if (token === "" || number3 === null && check2 === null) return [];
  if (!isToken(token)) return [noToken([...number3 === null ? [] : ["comment"], ...check2 === null ? [] : ["check run"]])];
  const limits = surroundings.limits ?? patience[hasNews(report) ? "report" : "quiet"];
  let api;
  try {
    api = createApi(await surroundings.connect(token, run2.apiUrl), limits, surroundings.clock);
  } catch (error) {
    return noticesOf(
      [{ what: number3 === null ? "check run" : "comment", failure: { kind: "unreachable", status: null, message: redact(String(error), [token]) } }],
      run2
    );
  }
  const [commented, checked] = await Promise.all([
    number3 === null ? null : publishComment(api, run2, number3, commentOf(report, run2)),
    check2 === null ? null : publishCheckRun(api, run2, check2)
  ]);
  return noticesOf([...trouble("comment", commented, token), ...trouble("check run", checked, token)], run2);
}
var trouble = (what, failure5, token) => failure5 === null ? [] : [{ what, failure: { ...failure5, message: redact(failure5.message, [token]) } }];
var hasNews = (report) => report.incidents.length + objectionsOf(report).length > 0;
function commentOf(report, run2) {
  const render3 = () => renderComment(report, { bytes: COMMENT_LIMIT - MARKER_ROOM, fullReport: fullReport(run2) });
  if (hasNews(report)) return { kind: "report", render: render3 };
  return report.verdict === "clean" ? { kind: "resolved", render: () => resolvedText(run2) } : { kind: "update", render: render3 };
}
function checkOf(report, { failing, place, run: run2 }) {
  if (report.incidents.length === 0 && report.verdict !== "clean" && !failing) return null;
  return {
    conclusion: failing ? "failure" : report.verdict === "clean" ? "success" : "neutral",
    title: inert(report.reasons[0] ?? report.verdict),
    summary: renderComment(report, { bytes: TEXT_LIMIT, fullReport: fullReport(run2) }),
    annotations: annotationsOf(report, place, Number.POSITIVE_INFINITY)
  };
}
var fullReport = ({ url }) => `[the job summary](${url})`;

// src/report/html.ts
import { createHash as createHash4 } from "node:crypto";

// src/report/html/assets.ts
var style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #0d1117);
  --panel: light-dark(#f6f8fa, #151b23);
  --line: light-dark(#d1d9e0, #3d444d);
  --text: light-dark(#1f2328, #f0f6fc);
  --quiet: light-dark(#59636e, #9198a1);
  --accent: light-dark(#0969da, #4493f8);
  --error: light-dark(#c21c28, #ff7b72);
  --warning: light-dark(#8a5a00, #e3b341);
  --notice: light-dark(#0969da, #4493f8);
  --fine: light-dark(#116329, #3fb950);
  --mono: ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
:root[data-theme='light'] {
  color-scheme: light;
}
:root[data-theme='dark'] {
  color-scheme: dark;
}
* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem 1.25rem 4rem;
  background: var(--page);
  color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif;
}
code,
pre {
  font-family: var(--mono);
  font-size: 0.875em;
  overflow-wrap: anywhere;
}
a {
  color: var(--accent);
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.unseen,
.skip:not(:focus) {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
[hidden] {
  display: none !important;
}

header {
  position: relative;
  border-bottom: 1px solid var(--line);
  padding-bottom: 0.75rem;
}
.brand {
  margin: 0 8rem 0 0;
  color: var(--quiet);
  overflow-wrap: anywhere;
}
h1 {
  margin: 0.25rem 0;
  font-size: 1.75rem;
  line-height: 1.25;
  overflow-wrap: anywhere;
}
header > p:not(.brand) {
  margin: 0;
  color: var(--quiet);
}
.verdict {
  display: inline-grid;
  place-items: center;
  width: 1.35em;
  height: 1.35em;
  border-radius: 50%;
  background: var(--warning);
  color: var(--page);
  font-size: 0.85em;
}
[data-verdict='failed'] .verdict {
  background: var(--error);
}
[data-verdict='clean'] .verdict {
  background: var(--fine);
}
#theme {
  position: absolute;
  top: 0;
  right: 0;
}

h2 {
  margin: 0;
  font-size: 1.2rem;
}
section {
  margin-top: 1.75rem;
}
.missed {
  border: 1px solid var(--warning);
  border-radius: 6px;
  padding: 0.75rem 1rem;
}
.missed h2 {
  color: var(--warning);
  font-size: 1rem;
}
.missed ul {
  margin: 0.25rem 0 0;
}
.title {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1rem;
  align-items: center;
  justify-content: space-between;
  margin-bottom: 0.5rem;
}
.tools {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 0.75rem;
  align-items: center;
}
.aside {
  font-size: 0.9em;
}
button,
input[type='search'] {
  font: inherit;
  font-size: 0.9em;
  color: var(--text);
  background: var(--panel);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.25rem 0.7rem;
}
button {
  cursor: pointer;
}
button:hover {
  border-color: var(--quiet);
}
input[type='search'] {
  width: min(20rem, 60vw);
  background: var(--page);
}
output,
.legend,
#found {
  color: var(--quiet);
  font-size: 0.9em;
}

#timeline {
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.5rem 0.75rem 0.25rem;
  background: var(--panel);
  touch-action: pan-y;
}
.lanes {
  list-style: none;
  margin: 0;
  padding: 0;
}
.lane {
  display: grid;
  grid-template-columns: minmax(7rem, 15rem) 1fr;
  gap: 1rem;
  align-items: center;
}
.lane .name {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font: 0.85em var(--mono);
}
.track {
  width: 100%;
  height: 26px;
  overflow: hidden;
  background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat;
  cursor: grab;
}
.axis .track {
  background: none;
  height: 20px;
}
.track text {
  fill: var(--quiet);
  font-size: 11px;
}
.axis .end {
  text-anchor: end;
}
.axis .tick {
  text-anchor: middle;
}
.mark {
  overflow: visible;
}
.crash {
  fill: var(--warning);
  stroke: var(--panel);
}
[data-level='error'] .crash,
.key.crash {
  fill: var(--error);
  background: var(--error);
}
.gap,
.key.gap {
  fill: var(--warning);
  background: var(--warning);
  opacity: 0.75;
}
.again,
.key.again {
  fill: var(--fine);
  background: var(--fine);
  stroke: var(--panel);
}
.step {
  fill: var(--accent);
  opacity: 0.4;
}
.legend {
  margin: 0.35rem 0 0;
}
.key {
  display: inline-block;
  width: 0.7em;
  height: 0.7em;
  margin-left: 0.9em;
  border-radius: 50%;
}
.key.crash {
  margin-left: 0;
  border-radius: 0;
  rotate: 45deg;
}
.key.gap {
  width: 1.4em;
  height: 0.4em;
  border-radius: 0;
}
.key.step {
  border-radius: 2px;
  background: var(--accent);
  opacity: 0.4;
}

.incident {
  border: 1px solid var(--line);
  border-left: 4px solid var(--notice);
  border-radius: 6px;
  margin-bottom: 0.6rem;
  scroll-margin-top: 1rem;
}
.incident[data-level='error'] {
  border-left-color: var(--error);
}
.incident[data-level='warning'] {
  border-left-color: var(--warning);
}
.incident:target {
  box-shadow: 0 0 0 2px var(--accent);
}
summary {
  cursor: pointer;
}
.incident summary {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  align-items: baseline;
  justify-content: space-between;
  padding: 0.6rem 0.9rem;
}
.incident summary::-webkit-details-marker {
  display: none;
}
.incident summary:hover {
  background: var(--panel);
}
h3 {
  margin: 0;
  font-size: 1rem;
  font-weight: 500;
  overflow-wrap: anywhere;
}
h3 code {
  font-weight: 700;
}
h3::before {
  content: '▸' / '';
  display: inline-block;
  width: 1.1em;
  color: var(--quiet);
}
details[open] > summary h3::before {
  content: '▾' / '';
}
.badge {
  display: inline-block;
  padding: 0 0.5em;
  border-radius: 4px;
  background: var(--notice);
  color: var(--page);
  font-size: 0.85em;
  font-weight: 700;
}
[data-level='error'] .badge {
  background: var(--error);
}
[data-level='warning'] .badge {
  background: var(--warning);
}
.chips {
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
}
.chip {
  border: 1px solid var(--line);
  border-radius: 1em;
  padding: 0 0.6em;
  color: var(--quiet);
  font-size: 0.85em;
  overflow-wrap: anywhere;
}
.incident details > :not(summary) {
  margin: 0 0.9rem 0.9rem;
}
dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0.3rem 1rem;
  margin: 0.5rem 0;
}
dt {
  color: var(--quiet);
}
dd {
  margin: 0;
  overflow-wrap: anywhere;
}
.scroll {
  overflow-x: auto;
}
table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.9em;
}
th,
td {
  border-top: 1px solid var(--line);
  padding: 0.3rem 0.75rem 0.3rem 0;
  text-align: left;
  vertical-align: top;
  white-space: nowrap;
}
td:last-child {
  white-space: normal;
  width: 100%;
}
th {
  color: var(--quiet);
  font-weight: 500;
}
pre {
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.75rem;
  overflow-x: auto;
  background: var(--panel);
}
section > details {
  margin: 0.4rem 0;
}

@media (max-width: 40rem) {
  dl {
    grid-template-columns: 1fr;
    gap: 0;
  }
  dd {
    margin-bottom: 0.5rem;
  }
  .lane {
    grid-template-columns: 1fr;
    gap: 0;
  }
  .aside {
    display: none;
  }
}
@media print {
  .tools,
  #theme {
    display: none;
  }
}
`;
var script = `
// The page's script: search, folding, zoom and theme. Everything else works without it. It runs as it is, inlined into the page.
(() => {
  const one = selector => document.querySelector(selector);
  const all = selector => [...document.querySelectorAll(selector)];
  const incidents = all('.incident');

  // Search: every word must be in the incident, wherever.
  const query = one('#query');
  const levels = all('input[name=level]');
  const texts = new Map(incidents.map(incident => [incident, incident.textContent.toLowerCase()]));

  function search() {
    const words = query.value.toLowerCase().split(/\\s+/);
    const off = new Set(levels.filter(box => !box.checked).map(box => box.value));
    let found = 0;
    for (const incident of incidents) {
      const matches = !off.has(incident.dataset.level) && words.every(word => texts.get(incident).includes(word));
      incident.hidden = !matches;
      if (matches) found++;
      const lane = one(\`[data-for="\${incident.id}"]\`);
      if (lane !== null) lane.hidden = !matches;
    }
    one('#found').textContent = found === incidents.length ? '' : \`\${found} of \${incidents.length} shown\`;
  }

  function fold() {
    const button = one('#fold');
    const open = button.getAttribute('aria-pressed') === 'false';
    for (const incident of incidents) incident.querySelector('details').open = open;
    button.setAttribute('aria-pressed', String(open));
    button.textContent = open ? 'Close all' : 'Open all';
  }

  if (query !== null) {
    one('#tools').hidden = false;
    query.addEventListener('input', search);
    for (const box of levels) box.addEventListener('change', search);
    one('#fold').addEventListener('click', fold);
    document.addEventListener('keydown', event => {
      if (event.key === '/' && event.target.tagName !== 'INPUT') {
        event.preventDefault();
        query.focus();
      } else if (event.key === 'Escape' && event.target === query) {
        query.value = '';
        search();
      }
    });
  }

  // A link to an incident opens it.
  function openTarget() {
    const target = incidents.find(incident => \`#\${incident.id}\` === location.hash);
    if (target === undefined) return;
    const details = target.querySelector('details');
    details.open = true;
    details.querySelector('summary').focus({ preventScroll: true });
  }
  addEventListener('hashchange', openTarget);
  for (const link of all('.lane a')) {
    link.addEventListener('click', () => {
      if (link.hash === location.hash) openTarget();
    });
  }
  openTarget();

  // Light or dark: what the system says, until somebody says otherwise.
  const theme = one('#theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });

  // The timeline: everything with a time moves when the range that is shown changes.
  const timeline = one('#timeline');
  if (timeline === null) return;
  const end = Number(timeline.dataset.end);
  const axis = one('#axis');
  const moments = all('#timeline [data-at]').map(element => ({ element, at: Number(element.dataset.at) }));
  const spans = all('#timeline [data-from]').map(element => ({ element, from: Number(element.dataset.from), to: Number(element.dataset.to) }));
  const NARROWEST = Math.min(end, 2);
  let from = 0;
  let to = end;

  const place = at => \`\${(((at - from) / (to - from)) * 100).toFixed(4)}%\`;

  function say(ms, step) {
    if (step >= 1000) return ms >= 60_000 ? \`\${Math.floor(ms / 60_000)} min \${Math.round((ms % 60_000) / 1000)} s\` : \`\${Math.round(ms / 1000)} s\`;
    if (ms >= 1000 || step >= 100) return \`\${(ms / 1000).toFixed(step >= 100 ? 1 : step >= 10 ? 2 : 3)} s\`;
    return \`\${step >= 1 ? Math.round(ms) : ms.toFixed(1)} ms\`;
  }

  function drawAxis() {
    const room = Math.max(2, Math.floor(axis.clientWidth / 90));
    const rough = (to - from) / room;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough);
    axis.replaceChildren();
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const share = (at - from) / (to - from);
      if (share < 0.02 || share > 0.96) continue;
      const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('x', \`\${share * 100}%\`);
      text.setAttribute('y', '14');
      text.setAttribute('class', 'tick');
      text.textContent = \`+\${say(at, step)}\`;
      axis.append(text);
    }
    one('#range').textContent = \`+\${say(from, step / 10)} to +\${say(to, step / 10)}\`;
  }

  function show(newFrom, newTo) {
    const width = Math.min(end, Math.max(NARROWEST, newTo - newFrom));
    from = Math.min(Math.max(0, newFrom), end - width);
    to = from + width;
    for (const { element, at } of moments) element.setAttribute('x', place(at));
    for (const span of spans) {
      span.element.setAttribute('x', place(span.from));
      span.element.setAttribute('width', \`\${(Math.max(0, span.to - span.from) / (to - from)) * 100}%\`);
    }
    drawAxis();
  }

  function zoom(factor, around = (from + to) / 2) {
    show(around - (around - from) * factor, around + (to - around) * factor);
  }
  const move = share => show(from + (to - from) * share, to + (to - from) * share);
  const reset = () => show(0, end);
  /** Where on the tracks the pointer is, as a time. */
  function timeAt(event) {
    const { left, width } = axis.getBoundingClientRect();
    return from + (Math.min(Math.max(0, event.clientX - left), width) / width) * (to - from);
  }

  const keys = {
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    0: reset,
    ArrowLeft: () => move(-0.2),
    ArrowRight: () => move(0.2),
    Home: () => show(0, to - from),
    End: () => show(end - (to - from), end),
  };
  timeline.addEventListener('keydown', event => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  const buttons = { in: () => zoom(0.5), out: () => zoom(2), all: reset };
  for (const button of all('[data-zoom]')) button.addEventListener('click', buttons[button.dataset.zoom]);
  timeline.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      zoom((event.deltaY || event.deltaX) < 0 ? 0.8 : 1.25, timeAt(event));
    },
    { passive: false },
  );
  timeline.addEventListener('dblclick', event => zoom(0.5, timeAt(event)));
  let dragged = null;
  timeline.addEventListener('pointerdown', event => {
    if (event.button === 0 && event.target.closest('a, button') === null) dragged = event.clientX;
  });
  addEventListener('pointermove', event => {
    if (dragged === null) return;
    move((dragged - event.clientX) / axis.clientWidth);
    dragged = event.clientX;
  });
  addEventListener('pointerup', () => {
    dragged = null;
  });
  addEventListener('resize', drawAxis);
  reset();
})();
`;

// src/report/html/markup.ts
var Markup = class {
  html;
  constructor(html2) {
    this.html = html2;
  }
};
var LONGEST2 = 4e3;
function markup(strings, ...values) {
  return new Markup(strings.map((part, index) => part + (index < values.length ? render(values[index]) : "")).join(""));
}
function render(value2) {
  if (value2 === null) return "";
  if (value2 instanceof Markup) return value2.html;
  if (typeof value2 === "number") return String(value2);
  return typeof value2 === "string" ? escapeHtml(plain(value2, LONGEST2)) : value2.map(render).join("");
}
var escapeHtml = (text4) => text4.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

// src/report/html/incident.ts
var anchorOf = ({ id }) => `incident-${id.replace(/[^\w-]/g, "")}`;
function incidentArticle(incident, open2) {
  const place = placeOf2(incident.process);
  const chips = [...place === null ? [] : [place], ...stepsAround(incident).map(({ how, id }) => `${how} ${id}`)];
  return markup`<article class="incident" id="${anchorOf(incident)}" data-level="${incident.level}">
<details${open2 ? markup` open` : null}><summary><h3><span class="badge">${labelOf(incident)}</span> <code>${incident.process.name}</code> ${endOf(incident)}</h3>
<span class="chips"><span class="chip times">${plural(incident.count, "time")}</span>${chips.map((chip) => markup`<span class="chip">${chip}</span>`)}</span></summary>
<dl>${factsOf(incident).map(({ label: label2, parts }) => markup`<dt>${label2}</dt><dd>${parts.map(partOf3)}</dd>`)}</dl>
${crashTable(incident)}
${accepting2(incident)}</details>
</article>
`;
}
var partOf3 = (part) => typeof part === "string" ? part : markup`<code>${part.code}</code>`;
function crashTable({ crashes, count }) {
  const more = count - crashes.length;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Each time"><table><thead><tr><th scope="col">since the start</th><th scope="col">at</th><th scope="col">pid</th><th scope="col">had lived</th><th scope="col">what took its place</th></tr></thead>
<tbody>${crashes.map(crashRow2)}${more > 0 ? markup`<tr><td colspan="5">and ${plural(more, "more time")}</td></tr>` : null}</tbody></table></div>`;
}
function crashRow2({ atMs, at: at3, pid, lifetimeMs, replacement }) {
  const next = replacement === null ? markup`nothing` : markup`pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}, started by <code>${replacement.by}</code>`;
  return markup`<tr><td>+${formatDuration(atMs)}</td><td>${at3 ?? "not known"}</td><td>${pid}</td><td>${formatDuration(lifetimeMs)}</td><td>${next}</td></tr>
`;
}
function accepting2(incident) {
  const rule = ruleForPage(incident);
  if (rule === null) return null;
  return markup`<p>Expected? Add this to <code>.github/crash-gate.yml</code>:</p><pre>${rule.split("\n").map(
    (line) => markup`${line}
`
  )}</pre>`;
}

// src/report/html/timeline.ts
var MOST_LANES = 60;
var MOST_STEPS2 = 20;
function timeline2(report) {
  const { incidents: incidents2 } = report;
  const steps = stepsShown(report, MOST_STEPS2);
  if (incidents2.length === 0) return null;
  const end2 = endOfTime(report);
  const more = incidents2.length - MOST_LANES;
  return markup`<section aria-labelledby="timeline-title">
<div class="title"><h2 id="timeline-title">Timeline</h2>
<div class="tools" role="toolbar" aria-label="Zoom"><button type="button" data-zoom="in" title="Zoom in (+)">+<span class="aside"> zoom in</span></button><button type="button" data-zoom="out" title="Zoom out (-)">−<span class="aside"> zoom out</span></button><button type="button" data-zoom="all" title="Show all (0)">All</button><output id="range"></output></div></div>
<div id="timeline" data-end="${end2}" tabindex="0" role="group" aria-label="Timeline. Plus and minus zoom, the arrow keys move, 0 shows all." aria-describedby="range">
<ul class="lanes">
${steps.map((step2) => stepLane(step2, end2))}${incidents2.slice(0, MOST_LANES).map((incident) => incidentLane(incident, end2))}</ul>
<div class="lane axis" aria-hidden="true"><span></span><svg class="track" id="axis"><text class="start" x="0" y="14">0</text><text class="end" x="100%" y="14">+${formatDuration(end2)}</text></svg></div>
</div>
<p class="legend" aria-hidden="true"><span class="key crash"></span> died <span class="key gap"></span> until something took its place <span class="key again"></span> replaced${steps.length === 0 ? null : markup` <span class="key step"></span> ${steps[0].measured ? "a step ran" : "from the first start to the last death of what a step started"}`}</p>
${more > 0 ? markup`<p>And ${plural(more, "more incident")} below.</p>` : null}</section>
`;
}
function endOfTime({ watch: watch2, incidents: incidents2 }) {
  const moments = incidents2.flatMap(({ crashes }) => crashes.map(({ atMs, replacement }) => atMs + (replacement?.afterMs ?? 0)));
  return Math.max(1, (watch2.seconds ?? 0) * 1e3, ...moments);
}
var percent = (ms, end2) => `${(ms / end2 * 100).toFixed(3)}%`;
function stepLane({ id, fromMs, toMs, measured }, end2) {
  const span = measured ? `ran from +${formatDuration(fromMs)} to +${formatDuration(toMs)}` : `processes that it started lived and died between +${formatDuration(fromMs)} and +${formatDuration(toMs)}`;
  return markup`<li class="lane"><span class="name">step ${id}<span class="unseen">: ${span}</span></span><svg class="track" aria-hidden="true"><rect class="step" data-from="${fromMs}" data-to="${toMs}" x="${percent(fromMs, end2)}" width="${percent(toMs - fromMs, end2)}" y="8" height="10"><title>${span}</title></rect></svg></li>
`;
}
function incidentLane(incident, end2) {
  const sentence = `${endOf(incident)} ${momentsOf(incident)}`;
  return markup`<li class="lane" data-level="${incident.level}" data-for="${anchorOf(incident)}"><a class="name" href="#${anchorOf(incident)}">${incident.process.name}<span class="unseen"> ${sentence}</span></a><svg class="track" aria-hidden="true">${incident.crashes.map((crash) => marks3(incident, crash, end2))}</svg></li>
`;
}
function marks3(incident, { atMs, pid, replacement }, end2) {
  const crash = markup`<svg class="mark" data-at="${atMs}" x="${percent(atMs, end2)}" y="13"><path class="crash" d="M0-7 7 0 0 7-7 0z"><title>+${formatDuration(atMs)}: pid ${pid} ${endOf(incident)}</title></path></svg>`;
  if (replacement === null) return crash;
  const again = atMs + replacement.afterMs;
  return markup`<rect class="gap" data-from="${atMs}" data-to="${again}" x="${percent(atMs, end2)}" width="${percent(replacement.afterMs, end2)}" y="10" height="6"></rect><svg class="mark" data-at="${again}" x="${percent(again, end2)}" y="13"><circle class="again" r="4"><title>+${formatDuration(again)}: replaced by pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}</title></circle></svg>${crash}`;
}

// src/report/html.ts
function renderHtml(report) {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Crash Gate: ${headline(report)}</title>
<style>${new Markup(style)}</style>
</head>
<body data-verdict="${report.verdict}">
<a class="skip" href="#incidents">Skip to the incidents</a>
${top(report)}<main>
${objections3(report)}${missed2(report)}${timeline2(report)}${incidents(report)}${accepted3(report)}${ignored2(report)}${watch(report)}</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.html;
}
var hash = (text4) => `'sha256-${createHash4("sha256").update(text4).digest("base64")}'`;
var policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
var marks4 = { clean: "✓", tolerated: "!", failed: "✗", inconclusive: "?" };
function top(report) {
  const { job, command: command2 } = report;
  const what = job?.repository ?? (command2 === null ? null : command2.argv.join(" "));
  const details2 = [job?.workflow ?? null, job?.name ?? null, report.watch.startedAt].filter((part) => part !== null);
  return markup`<header><p class="brand">Crash Gate${what === null || what === "" ? null : markup` · <code>${plain(what, 200)}</code>`}${details2.map((part) => markup` · ${part}`)}</p>
<h1><span class="verdict" aria-hidden="true">${marks4[report.verdict]}</span> ${headline(report)}</h1>
<p>${watchLine(report)}</p>
<button type="button" id="theme" hidden>Light or dark</button></header>
`;
}
function missed2({ watch: { complete, problems } }) {
  if (complete) return null;
  return markup`<section class="missed"><h2>The watch was incomplete, so there may be more</h2><ul>${problems.map(({ message: message2 }) => markup`<li>${message2}</li>`)}</ul></section>
`;
}
var FEW = 3;
function incidents({ incidents: all2 }) {
  if (all2.length === 0)
    return markup`<section id="incidents"><h2>Incidents</h2><p>Nothing died that should not.</p></section>
`;
  return markup`<section id="incidents" aria-labelledby="incidents-title">
<div class="title"><h2 id="incidents-title">${plural(all2.length, "incident")}</h2>
${all2.length > 1 ? tools(all2) : null}</div>
${all2.map((incident, index) => incidentArticle(incident, all2.length <= FEW || index === 0))}</section>
`;
}
function tools(all2) {
  const levels3 = [...new Set(all2.map(({ level }) => level))];
  return markup`<search class="tools" id="tools" hidden><span role="status" id="found"></span>
<label>Search <input type="search" id="query" placeholder="name, signal, container, …" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
${levels3.length > 1 ? levels3.map((level) => markup`<label class="level"><input type="checkbox" name="level" value="${level}" checked> ${level}</label>`) : null}
<button type="button" id="fold" aria-pressed="false">Open all</button></search>`;
}
function objections3(report) {
  const all2 = objectionsOf(report);
  if (all2.length === 0) return null;
  return markup`<section class="missed"><h2>Rules</h2><ul>${all2.map(({ title, message: message2, rule }) => markup`<li><strong>${title}</strong>: ${message2} (<code>${rule}</code>)</li>`)}</ul></section>
`;
}
function accepted3(report) {
  const all2 = acceptedOf(report);
  if (all2.length === 0) return null;
  return markup`<section><h2>Accepted by rules</h2><ul>${all2.map(({ what, reason, rule }) => markup`<li>${what}: ${reason} (<code>${rule}</code>)</li>`)}</ul></section>
`;
}
function ignored2(report) {
  const rules = ignoredByUs(report);
  if (rules.length === 0) return null;
  return markup`<section><h2>${ignoredPhrase(report)}</h2>
${rules.map(ignoredRule2)}</section>
`;
}
var ignoredRule2 = ({ rule, sentence, counted, count, examples }) => markup`<details><summary>${formatCount(count)} ${counted}: ${sentence}</summary><p>Rule <code>${rule}</code>, for example:</p><ul>${examples.map((example) => markup`<li><code>${example}</code></li>`)}</ul></details>
`;
function watch({ watch: seen, reasons: reasons2, verdict }) {
  const facts = [
    ["Verdict", `${verdict}: ${reasons2.join("; ")}`],
    ["Kernel", seen.kernel ?? "not known"],
    ["From", seen.startedAt ?? "not known"],
    ["To", seen.endedAt ?? "not known"],
    ["Processes that ended", seen.processes === null ? "not known" : formatCount(seen.processes)],
    ["Abnormal ends", formatCount(seen.deaths)],
    ["Events lost", seen.lost === null ? "not known" : formatCount(seen.lost)]
  ];
  return markup`<section><h2>How much was watched</h2>
<dl>${facts.map(([label2, value2]) => markup`<dt>${label2}</dt><dd>${value2}</dd>`)}</dl>
<details><summary>${plural(seen.hooks.length, "kernel hook")}</summary><ul>${seen.hooks.map(({ name, attached, why: why2 }) => markup`<li><code>${name}</code> ${attached ? "attached" : `not attached: ${why2 ?? "no reason recorded"}`}</li>`)}</ul></details></section>
`;
}

// src/report/json.ts
var renderJson = (report) => toJson(report);
var toJson = (value2) => `${JSON.stringify(value2, null, 2).replace(acting, spell2)}
`;
var acting = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|#(?=#\[)/gu;
var spell2 = (found) => found.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

// src/report/xml.ts
var renderXml = (root) => `<?xml version="1.0" encoding="UTF-8"?>
${render2(root, "")}`;
function render2({ name, attributes = {}, text: text4 = "", children = [] }, indent) {
  const open2 = `${indent}<${name}${Object.entries(attributes).map(([key, value2]) => ` ${key}="${escapeXml(String(value2))}"`).join("")}`;
  if (children.length > 0) return `${open2}>
${children.map((child) => render2(child, `${indent}  `)).join("")}${indent}</${name}>
`;
  return text4 === "" ? `${open2}/>
` : `${open2}>${escapeXml(text4)}</${name}>
`;
}
var entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
var escapeXml = (text4) => text4.replace(/[&<>"']/g, (character) => entities[character]);

// src/report/junit.ts
function renderJunit(report) {
  const cases = [watchCase(report), ...ruleCases(report), ...incidentCases(report)];
  const count = (name) => cases.filter(({ children = [] }) => children.some((child) => child.name === name)).length;
  const counts = {
    name: "crash-gate",
    ...{ tests: cases.length, failures: count("failure"), errors: count("error"), skipped: count("skipped"), time: secondsOf(report) }
  };
  const { startedAt } = report.watch;
  const timestamp = startedAt === null ? {} : { timestamp: plain(startedAt).slice(0, 19) };
  const suite = { name: "testsuite", attributes: { ...counts, ...timestamp }, children: [propertiesOf(report), ...cases] };
  const { skipped: _, ...totals } = counts;
  return renderXml({ name: "testsuites", attributes: totals, children: [suite] });
}
var secondsOf = ({ watch: watch2 }) => Math.round((watch2.seconds ?? 0) * 1e3) / 1e3;
function propertiesOf(report) {
  const values = { verdict: report.verdict, headline: headline(report), watch: watchLine(report), kernel: report.watch.kernel ?? "not known" };
  return {
    name: "properties",
    children: Object.entries(values).map(([name, value2]) => ({ name: "property", attributes: { name, value: plain(value2) } }))
  };
}
function watchCase(report) {
  const attributes = { classname: "crash-gate.watch", name: "the whole machine was watched", time: secondsOf(report) };
  const { watch: watch2 } = report;
  if (watch2.complete) return { name: "testcase", attributes };
  const messages = watch2.problems.map(({ message: message2 }) => plain(message2));
  const error = { name: "error", attributes: { message: messages[0] ?? "incomplete", type: "incomplete" }, text: messages.join("\n") };
  return { name: "testcase", attributes, children: [error] };
}
function ruleCases(report) {
  const { problems, expectations } = report.rules;
  const classname = "crash-gate.rules";
  const unreadable2 = problems.map(({ file, line, column, message: message2, fix }) => plain(`${file}:${line}:${column}: ${message2}. ${fix}`, 500));
  const first = unreadable2.length === 0 ? [] : [
    {
      name: "testcase",
      attributes: { classname, name: "the rules can be used", time: 0 },
      children: [{ name: "error", attributes: { message: unreadable2[0], type: "rules" }, text: unreadable2.join("\n") }]
    }
  ];
  return [...first, ...expectations.map((expectation) => expectationCase(expectation, classname))];
}
function expectationCase(expectation, classname) {
  const { reason, rule, status } = expectation;
  const message2 = plain(`${expectedPhrase(expectation)} (${rule})`);
  const children = {
    met: [],
    open: [{ name: "skipped", attributes: { message: message2 } }],
    "too-few": [{ name: "failure", attributes: { message: message2, type: "expectation" }, text: message2 }],
    "too-many": [{ name: "failure", attributes: { message: message2, type: "expectation" }, text: message2 }]
  };
  return { name: "testcase", attributes: { classname, name: plain(reason), time: 0 }, children: children[status] };
}
function incidentCases({ incidents: incidents2 }) {
  const taken = /* @__PURE__ */ new Set();
  return incidents2.map((incident) => {
    const title = plain(incident.title);
    const name = taken.has(title) ? `${title} [${incident.id}]` : title;
    taken.add(name);
    return { name: "testcase", attributes: { classname: `crash-gate.${plain(incident.rule)}`, name, time: 0 }, children: [outcomeOf(incident)] };
  });
}
var elements = { error: "failure", warning: "skipped", notice: "skipped", ignored: "skipped" };
function outcomeOf(incident) {
  const name = elements[incident.level] ?? "skipped";
  const message2 = plain(`${incident.explanation}; ${incident.outcome}`, 500);
  const times = `${plural(incident.count, "time")}, ${plain(momentsOf(incident))}`;
  const text4 = [...factsOf(incident).map(factLine2), `Times: ${times}`].join("\n");
  return name === "failure" ? { name, attributes: { message: message2, type: plain(incident.rule) }, text: text4 } : { name, attributes: { message: `${incident.level}: ${message2}` } };
}
var factLine2 = ({ label: label2, parts }) => `${label2}: ${plain(parts.map((part) => typeof part === "string" ? part : part.code).join(""), 2e3)}`;

// src/report/markdown.ts
var renderMarkdown = (report) => compose(report, { rows: Number.POSITIVE_INFINITY, timeline: true, ignored: true }, { bytes: Number.POSITIVE_INFINITY });

// src/report/sarif.ts
function renderSarif(report, place = null) {
  const log2 = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report, place)]
  };
  return toJson(log2);
}
var MOST_RESULTS = 5e3;
var MACHINE = "MACHINE";
function runOf(report, place) {
  const objections4 = objectionsOf(report);
  const incidents2 = report.incidents.slice(0, MOST_RESULTS);
  const rules = [...new Map([...objections4.map(ruleOfObjection), ...incidents2.map(ruleOf)].map((rule) => [rule.id, rule])).values()];
  const indexOf = (id) => rules.findIndex((rule) => rule.id === id);
  return {
    tool: { driver: { name: "Crash Gate", rules } },
    automationDetails: { id: "crash-gate/" },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [MACHINE]: { uri: "file:///", description: { text: "The root of the machine's or container's file system." } } },
    invocations: [invocationOf(report, report.incidents.length - incidents2.length)],
    results: [
      ...objections4.map((objection) => resultOfObjection(objection, indexOf(plain(objection.rule)), place)),
      ...incidents2.map((incident) => resultOf2(incident, indexOf(plain(incident.rule)), place))
    ],
    properties: { verdict: report.verdict }
  };
}
var levels2 = { error: "error", warning: "warning", notice: "note", ignored: "none" };
function ruleOf({ rule, ruleSentence, level }) {
  const sentence = message(ruleSentence);
  return {
    id: plain(rule),
    shortDescription: { text: sentence },
    help: { text: sentence },
    defaultConfiguration: { level: levels2[level] ?? "warning" },
    properties: { tags: ["reliability", "crash"], precision: "very-high" }
  };
}
var ruleOfObjection = ({ rule, message: sentence }) => ({
  id: plain(rule),
  shortDescription: { text: message(sentence) },
  help: { text: message(sentence) },
  defaultConfiguration: { level: "error" },
  properties: { tags: ["reliability"], precision: "very-high" }
});
function resultOfObjection({ id, title, message: sentence, rule, file, line }, ruleIndex, place) {
  const own = isInRepository(file) ? { file, line } : place;
  return {
    ruleId: plain(rule),
    ruleIndex,
    level: "error",
    message: { text: message(`${title}: ${sentence}`) },
    locations: [lineOf(own ?? { file: file.replace(/^\/+/, ""), line })],
    partialFingerprints: { primaryLocationLineHash: `${id}:1` }
  };
}
function resultOf2(incident, ruleIndex, place) {
  return {
    ruleId: plain(incident.rule),
    ruleIndex,
    level: levels2[incident.level] ?? "warning",
    message: { text: textOf(incident) },
    locations: [place === null ? programOf(incident) : lineOf(place)],
    partialFingerprints: { primaryLocationLineHash: `${incident.id}:1`, "crashGateSignature/v1": plain(incident.signature, 1e3) },
    occurrenceCount: incident.count,
    properties: { masked: incident.masked, count: incident.count }
  };
}
function textOf(incident) {
  const facts = factsOf(incident).map(
    ({ label: label2, parts }) => `${label2}: ${message(parts.map((part) => typeof part === "string" ? part : part.code).join(""))}`
  );
  return [message(titleOf2([incident])), ...facts, `Times: ${message(momentsOf(incident))}`].join("\n");
}
var message = (text4) => plain(text4, 1e3).replaceAll("](", "] (");
function programOf({ process: process2 }) {
  const path = plain(process2.exe ?? process2.comm, 500).replace(/^\/+/, "");
  return { physicalLocation: { artifactLocation: { uri: uriOf(path === "" ? "unknown" : path), uriBaseId: MACHINE } } };
}
var lineOf = ({ file, line }) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(plain(file)) }, region: { startLine: line } }
});
var uriOf = (path) => path.split("/").map((segment) => encodeURIComponent(segment)).join("/");
function invocationOf({ watch: watch2, command: command2 }, leftOut2) {
  const left = leftOut2 === 0 ? [] : [{ level: "note", message: { text: `${plural(leftOut2, "more incident")}: code scanning takes no more. The JSON report has all.` } }];
  return {
    executionSuccessful: watch2.complete,
    ...command2 === null || command2.exitCode === null ? {} : { properties: { commandExitCode: command2.exitCode } },
    ...watch2.startedAt === null ? {} : { startTimeUtc: watch2.startedAt },
    ...watch2.endedAt === null ? {} : { endTimeUtc: watch2.endedAt },
    toolExecutionNotifications: [
      ...watch2.problems.map(
        (problem) => ({
          level: "error",
          descriptor: { id: problem.kind },
          message: { text: message(problem.message) }
        })
      ),
      ...left
    ]
  };
}

// src/report/formats.ts
var formats = {
  json: renderJson,
  markdown: renderMarkdown,
  junit: renderJunit,
  sarif: renderSarif,
  html: renderHtml
};

// src/report/summary.ts
var SUMMARY_BYTES = 1024 * 1024;
var renderSummary = (report, limits = { bytes: SUMMARY_BYTES }) => compose(report, { rows: 100, timeline: true, ignored: true }, limits);

// src/report/paint.ts
var sgr = (on, off) => (text4) => text4 === "" ? "" : `\x1B[${on}m${text4}\x1B[${off}m`;
var plain2 = (text4) => text4;
var paintWith = (colour) => colour ? { bold: sgr(1, 22), dim: sgr(2, 22), red: sgr(31, 39), green: sgr(32, 39), yellow: sgr(33, 39) } : { bold: plain2, dim: plain2, red: plain2, green: plain2, yellow: plain2 };

// src/report/text.ts
function columns(text4) {
  let width = 0;
  for (const character of text4) width += isCombining(character) ? 0 : isWide(character.codePointAt(0)) ? 2 : 1;
  return width;
}
var isCombining = (character) => new RegExp("^\\p{M}$", "u").test(character);
var wide = [
  [4352, 4447],
  [11904, 12350],
  [12353, 42191],
  [44032, 55203],
  [63744, 64255],
  [65072, 65135],
  [65280, 65376],
  [65504, 65510],
  [127744, 128591],
  [128640, 129535],
  [131072, 262141]
];
var isWide = (code2) => code2 >= 4352 && wide.some(([from, to]) => code2 >= from && code2 <= to);
var pad = (text4, width) => text4 + " ".repeat(Math.max(0, width - columns(text4)));
function wrap(text4, width) {
  const lines = [];
  let line = "";
  for (const word2 of text4.split(" ").flatMap((part) => cut(part, width))) {
    if (line !== "" && columns(line) + 1 + columns(word2) > width) {
      lines.push(line);
      line = word2;
    } else {
      line = line === "" ? word2 : `${line} ${word2}`;
    }
  }
  return [...lines, line].map(asLine);
}
function cut(word2, width) {
  if (word2.length <= width && columns(word2) <= width) return [word2];
  const pieces = [];
  let piece = "";
  let used = 0;
  for (const character of word2) {
    const more = columns(character);
    if (used + more > width && piece !== "") {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
}
function clip2(text4, width) {
  return columns(text4) <= width ? text4 : `${cut(text4, Math.max(1, width - 1))[0]}…`;
}

// src/report/terminal.ts
var MAX_WIDTH = 132;
var MIN_WIDTH = 40;
var MAX_INCIDENTS = 10;
var MAX_OBJECTIONS = 10;
var MAX_ACCEPTED = 10;
var MAX_PROBLEMS = 5;
var INDENT = "  ";
function renderTerminal(report, options) {
  const page = {
    paint: paintWith(options.colour),
    width: Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, options.width || MIN_WIDTH)),
    label: labelWidth(report)
  };
  const top2 = topLines(report, page);
  if (report.verdict === "clean") return `${top2.join("\n")}
`;
  const sections = [
    ...objectionsOf(report).slice(0, MAX_OBJECTIONS).map((objection) => objectionLines(objection, page)),
    moreObjectionLines(report, page),
    ...report.incidents.slice(0, MAX_INCIDENTS).map((incident) => incidentLines(incident, page)),
    moreLines(report, page),
    watchLines(report, page),
    acceptedLines(report, page),
    ignoredLines(report, page),
    recordLines(options.recordPath, page)
  ].filter((lines) => lines.length > 0);
  return `${[top2, ...sections].map((lines) => lines.join("\n")).join("\n\n")}
`;
}
var marks5 = { clean: "✓", tolerated: "✓", failed: "✗", inconclusive: "!" };
function topLines(report, { paint, width }) {
  const colour = { clean: paint.green, tolerated: paint.yellow, failed: paint.red, inconclusive: paint.yellow }[report.verdict];
  const [first = "", ...rest] = wrap(inert(headline(report)), width - 14);
  const title = `${colour(marks5[report.verdict])} ${paint.bold("crash-gate")}  `;
  const watched2 = watchLine(report);
  const room = width - 14 - columns(first);
  const fits = rest.length === 0 && room >= columns(watched2) + 2;
  const side = fits ? " ".repeat(room - columns(watched2)) + paint.dim(watched2) : "";
  const lines = [`${title}${paint.bold(first)}${side}`, ...rest.map((line) => `${" ".repeat(14)}${paint.bold(line)}`)];
  return fits ? lines : [...lines, ...wrap(watched2, width - 14).map((line) => `${" ".repeat(14)}${paint.dim(line)}`)];
}
function section2(label2, lines, page, paintLabel = page.paint.dim) {
  return lines.map((line, index) => `${INDENT}${index === 0 ? paintLabel(pad(label2, page.label)) : " ".repeat(page.label)}${INDENT}${line}`);
}
var textWidth = (page) => page.width - page.label - 2 * INDENT.length;
function incidentLines(incident, page) {
  const { paint } = page;
  const width = textWidth(page);
  const text4 = (line, colour = (part) => part) => wrap(inert(line), width).map(colour);
  const lines = [
    ...nameLines(incident, page),
    ...text4(incident.explanation),
    ...text4(incident.outcome),
    ...text4([momentsOf(incident), ...whose(incident)].join("; ")),
    ...incident.followerCount === 0 ? [] : text4(followed(incident)),
    ...text4(ruleLine(incident), paint.dim)
  ];
  return section2(labelOf(incident), lines, page, incident.level === "error" ? (label2) => paint.bold(paint.red(label2)) : paint.yellow);
}
function nameLines(incident, { paint, ...page }) {
  const width = textWidth({ paint, ...page });
  const times = plural(incident.count, "time");
  const name = inert(incident.process.name);
  const details2 = inert(`  ${whichOne(incident.process, incident.crashes[0]?.pid)}`);
  const room = width - columns(times) - 2;
  if (columns(name) + columns(details2) <= room) {
    return [`${paint.bold(name)}${details2}${" ".repeat(width - columns(name) - columns(details2) - columns(times))}${times}`];
  }
  const first = clip2(name, room);
  return [`${paint.bold(first)}${" ".repeat(width - columns(first) - columns(times))}${times}`, ...wrap(details2.trim(), width)];
}
function whichOne(process2, pid) {
  const own = `(${[...process2.exe === null ? [] : [process2.exe], ...pid === void 0 ? [] : [`pid ${pid}`]].join(", ")})`;
  const place = placeOf2(process2);
  return place === null ? own : `${own}  in ${place}`;
}
var labelWidth = (report) => {
  const { incidents: incidents2 } = report;
  const own = acceptedOf(report).length > 0 ? "accepted" : "ignored";
  return Math.max(...[own, ...incidents2.slice(0, MAX_INCIDENTS).map(labelOf)].map(columns));
};
function moreLines({ incidents: incidents2 }, page) {
  const more = incidents2.length - MAX_INCIDENTS;
  return more > 0 ? section2("", [`and ${plural(more, "more incident")}: --format json shows all`], page) : [];
}
function watchLines({ watch: watch2, verdict }, page) {
  const problems = verdict === "inconclusive" ? watch2.problems.slice(1) : watch2.problems;
  const more = problems.length - MAX_PROBLEMS;
  const texts3 = [...problems.slice(0, MAX_PROBLEMS).map(({ message: message2 }) => message2), ...more > 0 ? [`and ${plural(more, "more problem")}`] : []];
  const lines = texts3.flatMap((text4) => wrap(inert(text4), textWidth(page)));
  return lines.length === 0 ? [] : section2(verdict === "inconclusive" ? "also" : "missed", lines, page, page.paint.yellow);
}
function objectionLines({ title, message: message2, rule }, page) {
  const { paint } = page;
  const width = textWidth(page);
  const lines = [...wrap(inert(title), width).map(paint.bold), ...wrap(inert(message2), width), ...wrap(inert(`rule: ${rule}`), width).map(paint.dim)];
  return section2("rules", lines, page, (label2) => paint.bold(paint.red(label2)));
}
function moreObjectionLines(report, page) {
  const more = objectionsOf(report).length - MAX_OBJECTIONS;
  return more > 0 ? section2("", [`and ${plural(more, "more")}: --format json shows all`], page) : [];
}
function acceptedLines(report, page) {
  const accepted4 = acceptedOf(report);
  const more = accepted4.length - MAX_ACCEPTED;
  const texts3 = accepted4.slice(0, MAX_ACCEPTED).map(({ what, reason, rule }) => `${what}: ${reason} (${rule})`);
  const lines = [...texts3, ...more > 0 ? [`and by ${plural(more, "more rule")}`] : []].flatMap((text4) => wrap(inert(text4), textWidth(page)));
  return lines.length === 0 ? [] : section2("accepted", lines, page);
}
function ignoredLines(report, page) {
  const ignored3 = ignoredByUs(report);
  if (ignored3.length === 0) return [];
  const parts = ignored3.map(({ count, counted }) => `${formatCount(count)} ${counted}`).join(", ");
  const examples = ignored3.filter(({ rule }) => isElsewhere(rule)).flatMap((rule) => rule.examples);
  return section2(
    "ignored",
    [`${ignoredPhrase(report)}: ${parts}`, ...examples].flatMap((line) => wrap(inert(line), textWidth(page))),
    page
  );
}
function recordLines(path, page) {
  if (path === null) return [];
  const shown = inert(path);
  const hint = "judge it again: crash-gate report FILE";
  const fits = columns(shown) + 6 + columns(hint) <= textWidth(page);
  return section2("record", fits ? [`${shown}      ${page.paint.dim(hint)}`] : [shown, page.paint.dim(hint)], page);
}

// src/action/place.ts
import { join as join4, relative, resolve as resolve2, sep } from "node:path";
function findPlace(environment, action) {
  const file = workflowFile2(environment);
  const { GITHUB_WORKSPACE: workspace, GITHUB_JOB: job = "" } = environment;
  if (file === null || !workspace) return null;
  try {
    const lines = readRegular(join4(workspace, file)).split("\n");
    const line = findLine(lines, job, usesPattern(environment, workspace, action));
    return line === null ? null : { file, line };
  } catch {
    return null;
  }
}
function workflowFile2({ GITHUB_WORKFLOW_REF: ref = "", GITHUB_REPOSITORY: repository2 = "" }) {
  const prefix = `${repository2}/`;
  const end2 = ref.indexOf("@");
  if (repository2 === "" || end2 === -1 || !ref.startsWith(prefix)) return null;
  const file = ref.slice(prefix.length, end2);
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file) ? file : null;
}
function usesPattern({ GITHUB_ACTION_REPOSITORY: repository2 = "" }, workspace, action) {
  const path = relative(resolve2(workspace), action).split(sep).join("/");
  const local = `\\./${path === "" ? "" : `${literal(path)}/?`}`;
  const name = repository2 === "" ? local : `${literal(repository2)}@[^\\s'"#]+`;
  return new RegExp(`^\\s*(?:-\\s+)?uses:\\s*['"]?${name}['"]?\\s*(?:#.*)?$`, "i");
}
var literal = (text4) => text4.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
function findLine(lines, job, pattern) {
  const fits = lines.flatMap((line, index) => pattern.test(line) ? [index + 1] : []);
  const [start2, end2] = blockOf(lines, job);
  const own = fits.filter((line) => line > start2 && line <= end2);
  const [first, ...more] = own.length > 0 ? own : fits;
  return first !== void 0 && (more.length === 0 || own.length > 0) ? first : null;
}
function blockOf(lines, job) {
  const jobs = lines.findIndex((line) => /^jobs:\s*(?:#.*)?$/.test(line));
  const start2 = lines.findIndex(
    (line, index) => index > jobs && jobs !== -1 && /^\s+/.test(line) && line.trim().replace(/\s*#.*$/, "") === `${job}:`
  );
  if (start2 === -1) return [0, 0];
  const indent = /^\s*/.exec(lines[start2])[0].length;
  const end2 = lines.findIndex((line, index) => index > start2 && /\S/.test(line) && !/^\s*#/.test(line) && /^\s*/.exec(line)[0].length <= indent);
  return [start2 + 1, end2 === -1 ? lines.length : end2];
}

// src/action/result.ts
function isFailing({ verdict }, { gate, onUnsupported }) {
  if (gate === "off") return false;
  return verdict === "inconclusive" ? onUnsupported === "fail" : verdict === "failed" && gate === "fail";
}

// src/action/tell.ts
var runner = { environment: process.env, write: (text4) => write(STDOUT, text4) };
var ACTION = resolve3(fileURLToPath(new URL("..", import.meta.url)), import.meta.url.endsWith(".ts") ? ".." : ".");
var names2 = {
  json: "report.json",
  markdown: "report.md",
  junit: "junit.xml",
  sarif: "report.sarif",
  html: "report.html"
};
async function tell({ report, inputs, folder, record, outputs }) {
  const failing = isFailing(report, inputs);
  const place = findPlace(process.env, ACTION);
  const written = folder === null ? { paths: {}, notices: [] } : writeReports(folder, report, place, inputs.formatFiles);
  log(renderTerminal(report, { colour: true, width: 120, recordPath: record }), runner);
  const notices = [
    ...written.notices,
    ...publishRunner(
      {
        annotations: inputs.annotations ? annotationsOf(report, place) : [],
        summary: inputs.summary ? (limits) => renderSummary(report, limits) : null,
        outputs: outputs ? outputsOf(report, written.paths, record) : {}
      },
      runner
    ),
    ...await tellPullRequest(report, inputs, failing, place)
  ];
  annotate(notices, runner);
  if (failing && !inputs.annotations) runner.write("::error title=crash-gate::The gate failed; the log of this step says why.\n");
  return failing;
}
async function tellPullRequest(report, { token, comment, checkRun, matrix }, failing, place) {
  const run2 = readWorkflowRun(process.env, matrix);
  if (run2 === null || token === "") return [];
  return publishPullRequest({ report, failing, run: run2, token, comment, checkRun, place });
}
function writeReports(folder, report, place, wanted) {
  try {
    makeFolder(folder);
  } catch {
  }
  const files = Object.fromEntries(wanted.map((format) => [names2[format], formats[format](report, place)]));
  return writeFiles(folder, files);
}
function outputsOf(report, paths, record) {
  return {
    verdict: report.verdict,
    incidents: String(report.incidents.length),
    "error-count": String(report.incidents.filter(({ level }) => level === "error").length),
    record: record ?? "",
    report: paths[names2.json] ?? "",
    files: JSON.stringify(Object.values(paths))
  };
}

// src/state.ts
var filesOf = ({ folder, record }) => watchFiles(folder, record);
function parseState(text4) {
  const value2 = parse3(text4);
  if (value2?.kind === "watching") return typeof value2.folder === "string" && typeof value2.record === "string" ? value2 : null;
  if (value2?.kind === "unwatched") return typeof value2.failure === "object" && value2.failure !== null ? value2 : null;
  return value2?.kind === "joined" || value2?.kind === "done" ? value2 : null;
}
function parse3(text4) {
  try {
    const value2 = JSON.parse(text4);
    return typeof value2 === "object" && value2 !== null ? value2 : null;
  } catch {
    return null;
  }
}

// src/action/watch.ts
async function endWatch(state, rules, notes) {
  const { recording, failure: problem } = await stopDetached(filesOf(state), notes);
  const complete = recording === null ? recordingOf(problem, notes) : problem === null ? recording : explain(recording, problem, notes);
  return { recording: complete, report: analyse(complete, rules) };
}
function explain(recording, { kind: kind2, message: message2, remedy: remedy2, output }, notes) {
  const at3 = lastWord(recording) ?? 0;
  const told2 = notes.map((text4) => ({ type: "note", at: at3, text: text4 }));
  const saysMore = kind2 !== "died" || output.length > 0;
  const problem = { kind: "torn", line: recording.records.length + 1, message: `${message2}. ${remedy2}` };
  return { ...recording, records: [...recording.records, ...told2], problems: [...recording.problems, ...saysMore ? [problem] : []] };
}
function recordingOf({ message: message2, remedy: remedy2, output }, notes) {
  const told2 = [`${message2}. ${remedy2}`, ...output.map((line) => `(${line})`)].join(" ");
  return {
    header: null,
    records: notes.map((text4) => ({ type: "note", at: 0, text: text4 })),
    trailer: null,
    problems: [{ kind: "not-a-record", line: 1, message: told2 }]
  };
}

// src/action/finish.ts
async function judge2(state, rules, began, ended) {
  switch (state.kind) {
    case "watching":
      return endWatch(state, rules, ended);
    case "unwatched": {
      const recording = recordingOf(state.failure, [...began, ...ended]);
      return { recording, report: analyse(recording, rules) };
    }
    default:
      return null;
  }
}
async function tellOf(judged, inputs, state, outputs) {
  if (judged === null) return false;
  const folder = inputs.out ?? (state.kind === "watching" ? state.folder : null);
  const record = state.kind === "watching" && judged.recording.header !== null ? state.record : null;
  if (inputs.gate === "off") {
    log(record === null ? "nothing was recorded" : `recorded, not judged (gate: off): ${record}`, runner);
    return false;
  }
  return tell({ report: judged.report, inputs, folder, record, outputs });
}

// src/action/job.ts
var systems = [
  [
    "github",
    "GITHUB_ACTIONS",
    {
      repository: "GITHUB_REPOSITORY",
      workflow: "GITHUB_WORKFLOW",
      name: "GITHUB_JOB",
      runId: "GITHUB_RUN_ID",
      attempt: "GITHUB_RUN_ATTEMPT",
      sha: "GITHUB_SHA",
      ref: "GITHUB_REF",
      url: null
    }
  ],
  [
    "gitlab",
    "GITLAB_CI",
    {
      repository: "CI_PROJECT_PATH",
      workflow: "CI_PIPELINE_NAME",
      name: "CI_JOB_NAME",
      runId: "CI_PIPELINE_ID",
      attempt: "",
      sha: "CI_COMMIT_SHA",
      ref: "CI_COMMIT_REF_NAME",
      url: "CI_JOB_URL"
    }
  ],
  [
    "buildkite",
    "BUILDKITE",
    {
      repository: "BUILDKITE_REPO",
      workflow: "BUILDKITE_PIPELINE_SLUG",
      name: "BUILDKITE_LABEL",
      runId: "BUILDKITE_BUILD_NUMBER",
      attempt: "BUILDKITE_RETRY_COUNT",
      sha: "BUILDKITE_COMMIT",
      ref: "BUILDKITE_BRANCH",
      url: "BUILDKITE_BUILD_URL"
    }
  ],
  [
    "jenkins",
    "JENKINS_URL",
    {
      repository: "GIT_URL",
      workflow: "JOB_NAME",
      name: "STAGE_NAME",
      runId: "BUILD_NUMBER",
      attempt: "",
      sha: "GIT_COMMIT",
      ref: "GIT_BRANCH",
      url: "BUILD_URL"
    }
  ]
];
var nameless2 = { repository: "", workflow: "", name: "", runId: "", attempt: "", sha: "", ref: "", url: null };
function describeJob(environment) {
  const [system, , names3] = systems.find(([, sign]) => environment[sign]) ?? ["other", "", nameless2];
  const said2 = (name) => environment[name]?.slice(0, 1024) || null;
  const { url, ...texts3 } = names3;
  return {
    system,
    repository: said2(texts3.repository),
    workflow: said2(texts3.workflow),
    name: said2(texts3.name),
    runId: said2(texts3.runId),
    attempt: said2(texts3.attempt),
    sha: said2(texts3.sha),
    ref: said2(texts3.ref),
    url: url === null ? githubUrl(environment) : said2(url)
  };
}
function githubUrl({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository2, GITHUB_RUN_ID: id }) {
  return repository2 && id ? `${server || "https://github.com"}/${repository2}/actions/runs/${id}` : null;
}
var results2 = { success: "passed", failure: "failed", cancelled: "cancelled" };
var resultOf3 = (status) => results2[status.trim().toLowerCase()] ?? "unknown";
var workers = ["Runner.Worker", "Agent.Worker", "gitlab-runner", "buildkite-agent"];
var runners = /* @__PURE__ */ new Set([...workers, "Runner.Listener", "Agent.Listener"]);

// src/user-rules.ts
import { isUtf8 } from "node:buffer";
import { closeSync as closeSync6, constants as constants3, existsSync as existsSync2, fstatSync as fstatSync3, lstatSync, openSync as openSync4, readFileSync as readFileSync4, statSync as statSync5 } from "node:fs";
import { dirname as dirname2, isAbsolute, join as join5, relative as relative2, resolve as resolve4 } from "node:path";
var RULES_FILES = [".github/crash-gate.yml", ".github/crash-gate.yaml"];
var NONE = "none";
async function loadRules({ file, inline, folder, absent }) {
  const root = repositoryOf(folder);
  const texts3 = [...inline.trim() === "" ? [] : [{ name: INLINE, text: inline }], ...readFiles(pathsOf(file, folder, root), root, absent)];
  if (texts3.length === 0) return { ...noRules, files: [] };
  const { readRules } = await import("./rules.js");
  const parts = texts3.map((text4) => "problem" in text4 ? { rules: [], problems: [text4.problem] } : readRules(text4.text, text4.name));
  const problems = parts.flatMap((part) => part.problems);
  const files = [...new Set(texts3.map((text4) => "problem" in text4 ? text4.problem.file : text4.name))];
  return { rules: problems.length > 0 ? [] : parts.flatMap((part) => part.rules), problems, files };
}
function repositoryOf(folder) {
  for (let current = resolve4(folder); ; current = dirname2(current)) {
    if (existsSync2(join5(current, ".git"))) return current;
    if (dirname2(current) === current) return resolve4(folder);
  }
}
function pathsOf(file, folder, root) {
  if (file === NONE) return [];
  return file === null ? RULES_FILES.map((name) => ({ path: join5(root, name), named: false })) : [{ path: resolve4(folder, file), named: true }];
}
function readFiles(paths, root, absent) {
  const found = paths.flatMap(({ path, named }) => {
    const name = nameOf3(path, root);
    try {
      return [{ name, text: readText(path) }];
    } catch (error) {
      if ((!named || absent === "later") && isAbsent(path)) return [];
      const { message: message2, fix, line, column } = error instanceof Unfit ? error : new Unfit(`the rules can't be read: ${whyUnreadable(path, error)}`, NAME_ANOTHER);
      return [{ problem: { file: name, line, column, message: message2, fix } }];
    }
  });
  const [first, second] = found.flatMap((read2) => "name" in read2 ? [read2.name] : []);
  if (second === void 0) return found;
  return [...found, { problem: { file: second, line: 1, column: 1, message: `there is ${first}, too`, fix: "Keep one of them" } }];
}
function isAbsent(path) {
  return linkCode(path) === "ENOENT" && (existsSync2(dirname2(path)) || isAbsent(dirname2(path)));
}
function linkCode(path) {
  try {
    lstatSync(path);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
var whyUnreadable = (path, error) => codeOf(error) === "ENOENT" && !isAbsent(path) ? "it is a symbolic link that leads nowhere" : reasonOf(error);
var NAME_ANOTHER = `Name a YAML file, or write ${NONE} for no rules`;
var Unfit = class extends Error {
  fix;
  line;
  column;
  constructor(message2, fix, line = 1, column = 1) {
    super(message2);
    [this.fix, this.line, this.column] = [fix, line, column];
  }
};
var MOST_BYTES = 4 * 1024 * 1024;
function readText(path) {
  const status = statSync5(path);
  if (!status.isFile()) throw new Unfit(status.isDirectory() ? "it is a directory" : "it is no regular file", NAME_ANOTHER);
  const file = openSync4(path, constants3.O_RDONLY | constants3.O_NONBLOCK);
  try {
    const { size } = fstatSync3(file);
    if (size > MOST_BYTES) throw new Unfit(`it has ${size} bytes, and 256 KiB are the most`, "Use globs and lists, so that one rule speaks for many");
    return decode(readFileSync4(file));
  } finally {
    closeSync6(file);
  }
}
function decode(bytes) {
  if (isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  const utf16 = /^(?:fffe|feff)/.test(bytes.toString("hex", 0, 2));
  const before = bytes.subarray(0, firstForeign(bytes)).toString("utf8").split("\n");
  const what = utf16 ? "it is a text in UTF-16, as PowerShell and Notepad write it" : "from here on it is no text in UTF-8";
  throw new Unfit(what, "Save it as UTF-8", before.length, before.at(-1).length + 1);
}
function firstForeign(bytes) {
  let [good, bad] = [0, bytes.length];
  const isGood = (length) => [0, 1, 2, 3].some((cut2) => isUtf8(bytes.subarray(0, Math.max(0, length - cut2))));
  while (bad - good > 1) {
    const middle = good + bad >> 1;
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  while (!isUtf8(bytes.subarray(0, good))) good--;
  return good;
}
function nameOf3(path, root) {
  const inside = relative2(root, path);
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}

// src/action/rules.ts
async function rulesOf({ rules, rulesInline, gate }, absent) {
  if (gate === "off") return noRules;
  return loadRules({ file: rules, inline: rulesInline, folder: process.env.GITHUB_WORKSPACE || process.cwd(), absent });
}

// src/action/step.ts
async function perform(step2) {
  process.on("uncaughtException", (error) => process.exit(explain2(error)));
  process.exit(await step2().catch(explain2));
}
var toAnnotation = ({ file, line, column, message: message2, fix }) => ({
  level: "error",
  title: plain(`The rules can't be used: ${message2}`),
  message: plain(`${fix} (${file}:${line}:${column})`, 1e3),
  ...isInRepository(file) ? { file: plain(file), line } : {}
});
function explain2(error) {
  if (error instanceof RulesError) {
    annotate(error.problems.map(toAnnotation), runner);
    return 1;
  }
  const message2 = error instanceof InputError ? `${error.message}. ${error.remedy}` : `This is a bug in crash-gate, please report it with these lines:
${error instanceof Error ? error.stack ?? error.message : String(error)}`;
  const escaped = message2.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  runner.write(`::error title=crash-gate::${escaped}
`);
  return 1;
}

// src/inputs.ts
function readInputs() {
  return {
    gate: choice("gate", ["fail", "annotate", "off"]),
    onUnsupported: choice("on-unsupported", ["warn", "fail"]),
    out: getInput("out") || null,
    formatFiles: fileFormats(),
    ...ruleInputs(),
    annotations: flag2("annotations", true),
    summary: flag2("summary", true),
    comment: flag2("comment", true),
    checkRun: flag2("check-run", true),
    token: getInput("token"),
    matrix: getInput("matrix"),
    scope: getInput("scope") === "" ? null : choice("scope", ["machine", "job"]),
    run: getInput("run", { trimWhitespace: false }).trim() === "" ? null : getInput("run", { trimWhitespace: false })
  };
}
var ruleInputs = () => ({ rules: getInput("rules") || null, rulesInline: getInput("rules-inline", { trimWhitespace: false }) });
function choice(name, values) {
  const given = getInput(name);
  if (given === "") return values[0];
  const found = values.find((value2) => value2 === given);
  if (found !== void 0) return found;
  throw new InputError(
    `the input '${name}' is one of ${values.join(", ")}, not '${given}'`,
    `Correct "${name}:" where the workflow uses crash-gate.`
  );
}
function flag2(name, otherwise) {
  const given = getInput(name).toLowerCase();
  if (given === "") return otherwise;
  if (given === "true" || given === "false") return given === "true";
  throw new InputError(`the input '${name}' is true or false, not '${given}'`, `Correct "${name}:" where the workflow uses crash-gate.`);
}
function fileFormats() {
  const known = Object.keys(formats);
  const names3 = (getInput("format-files") || "json").split(/[\s,]+/).filter((name) => name !== "" && name !== "none");
  return [...new Set(names3)].map((name) => {
    const found = known.find((format) => format === name);
    if (found !== void 0) return found;
    throw new InputError(
      `the input 'format-files' lists ${known.join(", ")} (or is none), but not '${name}'`,
      'Correct "format-files:" where the workflow uses crash-gate.'
    );
  });
}

// src/post.ts
var failure4 = {
  kind: "died",
  message: "the first step of crash-gate left no word of the watch",
  remedy: "It was skipped, or the disk was full: look at its log.",
  exitStatus: null,
  output: []
};
var lost2 = { kind: "unwatched", failure: failure4 };
await perform(async () => {
  const state = parseState(getState("watch")) ?? lost2;
  const result = resultOf3(getInput("job-status"));
  if (state === lost2 && result !== "passed") {
    runner.write("crash-gate: nothing was watched: the first step of crash-gate did not get that far\n");
    return 0;
  }
  const inputs = readInputs();
  const judged = await judge2(state, await rulesOf(inputs, "problem"), [stepsStartedNote(null, describeJob(process.env))], [stepsEndedNote(result)]);
  return await tellOf(judged, inputs, state, false) ? 1 : 0;
});
