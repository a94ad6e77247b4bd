/** Which of an interpreter's or a shell's arguments is the script that it runs. */
import { classOf, isEmulator, withoutVersion } from './programs.ts';

interface Options {
  /** The program is the next argument itself: there is no script. */
  readonly inline: RegExp;
  /** The next argument names what runs: a module, a jar, a file. */
  readonly named?: RegExp;
  /** They take the next argument as their value. */
  readonly valued?: RegExp;
  /** Words before the script: "bun run server.ts". */
  readonly verbs?: RegExp;
}

const NEVER = /(?!)/;

const byName: Readonly<Record<string, Options>> = {
  node: {
    inline: /^(?:-e|-p|-pe|--eval|--print)$/,
    valued:
      /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--input-type|--title|--disable-warning|--env-file|--env-file-if-exists)$/,
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
    valued: /^(?:-S|--server|-t|--docroot|-c|--php-ini|-d|--define|-z|--zend-extension)$/,
  },
  java: {
    inline: NEVER,
    named: /^(?:-jar|-m|--module)$/,
    valued: /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-(?:modules|opens|exports|reads))$/,
  },
  lua: { inline: /^-e$/, valued: /^-l$/ },
  dotnet: { inline: NEVER, verbs: /^exec$/ },
};

const alike: Readonly<Record<string, string>> = { nodejs: 'node', pypy: 'python', javaw: 'java', luajit: 'lua' };

/** `bash -eo pipefail script.sh`, `sh +e script.sh` */
const shell: Options = { inline: /^-[a-z]*c[a-z]*$/, valued: /^(?:[-+][A-Za-z]*[oO]|--rcfile|--init-file)$/, verbs: /^\+/ };

const other: Options = { inline: /^(?:-c|-e|--eval)$/ };

/** Its options have their values behind a "=", or are QEMU's; what it runs is the script. */
const emulator: Options = { inline: NEVER, valued: /^-(?:0|B|cpu|d|D|dfilter|E|g|L|p|plugin|R|r|s|seed|trace|U)$/ };

function optionsOf(program: string): Options | null {
  if (isEmulator(program)) return emulator;
  const kind = classOf(program);
  if (kind === 'shell') return shell;
  const name = withoutVersion(program);
  return kind === 'interpreter' ? (byName[alike[name] ?? name] ?? other) : null;
}

const isOtherPath = (path: string): boolean => path.includes('/') && !path.includes(' ') && classOf(path.slice(path.lastIndexOf('/') + 1)) === null;

/** `program`: the executable's name. Null: it runs no script, or none that has a name. */
export function scriptAmong(program: string, argv: readonly string[]): string | null {
  const options = optionsOf(program);
  if (options === null) return null;
  // Perl's $0 takes the place of all arguments: "/srv/shop.pl".
  if (argv.length === 1 && classOf(program) === 'interpreter' && isOtherPath(argv[0]!)) return argv[0]!;
  const { inline, named = NEVER, valued = NEVER, verbs = NEVER } = options;
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index]!;
    if (named.test(argument)) return argv[index + 1] ?? null;
    // "-" is the standard input.
    if (inline.test(argument) || argument === '-') return null;
    if (valued.test(argument)) index++;
    else if (!argument.startsWith('-') && !verbs.test(argument)) return argument;
  }
  return null;
}
