/**
 * What is known about programs by their name: who restarts what it runs, who only runs commands, who is a container runtime.
 * A name proves nothing, so it never makes an error out of nothing; it only says how a parent usually treats its children.
 */
export type ProgramClass = 'shell' | 'interpreter' | 'runtime' | 'supervisor' | 'master' | 'tool' | 'test-runner';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const byClass: Readonly<Record<ProgramClass, readonly string[]>> = {
  // They run loops: what they start again is a retry.
  shell: words('sh bash dash ash ksh mksh zsh fish csh tcsh busybox rbash yash pwsh'),
  interpreter: words('python python2 python3 pypy pypy3 node nodejs deno bun ruby perl php lua luajit tclsh java javaw dotnet mono Rscript R guile'),
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
  'test-runner': words(`
    jest vitest mocha ava tap tape jasmine karma playwright cypress wdio testcafe nyc c8 pytest py.test nosetests unittest stestr testr robot behave
    phpunit pest behat rspec cucumber minitest ctest bats shunit2 prove go-test gotestsum ginkgo cargo-nextest nextest dotnet-test kuttl
    testem qunit k6 locust jmeter artillery newman surefire avocado dejagnu runtest kyua lit llvm-lit`),
};

const classes = new Map<string, ProgramClass>(
  Object.entries(byClass).flatMap(([kind, names]) => names.map(name => [name, kind as ProgramClass] as const)),
);

/** What go test and cargo build to run the tests of a package. */
export const isTestBinary = (exe: string): boolean => /\.test$|\/deps\/[^/]+-[0-9a-f]{16}$/.test(exe);

/** "shop-test", "unit_tests", "ShopTests": a program that is called a test. */
export const isTestProgram = (name: string): boolean => /(?:^|[-_.])(?:unit_?)?tests?(?:\.exe)?$|(?:UnitTests?|Tests?)$/.test(name);

/**
 * A test in a file of its own, by the habits of each language: test.js, api.spec.ts, test_api.py, test/index.js, run-e2e.js. Not
 * test_server.py, which may be a server.
 */
export function isTestScript(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  if (/server|service|daemon|worker|proxy|mock/i.test(name)) return false;
  if (/(?:^|[-_.])(?:e2e|smoke|acceptance|integration)(?:[-_.]|$)/.test(name)) return true;
  return /^tests?$|[-_.](?:test|spec)s?$|^test_/.test(name) || /(?:^|\/)(?:tests?|spec|__tests__)\/(?:index|main|run|all)\.\w+$/.test(path);
}

/** A program or a script that says by its name that it is run for its answer: wait_db, check-port, healthcheck. */
export const isCheck = (name: string): boolean => /^(?:wait|check|healthcheck|probe|ping|poll|is)(?:[-_.]|$)|^wait[-_]?for/.test(name);

/** What is run for its answer, and again until the answer is another. Tools and test runners are such, too. */
export const commands: ReadonlySet<string> = new Set(
  words(`
    curl wget http https xh grpcurl websocat ping dig host nslookup getent nmap ssh scp sftp rsync openssl kubectl oc helm kustomize psql pg_isready pg_dump
    pg_restore createdb mysql mysqladmin mysqldump mariadb mariadb-admin sqlite3 redis-cli mongosh mongo cqlsh clickhouse-client etcdctl consul vault
    rabbitmqctl rabbitmq-diagnostics kafka-topics.sh nats mc aws gcloud gsutil az gh glab grep egrep fgrep zgrep rg ag sed awk gawk mawk diff cmp jq
    yq test [ cat ls stat head tail wc sort find sleep true false kill pkill killall pgrep pidof lsof ss netstat fuser ip mount umount systemd-notify`),
);

/** They run other programs' code: valgrind's tools (memcheck-amd64-linux) and QEMU for the user's programs (qemu-aarch64-static). */
export const isEmulator = (name: string): boolean =>
  /^(?:[a-z-]+-(?:amd64|x86|arm64|arm|ppc64le|ppc64be|s390x|mips64|riscv64)-linux|qemu-(?!system-)[a-z0-9_]+(?:-static)?)$/.test(name);

/** "python3.11" is "python", "php-fpm8.2" is "php-fpm". */
export const withoutVersion = (name: string): string => name.replace(/-?\d[\d.]*$/, '');

/** Null for a program that nothing is known about. */
export const classOf = (name: string): ProgramClass | null => classes.get(name) ?? classes.get(withoutVersion(name)) ?? null;

/** Titles that daemons give themselves where the executable is only an interpreter. */
const titles: readonly (readonly [RegExp, ProgramClass])[] = [
  [/^PM2 v/i, 'supervisor'],
  [/^\S+: master process\b|^(?:gunicorn: master|puma: cluster|unicorn master|uWSGI master|celeryd?: |pitchfork master|phusion passenger)/i, 'master'],
];

export const classOfTitle = (title: string): ProgramClass | null => titles.find(([pattern]) => pattern.test(title))?.[1] ?? null;

/** Whoever starts something again when it ends, be it what it executes or a worker that it forks. */
export const bringsBack = (kind: ProgramClass | null): boolean => kind === 'supervisor' || kind === 'master';

/** What a container's first process is, before it becomes the container's own program. */
export const ociRuntimes: ReadonlySet<string> = new Set(['runc', 'crun', 'youki', 'runsc']);

/** Command line clients that hand on the exit code of a container: the container's main process is then a command of theirs. */
export const containerClients: ReadonlySet<string> = new Set(['docker', 'docker-compose', 'podman', 'nerdctl', 'ctr', 'kubectl', 'crictl', 'finch']);
