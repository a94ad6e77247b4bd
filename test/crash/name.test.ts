import { describe, expect, test } from 'vitest';
import { displayName, programClass, programName, scriptOf } from '../../src/crash/name.ts';
import { process } from '../records.ts';

const named = (exe: string | null, ...argv: string[]) => ({ comm: 'comm', exe, argv });

describe('what a person calls it', () => {
  const table: readonly (readonly [process: Parameters<typeof displayName>[0], name: string])[] = [
    [named('/usr/sbin/nginx', 'nginx: master process /usr/sbin/nginx -g daemon off;'), 'nginx: master process'],
    [named('/usr/sbin/nginx', 'nginx: master process nginx -e /tmp/error.log'), 'nginx: master process'],
    [named('/usr/sbin/nginx', 'nginx: worker process'), 'nginx: worker process'],
    [named('/usr/lib/postgresql/15/bin/postgres', 'postgres: shop postgres 127.0.0.1(5) idle', '', ''), 'postgres: shop postgres 127.0.0.1(5) idle'],
    [named('/usr/bin/node', 'worker', '', ''), 'worker'],
    [named('/usr/lib/postgresql/15/bin/postgres', 'postgres: checkpointer '), 'postgres: checkpointer'],
    [named('/usr/lib/postgresql/15/bin/postgres', '/usr/lib/postgresql/15/bin/postgres', '-D', '/x: y'), 'postgres'],
    [named('/usr/local/bin/node', 'node', '--inspect', 'src/server.js', 'x'), 'node server.js'],
    [named('/usr/local/bin/node', 'node', '-e', 'x'), 'node'],
    [named('/usr/local/bin/node', 'node', '--require', './x.js', 'app.js'), 'node app.js'],
    [named('/usr/bin/python3.11', 'python3', '-m', 'http.server'), 'python3 http.server'],
    [named('/usr/bin/python3.11', '/venv/bin/python', 'manage.py'), 'python manage.py'],
    [named('/usr/bin/java', 'java', '-Xmx1g', '-jar', '/opt/shop.jar'), 'java shop.jar'],
    [named('/usr/bin/bash', 'bash', '-euc', 'x'), 'bash'],
    [named('/usr/bin/dash', '/bin/sh', '/entry point.sh'), 'sh entry point.sh'],
    [named('/bin/busybox', '-sh'), 'sh'],
    [named('/bin/busybox', 'httpd', '-f'), 'httpd'],
    [named('/bin/busybox', 'busybox', 'sh', 'shop.sh'), 'sh shop.sh'],
    [named('/bin/busybox', 'busybox'), 'busybox'],
    [named('/usr/bin/dash', 'dash', 'shop.sh'), 'dash shop.sh'],
    [named('/usr/libexec/valgrind/memcheck-amd64-linux', 'valgrind', '-q', '--tool=memcheck', './shop', '-v'), 'memcheck-amd64-linux shop'],
    [named('/usr/bin/qemu-aarch64-static', 'qemu-aarch64-static', '-L', '/usr/aarch64', './shop'), 'qemu-aarch64-static shop'],
    [named('/usr/bin/qemu-system-x86_64', 'qemu-system-x86_64', '-m', '1024', 'disk'), 'qemu-system-x86_64'],
    [named('/usr/bin/perl', '/srv/shop.pl'), 'perl shop.pl'],
    [named('/usr/bin/python3.11', '/venv/bin/python3'), 'python3'],
    [named(null, './app'), 'app'],
    [{ comm: 'kworker/0', exe: null, argv: null }, 'kworker/0'],
    [{ comm: ' ', exe: null, argv: [''] }, '(no name)'],
    [named('/x', `${'long '.repeat(40)}title`), `${'long '.repeat(11)}long…`],
  ];
  test.each(table)('%j', (identity, name) => expect(displayName(identity)).toBe(name));

  test('a pair of surrogates is never cut in two', () => {
    expect(displayName(named(`/${'🙂'.repeat(200)}`, 'x'))).toBe(`${'🙂'.repeat(59)}…`);
  });
});

describe('what is known about it', () => {
  const table: readonly (readonly [command: string, program: string, kind: string | null])[] = [
    ['/usr/bin/python3 /usr/bin/supervisord -n', 'supervisord', 'supervisor'],
    ['/usr/bin/python3.11 -m pytest -x', 'pytest', 'test-runner'],
    ['node node_modules/jest/bin/jest.js', 'jest', 'test-runner'],
    ['node server.js', 'server', 'interpreter'],
    ['/usr/sbin/php-fpm8.2', 'php-fpm8.2', 'master'],
    ['/opt/keeper', 'keeper', null],
    ['/tmp/go-build1/b001/shop.test', 'shop.test', 'test-runner'],
    ['/srv/target/debug/deps/shop-0123456789abcdef', 'shop-0123456789abcdef', 'test-runner'],
    ['/usr/bin/containerd-shim-runc-v2', 'containerd-shim-runc-v2', 'runtime'],
    ['/usr/lib/systemd/systemd-oomd', 'systemd-oomd', null],
    ['make -j', 'make', 'tool'],
  ];
  test.each(table)('%s', (command, program, kind) => {
    expect(programName(process(1, command))).toBe(program);
    expect(programClass(process(1, command))).toBe(kind);
  });

  test('a title that only looks like a command line', () => {
    expect(displayName({ comm: 'node', exe: '/usr/bin/node', argv: ['node (vitest 1)'] })).toBe('node (vitest 1)');
  });

  test('by its title', () => {
    const gulp = named('/usr/bin/node', 'gulp');
    expect([displayName(gulp), programName(gulp), programClass(named('/usr/bin/node', 'jest'))]).toEqual(['gulp', 'gulp', 'test-runner']);
    expect(displayName(named('/usr/bin/python3.11', 'python'))).toBe('python');
    expect(programClass(named('/usr/bin/node', 'PM2 v5.3.0: God Daemon (/root/.pm2)'))).toBe('supervisor');
    expect(programClass(named('/usr/bin/python3', 'gunicorn: master [shop:app]'))).toBe('master');
  });

  test.each([
    ['bash --noprofile --norc -eo pipefail /tmp/step.sh', '/tmp/step.sh'],
    ['bash -e -o pipefail /tmp/step.sh', '/tmp/step.sh'],
    ['bash --noprofile --norc -eo pipefail -c true', null],
    ['bash -ceo pipefail true', null],
    ['sh +e step.sh', 'step.sh'],
    ['php -S 127.0.0.1:8080 -t public router.php', 'router.php'],
    ['php -S 127.0.0.1:8080', null],
    ['php8.2 -r code argument', null],
    ['php -f shop.php -- x', 'shop.php'],
    ['python3 -um http.server', 'http.server'],
    ['python3.11 -uc code argument', null],
    ['python3 -W error shop.py', 'shop.py'],
    ['pypy3 shop.py -c x', 'shop.py'],
    ['perl -lane code file', null],
    ['perl -I lib -w shop.pl', 'shop.pl'],
    ['ruby -r json -I lib shop.rb', 'shop.rb'],
    ['node -r ./register.js shop.js -e', 'shop.js'],
    ['bun run shop.ts', 'shop.ts'],
    ['deno run -A shop.ts', 'shop.ts'],
    ['java -cp a.jar:b.jar -Xmx1g org.shop.Main', 'org.shop.Main'],
    ['dotnet exec shop.dll', 'shop.dll'],
    ['Rscript -e code', null],
    ['node -', null],
  ])('%s', (command, script) => {
    expect(scriptOf(process(1, command))).toBe(script);
  });

  test('a program that is no interpreter has no script', () => {
    expect(scriptOf(process(1, 'grep x y'))).toBeNull();
  });
});
