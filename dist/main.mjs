import { createRequire as createRequire_ } from 'node:module';
const require = createRequire_(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a2, b) => (typeof require !== "undefined" ? require : a2)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/isexe/windows.js
var require_windows = __commonJS({
  "node_modules/isexe/windows.js"(exports, module) {
    module.exports = isexe;
    isexe.sync = sync;
    var fs2 = __require("fs");
    function checkPathExt(path6, options) {
      var pathext = options.pathExt !== void 0 ? options.pathExt : process.env.PATHEXT;
      if (!pathext) {
        return true;
      }
      pathext = pathext.split(";");
      if (pathext.indexOf("") !== -1) {
        return true;
      }
      for (var i2 = 0; i2 < pathext.length; i2++) {
        var p = pathext[i2].toLowerCase();
        if (p && path6.substr(-p.length).toLowerCase() === p) {
          return true;
        }
      }
      return false;
    }
    function checkStat(stat, path6, options) {
      if (!stat.isSymbolicLink() && !stat.isFile()) {
        return false;
      }
      return checkPathExt(path6, options);
    }
    function isexe(path6, options, cb) {
      fs2.stat(path6, function(er, stat) {
        cb(er, er ? false : checkStat(stat, path6, options));
      });
    }
    function sync(path6, options) {
      return checkStat(fs2.statSync(path6), path6, options);
    }
  }
});

// node_modules/isexe/mode.js
var require_mode = __commonJS({
  "node_modules/isexe/mode.js"(exports, module) {
    module.exports = isexe;
    isexe.sync = sync;
    var fs2 = __require("fs");
    function isexe(path6, options, cb) {
      fs2.stat(path6, function(er, stat) {
        cb(er, er ? false : checkStat(stat, options));
      });
    }
    function sync(path6, options) {
      return checkStat(fs2.statSync(path6), options);
    }
    function checkStat(stat, options) {
      return stat.isFile() && checkMode(stat, options);
    }
    function checkMode(stat, options) {
      var mod = stat.mode;
      var uid = stat.uid;
      var gid = stat.gid;
      var myUid = options.uid !== void 0 ? options.uid : process.getuid && process.getuid();
      var myGid = options.gid !== void 0 ? options.gid : process.getgid && process.getgid();
      var u2 = parseInt("100", 8);
      var g = parseInt("010", 8);
      var o2 = parseInt("001", 8);
      var ug = u2 | g;
      var ret = mod & o2 || mod & g && gid === myGid || mod & u2 && uid === myUid || mod & ug && myUid === 0;
      return ret;
    }
  }
});

// node_modules/isexe/index.js
var require_isexe = __commonJS({
  "node_modules/isexe/index.js"(exports, module) {
    var fs2 = __require("fs");
    var core;
    if (process.platform === "win32" || global.TESTING_WINDOWS) {
      core = require_windows();
    } else {
      core = require_mode();
    }
    module.exports = isexe;
    isexe.sync = sync;
    function isexe(path6, options, cb) {
      if (typeof options === "function") {
        cb = options;
        options = {};
      }
      if (!cb) {
        if (typeof Promise !== "function") {
          throw new TypeError("callback not provided");
        }
        return new Promise(function(resolve6, reject) {
          isexe(path6, options || {}, function(er, is) {
            if (er) {
              reject(er);
            } else {
              resolve6(is);
            }
          });
        });
      }
      core(path6, options || {}, function(er, is) {
        if (er) {
          if (er.code === "EACCES" || options && options.ignoreErrors) {
            er = null;
            is = false;
          }
        }
        cb(er, is);
      });
    }
    function sync(path6, options) {
      try {
        return core.sync(path6, options || {});
      } catch (er) {
        if (options && options.ignoreErrors || er.code === "EACCES") {
          return false;
        } else {
          throw er;
        }
      }
    }
  }
});

// node_modules/which/which.js
var require_which = __commonJS({
  "node_modules/which/which.js"(exports, module) {
    var isWindows = process.platform === "win32" || process.env.OSTYPE === "cygwin" || process.env.OSTYPE === "msys";
    var path6 = __require("path");
    var COLON = isWindows ? ";" : ":";
    var isexe = require_isexe();
    var getNotFoundError = (cmd) => Object.assign(new Error(`not found: ${cmd}`), { code: "ENOENT" });
    var getPathInfo = (cmd, opt) => {
      const colon = opt.colon || COLON;
      const pathEnv = cmd.match(/\//) || isWindows && cmd.match(/\\/) ? [""] : [
        // windows always checks the cwd first
        ...isWindows ? [process.cwd()] : [],
        ...(opt.path || process.env.PATH || /* istanbul ignore next: very unusual */
        "").split(colon)
      ];
      const pathExtExe = isWindows ? opt.pathExt || process.env.PATHEXT || ".EXE;.CMD;.BAT;.COM" : "";
      const pathExt = isWindows ? pathExtExe.split(colon) : [""];
      if (isWindows) {
        if (cmd.indexOf(".") !== -1 && pathExt[0] !== "")
          pathExt.unshift("");
      }
      return {
        pathEnv,
        pathExt,
        pathExtExe
      };
    };
    var which = (cmd, opt, cb) => {
      if (typeof opt === "function") {
        cb = opt;
        opt = {};
      }
      if (!opt)
        opt = {};
      const { pathEnv, pathExt, pathExtExe } = getPathInfo(cmd, opt);
      const found = [];
      const step2 = (i2) => new Promise((resolve6, reject) => {
        if (i2 === pathEnv.length)
          return opt.all && found.length ? resolve6(found) : reject(getNotFoundError(cmd));
        const ppRaw = pathEnv[i2];
        const pathPart = /^".*"$/.test(ppRaw) ? ppRaw.slice(1, -1) : ppRaw;
        const pCmd = path6.join(pathPart, cmd);
        const p = !pathPart && /^\.[\\\/]/.test(cmd) ? cmd.slice(0, 2) + pCmd : pCmd;
        resolve6(subStep(p, i2, 0));
      });
      const subStep = (p, i2, ii) => new Promise((resolve6, reject) => {
        if (ii === pathExt.length)
          return resolve6(step2(i2 + 1));
        const ext = pathExt[ii];
        isexe(p + ext, { pathExt: pathExtExe }, (er, is) => {
          if (!er && is) {
            if (opt.all)
              found.push(p + ext);
            else
              return resolve6(p + ext);
          }
          return resolve6(subStep(p, i2, ii + 1));
        });
      });
      return cb ? step2(0).then((res) => cb(null, res), cb) : step2(0);
    };
    var whichSync = (cmd, opt) => {
      opt = opt || {};
      const { pathEnv, pathExt, pathExtExe } = getPathInfo(cmd, opt);
      const found = [];
      for (let i2 = 0; i2 < pathEnv.length; i2++) {
        const ppRaw = pathEnv[i2];
        const pathPart = /^".*"$/.test(ppRaw) ? ppRaw.slice(1, -1) : ppRaw;
        const pCmd = path6.join(pathPart, cmd);
        const p = !pathPart && /^\.[\\\/]/.test(cmd) ? cmd.slice(0, 2) + pCmd : pCmd;
        for (let j = 0; j < pathExt.length; j++) {
          const cur = p + pathExt[j];
          try {
            const is = isexe.sync(cur, { pathExt: pathExtExe });
            if (is) {
              if (opt.all)
                found.push(cur);
              else
                return cur;
            }
          } catch (ex) {
          }
        }
      }
      if (opt.all && found.length)
        return found;
      if (opt.nothrow)
        return null;
      throw getNotFoundError(cmd);
    };
    module.exports = which;
    which.sync = whichSync;
  }
});

// node_modules/path-key/index.js
var require_path_key = __commonJS({
  "node_modules/path-key/index.js"(exports, module) {
    "use strict";
    var pathKey2 = (options = {}) => {
      const environment = options.env || process.env;
      const platform2 = options.platform || process.platform;
      if (platform2 !== "win32") {
        return "PATH";
      }
      return Object.keys(environment).reverse().find((key) => key.toUpperCase() === "PATH") || "Path";
    };
    module.exports = pathKey2;
    module.exports.default = pathKey2;
  }
});

// node_modules/cross-spawn/lib/util/resolveCommand.js
var require_resolveCommand = __commonJS({
  "node_modules/cross-spawn/lib/util/resolveCommand.js"(exports, module) {
    "use strict";
    var path6 = __require("path");
    var which = require_which();
    var getPathKey = require_path_key();
    function resolveCommandAttempt(parsed, withoutPathExt) {
      const env = parsed.options.env || process.env;
      const cwd = process.cwd();
      const hasCustomCwd = parsed.options.cwd != null;
      const shouldSwitchCwd = hasCustomCwd && process.chdir !== void 0 && !process.chdir.disabled;
      if (shouldSwitchCwd) {
        try {
          process.chdir(parsed.options.cwd);
        } catch (err) {
        }
      }
      let resolved2;
      try {
        resolved2 = which.sync(parsed.command, {
          path: env[getPathKey({ env })],
          pathExt: withoutPathExt ? path6.delimiter : void 0
        });
      } catch (e) {
      } finally {
        if (shouldSwitchCwd) {
          process.chdir(cwd);
        }
      }
      if (resolved2) {
        resolved2 = path6.resolve(hasCustomCwd ? parsed.options.cwd : "", resolved2);
      }
      return resolved2;
    }
    function resolveCommand(parsed) {
      return resolveCommandAttempt(parsed) || resolveCommandAttempt(parsed, true);
    }
    module.exports = resolveCommand;
  }
});

// node_modules/cross-spawn/lib/util/escape.js
var require_escape = __commonJS({
  "node_modules/cross-spawn/lib/util/escape.js"(exports, module) {
    "use strict";
    var metaCharsRegExp = /([()\][%!^"`<>&|;, *?])/g;
    function escapeCommand(arg) {
      arg = arg.replace(metaCharsRegExp, "^$1");
      return arg;
    }
    function escapeArgument(arg, doubleEscapeMetaChars) {
      arg = `${arg}`;
      arg = arg.replace(/(?=(\\+?)?)\1"/g, '$1$1\\"');
      arg = arg.replace(/(?=(\\+?)?)\1$/, "$1$1");
      arg = `"${arg}"`;
      arg = arg.replace(metaCharsRegExp, "^$1");
      if (doubleEscapeMetaChars) {
        arg = arg.replace(metaCharsRegExp, "^$1");
      }
      return arg;
    }
    module.exports.command = escapeCommand;
    module.exports.argument = escapeArgument;
  }
});

// node_modules/shebang-regex/index.js
var require_shebang_regex = __commonJS({
  "node_modules/shebang-regex/index.js"(exports, module) {
    "use strict";
    module.exports = /^#!(.*)/;
  }
});

// node_modules/shebang-command/index.js
var require_shebang_command = __commonJS({
  "node_modules/shebang-command/index.js"(exports, module) {
    "use strict";
    var shebangRegex = require_shebang_regex();
    module.exports = (string = "") => {
      const match = string.match(shebangRegex);
      if (!match) {
        return null;
      }
      const [path6, argument] = match[0].replace(/#! ?/, "").split(" ");
      const binary = path6.split("/").pop();
      if (binary === "env") {
        return argument;
      }
      return argument ? `${binary} ${argument}` : binary;
    };
  }
});

// node_modules/cross-spawn/lib/util/readShebang.js
var require_readShebang = __commonJS({
  "node_modules/cross-spawn/lib/util/readShebang.js"(exports, module) {
    "use strict";
    var fs2 = __require("fs");
    var shebangCommand = require_shebang_command();
    function readShebang(command2) {
      const size = 150;
      const buffer = Buffer.alloc(size);
      let fd;
      try {
        fd = fs2.openSync(command2, "r");
        fs2.readSync(fd, buffer, 0, size, 0);
        fs2.closeSync(fd);
      } catch (e) {
      }
      return shebangCommand(buffer.toString());
    }
    module.exports = readShebang;
  }
});

// node_modules/cross-spawn/lib/parse.js
var require_parse = __commonJS({
  "node_modules/cross-spawn/lib/parse.js"(exports, module) {
    "use strict";
    var path6 = __require("path");
    var resolveCommand = require_resolveCommand();
    var escape = require_escape();
    var readShebang = require_readShebang();
    var isWin = process.platform === "win32";
    var isExecutableRegExp = /\.(?:com|exe)$/i;
    var isCmdShimRegExp = /node_modules[\\/].bin[\\/][^\\/]+\.cmd$/i;
    function detectShebang(parsed) {
      parsed.file = resolveCommand(parsed);
      const shebang = parsed.file && readShebang(parsed.file);
      if (shebang) {
        parsed.args.unshift(parsed.file);
        parsed.command = shebang;
        return resolveCommand(parsed);
      }
      return parsed.file;
    }
    function parseNonShell(parsed) {
      if (!isWin) {
        return parsed;
      }
      const commandFile = detectShebang(parsed);
      const needsShell = !isExecutableRegExp.test(commandFile);
      if (parsed.options.forceShell || needsShell) {
        const needsDoubleEscapeMetaChars = isCmdShimRegExp.test(commandFile);
        parsed.command = path6.normalize(parsed.command);
        parsed.command = escape.command(parsed.command);
        parsed.args = parsed.args.map((arg) => escape.argument(arg, needsDoubleEscapeMetaChars));
        const shellCommand = [parsed.command].concat(parsed.args).join(" ");
        parsed.args = ["/d", "/s", "/c", `"${shellCommand}"`];
        parsed.command = process.env.comspec || "cmd.exe";
        parsed.options.windowsVerbatimArguments = true;
      }
      return parsed;
    }
    function parse5(command2, args, options) {
      if (args && !Array.isArray(args)) {
        options = args;
        args = null;
      }
      args = args ? args.slice(0) : [];
      options = Object.assign({}, options);
      const parsed = {
        command: command2,
        args,
        options,
        file: void 0,
        original: {
          command: command2,
          args
        }
      };
      return options.shell ? parsed : parseNonShell(parsed);
    }
    module.exports = parse5;
  }
});

// node_modules/cross-spawn/lib/enoent.js
var require_enoent = __commonJS({
  "node_modules/cross-spawn/lib/enoent.js"(exports, module) {
    "use strict";
    var isWin = process.platform === "win32";
    function notFoundError(original, syscall) {
      return Object.assign(new Error(`${syscall} ${original.command} ENOENT`), {
        code: "ENOENT",
        errno: "ENOENT",
        syscall: `${syscall} ${original.command}`,
        path: original.command,
        spawnargs: original.args
      });
    }
    function hookChildProcess(cp, parsed) {
      if (!isWin) {
        return;
      }
      const originalEmit = cp.emit;
      cp.emit = function(name, arg1) {
        if (name === "exit") {
          const err = verifyENOENT(arg1, parsed);
          if (err) {
            return originalEmit.call(cp, "error", err);
          }
        }
        return originalEmit.apply(cp, arguments);
      };
    }
    function verifyENOENT(status, parsed) {
      if (isWin && status === 1 && !parsed.file) {
        return notFoundError(parsed.original, "spawn");
      }
      return null;
    }
    function verifyENOENTSync(status, parsed) {
      if (isWin && status === 1 && !parsed.file) {
        return notFoundError(parsed.original, "spawnSync");
      }
      return null;
    }
    module.exports = {
      hookChildProcess,
      verifyENOENT,
      verifyENOENTSync,
      notFoundError
    };
  }
});

// node_modules/cross-spawn/index.js
var require_cross_spawn = __commonJS({
  "node_modules/cross-spawn/index.js"(exports, module) {
    "use strict";
    var cp = __require("child_process");
    var parse5 = require_parse();
    var enoent = require_enoent();
    function spawn3(command2, args, options) {
      const parsed = parse5(command2, args, options);
      const spawned = cp.spawn(parsed.command, parsed.args, parsed.options);
      enoent.hookChildProcess(spawned, parsed);
      return spawned;
    }
    function spawnSync2(command2, args, options) {
      const parsed = parse5(command2, args, options);
      const result = cp.spawnSync(parsed.command, parsed.args, parsed.options);
      result.error = result.error || enoent.verifyENOENTSync(result.status, parsed);
      return result;
    }
    module.exports = spawn3;
    module.exports.spawn = spawn3;
    module.exports.sync = spawnSync2;
    module.exports._parse = parse5;
    module.exports._enoent = enoent;
  }
});

// src/memory.ts
import { setFlagsFromString } from "node:v8";
setFlagsFromString("--semi-space-growth-factor=1");

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command2, properties, message2) {
  const cmd = new Command(command2, properties, message2);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command2, properties, message2) {
    if (!command2) {
      command2 = "missing.command";
    }
    this.command = command2;
    this.properties = properties;
    this.message = message2;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command2, message2) {
  const filePath = process.env[`GITHUB_${command2}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command2}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message2)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value2) {
  const delimiter2 = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value2);
  if (key.includes(delimiter2)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter2}"`);
  }
  if (convertedValue.includes(delimiter2)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter2}"`);
  }
  return `${key}<<${delimiter2}${os2.EOL}${convertedValue}${os2.EOL}${delimiter2}`;
}

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
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

// src/action/job.ts
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
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
var nameless = { repository: "", workflow: "", name: "", runId: "", attempt: "", sha: "", ref: "", url: null };
function describeJob(environment) {
  const [system2, , names3] = systems.find(([, sign]) => environment[sign]) ?? ["other", "", nameless];
  const said2 = (name) => environment[name]?.slice(0, 1024) || null;
  const { url, ...texts3 } = names3;
  return {
    system: system2,
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
var workers = ["Runner.Worker", "Agent.Worker", "gitlab-runner", "buildkite-agent"];
var MOST_ANCESTORS = 64;
var MACHINE = "pid:[4026531836]";
function findWorker() {
  if (namespace() !== MACHINE) return null;
  for (let current = parentOf(process.pid), depth = 0; current !== null && depth < MOST_ANCESTORS; current = parentOf(current), depth++) {
    if (workers.includes(nameOf(current))) return current;
  }
  return null;
}
var findLifeline = () => namespace() === MACHINE ? findWorker() : 1;
function findRoot(begun, parent) {
  if (begun.starter?.outside !== void 0) return begun.starter.outside;
  return namespace() === MACHINE ? findRootHere(parent) : null;
}
var findRootHere = (parent) => namespace() === MACHINE ? findWorker() ?? (parent === "any" ? parentOf(process.pid) : null) : 0;
var defaultScope = ({ RUNNER_ENVIRONMENT }) => RUNNER_ENVIRONMENT === "self-hosted" ? "job" : "machine";
var boundsOf = (scope, environment) => ({
  scope: scope ?? defaultScope(environment),
  rivals: findRivals()
});
var MOST_RIVALS = 3;
var runners = /* @__PURE__ */ new Set([...workers, "Runner.Listener", "Agent.Listener"]);
function findRivals() {
  if (namespace() !== MACHINE) return null;
  const above = /* @__PURE__ */ new Set();
  for (let pid = parentOf(process.pid); pid !== null && above.size < MOST_ANCESTORS; pid = parentOf(pid)) above.add(pid);
  const pids = readdirSync("/proc").map(Number).filter((pid) => pid > 0 && !above.has(pid));
  const named = pids.map((pid) => ({ pid, name: nameOf(pid) })).filter(({ name }) => runners.has(name));
  return named.filter(({ pid }) => !named.some((other2) => other2.pid === parentOf(pid)) && !above.has(parentOf(pid) ?? 0)).slice(0, MOST_RIVALS);
}
function namespace() {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return null;
  }
}
var statusOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/status`, "latin1");
  } catch {
    return "";
  }
};
function parentOf(pid) {
  const parent = Number(/^PPid:\s*(\d+)$/m.exec(statusOf(pid))?.[1] ?? 0);
  return parent > 1 ? parent : null;
}
var nameOf = (pid) => /^Name:\s*(.*)$/m.exec(statusOf(pid))?.[1] ?? "";

// src/rules/rule.ts
var INLINE = "rules-inline";
var noRules = { rules: [], problems: [] };

// src/user-rules.ts
import { isUtf8 } from "node:buffer";
import { closeSync, constants, existsSync as existsSync2, fstatSync, lstatSync, openSync, readFileSync as readFileSync2, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

// src/errors.ts
var EXIT = { ok: 0, usage: 2, gateFailed: 3, inconclusive: 4, notExecutable: 126, notFound: 127 };
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

// src/user-rules.ts
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
function requireRules(user) {
  if (user.problems.length > 0) throw new RulesError(user.problems);
  return user;
}
function repositoryOf(folder) {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync2(join(current, ".git"))) return current;
    if (dirname(current) === current) return resolve(folder);
  }
}
function pathsOf(file, folder, root) {
  if (file === NONE) return [];
  return file === null ? RULES_FILES.map((name) => ({ path: join(root, name), named: false })) : [{ path: resolve(folder, file), named: true }];
}
function readFiles(paths, root, absent) {
  const found = paths.flatMap(({ path: path6, named }) => {
    const name = nameOf2(path6, root);
    try {
      return [{ name, text: readText(path6) }];
    } catch (error) {
      if ((!named || absent === "later") && isAbsent(path6)) return [];
      const { message: message2, fix, line, column } = error instanceof Unfit ? error : new Unfit(`the rules can't be read: ${whyUnreadable(path6, error)}`, NAME_ANOTHER);
      return [{ problem: { file: name, line, column, message: message2, fix } }];
    }
  });
  const [first, second] = found.flatMap((read2) => "name" in read2 ? [read2.name] : []);
  if (second === void 0) return found;
  return [...found, { problem: { file: second, line: 1, column: 1, message: `there is ${first}, too`, fix: "Keep one of them" } }];
}
function isAbsent(path6) {
  return linkCode(path6) === "ENOENT" && (existsSync2(dirname(path6)) || isAbsent(dirname(path6)));
}
function linkCode(path6) {
  try {
    lstatSync(path6);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
var whyUnreadable = (path6, error) => codeOf(error) === "ENOENT" && !isAbsent(path6) ? "it is a symbolic link that leads nowhere" : reasonOf(error);
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
function readText(path6) {
  const status = statSync(path6);
  if (!status.isFile()) throw new Unfit(status.isDirectory() ? "it is a directory" : "it is no regular file", NAME_ANOTHER);
  const file = openSync(path6, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    if (size > MOST_BYTES) throw new Unfit(`it has ${size} bytes, and 256 KiB are the most`, "Use globs and lists, so that one rule speaks for many");
    return decode(readFileSync2(file));
  } finally {
    closeSync(file);
  }
}
function decode(bytes) {
  if (isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  const utf16 = /^(?:fffe|feff)/.test(bytes.toString("hex", 0, 2));
  const before2 = bytes.subarray(0, firstForeign(bytes)).toString("utf8").split("\n");
  const what = utf16 ? "it is a text in UTF-16, as PowerShell and Notepad write it" : "from here on it is no text in UTF-8";
  throw new Unfit(what, "Save it as UTF-8", before2.length, before2.at(-1).length + 1);
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
function nameOf2(path6, root) {
  const inside = relative(root, path6);
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? path6 : inside;
}

// src/action/rules.ts
async function rulesOf({ rules, rulesInline, gate }, absent) {
  if (gate === "off") return noRules;
  return loadRules({ file: rules, inline: rulesInline, folder: process.env.GITHUB_WORKSPACE || process.cwd(), absent });
}

// src/action/run.ts
import { accessSync as accessSync3, constants as constants9 } from "node:fs";

// src/commands/command.ts
import { accessSync, closeSync as closeSync2, constants as constants5, existsSync as existsSync3, openSync as openSync2, readFileSync as readFileSync5, statSync as statSync3 } from "node:fs";
import { constants as system } from "node:os";
import { delimiter, join as join2 } from "node:path";

// node_modules/is-plain-obj/index.js
function isPlainObject(value2) {
  if (typeof value2 !== "object" || value2 === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value2);
  return (prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null) && !(Symbol.toStringTag in value2) && !(Symbol.iterator in value2);
}

// node_modules/execa/lib/arguments/file-url.js
import { fileURLToPath } from "node:url";
var safeNormalizeFileUrl = (file, name) => {
  const fileString = normalizeFileUrl(normalizeDenoExecPath(file));
  if (typeof fileString !== "string") {
    throw new TypeError(`${name} must be a string or a file URL: ${fileString}.`);
  }
  return fileString;
};
var normalizeDenoExecPath = (file) => isDenoExecPath(file) ? file.toString() : file;
var isDenoExecPath = (file) => typeof file !== "string" && file && Object.getPrototypeOf(file) === String.prototype;
var normalizeFileUrl = (file) => file instanceof URL ? fileURLToPath(file) : file;

// node_modules/execa/lib/methods/parameters.js
var normalizeParameters = (rawFile, rawArguments = [], rawOptions = {}) => {
  const filePath = safeNormalizeFileUrl(rawFile, "First argument");
  const [commandArguments, options] = isPlainObject(rawArguments) ? [[], rawArguments] : [rawArguments, rawOptions];
  if (!Array.isArray(commandArguments)) {
    throw new TypeError(`Second argument must be either an array of arguments or an options object: ${commandArguments}`);
  }
  if (commandArguments.some((commandArgument) => typeof commandArgument === "object" && commandArgument !== null)) {
    throw new TypeError(`Second argument must be an array of strings: ${commandArguments}`);
  }
  const normalizedArguments = commandArguments.map(String);
  const nullByteArgument = normalizedArguments.find((normalizedArgument) => normalizedArgument.includes("\0"));
  if (nullByteArgument !== void 0) {
    throw new TypeError(`Arguments cannot contain null bytes ("\\0"): ${nullByteArgument}`);
  }
  if (!isPlainObject(options)) {
    throw new TypeError(`Last argument must be an options object: ${options}`);
  }
  return [filePath, normalizedArguments, options];
};

// node_modules/execa/lib/methods/template.js
import { ChildProcess } from "node:child_process";

// node_modules/execa/lib/utils/uint-array.js
import { StringDecoder } from "node:string_decoder";
var { toString: objectToString } = Object.prototype;
var isArrayBuffer = (value2) => objectToString.call(value2) === "[object ArrayBuffer]";
var isUint8Array = (value2) => objectToString.call(value2) === "[object Uint8Array]";
var bufferToUint8Array = (buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
var textEncoder = new TextEncoder();
var stringToUint8Array = (string) => textEncoder.encode(string);
var textDecoder = new TextDecoder();
var uint8ArrayToString = (uint8Array) => textDecoder.decode(uint8Array);
var joinToString = (uint8ArraysOrStrings, encoding) => {
  const strings = uint8ArraysToStrings(uint8ArraysOrStrings, encoding);
  return strings.join("");
};
var uint8ArraysToStrings = (uint8ArraysOrStrings, encoding) => {
  if (encoding === "utf8" && uint8ArraysOrStrings.every((uint8ArrayOrString) => typeof uint8ArrayOrString === "string")) {
    return uint8ArraysOrStrings;
  }
  const decoder = new StringDecoder(encoding);
  const strings = uint8ArraysOrStrings.map((uint8ArrayOrString) => typeof uint8ArrayOrString === "string" ? stringToUint8Array(uint8ArrayOrString) : uint8ArrayOrString).map((uint8Array) => decoder.write(uint8Array));
  const finalString = decoder.end();
  return finalString === "" ? strings : [...strings, finalString];
};
var joinToUint8Array = (uint8ArraysOrStrings) => {
  if (uint8ArraysOrStrings.length === 1 && isUint8Array(uint8ArraysOrStrings[0])) {
    return uint8ArraysOrStrings[0];
  }
  return concatUint8Arrays(stringsToUint8Arrays(uint8ArraysOrStrings));
};
var stringsToUint8Arrays = (uint8ArraysOrStrings) => uint8ArraysOrStrings.map((uint8ArrayOrString) => typeof uint8ArrayOrString === "string" ? stringToUint8Array(uint8ArrayOrString) : uint8ArrayOrString);
var concatUint8Arrays = (uint8Arrays) => {
  const result = new Uint8Array(getJoinLength(uint8Arrays));
  let index = 0;
  for (const uint8Array of uint8Arrays) {
    result.set(uint8Array, index);
    index += uint8Array.length;
  }
  return result;
};
var getJoinLength = (uint8Arrays) => {
  let joinLength = 0;
  for (const uint8Array of uint8Arrays) {
    joinLength += uint8Array.length;
  }
  return joinLength;
};

// node_modules/execa/lib/methods/template.js
var isTemplateString = (templates) => Array.isArray(templates) && Array.isArray(templates.raw);
var parseTemplates = (templates, expressions) => {
  let tokens2 = [];
  for (const [index, template] of templates.entries()) {
    tokens2 = parseTemplate({
      templates,
      expressions,
      tokens: tokens2,
      index,
      template
    });
  }
  if (tokens2.length === 0) {
    throw new TypeError("Template script must not be empty");
  }
  const [file, ...commandArguments] = tokens2;
  return [file, commandArguments, {}];
};
var parseTemplate = ({ templates, expressions, tokens: tokens2, index, template }) => {
  if (template === void 0) {
    throw new TypeError(`Invalid backslash sequence: ${templates.raw[index]}`);
  }
  const { nextTokens, leadingWhitespaces, trailingWhitespaces } = splitByWhitespaces(template, templates.raw[index]);
  const newTokens = concatTokens(tokens2, nextTokens, leadingWhitespaces);
  if (index === expressions.length) {
    return newTokens;
  }
  const expression = expressions[index];
  const expressionTokens = Array.isArray(expression) ? expression.map((expression2) => parseExpression(expression2)) : [parseExpression(expression)];
  return concatTokens(newTokens, expressionTokens, trailingWhitespaces);
};
var splitByWhitespaces = (template, rawTemplate) => {
  if (rawTemplate.length === 0) {
    return { nextTokens: [], leadingWhitespaces: false, trailingWhitespaces: false };
  }
  const nextTokens = [];
  let templateStart = 0;
  const leadingWhitespaces = DELIMITERS.has(rawTemplate[0]);
  for (let templateIndex = 0, rawIndex = 0; templateIndex < template.length; templateIndex += 1, rawIndex += 1) {
    const rawCharacter = rawTemplate[rawIndex];
    if (DELIMITERS.has(rawCharacter)) {
      if (templateStart !== templateIndex) {
        nextTokens.push(template.slice(templateStart, templateIndex));
      }
      templateStart = templateIndex + 1;
    } else if (rawCharacter === "\\") {
      const nextRawCharacter = rawTemplate[rawIndex + 1];
      if (nextRawCharacter === "\n") {
        templateIndex -= 1;
        rawIndex += 1;
      } else if (nextRawCharacter === "u" && rawTemplate[rawIndex + 2] === "{") {
        rawIndex = rawTemplate.indexOf("}", rawIndex + 3);
      } else {
        rawIndex += ESCAPE_LENGTH[nextRawCharacter] ?? 1;
      }
    }
  }
  const trailingWhitespaces = templateStart === template.length;
  if (!trailingWhitespaces) {
    nextTokens.push(template.slice(templateStart));
  }
  return { nextTokens, leadingWhitespaces, trailingWhitespaces };
};
var DELIMITERS = /* @__PURE__ */ new Set([" ", "	", "\r", "\n"]);
var ESCAPE_LENGTH = { x: 3, u: 5 };
var concatTokens = (tokens2, nextTokens, isSeparated) => isSeparated || tokens2.length === 0 || nextTokens.length === 0 ? [...tokens2, ...nextTokens] : [
  ...tokens2.slice(0, -1),
  `${tokens2.at(-1)}${nextTokens[0]}`,
  ...nextTokens.slice(1)
];
var parseExpression = (expression) => {
  const typeOfExpression = typeof expression;
  if (typeOfExpression === "string") {
    return expression;
  }
  if (typeOfExpression === "number") {
    return String(expression);
  }
  if (isPlainObject(expression) && ("stdout" in expression || "isMaxBuffer" in expression)) {
    return getSubprocessResult(expression);
  }
  if (expression instanceof ChildProcess || Object.prototype.toString.call(expression) === "[object Promise]") {
    throw new TypeError("Unexpected subprocess in template expression. Please use ${await subprocess} instead of ${subprocess}.");
  }
  throw new TypeError(`Unexpected "${typeOfExpression}" in template expression`);
};
var getSubprocessResult = ({ stdout }) => {
  if (typeof stdout === "string") {
    return stdout;
  }
  if (isUint8Array(stdout)) {
    return uint8ArrayToString(stdout);
  }
  if (stdout === void 0) {
    throw new TypeError(`Missing result.stdout in template expression. This is probably due to the previous subprocess' "stdout" option.`);
  }
  throw new TypeError(`Unexpected "${typeof stdout}" stdout in template expression`);
};

// node_modules/execa/lib/methods/main-sync.js
import { spawnSync } from "node:child_process";

// node_modules/execa/lib/arguments/specific.js
import { debuglog } from "node:util";

// node_modules/execa/lib/utils/standard-stream.js
import process2 from "node:process";
var isStandardStream = (stream) => STANDARD_STREAMS.includes(stream);
var STANDARD_STREAMS = [process2.stdin, process2.stdout, process2.stderr];
var STANDARD_STREAMS_ALIASES = ["stdin", "stdout", "stderr"];
var getStreamName = (fdNumber) => STANDARD_STREAMS_ALIASES[fdNumber] ?? `stdio[${fdNumber}]`;

// node_modules/execa/lib/arguments/specific.js
var normalizeFdSpecificOptions = (options) => {
  const optionsCopy = { ...options };
  for (const optionName of FD_SPECIFIC_OPTIONS) {
    optionsCopy[optionName] = normalizeFdSpecificOption(options, optionName);
  }
  return optionsCopy;
};
var normalizeFdSpecificOption = (options, optionName) => {
  const optionBaseArray = Array.from({ length: getStdioLength(options) + 1 });
  const optionArray = normalizeFdSpecificValue(options[optionName], optionBaseArray, optionName);
  return addDefaultValue(optionArray, optionName);
};
var getStdioLength = ({ stdio }) => Array.isArray(stdio) ? Math.max(stdio.length, STANDARD_STREAMS_ALIASES.length) : STANDARD_STREAMS_ALIASES.length;
var normalizeFdSpecificValue = (optionValue, optionArray, optionName) => isPlainObject(optionValue) ? normalizeOptionObject(optionValue, optionArray, optionName) : optionArray.fill(optionValue);
var normalizeOptionObject = (optionValue, optionArray, optionName) => {
  for (const fdName of Object.keys(optionValue).sort(compareFdName)) {
    for (const fdNumber of parseFdName(fdName, optionName, optionArray)) {
      optionArray[fdNumber] = optionValue[fdName];
    }
  }
  return optionArray;
};
var compareFdName = (fdNameA, fdNameB) => getFdNameOrder(fdNameA) < getFdNameOrder(fdNameB) ? 1 : -1;
var getFdNameOrder = (fdName) => {
  if (fdName === "stdout" || fdName === "stderr") {
    return 0;
  }
  return fdName === "all" ? 2 : 1;
};
var parseFdName = (fdName, optionName, optionArray) => {
  if (fdName === "ipc") {
    return [optionArray.length - 1];
  }
  const fdNumber = parseFd(fdName);
  if (fdNumber === void 0 || fdNumber === 0) {
    throw new TypeError(`"${optionName}.${fdName}" is invalid.
It must be "${optionName}.stdout", "${optionName}.stderr", "${optionName}.all", "${optionName}.ipc", or "${optionName}.fd3", "${optionName}.fd4" (and so on).`);
  }
  if (fdNumber >= optionArray.length) {
    throw new TypeError(`"${optionName}.${fdName}" is invalid: that file descriptor does not exist.
Please set the "stdio" option to ensure that file descriptor exists.`);
  }
  return fdNumber === "all" ? [1, 2] : [fdNumber];
};
var parseFd = (fdName) => {
  if (fdName === "all") {
    return fdName;
  }
  if (STANDARD_STREAMS_ALIASES.includes(fdName)) {
    return STANDARD_STREAMS_ALIASES.indexOf(fdName);
  }
  const regexpResult = FD_REGEXP.exec(fdName);
  if (regexpResult !== null) {
    return Number(regexpResult[1]);
  }
};
var FD_REGEXP = /^fd(\d+)$/;
var addDefaultValue = (optionArray, optionName) => optionArray.map((optionValue) => optionValue === void 0 ? DEFAULT_OPTIONS[optionName] : optionValue);
var verboseDefault = debuglog("execa").enabled ? "full" : "none";
var DEFAULT_OPTIONS = {
  lines: false,
  buffer: true,
  maxBuffer: 1e3 * 1e3 * 100,
  verbose: verboseDefault,
  stripFinalNewline: true
};
var FD_SPECIFIC_OPTIONS = ["lines", "buffer", "maxBuffer", "verbose", "stripFinalNewline"];
var getFdSpecificValue = (optionArray, fdNumber) => fdNumber === "ipc" ? optionArray.at(-1) : optionArray[fdNumber];

// node_modules/execa/lib/verbose/values.js
var isVerbose = ({ verbose }, fdNumber) => getFdVerbose(verbose, fdNumber) !== "none";
var isFullVerbose = ({ verbose }, fdNumber) => !["none", "short"].includes(getFdVerbose(verbose, fdNumber));
var getVerboseFunction = ({ verbose }, fdNumber) => {
  const fdVerbose = getFdVerbose(verbose, fdNumber);
  return isVerboseFunction(fdVerbose) ? fdVerbose : void 0;
};
var getFdVerbose = (verbose, fdNumber) => fdNumber === void 0 ? getFdGenericVerbose(verbose) : getFdSpecificValue(verbose, fdNumber);
var getFdGenericVerbose = (verbose) => verbose.find((fdVerbose) => isVerboseFunction(fdVerbose)) ?? VERBOSE_VALUES.findLast((fdVerbose) => verbose.includes(fdVerbose));
var isVerboseFunction = (fdVerbose) => typeof fdVerbose === "function";
var VERBOSE_VALUES = ["none", "short", "full"];

// node_modules/execa/lib/verbose/log.js
import { inspect } from "node:util";

// node_modules/execa/lib/arguments/escape.js
import { platform } from "node:process";
import { stripVTControlCharacters } from "node:util";
var joinCommand = (filePath, rawArguments) => {
  const fileAndArguments = [filePath, ...rawArguments];
  const command2 = fileAndArguments.join(" ");
  const escapedCommand = fileAndArguments.map((fileAndArgument) => quoteString(escapeControlCharacters(fileAndArgument))).join(" ");
  return { command: command2, escapedCommand };
};
var escapeLines = (lines) => stripVTControlCharacters(lines).split("\n").map((line) => escapeControlCharacters(line)).join("\n");
var escapeControlCharacters = (line) => line.replaceAll(SPECIAL_CHAR_REGEXP, (character) => escapeControlCharacter(character));
var escapeControlCharacter = (character) => {
  const commonEscape = COMMON_ESCAPES[character];
  if (commonEscape !== void 0) {
    return commonEscape;
  }
  const codepoint = character.codePointAt(0);
  const codepointHex = codepoint.toString(16);
  return codepoint <= ASTRAL_START ? `\\u${codepointHex.padStart(4, "0")}` : `\\U${codepointHex}`;
};
var getSpecialCharRegExp = () => {
  try {
    return new RegExp("\\p{Separator}|\\p{Other}", "gu");
  } catch {
    return /[\s\u0000-\u001F\u007F-\u009F\u00AD]/g;
  }
};
var SPECIAL_CHAR_REGEXP = getSpecialCharRegExp();
var COMMON_ESCAPES = {
  " ": " ",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "	": "\\t"
};
var ASTRAL_START = 65535;
var quoteString = (escapedArgument) => {
  if (NO_ESCAPE_REGEXP.test(escapedArgument)) {
    return escapedArgument;
  }
  return platform === "win32" ? `"${escapedArgument.replaceAll('"', '""')}"` : `'${escapedArgument.replaceAll("'", "'\\''")}'`;
};
var NO_ESCAPE_REGEXP = /^[\w./-]+$/;

// node_modules/is-unicode-supported/index.js
import process3 from "node:process";
function isUnicodeSupported() {
  const { env } = process3;
  const { TERM, TERM_PROGRAM } = env;
  if (process3.platform !== "win32") {
    return TERM !== "linux";
  }
  return Boolean(env.WT_SESSION) || Boolean(env.TERMINUS_SUBLIME) || env.ConEmuTask === "{cmd::Cmder}" || TERM_PROGRAM === "Terminus-Sublime" || TERM_PROGRAM === "vscode" || TERM === "xterm-256color" || TERM === "alacritty" || TERM === "rxvt-unicode" || TERM === "rxvt-unicode-256color" || env.TERMINAL_EMULATOR === "JetBrains-JediTerm";
}

// node_modules/figures/index.js
var common = {
  circleQuestionMark: "(?)",
  questionMarkPrefix: "(?)",
  square: "█",
  squareDarkShade: "▓",
  squareMediumShade: "▒",
  squareLightShade: "░",
  squareTop: "▀",
  squareBottom: "▄",
  squareLeft: "▌",
  squareRight: "▐",
  squareCenter: "■",
  bullet: "●",
  dot: "․",
  ellipsis: "…",
  pointerSmall: "›",
  triangleUp: "▲",
  triangleUpSmall: "▴",
  triangleDown: "▼",
  triangleDownSmall: "▾",
  triangleLeftSmall: "◂",
  triangleRightSmall: "▸",
  home: "⌂",
  heart: "♥",
  musicNote: "♪",
  musicNoteBeamed: "♫",
  arrowUp: "↑",
  arrowDown: "↓",
  arrowLeft: "←",
  arrowRight: "→",
  arrowLeftRight: "↔",
  arrowUpDown: "↕",
  almostEqual: "≈",
  notEqual: "≠",
  lessOrEqual: "≤",
  greaterOrEqual: "≥",
  identical: "≡",
  infinity: "∞",
  subscriptZero: "₀",
  subscriptOne: "₁",
  subscriptTwo: "₂",
  subscriptThree: "₃",
  subscriptFour: "₄",
  subscriptFive: "₅",
  subscriptSix: "₆",
  subscriptSeven: "₇",
  subscriptEight: "₈",
  subscriptNine: "₉",
  oneHalf: "½",
  oneThird: "⅓",
  oneQuarter: "¼",
  oneFifth: "⅕",
  oneSixth: "⅙",
  oneEighth: "⅛",
  twoThirds: "⅔",
  twoFifths: "⅖",
  threeQuarters: "¾",
  threeFifths: "⅗",
  threeEighths: "⅜",
  fourFifths: "⅘",
  fiveSixths: "⅚",
  fiveEighths: "⅝",
  sevenEighths: "⅞",
  line: "─",
  lineBold: "━",
  lineDouble: "═",
  lineDashed0: "┄",
  lineDashed1: "┅",
  lineDashed2: "┈",
  lineDashed3: "┉",
  lineDashed4: "╌",
  lineDashed5: "╍",
  lineDashed6: "╴",
  lineDashed7: "╶",
  lineDashed8: "╸",
  lineDashed9: "╺",
  lineDashed10: "╼",
  lineDashed11: "╾",
  lineDashed12: "−",
  lineDashed13: "–",
  lineDashed14: "‐",
  lineDashed15: "⁃",
  lineVertical: "│",
  lineVerticalBold: "┃",
  lineVerticalDouble: "║",
  lineVerticalDashed0: "┆",
  lineVerticalDashed1: "┇",
  lineVerticalDashed2: "┊",
  lineVerticalDashed3: "┋",
  lineVerticalDashed4: "╎",
  lineVerticalDashed5: "╏",
  lineVerticalDashed6: "╵",
  lineVerticalDashed7: "╷",
  lineVerticalDashed8: "╹",
  lineVerticalDashed9: "╻",
  lineVerticalDashed10: "╽",
  lineVerticalDashed11: "╿",
  lineDownLeft: "┐",
  lineDownLeftArc: "╮",
  lineDownBoldLeftBold: "┓",
  lineDownBoldLeft: "┒",
  lineDownLeftBold: "┑",
  lineDownDoubleLeftDouble: "╗",
  lineDownDoubleLeft: "╖",
  lineDownLeftDouble: "╕",
  lineDownRight: "┌",
  lineDownRightArc: "╭",
  lineDownBoldRightBold: "┏",
  lineDownBoldRight: "┎",
  lineDownRightBold: "┍",
  lineDownDoubleRightDouble: "╔",
  lineDownDoubleRight: "╓",
  lineDownRightDouble: "╒",
  lineUpLeft: "┘",
  lineUpLeftArc: "╯",
  lineUpBoldLeftBold: "┛",
  lineUpBoldLeft: "┚",
  lineUpLeftBold: "┙",
  lineUpDoubleLeftDouble: "╝",
  lineUpDoubleLeft: "╜",
  lineUpLeftDouble: "╛",
  lineUpRight: "└",
  lineUpRightArc: "╰",
  lineUpBoldRightBold: "┗",
  lineUpBoldRight: "┖",
  lineUpRightBold: "┕",
  lineUpDoubleRightDouble: "╚",
  lineUpDoubleRight: "╙",
  lineUpRightDouble: "╘",
  lineUpDownLeft: "┤",
  lineUpBoldDownBoldLeftBold: "┫",
  lineUpBoldDownBoldLeft: "┨",
  lineUpDownLeftBold: "┥",
  lineUpBoldDownLeftBold: "┩",
  lineUpDownBoldLeftBold: "┪",
  lineUpDownBoldLeft: "┧",
  lineUpBoldDownLeft: "┦",
  lineUpDoubleDownDoubleLeftDouble: "╣",
  lineUpDoubleDownDoubleLeft: "╢",
  lineUpDownLeftDouble: "╡",
  lineUpDownRight: "├",
  lineUpBoldDownBoldRightBold: "┣",
  lineUpBoldDownBoldRight: "┠",
  lineUpDownRightBold: "┝",
  lineUpBoldDownRightBold: "┡",
  lineUpDownBoldRightBold: "┢",
  lineUpDownBoldRight: "┟",
  lineUpBoldDownRight: "┞",
  lineUpDoubleDownDoubleRightDouble: "╠",
  lineUpDoubleDownDoubleRight: "╟",
  lineUpDownRightDouble: "╞",
  lineDownLeftRight: "┬",
  lineDownBoldLeftBoldRightBold: "┳",
  lineDownLeftBoldRightBold: "┯",
  lineDownBoldLeftRight: "┰",
  lineDownBoldLeftBoldRight: "┱",
  lineDownBoldLeftRightBold: "┲",
  lineDownLeftRightBold: "┮",
  lineDownLeftBoldRight: "┭",
  lineDownDoubleLeftDoubleRightDouble: "╦",
  lineDownDoubleLeftRight: "╥",
  lineDownLeftDoubleRightDouble: "╤",
  lineUpLeftRight: "┴",
  lineUpBoldLeftBoldRightBold: "┻",
  lineUpLeftBoldRightBold: "┷",
  lineUpBoldLeftRight: "┸",
  lineUpBoldLeftBoldRight: "┹",
  lineUpBoldLeftRightBold: "┺",
  lineUpLeftRightBold: "┶",
  lineUpLeftBoldRight: "┵",
  lineUpDoubleLeftDoubleRightDouble: "╩",
  lineUpDoubleLeftRight: "╨",
  lineUpLeftDoubleRightDouble: "╧",
  lineUpDownLeftRight: "┼",
  lineUpBoldDownBoldLeftBoldRightBold: "╋",
  lineUpDownBoldLeftBoldRightBold: "╈",
  lineUpBoldDownLeftBoldRightBold: "╇",
  lineUpBoldDownBoldLeftRightBold: "╊",
  lineUpBoldDownBoldLeftBoldRight: "╉",
  lineUpBoldDownLeftRight: "╀",
  lineUpDownBoldLeftRight: "╁",
  lineUpDownLeftBoldRight: "┽",
  lineUpDownLeftRightBold: "┾",
  lineUpBoldDownBoldLeftRight: "╂",
  lineUpDownLeftBoldRightBold: "┿",
  lineUpBoldDownLeftBoldRight: "╃",
  lineUpBoldDownLeftRightBold: "╄",
  lineUpDownBoldLeftBoldRight: "╅",
  lineUpDownBoldLeftRightBold: "╆",
  lineUpDoubleDownDoubleLeftDoubleRightDouble: "╬",
  lineUpDoubleDownDoubleLeftRight: "╫",
  lineUpDownLeftDoubleRightDouble: "╪",
  lineCross: "╳",
  lineBackslash: "╲",
  lineSlash: "╱"
};
var specialMainSymbols = {
  tick: "✔",
  info: "ℹ",
  warning: "⚠",
  cross: "✘",
  squareSmall: "◻",
  squareSmallFilled: "◼",
  circle: "◯",
  circleFilled: "◉",
  circleDotted: "◌",
  circleDouble: "◎",
  circleCircle: "ⓞ",
  circleCross: "ⓧ",
  circlePipe: "Ⓘ",
  radioOn: "◉",
  radioOff: "◯",
  checkboxOn: "☒",
  checkboxOff: "☐",
  checkboxCircleOn: "ⓧ",
  checkboxCircleOff: "Ⓘ",
  pointer: "❯",
  triangleUpOutline: "△",
  triangleLeft: "◀",
  triangleRight: "▶",
  lozenge: "◆",
  lozengeOutline: "◇",
  hamburger: "☰",
  smiley: "㋡",
  mustache: "෴",
  star: "★",
  play: "▶",
  nodejs: "⬢",
  oneSeventh: "⅐",
  oneNinth: "⅑",
  oneTenth: "⅒"
};
var specialFallbackSymbols = {
  tick: "√",
  info: "i",
  warning: "‼",
  cross: "×",
  squareSmall: "□",
  squareSmallFilled: "■",
  circle: "( )",
  circleFilled: "(*)",
  circleDotted: "( )",
  circleDouble: "( )",
  circleCircle: "(○)",
  circleCross: "(×)",
  circlePipe: "(│)",
  radioOn: "(*)",
  radioOff: "( )",
  checkboxOn: "[×]",
  checkboxOff: "[ ]",
  checkboxCircleOn: "(×)",
  checkboxCircleOff: "( )",
  pointer: ">",
  triangleUpOutline: "∆",
  triangleLeft: "◄",
  triangleRight: "►",
  lozenge: "♦",
  lozengeOutline: "◊",
  hamburger: "≡",
  smiley: "☺",
  mustache: "┌─┐",
  star: "✶",
  play: "►",
  nodejs: "♦",
  oneSeventh: "1/7",
  oneNinth: "1/9",
  oneTenth: "1/10"
};
var mainSymbols = { ...common, ...specialMainSymbols };
var fallbackSymbols = { ...common, ...specialFallbackSymbols };
var shouldUseMain = isUnicodeSupported();
var figures = shouldUseMain ? mainSymbols : fallbackSymbols;
var figures_default = figures;
var replacements = Object.entries(specialMainSymbols);

// node_modules/yoctocolors/base.js
import tty from "node:tty";
var hasColors = tty?.WriteStream?.prototype?.hasColors?.() ?? false;
var format = (open2, close) => {
  if (!hasColors) {
    return (input) => input;
  }
  const openCode = `\x1B[${open2}m`;
  const closeCode = `\x1B[${close}m`;
  return (input) => {
    const string = input + "";
    let index = string.indexOf(closeCode);
    if (index === -1) {
      return openCode + string + closeCode;
    }
    let result = openCode;
    let lastIndex = 0;
    const reopenOnNestedClose = close === 22;
    const replaceCode = (reopenOnNestedClose ? closeCode : "") + openCode;
    while (index !== -1) {
      result += string.slice(lastIndex, index) + replaceCode;
      lastIndex = index + closeCode.length;
      index = string.indexOf(closeCode, lastIndex);
    }
    result += string.slice(lastIndex) + closeCode;
    return result;
  };
};
var reset = format(0, 0);
var bold = format(1, 22);
var dim = format(2, 22);
var italic = format(3, 23);
var underline = format(4, 24);
var underlineDouble = format("4:2", 24);
var underlineCurly = format("4:3", 24);
var underlineDotted = format("4:4", 24);
var underlineDashed = format("4:5", 24);
var overline = format(53, 55);
var inverse = format(7, 27);
var hidden = format(8, 28);
var strikethrough = format(9, 29);
var black = format(30, 39);
var red = format(31, 39);
var green = format(32, 39);
var yellow = format(33, 39);
var blue = format(34, 39);
var magenta = format(35, 39);
var cyan = format(36, 39);
var white = format(37, 39);
var gray = format(90, 39);
var bgBlack = format(40, 49);
var bgRed = format(41, 49);
var bgGreen = format(42, 49);
var bgYellow = format(43, 49);
var bgBlue = format(44, 49);
var bgMagenta = format(45, 49);
var bgCyan = format(46, 49);
var bgWhite = format(47, 49);
var bgGray = format(100, 49);
var redBright = format(91, 39);
var greenBright = format(92, 39);
var yellowBright = format(93, 39);
var blueBright = format(94, 39);
var magentaBright = format(95, 39);
var cyanBright = format(96, 39);
var whiteBright = format(97, 39);
var bgRedBright = format(101, 49);
var bgGreenBright = format(102, 49);
var bgYellowBright = format(103, 49);
var bgBlueBright = format(104, 49);
var bgMagentaBright = format(105, 49);
var bgCyanBright = format(106, 49);
var bgWhiteBright = format(107, 49);
var underlineBlack = format("58;5;0", 59);
var underlineRed = format("58;5;1", 59);
var underlineGreen = format("58;5;2", 59);
var underlineYellow = format("58;5;3", 59);
var underlineBlue = format("58;5;4", 59);
var underlineMagenta = format("58;5;5", 59);
var underlineCyan = format("58;5;6", 59);
var underlineWhite = format("58;5;7", 59);
var underlineGray = format("58;5;8", 59);
var underlineRedBright = format("58;5;9", 59);
var underlineGreenBright = format("58;5;10", 59);
var underlineYellowBright = format("58;5;11", 59);
var underlineBlueBright = format("58;5;12", 59);
var underlineMagentaBright = format("58;5;13", 59);
var underlineCyanBright = format("58;5;14", 59);
var underlineWhiteBright = format("58;5;15", 59);

// node_modules/execa/lib/verbose/default.js
var defaultVerboseFunction = ({
  type,
  message: message2,
  timestamp,
  piped,
  commandId: commandId2,
  result: { failed = false } = {},
  options: { reject = true }
}) => {
  const timestampString = serializeTimestamp(timestamp);
  const icon = ICONS[type]({ failed, reject, piped });
  const color = COLORS[type]({ reject });
  return `${gray(`[${timestampString}]`)} ${gray(`[${commandId2}]`)} ${color(icon)} ${color(message2)}`;
};
var serializeTimestamp = (timestamp) => `${padField(timestamp.getHours(), 2)}:${padField(timestamp.getMinutes(), 2)}:${padField(timestamp.getSeconds(), 2)}.${padField(timestamp.getMilliseconds(), 3)}`;
var padField = (field, padding) => String(field).padStart(padding, "0");
var getFinalIcon = ({ failed, reject }) => {
  if (!failed) {
    return figures_default.tick;
  }
  return reject ? figures_default.cross : figures_default.warning;
};
var ICONS = {
  command: ({ piped }) => piped ? "|" : "$",
  output: () => " ",
  ipc: () => "*",
  error: getFinalIcon,
  duration: getFinalIcon
};
var identity = (string) => string;
var COLORS = {
  command: () => bold,
  output: () => identity,
  ipc: () => identity,
  error: ({ reject }) => reject ? redBright : yellowBright,
  duration: () => gray
};

// node_modules/execa/lib/verbose/custom.js
var applyVerboseOnLines = (printedLines, verboseInfo, fdNumber) => {
  const verboseFunction = getVerboseFunction(verboseInfo, fdNumber);
  return printedLines.map(({ verboseLine, verboseObject }) => applyVerboseFunction(verboseLine, verboseObject, verboseFunction)).filter((printedLine) => printedLine !== void 0).map((printedLine) => appendNewline(printedLine)).join("");
};
var applyVerboseFunction = (verboseLine, verboseObject, verboseFunction) => {
  if (verboseFunction === void 0) {
    return verboseLine;
  }
  const printedLine = verboseFunction(verboseLine, verboseObject);
  if (typeof printedLine === "string") {
    return printedLine;
  }
};
var appendNewline = (printedLine) => printedLine.endsWith("\n") ? printedLine : `${printedLine}
`;

// node_modules/execa/lib/verbose/log.js
var verboseLog = ({ type, verboseMessage, fdNumber, verboseInfo, result }) => {
  const verboseObject = getVerboseObject({ type, result, verboseInfo });
  const printedLines = getPrintedLines(verboseMessage, verboseObject);
  const finalLines = applyVerboseOnLines(printedLines, verboseInfo, fdNumber);
  if (finalLines !== "") {
    console.warn(finalLines.slice(0, -1));
  }
};
var getVerboseObject = ({
  type,
  result,
  verboseInfo: { escapedCommand, commandId: commandId2, rawOptions: { piped = false, ...options } }
}) => ({
  type,
  escapedCommand,
  commandId: `${commandId2}`,
  timestamp: /* @__PURE__ */ new Date(),
  piped,
  result,
  options
});
var getPrintedLines = (verboseMessage, verboseObject) => verboseMessage.split("\n").map((message2) => getPrintedLine({ ...verboseObject, message: message2 }));
var getPrintedLine = (verboseObject) => {
  const verboseLine = defaultVerboseFunction(verboseObject);
  return { verboseLine, verboseObject };
};
var serializeVerboseMessage = (message2) => {
  const messageString = typeof message2 === "string" ? message2 : inspect(message2);
  const escapedMessage = escapeLines(messageString);
  return escapedMessage.replaceAll("	", " ".repeat(TAB_SIZE));
};
var TAB_SIZE = 2;

// node_modules/execa/lib/verbose/start.js
var logCommand = (escapedCommand, verboseInfo) => {
  if (!isVerbose(verboseInfo)) {
    return;
  }
  verboseLog({
    type: "command",
    verboseMessage: escapedCommand,
    verboseInfo
  });
};

// node_modules/execa/lib/verbose/info.js
var getVerboseInfo = (verbose, escapedCommand, rawOptions) => {
  validateVerbose(verbose);
  const commandId2 = getCommandId(verbose);
  return {
    verbose,
    escapedCommand,
    commandId: commandId2,
    rawOptions
  };
};
var getCommandId = (verbose) => isVerbose({ verbose }) ? COMMAND_ID++ : void 0;
var COMMAND_ID = 0n;
var validateVerbose = (verbose) => {
  for (const fdVerbose of verbose) {
    if (fdVerbose === false) {
      throw new TypeError(`The "verbose: false" option was renamed to "verbose: 'none'".`);
    }
    if (fdVerbose === true) {
      throw new TypeError(`The "verbose: true" option was renamed to "verbose: 'short'".`);
    }
    if (!VERBOSE_VALUES.includes(fdVerbose) && !isVerboseFunction(fdVerbose)) {
      const allowedValues = VERBOSE_VALUES.map((allowedValue) => `'${allowedValue}'`).join(", ");
      throw new TypeError(`The "verbose" option must not be ${fdVerbose}. Allowed values are: ${allowedValues} or a function.`);
    }
  }
};

// node_modules/execa/lib/return/duration.js
import { hrtime } from "node:process";
var getStartTime = () => hrtime.bigint();
var getDurationMs = (startTime) => Number(hrtime.bigint() - startTime) / 1e6;

// node_modules/execa/lib/arguments/command.js
var handleCommand = (filePath, rawArguments, rawOptions) => {
  const startTime = getStartTime();
  const { command: command2, escapedCommand } = joinCommand(filePath, rawArguments);
  const verbose = normalizeFdSpecificOption(rawOptions, "verbose");
  const verboseInfo = getVerboseInfo(verbose, escapedCommand, { ...rawOptions });
  logCommand(escapedCommand, verboseInfo);
  return {
    command: command2,
    escapedCommand,
    startTime,
    verboseInfo
  };
};

// node_modules/execa/lib/arguments/options.js
var import_cross_spawn = __toESM(require_cross_spawn(), 1);
import path5 from "node:path";
import process6 from "node:process";

// node_modules/npm-run-path/index.js
import process4 from "node:process";
import path2 from "node:path";

// node_modules/npm-run-path/node_modules/path-key/index.js
function pathKey(options = {}) {
  const {
    env = process.env,
    platform: platform2 = process.platform
  } = options;
  if (platform2 !== "win32") {
    return "PATH";
  }
  return Object.keys(env).reverse().find((key) => key.toUpperCase() === "PATH") || "Path";
}

// node_modules/unicorn-magic/node.js
import { promisify } from "node:util";
import { execFile as execFileCallback, execFileSync as execFileSyncOriginal } from "node:child_process";
import path from "node:path";
import { fileURLToPath as fileURLToPath2 } from "node:url";
var execFileOriginal = promisify(execFileCallback);
function toPath(urlOrPath) {
  return urlOrPath instanceof URL ? fileURLToPath2(urlOrPath) : urlOrPath;
}
function traversePathUp(startPath) {
  return {
    *[Symbol.iterator]() {
      let currentPath = path.resolve(toPath(startPath));
      let previousPath;
      while (previousPath !== currentPath) {
        yield currentPath;
        previousPath = currentPath;
        currentPath = path.resolve(currentPath, "..");
      }
    }
  };
}
var TEN_MEGABYTES_IN_BYTES = 10 * 1024 * 1024;

// node_modules/npm-run-path/index.js
var npmRunPath = ({
  cwd = process4.cwd(),
  path: pathOption = process4.env[pathKey()],
  preferLocal = true,
  execPath: execPath2 = process4.execPath,
  addExecPath = true
} = {}) => {
  const cwdPath = path2.resolve(toPath(cwd));
  const result = [];
  const pathParts = pathOption.split(path2.delimiter);
  if (preferLocal) {
    applyPreferLocal(result, pathParts, cwdPath);
  }
  if (addExecPath) {
    applyExecPath(result, pathParts, execPath2, cwdPath);
  }
  return pathOption === "" || pathOption === path2.delimiter ? `${result.join(path2.delimiter)}${pathOption}` : [...result, pathOption].join(path2.delimiter);
};
var applyPreferLocal = (result, pathParts, cwdPath) => {
  for (const directory of traversePathUp(cwdPath)) {
    const pathPart = path2.join(directory, "node_modules/.bin");
    if (!pathParts.includes(pathPart)) {
      result.push(pathPart);
    }
  }
};
var applyExecPath = (result, pathParts, execPath2, cwdPath) => {
  const pathPart = path2.resolve(cwdPath, toPath(execPath2), "..");
  if (!pathParts.includes(pathPart)) {
    result.push(pathPart);
  }
};
var npmRunPathEnv = ({ env = process4.env, ...options } = {}) => {
  env = { ...env };
  const pathName = pathKey({ env });
  options.path = env[pathName];
  env[pathName] = npmRunPath(options);
  return env;
};

// node_modules/execa/lib/terminate/kill.js
import { setTimeout as setTimeout2 } from "node:timers/promises";

// node_modules/execa/lib/return/final-error.js
var getFinalError = (originalError, message2, isSync) => {
  const ErrorClass = isSync ? ExecaSyncError : ExecaError;
  const options = originalError instanceof DiscardedError ? {} : { cause: originalError };
  return new ErrorClass(message2, options);
};
var DiscardedError = class extends Error {
};
var setErrorName = (ErrorClass, value2) => {
  Object.defineProperty(ErrorClass.prototype, "name", {
    value: value2,
    writable: true,
    enumerable: false,
    configurable: true
  });
  Object.defineProperty(ErrorClass.prototype, execaErrorSymbol, {
    value: true,
    writable: false,
    enumerable: false,
    configurable: false
  });
};
var isExecaError = (error) => isErrorInstance(error) && execaErrorSymbol in error;
var execaErrorSymbol = /* @__PURE__ */ Symbol("isExecaError");
var isErrorInstance = (value2) => Object.prototype.toString.call(value2) === "[object Error]";
var ExecaError = class extends Error {
};
setErrorName(ExecaError, ExecaError.name);
var ExecaSyncError = class extends Error {
};
setErrorName(ExecaSyncError, ExecaSyncError.name);

// node_modules/execa/lib/terminate/signal.js
import { constants as constants4 } from "node:os";

// node_modules/human-signals/build/src/main.js
import { constants as constants3 } from "node:os";

// node_modules/human-signals/build/src/realtime.js
var getRealtimeSignals = () => {
  const length = SIGRTMAX - SIGRTMIN + 1;
  return Array.from({ length }, getRealtimeSignal);
};
var getRealtimeSignal = (value2, index) => ({
  name: `SIGRT${index + 1}`,
  number: SIGRTMIN + index,
  action: "terminate",
  description: "Application-specific signal (realtime)",
  standard: "posix"
});
var SIGRTMIN = 34;
var SIGRTMAX = 64;

// node_modules/human-signals/build/src/signals.js
import { constants as constants2 } from "node:os";

// node_modules/human-signals/build/src/core.js
var SIGNALS = [
  {
    name: "SIGHUP",
    number: 1,
    action: "terminate",
    description: "Terminal closed",
    standard: "posix"
  },
  {
    name: "SIGINT",
    number: 2,
    action: "terminate",
    description: "User interruption with CTRL-C",
    standard: "ansi"
  },
  {
    name: "SIGQUIT",
    number: 3,
    action: "core",
    description: "User interruption with CTRL-\\",
    standard: "posix"
  },
  {
    name: "SIGILL",
    number: 4,
    action: "core",
    description: "Invalid machine instruction",
    standard: "ansi"
  },
  {
    name: "SIGTRAP",
    number: 5,
    action: "core",
    description: "Debugger breakpoint",
    standard: "posix"
  },
  {
    name: "SIGABRT",
    number: 6,
    action: "core",
    description: "Aborted",
    standard: "ansi"
  },
  {
    name: "SIGIOT",
    number: 6,
    action: "core",
    description: "Aborted",
    standard: "bsd"
  },
  {
    name: "SIGBUS",
    number: 7,
    action: "core",
    description: "Bus error due to misaligned, non-existing address or paging error",
    standard: "bsd"
  },
  {
    name: "SIGEMT",
    number: 7,
    action: "terminate",
    description: "Command should be emulated but is not implemented",
    standard: "other"
  },
  {
    name: "SIGFPE",
    number: 8,
    action: "core",
    description: "Floating point arithmetic error",
    standard: "ansi"
  },
  {
    name: "SIGKILL",
    number: 9,
    action: "terminate",
    description: "Forced termination",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGUSR1",
    number: 10,
    action: "terminate",
    description: "Application-specific signal",
    standard: "posix"
  },
  {
    name: "SIGSEGV",
    number: 11,
    action: "core",
    description: "Segmentation fault",
    standard: "ansi"
  },
  {
    name: "SIGUSR2",
    number: 12,
    action: "terminate",
    description: "Application-specific signal",
    standard: "posix"
  },
  {
    name: "SIGPIPE",
    number: 13,
    action: "terminate",
    description: "Broken pipe or socket",
    standard: "posix"
  },
  {
    name: "SIGALRM",
    number: 14,
    action: "terminate",
    description: "Timeout or timer",
    standard: "posix"
  },
  {
    name: "SIGTERM",
    number: 15,
    action: "terminate",
    description: "Termination",
    standard: "ansi"
  },
  {
    name: "SIGSTKFLT",
    number: 16,
    action: "terminate",
    description: "Stack is empty or overflowed",
    standard: "other"
  },
  {
    name: "SIGCHLD",
    number: 17,
    action: "ignore",
    description: "Child process terminated, paused or unpaused",
    standard: "posix"
  },
  {
    name: "SIGCLD",
    number: 17,
    action: "ignore",
    description: "Child process terminated, paused or unpaused",
    standard: "other"
  },
  {
    name: "SIGCONT",
    number: 18,
    action: "unpause",
    description: "Unpaused",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGSTOP",
    number: 19,
    action: "pause",
    description: "Paused",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGTSTP",
    number: 20,
    action: "pause",
    description: 'Paused using CTRL-Z or "suspend"',
    standard: "posix"
  },
  {
    name: "SIGTTIN",
    number: 21,
    action: "pause",
    description: "Background process cannot read terminal input",
    standard: "posix"
  },
  {
    name: "SIGBREAK",
    number: 21,
    action: "terminate",
    description: "User interruption with CTRL-BREAK",
    standard: "other"
  },
  {
    name: "SIGTTOU",
    number: 22,
    action: "pause",
    description: "Background process cannot write to terminal output",
    standard: "posix"
  },
  {
    name: "SIGURG",
    number: 23,
    action: "ignore",
    description: "Socket received out-of-band data",
    standard: "bsd"
  },
  {
    name: "SIGXCPU",
    number: 24,
    action: "core",
    description: "Process timed out",
    standard: "bsd"
  },
  {
    name: "SIGXFSZ",
    number: 25,
    action: "core",
    description: "File too big",
    standard: "bsd"
  },
  {
    name: "SIGVTALRM",
    number: 26,
    action: "terminate",
    description: "Timeout or timer",
    standard: "bsd"
  },
  {
    name: "SIGPROF",
    number: 27,
    action: "terminate",
    description: "Timeout or timer",
    standard: "bsd"
  },
  {
    name: "SIGWINCH",
    number: 28,
    action: "ignore",
    description: "Terminal window size changed",
    standard: "bsd"
  },
  {
    name: "SIGIO",
    number: 29,
    action: "terminate",
    description: "I/O is available",
    standard: "other"
  },
  {
    name: "SIGPOLL",
    number: 29,
    action: "terminate",
    description: "Watched event",
    standard: "other"
  },
  {
    name: "SIGINFO",
    number: 29,
    action: "ignore",
    description: "Request for process information",
    standard: "other"
  },
  {
    name: "SIGPWR",
    number: 30,
    action: "terminate",
    description: "Device running out of power",
    standard: "systemv"
  },
  {
    name: "SIGSYS",
    number: 31,
    action: "core",
    description: "Invalid system call",
    standard: "other"
  },
  {
    name: "SIGUNUSED",
    number: 31,
    action: "terminate",
    description: "Invalid system call",
    standard: "other"
  }
];

// node_modules/human-signals/build/src/signals.js
var getSignals = () => {
  const realtimeSignals = getRealtimeSignals();
  const signals2 = [...SIGNALS, ...realtimeSignals].map(normalizeSignal);
  return signals2;
};
var normalizeSignal = ({
  name,
  number: defaultNumber,
  description,
  action,
  forced = false,
  standard
}) => {
  const {
    signals: { [name]: constantSignal }
  } = constants2;
  const supported = constantSignal !== void 0;
  const number3 = supported ? constantSignal : defaultNumber;
  return { name, number: number3, description, supported, action, forced, standard };
};

// node_modules/human-signals/build/src/main.js
var getSignalsByName = () => {
  const signals2 = getSignals();
  return Object.fromEntries(signals2.map(getSignalByName));
};
var getSignalByName = ({
  name,
  number: number3,
  description,
  supported,
  action,
  forced,
  standard
}) => [name, { name, number: number3, description, supported, action, forced, standard }];
var signalsByName = getSignalsByName();
var getSignalsByNumber = () => {
  const signals2 = getSignals();
  const length = SIGRTMAX + 1;
  const signalsA = Array.from(
    { length },
    (value2, number3) => getSignalByNumber(number3, signals2)
  );
  return Object.assign({}, ...signalsA);
};
var getSignalByNumber = (number3, signals2) => {
  const signal = findSignalByNumber(number3, signals2);
  if (signal === void 0) {
    return {};
  }
  const { name, description, supported, action, forced, standard } = signal;
  return {
    [number3]: {
      name,
      number: number3,
      description,
      supported,
      action,
      forced,
      standard
    }
  };
};
var findSignalByNumber = (number3, signals2) => {
  const signal = signals2.find(({ name }) => constants3.signals[name] === number3);
  if (signal !== void 0) {
    return signal;
  }
  return signals2.find((signalA) => signalA.number === number3);
};
var signalsByNumber = getSignalsByNumber();

// node_modules/execa/lib/terminate/signal.js
var normalizeKillSignal = (killSignal) => {
  const optionName = "option `killSignal`";
  if (killSignal === 0) {
    throw new TypeError(`Invalid ${optionName}: 0 cannot be used.`);
  }
  return normalizeSignal2(killSignal, optionName);
};
var normalizeSignalArgument = (signal) => signal === 0 ? signal : normalizeSignal2(signal, "`subprocess.kill()`'s argument");
var normalizeSignal2 = (signalNameOrInteger, optionName) => {
  if (Number.isInteger(signalNameOrInteger)) {
    return normalizeSignalInteger(signalNameOrInteger, optionName);
  }
  if (typeof signalNameOrInteger === "string") {
    return normalizeSignalName(signalNameOrInteger, optionName);
  }
  throw new TypeError(`Invalid ${optionName} ${String(signalNameOrInteger)}: it must be a string or an integer.
${getAvailableSignals()}`);
};
var normalizeSignalInteger = (signalInteger, optionName) => {
  if (signalsIntegerToName.has(signalInteger)) {
    return signalsIntegerToName.get(signalInteger);
  }
  throw new TypeError(`Invalid ${optionName} ${signalInteger}: this signal integer does not exist.
${getAvailableSignals()}`);
};
var getSignalsIntegerToName = () => new Map(Object.entries(constants4.signals).reverse().map(([signalName2, signalInteger]) => [signalInteger, signalName2]));
var signalsIntegerToName = getSignalsIntegerToName();
var normalizeSignalName = (signalName2, optionName) => {
  if (signalName2 in constants4.signals) {
    return signalName2;
  }
  if (signalName2.toUpperCase() in constants4.signals) {
    throw new TypeError(`Invalid ${optionName} '${signalName2}': please rename it to '${signalName2.toUpperCase()}'.`);
  }
  throw new TypeError(`Invalid ${optionName} '${signalName2}': this signal name does not exist.
${getAvailableSignals()}`);
};
var getAvailableSignals = () => `Available signal names: ${getAvailableSignalNames()}.
Available signal numbers: ${getAvailableSignalIntegers()}.`;
var getAvailableSignalNames = () => Object.keys(constants4.signals).sort().map((signalName2) => `'${signalName2}'`).join(", ");
var getAvailableSignalIntegers = () => [...new Set(Object.values(constants4.signals).sort((signalInteger, signalIntegerTwo) => signalInteger - signalIntegerTwo))].join(", ");
var getSignalDescription = (signal) => signalsByName[signal].description;

// node_modules/execa/lib/terminate/kill.js
var normalizeForceKillAfterDelay = (forceKillAfterDelay) => {
  if (forceKillAfterDelay === false) {
    return forceKillAfterDelay;
  }
  if (forceKillAfterDelay === true) {
    return DEFAULT_FORCE_KILL_TIMEOUT;
  }
  if (!Number.isFinite(forceKillAfterDelay) || forceKillAfterDelay < 0) {
    throw new TypeError(`Expected the \`forceKillAfterDelay\` option to be a non-negative integer, got \`${forceKillAfterDelay}\` (${typeof forceKillAfterDelay})`);
  }
  return forceKillAfterDelay;
};
var DEFAULT_FORCE_KILL_TIMEOUT = 1e3 * 5;
var subprocessKill = ({ kill, options: { forceKillAfterDelay, killSignal }, onInternalError, context, controller }, signalOrError, errorArgument) => {
  const { signal, error } = parseKillArguments(signalOrError, errorArgument, killSignal);
  emitKillError(error, onInternalError);
  const killResult = kill(signal);
  setKillTimeout({
    kill,
    signal,
    forceKillAfterDelay,
    killSignal,
    killResult,
    context,
    controller
  });
  return killResult;
};
var parseKillArguments = (signalOrError, errorArgument, killSignal) => {
  const [signal = killSignal, error] = isErrorInstance(signalOrError) ? [void 0, signalOrError] : [signalOrError, errorArgument];
  if (typeof signal !== "string" && !Number.isInteger(signal)) {
    throw new TypeError(`The first argument must be an error instance or a signal name string/integer: ${String(signal)}`);
  }
  if (error !== void 0 && !isErrorInstance(error)) {
    throw new TypeError(`The second argument is optional. If specified, it must be an error instance: ${error}`);
  }
  return { signal: normalizeSignalArgument(signal), error };
};
var emitKillError = (error, onInternalError) => {
  if (error !== void 0) {
    onInternalError.reject(error);
  }
};
var setKillTimeout = async ({ kill, signal, forceKillAfterDelay, killSignal, killResult, context, controller }) => {
  if (signal === killSignal && killResult) {
    killOnTimeout({
      kill,
      forceKillAfterDelay,
      context,
      controllerSignal: controller.signal
    });
  }
};
var killOnTimeout = async ({ kill, forceKillAfterDelay, context, controllerSignal }) => {
  if (forceKillAfterDelay === false) {
    return;
  }
  try {
    await setTimeout2(forceKillAfterDelay, void 0, { signal: controllerSignal });
    if (kill("SIGKILL")) {
      context.isForcefullyTerminated ??= true;
    }
  } catch {
  }
};

// node_modules/execa/lib/utils/abort-signal.js
import { once } from "node:events";
var onAbortedSignal = async (mainSignal, stopSignal) => {
  if (!mainSignal.aborted) {
    await once(mainSignal, "abort", { signal: stopSignal });
  }
};

// node_modules/execa/lib/terminate/cancel.js
var validateCancelSignal = ({ cancelSignal }) => {
  if (cancelSignal !== void 0 && Object.prototype.toString.call(cancelSignal) !== "[object AbortSignal]") {
    throw new Error(`The \`cancelSignal\` option must be an AbortSignal: ${String(cancelSignal)}`);
  }
};
var throwOnCancel = ({ subprocess, cancelSignal, gracefulCancel, context, controller }) => cancelSignal === void 0 || gracefulCancel ? [] : [terminateOnCancel(subprocess, cancelSignal, context, controller)];
var terminateOnCancel = async (subprocess, cancelSignal, context, { signal }) => {
  await onAbortedSignal(cancelSignal, signal);
  context.terminationReason ??= "cancel";
  subprocess.kill();
  throw cancelSignal.reason;
};

// node_modules/execa/lib/ipc/graceful.js
import { scheduler as scheduler2 } from "node:timers/promises";

// node_modules/execa/lib/ipc/send.js
import { promisify as promisify2 } from "node:util";

// node_modules/execa/lib/ipc/validation.js
var validateIpcMethod = ({ methodName, isSubprocess, ipc, isConnected: isConnected2 }) => {
  validateIpcOption(methodName, isSubprocess, ipc);
  validateConnection(methodName, isSubprocess, isConnected2);
};
var validateIpcOption = (methodName, isSubprocess, ipc) => {
  if (!ipc) {
    throw new Error(`${getMethodName(methodName, isSubprocess)} can only be used if the \`ipc\` option is \`true\`.`);
  }
};
var validateConnection = (methodName, isSubprocess, isConnected2) => {
  if (!isConnected2) {
    throw new Error(`${getMethodName(methodName, isSubprocess)} cannot be used: the ${getOtherProcessName(isSubprocess)} has already exited or disconnected.`);
  }
};
var throwOnEarlyDisconnect = (isSubprocess) => {
  throw new Error(`${getMethodName("getOneMessage", isSubprocess)} could not complete: the ${getOtherProcessName(isSubprocess)} exited or disconnected.`);
};
var throwOnStrictDeadlockError = (isSubprocess) => {
  throw new Error(`${getMethodName("sendMessage", isSubprocess)} failed: the ${getOtherProcessName(isSubprocess)} is sending a message too, instead of listening to incoming messages.
This can be fixed by both sending a message and listening to incoming messages at the same time:

const [receivedMessage] = await Promise.all([
	${getMethodName("getOneMessage", isSubprocess)},
	${getMethodName("sendMessage", isSubprocess, "message, {strict: true}")},
]);`);
};
var getStrictResponseError = (error, isSubprocess) => new Error(`${getMethodName("sendMessage", isSubprocess)} failed when sending an acknowledgment response to the ${getOtherProcessName(isSubprocess)}.`, { cause: error });
var throwOnMissingStrict = (isSubprocess) => {
  throw new Error(`${getMethodName("sendMessage", isSubprocess)} failed: the ${getOtherProcessName(isSubprocess)} is not listening to incoming messages.`);
};
var throwOnStrictDisconnect = (isSubprocess) => {
  throw new Error(`${getMethodName("sendMessage", isSubprocess)} failed: the ${getOtherProcessName(isSubprocess)} exited without listening to incoming messages.`);
};
var getAbortDisconnectError = () => new Error(`\`cancelSignal\` aborted: the ${getOtherProcessName(true)} disconnected.`);
var throwOnMissingParent = () => {
  throw new Error("`getCancelSignal()` cannot be used without setting the `cancelSignal` subprocess option.");
};
var handleEpipeError = ({ error, methodName, isSubprocess }) => {
  if (error.code === "EPIPE") {
    throw new Error(`${getMethodName(methodName, isSubprocess)} cannot be used: the ${getOtherProcessName(isSubprocess)} is disconnecting.`, { cause: error });
  }
};
var handleSerializationError = ({ error, methodName, isSubprocess, message: message2 }) => {
  if (isSerializationError(error)) {
    throw new Error(`${getMethodName(methodName, isSubprocess)}'s argument type is invalid: the message cannot be serialized: ${String(message2)}.`, { cause: error });
  }
};
var isSerializationError = ({ code: code2, message: message2 }) => SERIALIZATION_ERROR_CODES.has(code2) || SERIALIZATION_ERROR_MESSAGES.some((serializationErrorMessage) => message2.includes(serializationErrorMessage));
var SERIALIZATION_ERROR_CODES = /* @__PURE__ */ new Set([
  // Message is `undefined`
  "ERR_MISSING_ARGS",
  // Message is a function, a bigint, a symbol
  "ERR_INVALID_ARG_TYPE"
]);
var SERIALIZATION_ERROR_MESSAGES = [
  // Message is a promise or a proxy, with `serialization: 'advanced'`
  "could not be cloned",
  // Message has cycles, with `serialization: 'json'`
  "circular structure",
  // Message has cycles inside toJSON(), with `serialization: 'json'`
  "call stack size exceeded"
];
var getMethodName = (methodName, isSubprocess, parameters = "") => methodName === "cancelSignal" ? "`cancelSignal`'s `controller.abort()`" : `${getNamespaceName(isSubprocess)}${methodName}(${parameters})`;
var getNamespaceName = (isSubprocess) => isSubprocess ? "" : "subprocess.";
var getOtherProcessName = (isSubprocess) => isSubprocess ? "parent process" : "subprocess";
var disconnect = (anyProcess) => {
  if (anyProcess.connected) {
    anyProcess.disconnect();
  }
};

// node_modules/execa/lib/utils/deferred.js
var createDeferred = () => {
  const methods = {};
  const promise = new Promise((resolve6, reject) => {
    Object.assign(methods, { resolve: resolve6, reject });
  });
  return Object.assign(promise, methods);
};

// node_modules/execa/lib/arguments/fd-options.js
var getToStream = (destination, to = "stdin") => {
  const isWritable = true;
  const { options, fileDescriptors } = SUBPROCESS_OPTIONS.get(destination);
  const fdNumber = getFdNumber(fileDescriptors, to, isWritable);
  const destinationStream = destination.stdio[fdNumber];
  if (destinationStream === null) {
    throw new TypeError(getInvalidStdioOptionMessage(fdNumber, to, options, isWritable));
  }
  return destinationStream;
};
var getFromStream = (source, from = "stdout") => {
  const isWritable = false;
  const { options, fileDescriptors } = SUBPROCESS_OPTIONS.get(source);
  const fdNumber = getFdNumber(fileDescriptors, from, isWritable);
  const sourceStream = fdNumber === "all" ? source.all : source.stdio[fdNumber];
  if (sourceStream === null || sourceStream === void 0) {
    throw new TypeError(getInvalidStdioOptionMessage(fdNumber, from, options, isWritable));
  }
  return sourceStream;
};
var SUBPROCESS_OPTIONS = /* @__PURE__ */ new WeakMap();
var getFdNumber = (fileDescriptors, fdName, isWritable) => {
  const fdNumber = parseFdNumber(fdName, isWritable);
  validateFdNumber(fdNumber, fdName, isWritable, fileDescriptors);
  return fdNumber;
};
var parseFdNumber = (fdName, isWritable) => {
  const fdNumber = parseFd(fdName);
  if (fdNumber !== void 0) {
    return fdNumber;
  }
  const { validOptions, defaultValue } = isWritable ? { validOptions: '"stdin"', defaultValue: "stdin" } : { validOptions: '"stdout", "stderr", "all"', defaultValue: "stdout" };
  throw new TypeError(`"${getOptionName(isWritable)}" must not be "${fdName}".
It must be ${validOptions} or "fd3", "fd4" (and so on).
It is optional and defaults to "${defaultValue}".`);
};
var validateFdNumber = (fdNumber, fdName, isWritable, fileDescriptors) => {
  const fileDescriptor = fileDescriptors[getUsedDescriptor(fdNumber)];
  if (fileDescriptor === void 0) {
    throw new TypeError(`"${getOptionName(isWritable)}" must not be ${fdName}. That file descriptor does not exist.
Please set the "stdio" option to ensure that file descriptor exists.`);
  }
  if (fileDescriptor.direction === "input" && !isWritable) {
    throw new TypeError(`"${getOptionName(isWritable)}" must not be ${fdName}. It must be a readable stream, not writable.`);
  }
  if (fileDescriptor.direction !== "input" && isWritable) {
    throw new TypeError(`"${getOptionName(isWritable)}" must not be ${fdName}. It must be a writable stream, not readable.`);
  }
};
var getInvalidStdioOptionMessage = (fdNumber, fdName, options, isWritable) => {
  if (fdNumber === "all" && !options.all) {
    return `The "all" option must be true to use "from: 'all'".`;
  }
  const { optionName, optionValue } = getInvalidStdioOption(fdNumber, options);
  return `The "${optionName}: ${serializeOptionValue(optionValue)}" option is incompatible with using "${getOptionName(isWritable)}: ${serializeOptionValue(fdName)}".
Please set this option with "pipe" instead.`;
};
var getInvalidStdioOption = (fdNumber, { stdin, stdout, stderr, stdio }) => {
  const usedDescriptor = getUsedDescriptor(fdNumber);
  if (usedDescriptor === 0 && stdin !== void 0) {
    return { optionName: "stdin", optionValue: stdin };
  }
  if (usedDescriptor === 1 && stdout !== void 0) {
    return { optionName: "stdout", optionValue: stdout };
  }
  if (usedDescriptor === 2 && stderr !== void 0) {
    return { optionName: "stderr", optionValue: stderr };
  }
  return { optionName: `stdio[${usedDescriptor}]`, optionValue: stdio[usedDescriptor] };
};
var getUsedDescriptor = (fdNumber) => fdNumber === "all" ? 1 : fdNumber;
var getOptionName = (isWritable) => isWritable ? "to" : "from";
var serializeOptionValue = (value2) => {
  if (typeof value2 === "string") {
    return `'${value2}'`;
  }
  return typeof value2 === "number" ? `${value2}` : "Stream";
};

// node_modules/execa/lib/ipc/strict.js
import { once as once3 } from "node:events";

// node_modules/execa/lib/utils/max-listeners.js
import { addAbortListener } from "node:events";
var incrementMaxListeners = (eventEmitter, maxListenersIncrement, signal) => {
  const maxListeners = eventEmitter.getMaxListeners();
  if (maxListeners === 0 || maxListeners === Number.POSITIVE_INFINITY) {
    return;
  }
  eventEmitter.setMaxListeners(maxListeners + maxListenersIncrement);
  addAbortListener(signal, () => {
    eventEmitter.setMaxListeners(eventEmitter.getMaxListeners() - maxListenersIncrement);
  });
};

// node_modules/execa/lib/ipc/forward.js
import { EventEmitter } from "node:events";

// node_modules/execa/lib/ipc/incoming.js
import { once as once2 } from "node:events";
import { scheduler } from "node:timers/promises";

// node_modules/execa/lib/ipc/reference.js
var addReference = (channel, reference) => {
  if (reference) {
    addReferenceCount(channel);
  }
};
var addReferenceCount = (channel) => {
  channel.refCounted();
};
var removeReference = (channel, reference) => {
  if (reference) {
    removeReferenceCount(channel);
  }
};
var removeReferenceCount = (channel) => {
  channel.unrefCounted();
};
var undoAddedReferences = (channel, isSubprocess) => {
  if (isSubprocess) {
    removeReferenceCount(channel);
    removeReferenceCount(channel);
  }
};
var redoAddedReferences = (channel, isSubprocess) => {
  if (isSubprocess) {
    addReferenceCount(channel);
    addReferenceCount(channel);
  }
};

// node_modules/execa/lib/ipc/incoming.js
var onMessage = async ({ anyProcess, channel, isSubprocess, ipcEmitter }, wrappedMessage) => {
  if (handleStrictResponse(wrappedMessage) || handleAbort(wrappedMessage)) {
    return;
  }
  if (!INCOMING_MESSAGES.has(anyProcess)) {
    INCOMING_MESSAGES.set(anyProcess, []);
  }
  const incomingMessages = INCOMING_MESSAGES.get(anyProcess);
  incomingMessages.push(wrappedMessage);
  if (incomingMessages.length > 1) {
    return;
  }
  while (incomingMessages.length > 0) {
    await waitForOutgoingMessages(anyProcess, ipcEmitter, wrappedMessage);
    await scheduler.yield();
    const message2 = await handleStrictRequest({
      wrappedMessage: incomingMessages[0],
      anyProcess,
      channel,
      isSubprocess,
      ipcEmitter
    });
    incomingMessages.shift();
    ipcEmitter.emit("message", message2);
    ipcEmitter.emit("message:done");
  }
};
var onDisconnect = async ({ anyProcess, channel, isSubprocess, ipcEmitter, boundOnMessage }) => {
  abortOnDisconnect();
  const incomingMessages = INCOMING_MESSAGES.get(anyProcess);
  while (incomingMessages?.length > 0) {
    await once2(ipcEmitter, "message:done");
  }
  anyProcess.removeListener("message", boundOnMessage);
  redoAddedReferences(channel, isSubprocess);
  ipcEmitter.connected = false;
  ipcEmitter.emit("disconnect");
};
var INCOMING_MESSAGES = /* @__PURE__ */ new WeakMap();

// node_modules/execa/lib/ipc/forward.js
var getIpcEmitter = (anyProcess, channel, isSubprocess) => {
  if (IPC_EMITTERS.has(anyProcess)) {
    return IPC_EMITTERS.get(anyProcess);
  }
  const ipcEmitter = new EventEmitter();
  ipcEmitter.connected = true;
  IPC_EMITTERS.set(anyProcess, ipcEmitter);
  forwardEvents({
    ipcEmitter,
    anyProcess,
    channel,
    isSubprocess
  });
  return ipcEmitter;
};
var IPC_EMITTERS = /* @__PURE__ */ new WeakMap();
var forwardEvents = ({ ipcEmitter, anyProcess, channel, isSubprocess }) => {
  const boundOnMessage = onMessage.bind(void 0, {
    anyProcess,
    channel,
    isSubprocess,
    ipcEmitter
  });
  anyProcess.on("message", boundOnMessage);
  anyProcess.once("disconnect", onDisconnect.bind(void 0, {
    anyProcess,
    channel,
    isSubprocess,
    ipcEmitter,
    boundOnMessage
  }));
  undoAddedReferences(channel, isSubprocess);
};
var isConnected = (anyProcess) => {
  const ipcEmitter = IPC_EMITTERS.get(anyProcess);
  return ipcEmitter === void 0 ? anyProcess.channel !== null : ipcEmitter.connected;
};

// node_modules/execa/lib/ipc/strict.js
var handleSendStrict = ({ anyProcess, channel, isSubprocess, message: message2, strict }) => {
  if (!strict) {
    return message2;
  }
  const ipcEmitter = getIpcEmitter(anyProcess, channel, isSubprocess);
  const hasListeners = hasMessageListeners(anyProcess, ipcEmitter);
  return {
    id: count++,
    type: REQUEST_TYPE,
    message: message2,
    hasListeners
  };
};
var count = 0n;
var validateStrictDeadlock = (outgoingMessages, wrappedMessage) => {
  if (wrappedMessage?.type !== REQUEST_TYPE || wrappedMessage.hasListeners) {
    return;
  }
  for (const { id } of outgoingMessages) {
    if (id !== void 0) {
      STRICT_RESPONSES[id].resolve({ isDeadlock: true, hasListeners: false });
    }
  }
};
var handleStrictRequest = async ({ wrappedMessage, anyProcess, channel, isSubprocess, ipcEmitter }) => {
  if (wrappedMessage?.type !== REQUEST_TYPE || !anyProcess.connected) {
    return wrappedMessage;
  }
  const { id, message: message2 } = wrappedMessage;
  const response2 = { id, type: RESPONSE_TYPE, message: hasMessageListeners(anyProcess, ipcEmitter) };
  try {
    await sendMessage({
      anyProcess,
      channel,
      isSubprocess,
      ipc: true
    }, response2);
  } catch (error) {
    ipcEmitter.emit("strict:error", error);
  }
  return message2;
};
var handleStrictResponse = (wrappedMessage) => {
  if (wrappedMessage?.type !== RESPONSE_TYPE) {
    return false;
  }
  const { id, message: hasListeners } = wrappedMessage;
  STRICT_RESPONSES[id]?.resolve({ isDeadlock: false, hasListeners });
  return true;
};
var waitForStrictResponse = async (wrappedMessage, anyProcess, isSubprocess) => {
  if (wrappedMessage?.type !== REQUEST_TYPE) {
    return;
  }
  const deferred = createDeferred();
  STRICT_RESPONSES[wrappedMessage.id] = deferred;
  const controller = new AbortController();
  try {
    const { isDeadlock, hasListeners } = await Promise.race([
      deferred,
      throwOnDisconnect(anyProcess, isSubprocess, controller)
    ]);
    if (isDeadlock) {
      throwOnStrictDeadlockError(isSubprocess);
    }
    if (!hasListeners) {
      throwOnMissingStrict(isSubprocess);
    }
  } finally {
    controller.abort();
    delete STRICT_RESPONSES[wrappedMessage.id];
  }
};
var STRICT_RESPONSES = {};
var throwOnDisconnect = async (anyProcess, isSubprocess, { signal }) => {
  incrementMaxListeners(anyProcess, 1, signal);
  await once3(anyProcess, "disconnect", { signal });
  throwOnStrictDisconnect(isSubprocess);
};
var REQUEST_TYPE = "execa:ipc:request";
var RESPONSE_TYPE = "execa:ipc:response";

// node_modules/execa/lib/ipc/outgoing.js
var startSendMessage = (anyProcess, wrappedMessage, strict) => {
  if (!OUTGOING_MESSAGES.has(anyProcess)) {
    OUTGOING_MESSAGES.set(anyProcess, /* @__PURE__ */ new Set());
  }
  const outgoingMessages = OUTGOING_MESSAGES.get(anyProcess);
  const onMessageSent = createDeferred();
  const id = strict ? wrappedMessage.id : void 0;
  const outgoingMessage = { onMessageSent, id };
  outgoingMessages.add(outgoingMessage);
  return { outgoingMessages, outgoingMessage };
};
var endSendMessage = ({ outgoingMessages, outgoingMessage }) => {
  outgoingMessages.delete(outgoingMessage);
  outgoingMessage.onMessageSent.resolve();
};
var waitForOutgoingMessages = async (anyProcess, ipcEmitter, wrappedMessage) => {
  while (!hasMessageListeners(anyProcess, ipcEmitter) && OUTGOING_MESSAGES.get(anyProcess)?.size > 0) {
    const outgoingMessages = [...OUTGOING_MESSAGES.get(anyProcess)];
    validateStrictDeadlock(outgoingMessages, wrappedMessage);
    await Promise.all(outgoingMessages.map(({ onMessageSent }) => onMessageSent));
  }
};
var OUTGOING_MESSAGES = /* @__PURE__ */ new WeakMap();
var hasMessageListeners = (anyProcess, ipcEmitter) => ipcEmitter.listenerCount("message") > getMinListenerCount(anyProcess);
var getMinListenerCount = (anyProcess) => SUBPROCESS_OPTIONS.has(anyProcess) && !getFdSpecificValue(SUBPROCESS_OPTIONS.get(anyProcess).options.buffer, "ipc") ? 1 : 0;

// node_modules/execa/lib/ipc/send.js
var sendMessage = ({ anyProcess, channel, isSubprocess, ipc }, message2, { strict = false } = {}) => {
  const methodName = "sendMessage";
  validateIpcMethod({
    methodName,
    isSubprocess,
    ipc,
    isConnected: anyProcess.connected
  });
  return sendMessageAsync({
    anyProcess,
    channel,
    methodName,
    isSubprocess,
    message: message2,
    strict
  });
};
var sendMessageAsync = async ({ anyProcess, channel, methodName, isSubprocess, message: message2, strict }) => {
  const wrappedMessage = handleSendStrict({
    anyProcess,
    channel,
    isSubprocess,
    message: message2,
    strict
  });
  const outgoingMessagesState = startSendMessage(anyProcess, wrappedMessage, strict);
  try {
    await sendOneMessage({
      anyProcess,
      methodName,
      isSubprocess,
      wrappedMessage,
      message: message2
    });
  } catch (error) {
    disconnect(anyProcess);
    throw error;
  } finally {
    endSendMessage(outgoingMessagesState);
  }
};
var sendOneMessage = async ({ anyProcess, methodName, isSubprocess, wrappedMessage, message: message2 }) => {
  const sendMethod = getSendMethod(anyProcess);
  try {
    await Promise.all([
      waitForStrictResponse(wrappedMessage, anyProcess, isSubprocess),
      sendMethod(wrappedMessage)
    ]);
  } catch (error) {
    handleEpipeError({ error, methodName, isSubprocess });
    handleSerializationError({
      error,
      methodName,
      isSubprocess,
      message: message2
    });
    throw error;
  }
};
var getSendMethod = (anyProcess) => {
  if (PROCESS_SEND_METHODS.has(anyProcess)) {
    return PROCESS_SEND_METHODS.get(anyProcess);
  }
  const sendMethod = promisify2(anyProcess.send.bind(anyProcess));
  PROCESS_SEND_METHODS.set(anyProcess, sendMethod);
  return sendMethod;
};
var PROCESS_SEND_METHODS = /* @__PURE__ */ new WeakMap();

// node_modules/execa/lib/ipc/graceful.js
var sendAbort = (subprocess, message2) => {
  const methodName = "cancelSignal";
  validateConnection(methodName, false, subprocess.connected);
  return sendOneMessage({
    anyProcess: subprocess,
    methodName,
    isSubprocess: false,
    wrappedMessage: { type: GRACEFUL_CANCEL_TYPE, message: message2 },
    message: message2
  });
};
var getCancelSignal = async ({ anyProcess, channel, isSubprocess, ipc }) => {
  await startIpc({
    anyProcess,
    channel,
    isSubprocess,
    ipc
  });
  return cancelController.signal;
};
var startIpc = async ({ anyProcess, channel, isSubprocess, ipc }) => {
  if (cancelListening) {
    return;
  }
  cancelListening = true;
  if (!ipc) {
    throwOnMissingParent();
    return;
  }
  if (channel === null) {
    abortOnDisconnect();
    return;
  }
  getIpcEmitter(anyProcess, channel, isSubprocess);
  await scheduler2.yield();
};
var cancelListening = false;
var handleAbort = (wrappedMessage) => {
  if (wrappedMessage?.type !== GRACEFUL_CANCEL_TYPE) {
    return false;
  }
  cancelController.abort(wrappedMessage.message);
  return true;
};
var GRACEFUL_CANCEL_TYPE = "execa:ipc:cancel";
var abortOnDisconnect = () => {
  cancelController.abort(getAbortDisconnectError());
};
var cancelController = new AbortController();

// node_modules/execa/lib/terminate/graceful.js
var validateGracefulCancel = ({ gracefulCancel, cancelSignal, ipc, serialization }) => {
  if (!gracefulCancel) {
    return;
  }
  if (cancelSignal === void 0) {
    throw new Error("The `cancelSignal` option must be defined when setting the `gracefulCancel` option.");
  }
  if (!ipc) {
    throw new Error("The `ipc` option cannot be false when setting the `gracefulCancel` option.");
  }
  if (serialization === "json") {
    throw new Error("The `serialization` option cannot be 'json' when setting the `gracefulCancel` option.");
  }
};
var throwOnGracefulCancel = ({
  subprocess,
  cancelSignal,
  gracefulCancel,
  forceKillAfterDelay,
  context,
  controller
}) => gracefulCancel ? [sendOnAbort({
  subprocess,
  cancelSignal,
  forceKillAfterDelay,
  context,
  controller
})] : [];
var sendOnAbort = async ({ subprocess, cancelSignal, forceKillAfterDelay, context, controller: { signal } }) => {
  await onAbortedSignal(cancelSignal, signal);
  const reason = getReason(cancelSignal);
  await sendAbort(subprocess, reason);
  killOnTimeout({
    kill: subprocess.kill,
    forceKillAfterDelay,
    context,
    controllerSignal: signal
  });
  context.terminationReason ??= "gracefulCancel";
  throw cancelSignal.reason;
};
var getReason = ({ reason }) => {
  if (!(reason instanceof DOMException)) {
    return reason;
  }
  const error = new Error(reason.message);
  Object.defineProperty(error, "stack", {
    value: reason.stack,
    enumerable: false,
    configurable: true,
    writable: true
  });
  return error;
};

// node_modules/execa/lib/terminate/timeout.js
import { setTimeout as setTimeout3 } from "node:timers/promises";
var validateTimeout = ({ timeout }) => {
  if (timeout !== void 0 && (!Number.isFinite(timeout) || timeout < 0)) {
    throw new TypeError(`Expected the \`timeout\` option to be a non-negative integer, got \`${timeout}\` (${typeof timeout})`);
  }
};
var throwOnTimeout = (subprocess, timeout, context, controller) => timeout === 0 || timeout === void 0 ? [] : [killAfterTimeout(subprocess, timeout, context, controller)];
var killAfterTimeout = async (subprocess, timeout, context, { signal }) => {
  await setTimeout3(timeout, void 0, { signal });
  context.terminationReason ??= "timeout";
  subprocess.kill();
  throw new DiscardedError();
};

// node_modules/execa/lib/methods/node.js
import { execPath, execArgv } from "node:process";
import path3 from "node:path";
var mapNode = ({ options }) => {
  if (options.node === false) {
    throw new TypeError('The "node" option cannot be false with `execaNode()`.');
  }
  return { options: { ...options, node: true } };
};
var handleNodeOption = (file, commandArguments, {
  node: shouldHandleNode = false,
  nodePath = execPath,
  nodeOptions = execArgv.filter((nodeOption) => !nodeOption.startsWith("--inspect")),
  cwd,
  execPath: formerNodePath,
  ...options
}) => {
  if (formerNodePath !== void 0) {
    throw new TypeError('The "execPath" option has been removed. Please use the "nodePath" option instead.');
  }
  const normalizedNodePath = safeNormalizeFileUrl(nodePath, 'The "nodePath" option');
  const resolvedNodePath = path3.resolve(cwd, normalizedNodePath);
  const newOptions = {
    ...options,
    nodePath: resolvedNodePath,
    node: shouldHandleNode,
    cwd
  };
  if (!shouldHandleNode) {
    return [file, commandArguments, newOptions];
  }
  if (path3.basename(file, ".exe") === "node") {
    throw new TypeError('When the "node" option is true, the first argument does not need to be "node".');
  }
  return [
    resolvedNodePath,
    [...nodeOptions, file, ...commandArguments],
    { ipc: true, ...newOptions, shell: false }
  ];
};

// node_modules/execa/lib/ipc/ipc-input.js
import { serialize } from "node:v8";
var validateIpcInputOption = ({ ipcInput, ipc, serialization }) => {
  if (ipcInput === void 0) {
    return;
  }
  if (!ipc) {
    throw new Error("The `ipcInput` option cannot be set unless the `ipc` option is `true`.");
  }
  validateIpcInput[serialization](ipcInput);
};
var validateAdvancedInput = (ipcInput) => {
  try {
    serialize(ipcInput);
  } catch (error) {
    throw new Error("The `ipcInput` option is not serializable with a structured clone.", { cause: error });
  }
};
var validateJsonInput = (ipcInput) => {
  try {
    JSON.stringify(ipcInput);
  } catch (error) {
    throw new Error("The `ipcInput` option is not serializable with JSON.", { cause: error });
  }
};
var validateIpcInput = {
  advanced: validateAdvancedInput,
  json: validateJsonInput
};
var sendIpcInput = async (subprocess, ipcInput) => {
  if (ipcInput === void 0) {
    return;
  }
  await subprocess.sendMessage(ipcInput);
};

// node_modules/execa/lib/arguments/encoding-option.js
var validateEncoding = ({ encoding }) => {
  if (ENCODINGS.has(encoding)) {
    return;
  }
  const correctEncoding = getCorrectEncoding(encoding);
  if (correctEncoding !== void 0) {
    throw new TypeError(`Invalid option \`encoding: ${serializeEncoding(encoding)}\`.
Please rename it to ${serializeEncoding(correctEncoding)}.`);
  }
  const correctEncodings = [...ENCODINGS].map((correctEncoding2) => serializeEncoding(correctEncoding2)).join(", ");
  throw new TypeError(`Invalid option \`encoding: ${serializeEncoding(encoding)}\`.
Please rename it to one of: ${correctEncodings}.`);
};
var TEXT_ENCODINGS = /* @__PURE__ */ new Set(["utf8", "utf16le"]);
var BINARY_ENCODINGS = /* @__PURE__ */ new Set(["buffer", "hex", "base64", "base64url", "latin1", "ascii"]);
var ENCODINGS = /* @__PURE__ */ new Set([...TEXT_ENCODINGS, ...BINARY_ENCODINGS]);
var getCorrectEncoding = (encoding) => {
  if (encoding === null) {
    return "buffer";
  }
  if (typeof encoding !== "string") {
    return;
  }
  const lowerEncoding = encoding.toLowerCase();
  if (lowerEncoding in ENCODING_ALIASES) {
    return ENCODING_ALIASES[lowerEncoding];
  }
  if (ENCODINGS.has(lowerEncoding)) {
    return lowerEncoding;
  }
};
var ENCODING_ALIASES = {
  // eslint-disable-next-line unicorn/text-encoding-identifier-case
  "utf-8": "utf8",
  "utf-16le": "utf16le",
  "ucs-2": "utf16le",
  ucs2: "utf16le",
  binary: "latin1"
};
var serializeEncoding = (encoding) => typeof encoding === "string" ? `"${encoding}"` : String(encoding);

// node_modules/execa/lib/arguments/cwd.js
import { statSync as statSync2 } from "node:fs";
import path4 from "node:path";
import process5 from "node:process";
var normalizeCwd = (cwd = getDefaultCwd()) => {
  const cwdString = safeNormalizeFileUrl(cwd, 'The "cwd" option');
  return path4.resolve(cwdString);
};
var getDefaultCwd = () => {
  try {
    return process5.cwd();
  } catch (error) {
    error.message = `The current directory does not exist.
${error.message}`;
    throw error;
  }
};
var fixCwdError = (originalMessage, cwd) => {
  if (cwd === getDefaultCwd()) {
    return originalMessage;
  }
  let cwdStat;
  try {
    cwdStat = statSync2(cwd);
  } catch (error) {
    return `The "cwd" option is invalid: ${cwd}.
${error.message}
${originalMessage}`;
  }
  if (!cwdStat.isDirectory()) {
    return `The "cwd" option is not a directory: ${cwd}.
${originalMessage}`;
  }
  return originalMessage;
};

// node_modules/execa/lib/arguments/options.js
var normalizeOptions = (filePath, rawArguments, rawOptions) => {
  rawOptions.cwd = normalizeCwd(rawOptions.cwd);
  const [processedFile, processedArguments, processedOptions] = handleNodeOption(filePath, rawArguments, rawOptions);
  const { command: file, args: commandArguments, options: initialOptions } = import_cross_spawn.default._parse(processedFile, processedArguments, processedOptions);
  const fdOptions = normalizeFdSpecificOptions(initialOptions);
  const options = addDefaultOptions(fdOptions);
  validateTimeout(options);
  validateEncoding(options);
  validateIpcInputOption(options);
  validateCancelSignal(options);
  validateGracefulCancel(options);
  options.shell = normalizeFileUrl(options.shell);
  options.env = getEnv(options);
  options.killSignal = normalizeKillSignal(options.killSignal);
  options.forceKillAfterDelay = normalizeForceKillAfterDelay(options.forceKillAfterDelay);
  options.lines = options.lines.map((lines, fdNumber) => lines && !BINARY_ENCODINGS.has(options.encoding) && options.buffer[fdNumber]);
  if (process6.platform === "win32" && path5.basename(file, ".exe") === "cmd") {
    commandArguments.unshift("/q");
  }
  return { file, commandArguments, options };
};
var addDefaultOptions = ({
  extendEnv = true,
  preferLocal = false,
  cwd,
  localDir: localDirectory = cwd,
  encoding = "utf8",
  reject = true,
  cleanup = true,
  all: all2 = false,
  windowsHide = true,
  killSignal = "SIGTERM",
  forceKillAfterDelay = true,
  gracefulCancel = false,
  ipcInput,
  ipc = ipcInput !== void 0 || gracefulCancel,
  serialization = "advanced",
  ...options
}) => ({
  ...options,
  extendEnv,
  preferLocal,
  cwd,
  localDirectory,
  encoding,
  reject,
  cleanup,
  all: all2,
  windowsHide,
  killSignal,
  forceKillAfterDelay,
  gracefulCancel,
  ipcInput,
  ipc,
  serialization
});
var getEnv = ({ env: envOption, extendEnv, preferLocal, node, localDirectory, nodePath }) => {
  const env = extendEnv ? { ...process6.env, ...envOption } : envOption;
  if (preferLocal || node) {
    return npmRunPathEnv({
      env,
      cwd: localDirectory,
      execPath: nodePath,
      preferLocal,
      addExecPath: node
    });
  }
  return env;
};

// node_modules/execa/lib/arguments/shell.js
var concatenateShell = (file, commandArguments, options) => options.shell && commandArguments.length > 0 ? [[file, ...commandArguments].join(" "), [], options] : [file, commandArguments, options];

// node_modules/execa/lib/return/message.js
import { inspect as inspect2 } from "node:util";

// node_modules/strip-final-newline/index.js
function stripFinalNewline(input) {
  if (typeof input === "string") {
    return stripFinalNewlineString(input);
  }
  if (!(ArrayBuffer.isView(input) && input.BYTES_PER_ELEMENT === 1)) {
    throw new Error("Input must be a string or a Uint8Array");
  }
  return stripFinalNewlineBinary(input);
}
var stripFinalNewlineString = (input) => input.at(-1) === LF ? input.slice(0, input.at(-2) === CR ? -2 : -1) : input;
var stripFinalNewlineBinary = (input) => input.at(-1) === LF_BINARY ? input.subarray(0, input.at(-2) === CR_BINARY ? -2 : -1) : input;
var LF = "\n";
var LF_BINARY = LF.codePointAt(0);
var CR = "\r";
var CR_BINARY = CR.codePointAt(0);

// node_modules/get-stream/source/index.js
import { on } from "node:events";
import { finished } from "node:stream/promises";

// node_modules/is-stream/index.js
function isStream(stream, { checkOpen = true } = {}) {
  return stream !== null && typeof stream === "object" && (stream.writable || stream.readable || !checkOpen || stream.writable === void 0 && stream.readable === void 0) && typeof stream.pipe === "function";
}
function isWritableStream(stream, { checkOpen = true } = {}) {
  return isStream(stream, { checkOpen }) && (stream.writable || !checkOpen) && typeof stream.write === "function" && typeof stream.end === "function" && typeof stream.writable === "boolean" && typeof stream.writableObjectMode === "boolean" && typeof stream.destroy === "function" && typeof stream.destroyed === "boolean";
}
function isReadableStream(stream, { checkOpen = true } = {}) {
  return isStream(stream, { checkOpen }) && (stream.readable || !checkOpen) && typeof stream.read === "function" && typeof stream.readable === "boolean" && typeof stream.readableObjectMode === "boolean" && typeof stream.destroy === "function" && typeof stream.destroyed === "boolean";
}
function isDuplexStream(stream, options) {
  return isWritableStream(stream, options) && isReadableStream(stream, options);
}

// node_modules/@sec-ant/readable-stream/dist/ponyfill/asyncIterator.js
var a = Object.getPrototypeOf(
  Object.getPrototypeOf(
    /* istanbul ignore next */
    async function* () {
    }
  ).prototype
);
var c = class {
  #t;
  #n;
  #r = false;
  #e = void 0;
  constructor(e, t) {
    this.#t = e, this.#n = t;
  }
  next() {
    const e = () => this.#s();
    return this.#e = this.#e ? this.#e.then(e, e) : e(), this.#e;
  }
  return(e) {
    const t = () => this.#i(e);
    return this.#e ? this.#e.then(t, t) : t();
  }
  async #s() {
    if (this.#r)
      return {
        done: true,
        value: void 0
      };
    let e;
    try {
      e = await this.#t.read();
    } catch (t) {
      throw this.#e = void 0, this.#r = true, this.#t.releaseLock(), t;
    }
    return e.done && (this.#e = void 0, this.#r = true, this.#t.releaseLock()), e;
  }
  async #i(e) {
    if (this.#r)
      return {
        done: true,
        value: e
      };
    if (this.#r = true, !this.#n) {
      const t = this.#t.cancel(e);
      return this.#t.releaseLock(), await t, {
        done: true,
        value: e
      };
    }
    return this.#t.releaseLock(), {
      done: true,
      value: e
    };
  }
};
var n = /* @__PURE__ */ Symbol();
function i() {
  return this[n].next();
}
Object.defineProperty(i, "name", { value: "next" });
function o(r) {
  return this[n].return(r);
}
Object.defineProperty(o, "name", { value: "return" });
var u = Object.create(a, {
  next: {
    enumerable: true,
    configurable: true,
    writable: true,
    value: i
  },
  return: {
    enumerable: true,
    configurable: true,
    writable: true,
    value: o
  }
});
function h({ preventCancel: r = false } = {}) {
  const e = this.getReader(), t = new c(
    e,
    r
  ), s = Object.create(u);
  return s[n] = t, s;
}

// node_modules/get-stream/source/stream.js
var getAsyncIterable = (stream) => {
  if (isReadableStream(stream, { checkOpen: false }) && nodeImports.on !== void 0) {
    return getStreamIterable(stream);
  }
  if (typeof stream?.[Symbol.asyncIterator] === "function") {
    return stream;
  }
  if (toString.call(stream) === "[object ReadableStream]") {
    return h.call(stream);
  }
  throw new TypeError("The first argument must be a Readable, a ReadableStream, or an async iterable.");
};
var { toString } = Object.prototype;
var getStreamIterable = async function* (stream) {
  const controller = new AbortController();
  const state = {};
  handleStreamEnd(stream, controller, state);
  try {
    for await (const [chunk] of nodeImports.on(stream, "data", { signal: controller.signal })) {
      yield chunk;
    }
  } catch (error) {
    if (state.error !== void 0) {
      throw state.error;
    } else if (!controller.signal.aborted) {
      throw error;
    }
  } finally {
    stream.destroy();
  }
};
var handleStreamEnd = async (stream, controller, state) => {
  try {
    await nodeImports.finished(stream, {
      cleanup: true,
      readable: true,
      writable: false,
      error: false
    });
  } catch (error) {
    state.error = error;
  } finally {
    controller.abort();
  }
};
var nodeImports = {};

// node_modules/get-stream/source/contents.js
var getStreamContents = async (stream, { init, convertChunk, getSize, truncateChunk, addChunk, getFinalChunk, finalize }, { maxBuffer = Number.POSITIVE_INFINITY } = {}) => {
  const asyncIterable = getAsyncIterable(stream);
  const state = init();
  state.length = 0;
  try {
    for await (const chunk of asyncIterable) {
      const chunkType = getChunkType(chunk);
      const convertedChunk = convertChunk[chunkType](chunk, state);
      appendChunk({
        convertedChunk,
        state,
        getSize,
        truncateChunk,
        addChunk,
        maxBuffer
      });
    }
    appendFinalChunk({
      state,
      convertChunk,
      getSize,
      truncateChunk,
      addChunk,
      getFinalChunk,
      maxBuffer
    });
    return finalize(state);
  } catch (error) {
    const normalizedError = typeof error === "object" && error !== null ? error : new Error(error);
    normalizedError.bufferedData = finalize(state);
    throw normalizedError;
  }
};
var appendFinalChunk = ({ state, getSize, truncateChunk, addChunk, getFinalChunk, maxBuffer }) => {
  const convertedChunk = getFinalChunk(state);
  if (convertedChunk !== void 0) {
    appendChunk({
      convertedChunk,
      state,
      getSize,
      truncateChunk,
      addChunk,
      maxBuffer
    });
  }
};
var appendChunk = ({ convertedChunk, state, getSize, truncateChunk, addChunk, maxBuffer }) => {
  const chunkSize = getSize(convertedChunk);
  const newLength = state.length + chunkSize;
  if (newLength <= maxBuffer) {
    addNewChunk(convertedChunk, state, addChunk, newLength);
    return;
  }
  const truncatedChunk = truncateChunk(convertedChunk, maxBuffer - state.length);
  if (truncatedChunk !== void 0) {
    addNewChunk(truncatedChunk, state, addChunk, maxBuffer);
  }
  throw new MaxBufferError();
};
var addNewChunk = (convertedChunk, state, addChunk, newLength) => {
  state.contents = addChunk(convertedChunk, state, newLength);
  state.length = newLength;
};
var getChunkType = (chunk) => {
  const typeOfChunk = typeof chunk;
  if (typeOfChunk === "string") {
    return "string";
  }
  if (typeOfChunk !== "object" || chunk === null) {
    return "others";
  }
  if (globalThis.Buffer?.isBuffer(chunk)) {
    return "buffer";
  }
  const prototypeName = objectToString2.call(chunk);
  if (prototypeName === "[object ArrayBuffer]") {
    return "arrayBuffer";
  }
  if (prototypeName === "[object DataView]") {
    return "dataView";
  }
  if (Number.isInteger(chunk.byteLength) && Number.isInteger(chunk.byteOffset) && objectToString2.call(chunk.buffer) === "[object ArrayBuffer]") {
    return "typedArray";
  }
  return "others";
};
var { toString: objectToString2 } = Object.prototype;
var MaxBufferError = class extends Error {
  name = "MaxBufferError";
  constructor() {
    super("maxBuffer exceeded");
  }
};

// node_modules/get-stream/source/utils.js
var identity2 = (value2) => value2;
var noop = () => void 0;
var getContentsProperty = ({ contents }) => contents;
var throwObjectStream = (chunk) => {
  throw new Error(`Streams in object mode are not supported: ${String(chunk)}`);
};
var getLengthProperty = (convertedChunk) => convertedChunk.length;

// node_modules/get-stream/source/array.js
async function getStreamAsArray(stream, options) {
  return getStreamContents(stream, arrayMethods, options);
}
var initArray = () => ({ contents: [] });
var increment = () => 1;
var addArrayChunk = (convertedChunk, { contents }) => {
  contents.push(convertedChunk);
  return contents;
};
var arrayMethods = {
  init: initArray,
  convertChunk: {
    string: identity2,
    buffer: identity2,
    arrayBuffer: identity2,
    dataView: identity2,
    typedArray: identity2,
    others: identity2
  },
  getSize: increment,
  truncateChunk: noop,
  addChunk: addArrayChunk,
  getFinalChunk: noop,
  finalize: getContentsProperty
};

// node_modules/get-stream/source/array-buffer.js
async function getStreamAsArrayBuffer(stream, options) {
  return getStreamContents(stream, arrayBufferMethods, options);
}
var initArrayBuffer = () => ({ contents: new ArrayBuffer(0) });
var useTextEncoder = (chunk) => textEncoder2.encode(chunk);
var textEncoder2 = new TextEncoder();
var useUint8Array = (chunk) => new Uint8Array(chunk);
var useUint8ArrayWithOffset = (chunk) => new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
var truncateArrayBufferChunk = (convertedChunk, chunkSize) => convertedChunk.slice(0, chunkSize);
var addArrayBufferChunk = (convertedChunk, { contents, length: previousLength }, length) => {
  const newContents = hasArrayBufferResize() ? resizeArrayBuffer(contents, length) : resizeArrayBufferSlow(contents, length);
  new Uint8Array(newContents).set(convertedChunk, previousLength);
  return newContents;
};
var resizeArrayBufferSlow = (contents, length) => {
  if (length <= contents.byteLength) {
    return contents;
  }
  const arrayBuffer = new ArrayBuffer(getNewContentsLength(length));
  new Uint8Array(arrayBuffer).set(new Uint8Array(contents), 0);
  return arrayBuffer;
};
var resizeArrayBuffer = (contents, length) => {
  if (length <= contents.maxByteLength) {
    contents.resize(length);
    return contents;
  }
  const arrayBuffer = new ArrayBuffer(length, { maxByteLength: getNewContentsLength(length) });
  new Uint8Array(arrayBuffer).set(new Uint8Array(contents), 0);
  return arrayBuffer;
};
var getNewContentsLength = (length) => SCALE_FACTOR ** Math.ceil(Math.log(length) / Math.log(SCALE_FACTOR));
var SCALE_FACTOR = 2;
var finalizeArrayBuffer = ({ contents, length }) => hasArrayBufferResize() ? contents : contents.slice(0, length);
var hasArrayBufferResize = () => "resize" in ArrayBuffer.prototype;
var arrayBufferMethods = {
  init: initArrayBuffer,
  convertChunk: {
    string: useTextEncoder,
    buffer: useUint8Array,
    arrayBuffer: useUint8Array,
    dataView: useUint8ArrayWithOffset,
    typedArray: useUint8ArrayWithOffset,
    others: throwObjectStream
  },
  getSize: getLengthProperty,
  truncateChunk: truncateArrayBufferChunk,
  addChunk: addArrayBufferChunk,
  getFinalChunk: noop,
  finalize: finalizeArrayBuffer
};

// node_modules/get-stream/source/string.js
async function getStreamAsString(stream, options) {
  return getStreamContents(stream, stringMethods, options);
}
var initString = () => ({ contents: "", textDecoder: new TextDecoder() });
var useTextDecoder = (chunk, { textDecoder: textDecoder2 }) => textDecoder2.decode(chunk, { stream: true });
var addStringChunk = (convertedChunk, { contents }) => contents + convertedChunk;
var truncateStringChunk = (convertedChunk, chunkSize) => convertedChunk.slice(0, chunkSize);
var getFinalStringChunk = ({ textDecoder: textDecoder2 }) => {
  const finalChunk = textDecoder2.decode();
  return finalChunk === "" ? void 0 : finalChunk;
};
var stringMethods = {
  init: initString,
  convertChunk: {
    string: identity2,
    buffer: useTextDecoder,
    arrayBuffer: useTextDecoder,
    dataView: useTextDecoder,
    typedArray: useTextDecoder,
    others: throwObjectStream
  },
  getSize: getLengthProperty,
  truncateChunk: truncateStringChunk,
  addChunk: addStringChunk,
  getFinalChunk: getFinalStringChunk,
  finalize: getContentsProperty
};

// node_modules/get-stream/source/index.js
Object.assign(nodeImports, { on, finished });

// node_modules/execa/lib/io/max-buffer.js
var handleMaxBuffer = ({ error, stream, readableObjectMode, lines, encoding, fdNumber }) => {
  if (!(error instanceof MaxBufferError)) {
    throw error;
  }
  if (fdNumber === "all") {
    return error;
  }
  const unit = getMaxBufferUnit(readableObjectMode, lines, encoding);
  error.maxBufferInfo = { fdNumber, unit };
  stream.destroy();
  throw error;
};
var getMaxBufferUnit = (readableObjectMode, lines, encoding) => {
  if (readableObjectMode) {
    return "objects";
  }
  if (lines) {
    return "lines";
  }
  if (encoding === "buffer") {
    return "bytes";
  }
  return "characters";
};
var checkIpcMaxBuffer = (subprocess, ipcOutput, maxBuffer) => {
  if (ipcOutput.length !== maxBuffer) {
    return;
  }
  const error = new MaxBufferError();
  error.maxBufferInfo = { fdNumber: "ipc" };
  throw error;
};
var getMaxBufferMessage = (error, maxBuffer) => {
  const { streamName, threshold, unit } = getMaxBufferInfo(error, maxBuffer);
  return `Command's ${streamName} was larger than ${threshold} ${unit}`;
};
var getMaxBufferInfo = (error, maxBuffer) => {
  if (error?.maxBufferInfo === void 0) {
    return { streamName: "output", threshold: maxBuffer[1], unit: "bytes" };
  }
  const { maxBufferInfo: { fdNumber, unit } } = error;
  delete error.maxBufferInfo;
  const threshold = getFdSpecificValue(maxBuffer, fdNumber);
  if (fdNumber === "ipc") {
    return { streamName: "IPC output", threshold, unit: "messages" };
  }
  return { streamName: getStreamName(fdNumber), threshold, unit };
};
var isMaxBufferSync = (resultError, output, maxBuffer) => resultError?.code === "ENOBUFS" && output !== null && output.some((result) => result !== null && result.length > getMaxBufferSync(maxBuffer));
var truncateMaxBufferSync = (result, isMaxBuffer, maxBuffer) => {
  if (!isMaxBuffer) {
    return result;
  }
  const maxBufferValue = getMaxBufferSync(maxBuffer);
  return result.length > maxBufferValue ? result.slice(0, maxBufferValue) : result;
};
var getMaxBufferSync = ([, stdoutMaxBuffer]) => stdoutMaxBuffer;

// node_modules/execa/lib/return/message.js
var createMessages = ({
  stdio,
  all: all2,
  ipcOutput,
  originalError,
  signal,
  signalDescription,
  exitCode,
  escapedCommand,
  timedOut,
  isCanceled,
  isGracefullyCanceled,
  isMaxBuffer,
  isForcefullyTerminated,
  forceKillAfterDelay,
  killSignal,
  maxBuffer,
  timeout,
  cwd
}) => {
  const errorCode = originalError?.code;
  const prefix = getErrorPrefix({
    originalError,
    timedOut,
    timeout,
    isMaxBuffer,
    maxBuffer,
    errorCode,
    signal,
    signalDescription,
    exitCode,
    isCanceled,
    isGracefullyCanceled,
    isForcefullyTerminated,
    forceKillAfterDelay,
    killSignal
  });
  const originalMessage = getOriginalMessage(originalError, cwd);
  const suffix = originalMessage === void 0 ? "" : `
${originalMessage}`;
  const shortMessage = `${prefix}: ${escapedCommand}${suffix}`;
  const messageStdio = all2 === void 0 ? [stdio[2], stdio[1]] : [all2];
  const message2 = [
    shortMessage,
    ...messageStdio,
    ...stdio.slice(3),
    ipcOutput.map((ipcMessage) => serializeIpcMessage(ipcMessage)).join("\n")
  ].map((messagePart) => escapeLines(stripFinalNewline(serializeMessagePart(messagePart)))).filter(Boolean).join("\n\n");
  return { originalMessage, shortMessage, message: message2 };
};
var getErrorPrefix = ({
  originalError,
  timedOut,
  timeout,
  isMaxBuffer,
  maxBuffer,
  errorCode,
  signal,
  signalDescription,
  exitCode,
  isCanceled,
  isGracefullyCanceled,
  isForcefullyTerminated,
  forceKillAfterDelay,
  killSignal
}) => {
  const forcefulSuffix = getForcefulSuffix(isForcefullyTerminated, forceKillAfterDelay);
  if (timedOut) {
    return `Command timed out after ${timeout} milliseconds${forcefulSuffix}`;
  }
  if (isGracefullyCanceled) {
    if (signal === void 0) {
      return `Command was gracefully canceled with exit code ${exitCode}`;
    }
    return isForcefullyTerminated ? `Command was gracefully canceled${forcefulSuffix}` : `Command was gracefully canceled with ${signal} (${signalDescription})`;
  }
  if (isCanceled) {
    return `Command was canceled${forcefulSuffix}`;
  }
  if (isMaxBuffer) {
    return `${getMaxBufferMessage(originalError, maxBuffer)}${forcefulSuffix}`;
  }
  if (errorCode !== void 0) {
    return `Command failed with ${errorCode}${forcefulSuffix}`;
  }
  if (isForcefullyTerminated) {
    return `Command was killed with ${killSignal} (${getSignalDescription(killSignal)})${forcefulSuffix}`;
  }
  if (signal !== void 0) {
    return `Command was killed with ${signal} (${signalDescription})`;
  }
  if (exitCode !== void 0) {
    return `Command failed with exit code ${exitCode}`;
  }
  return "Command failed";
};
var getForcefulSuffix = (isForcefullyTerminated, forceKillAfterDelay) => isForcefullyTerminated ? ` and was forcefully terminated after ${forceKillAfterDelay} milliseconds` : "";
var getOriginalMessage = (originalError, cwd) => {
  if (originalError instanceof DiscardedError) {
    return;
  }
  const originalMessage = isExecaError(originalError) ? originalError.originalMessage : String(originalError?.message ?? originalError);
  const escapedOriginalMessage = escapeLines(fixCwdError(originalMessage, cwd));
  return escapedOriginalMessage === "" ? void 0 : escapedOriginalMessage;
};
var serializeIpcMessage = (ipcMessage) => typeof ipcMessage === "string" ? ipcMessage : inspect2(ipcMessage);
var serializeMessagePart = (messagePart) => Array.isArray(messagePart) ? messagePart.map((messageItem) => stripFinalNewline(serializeMessageItem(messageItem))).filter(Boolean).join("\n") : serializeMessageItem(messagePart);
var serializeMessageItem = (messageItem) => {
  if (typeof messageItem === "string") {
    return messageItem;
  }
  if (isUint8Array(messageItem)) {
    return uint8ArrayToString(messageItem);
  }
  return "";
};

// node_modules/execa/lib/return/result.js
var makeSuccessResult = ({
  command: command2,
  escapedCommand,
  stdio,
  all: all2,
  ipcOutput,
  options: { cwd },
  startTime
}) => omitUndefinedProperties({
  command: command2,
  escapedCommand,
  cwd,
  durationMs: getDurationMs(startTime),
  failed: false,
  timedOut: false,
  isCanceled: false,
  isGracefullyCanceled: false,
  isTerminated: false,
  isMaxBuffer: false,
  isForcefullyTerminated: false,
  exitCode: 0,
  stdout: stdio[1],
  stderr: stdio[2],
  all: all2,
  stdio,
  ipcOutput,
  pipedFrom: []
});
var makeEarlyError = ({
  error,
  command: command2,
  escapedCommand,
  fileDescriptors,
  options,
  startTime,
  isSync
}) => makeError({
  error,
  command: command2,
  escapedCommand,
  startTime,
  timedOut: false,
  isCanceled: false,
  isGracefullyCanceled: false,
  isMaxBuffer: false,
  isForcefullyTerminated: false,
  stdio: Array.from({ length: fileDescriptors.length }),
  ipcOutput: [],
  options,
  isSync
});
var makeError = ({
  error: originalError,
  command: command2,
  escapedCommand,
  startTime,
  timedOut,
  isCanceled,
  isGracefullyCanceled,
  isMaxBuffer,
  isForcefullyTerminated,
  exitCode: rawExitCode,
  signal: rawSignal,
  stdio,
  all: all2,
  ipcOutput,
  options: {
    timeoutDuration,
    timeout = timeoutDuration,
    forceKillAfterDelay,
    killSignal,
    cwd,
    maxBuffer
  },
  isSync
}) => {
  const { exitCode, signal, signalDescription } = normalizeExitPayload(rawExitCode, rawSignal);
  const { originalMessage, shortMessage, message: message2 } = createMessages({
    stdio,
    all: all2,
    ipcOutput,
    originalError,
    signal,
    signalDescription,
    exitCode,
    escapedCommand,
    timedOut,
    isCanceled,
    isGracefullyCanceled,
    isMaxBuffer,
    isForcefullyTerminated,
    forceKillAfterDelay,
    killSignal,
    maxBuffer,
    timeout,
    cwd
  });
  const error = getFinalError(originalError, message2, isSync);
  Object.assign(error, getErrorProperties({
    error,
    command: command2,
    escapedCommand,
    startTime,
    timedOut,
    isCanceled,
    isGracefullyCanceled,
    isMaxBuffer,
    isForcefullyTerminated,
    exitCode,
    signal,
    signalDescription,
    stdio,
    all: all2,
    ipcOutput,
    cwd,
    originalMessage,
    shortMessage
  }));
  return error;
};
var getErrorProperties = ({
  error,
  command: command2,
  escapedCommand,
  startTime,
  timedOut,
  isCanceled,
  isGracefullyCanceled,
  isMaxBuffer,
  isForcefullyTerminated,
  exitCode,
  signal,
  signalDescription,
  stdio,
  all: all2,
  ipcOutput,
  cwd,
  originalMessage,
  shortMessage
}) => omitUndefinedProperties({
  shortMessage,
  originalMessage,
  command: command2,
  escapedCommand,
  cwd,
  durationMs: getDurationMs(startTime),
  failed: true,
  timedOut,
  isCanceled,
  isGracefullyCanceled,
  isTerminated: signal !== void 0,
  isMaxBuffer,
  isForcefullyTerminated,
  exitCode,
  signal,
  signalDescription,
  code: error.cause?.code,
  stdout: stdio[1],
  stderr: stdio[2],
  all: all2,
  stdio,
  ipcOutput,
  pipedFrom: []
});
var omitUndefinedProperties = (result) => Object.fromEntries(Object.entries(result).filter(([, value2]) => value2 !== void 0));
var normalizeExitPayload = (rawExitCode, rawSignal) => {
  const exitCode = rawExitCode === null ? void 0 : rawExitCode;
  const signal = rawSignal === null ? void 0 : rawSignal;
  const signalDescription = signal === void 0 ? void 0 : getSignalDescription(rawSignal);
  return { exitCode, signal, signalDescription };
};

// node_modules/parse-ms/index.js
var toZeroIfInfinity = (value2) => Number.isFinite(value2) ? value2 : 0;
function parseNumber(milliseconds2) {
  return {
    days: Math.trunc(milliseconds2 / 864e5),
    hours: Math.trunc(milliseconds2 / 36e5 % 24),
    minutes: Math.trunc(milliseconds2 / 6e4 % 60),
    seconds: Math.trunc(milliseconds2 / 1e3 % 60),
    milliseconds: Math.trunc(milliseconds2 % 1e3),
    microseconds: Math.trunc(toZeroIfInfinity(milliseconds2 * 1e3) % 1e3),
    nanoseconds: Math.trunc(toZeroIfInfinity(milliseconds2 * 1e6) % 1e3)
  };
}
function parseBigint(milliseconds2) {
  return {
    days: milliseconds2 / 86400000n,
    hours: milliseconds2 / 3600000n % 24n,
    minutes: milliseconds2 / 60000n % 60n,
    seconds: milliseconds2 / 1000n % 60n,
    milliseconds: milliseconds2 % 1000n,
    microseconds: 0n,
    nanoseconds: 0n
  };
}
function parseMilliseconds(milliseconds2) {
  switch (typeof milliseconds2) {
    case "number": {
      if (Number.isFinite(milliseconds2)) {
        return parseNumber(milliseconds2);
      }
      break;
    }
    case "bigint": {
      return parseBigint(milliseconds2);
    }
  }
  throw new TypeError("Expected a finite number or bigint");
}

// node_modules/pretty-ms/index.js
var isZero = (value2) => value2 === 0 || value2 === 0n;
var pluralize = (word2, count2) => count2 === 1 || count2 === 1n ? word2 : `${word2}s`;
var SECOND_ROUNDING_EPSILON = 1e-7;
var ONE_DAY_IN_MILLISECONDS = 24n * 60n * 60n * 1000n;
function prettyMilliseconds(milliseconds2, options) {
  const isBigInt = typeof milliseconds2 === "bigint";
  if (!isBigInt && !Number.isFinite(milliseconds2)) {
    throw new TypeError("Expected a finite number or bigint");
  }
  options = { ...options };
  const sign = milliseconds2 < 0 ? "-" : "";
  milliseconds2 = milliseconds2 < 0 ? -milliseconds2 : milliseconds2;
  if (options.colonNotation) {
    options.compact = false;
    options.formatSubMilliseconds = false;
    options.separateMilliseconds = false;
    options.verbose = false;
  }
  if (options.compact) {
    options.unitCount = 1;
    options.secondsDecimalDigits = 0;
    options.millisecondsDecimalDigits = 0;
  }
  let result = [];
  const floorDecimals = (value2, decimalDigits) => {
    const flooredInterimValue = Math.floor(value2 * 10 ** decimalDigits + SECOND_ROUNDING_EPSILON);
    const flooredValue = Math.round(flooredInterimValue) / 10 ** decimalDigits;
    return flooredValue.toFixed(decimalDigits);
  };
  const add = (value2, long, short, valueString) => {
    if ((result.length === 0 || !options.colonNotation) && isZero(value2) && !(options.colonNotation && short === "m")) {
      return;
    }
    valueString ??= String(value2);
    if (options.colonNotation) {
      const wholeDigits = valueString.includes(".") ? valueString.split(".")[0].length : valueString.length;
      const minLength = result.length > 0 ? 2 : 1;
      valueString = "0".repeat(Math.max(0, minLength - wholeDigits)) + valueString;
    } else {
      valueString += options.verbose ? " " + pluralize(long, value2) : short;
    }
    result.push(valueString);
  };
  const parsed = parseMilliseconds(milliseconds2);
  const days = BigInt(parsed.days);
  if (options.hideYearAndDays) {
    add(BigInt(days) * 24n + BigInt(parsed.hours), "hour", "h");
  } else {
    if (options.hideYear) {
      add(days, "day", "d");
    } else {
      add(days / 365n, "year", "y");
      add(days % 365n, "day", "d");
    }
    add(Number(parsed.hours), "hour", "h");
  }
  add(Number(parsed.minutes), "minute", "m");
  if (!options.hideSeconds) {
    if (options.separateMilliseconds || options.formatSubMilliseconds || !options.colonNotation && milliseconds2 < 1e3 && !options.subSecondsAsDecimals) {
      const seconds = Number(parsed.seconds);
      const milliseconds3 = Number(parsed.milliseconds);
      const microseconds = Number(parsed.microseconds);
      const nanoseconds = Number(parsed.nanoseconds);
      add(seconds, "second", "s");
      if (options.formatSubMilliseconds) {
        add(milliseconds3, "millisecond", "ms");
        add(microseconds, "microsecond", "µs");
        add(nanoseconds, "nanosecond", "ns");
      } else {
        const millisecondsAndBelow = milliseconds3 + microseconds / 1e3 + nanoseconds / 1e6;
        const millisecondsDecimalDigits = typeof options.millisecondsDecimalDigits === "number" ? options.millisecondsDecimalDigits : 0;
        const roundedMilliseconds = millisecondsAndBelow >= 1 ? Math.round(millisecondsAndBelow) : Math.ceil(millisecondsAndBelow);
        const maximumMilliseconds = 1e3 - 10 ** -millisecondsDecimalDigits;
        const millisecondsString = millisecondsDecimalDigits ? Math.min(millisecondsAndBelow, maximumMilliseconds).toFixed(millisecondsDecimalDigits) : Math.min(roundedMilliseconds, maximumMilliseconds);
        add(
          Number.parseFloat(millisecondsString),
          "millisecond",
          "ms",
          millisecondsString
        );
      }
    } else {
      const seconds = (isBigInt ? Number(milliseconds2 % ONE_DAY_IN_MILLISECONDS) : milliseconds2) / 1e3 % 60;
      const secondsDecimalDigits = typeof options.secondsDecimalDigits === "number" ? options.secondsDecimalDigits : 1;
      const secondsFixed = floorDecimals(seconds, secondsDecimalDigits);
      const secondsString = options.keepDecimalsOnWholeSeconds ? secondsFixed : secondsFixed.replace(/\.0+$/, "");
      add(Number.parseFloat(secondsString), "second", "s", secondsString);
    }
  }
  if (result.length === 0) {
    return sign + "0" + (options.verbose ? " milliseconds" : "ms");
  }
  const separator = options.colonNotation ? ":" : " ";
  if (typeof options.unitCount === "number") {
    result = result.slice(0, Math.max(options.unitCount, 1));
  }
  return sign + result.join(separator);
}

// node_modules/execa/lib/verbose/error.js
var logError = (result, verboseInfo) => {
  if (result.failed) {
    verboseLog({
      type: "error",
      verboseMessage: result.shortMessage,
      verboseInfo,
      result
    });
  }
};

// node_modules/execa/lib/verbose/complete.js
var logResult = (result, verboseInfo) => {
  if (!isVerbose(verboseInfo)) {
    return;
  }
  logError(result, verboseInfo);
  logDuration(result, verboseInfo);
};
var logDuration = (result, verboseInfo) => {
  const verboseMessage = `(done in ${prettyMilliseconds(result.durationMs)})`;
  verboseLog({
    type: "duration",
    verboseMessage,
    verboseInfo,
    result
  });
};

// node_modules/execa/lib/return/reject.js
var handleResult = (result, verboseInfo, { reject }) => {
  logResult(result, verboseInfo);
  if (result.failed && reject) {
    throw result;
  }
  return result;
};

// node_modules/execa/lib/stdio/handle-sync.js
import { readFileSync as readFileSync4 } from "node:fs";

// node_modules/execa/lib/stdio/type.js
var getStdioItemType = (value2, optionName) => {
  if (isAsyncGenerator(value2)) {
    return "asyncGenerator";
  }
  if (isSyncGenerator(value2)) {
    return "generator";
  }
  if (isUrl(value2)) {
    return "fileUrl";
  }
  if (isFilePathObject(value2)) {
    return "filePath";
  }
  if (isWebStream(value2)) {
    return "webStream";
  }
  if (isStream(value2, { checkOpen: false })) {
    return "native";
  }
  if (isUint8Array(value2)) {
    return "uint8Array";
  }
  if (isAsyncIterableObject(value2)) {
    return "asyncIterable";
  }
  if (isIterableObject(value2)) {
    return "iterable";
  }
  if (isTransformStream(value2)) {
    return getTransformStreamType({ transform: value2 }, optionName);
  }
  if (isTransformOptions(value2)) {
    return getTransformObjectType(value2, optionName);
  }
  return "native";
};
var getTransformObjectType = (value2, optionName) => {
  if (isDuplexStream(value2.transform, { checkOpen: false })) {
    return getDuplexType(value2, optionName);
  }
  if (isTransformStream(value2.transform)) {
    return getTransformStreamType(value2, optionName);
  }
  return getGeneratorObjectType(value2, optionName);
};
var getDuplexType = (value2, optionName) => {
  validateNonGeneratorType(value2, optionName, "Duplex stream");
  return "duplex";
};
var getTransformStreamType = (value2, optionName) => {
  validateNonGeneratorType(value2, optionName, "web TransformStream");
  return "webTransform";
};
var validateNonGeneratorType = ({ final, binary, objectMode }, optionName, typeName) => {
  checkUndefinedOption(final, `${optionName}.final`, typeName);
  checkUndefinedOption(binary, `${optionName}.binary`, typeName);
  checkBooleanOption(objectMode, `${optionName}.objectMode`);
};
var checkUndefinedOption = (value2, optionName, typeName) => {
  if (value2 !== void 0) {
    throw new TypeError(`The \`${optionName}\` option can only be defined when using a generator, not a ${typeName}.`);
  }
};
var getGeneratorObjectType = ({ transform, final, binary, objectMode }, optionName) => {
  if (transform !== void 0 && !isGenerator(transform)) {
    throw new TypeError(`The \`${optionName}.transform\` option must be a generator, a Duplex stream or a web TransformStream.`);
  }
  if (isDuplexStream(final, { checkOpen: false })) {
    throw new TypeError(`The \`${optionName}.final\` option must not be a Duplex stream.`);
  }
  if (isTransformStream(final)) {
    throw new TypeError(`The \`${optionName}.final\` option must not be a web TransformStream.`);
  }
  if (final !== void 0 && !isGenerator(final)) {
    throw new TypeError(`The \`${optionName}.final\` option must be a generator.`);
  }
  checkBooleanOption(binary, `${optionName}.binary`);
  checkBooleanOption(objectMode, `${optionName}.objectMode`);
  return isAsyncGenerator(transform) || isAsyncGenerator(final) ? "asyncGenerator" : "generator";
};
var checkBooleanOption = (value2, optionName) => {
  if (value2 !== void 0 && typeof value2 !== "boolean") {
    throw new TypeError(`The \`${optionName}\` option must use a boolean.`);
  }
};
var isGenerator = (value2) => isAsyncGenerator(value2) || isSyncGenerator(value2);
var isAsyncGenerator = (value2) => Object.prototype.toString.call(value2) === "[object AsyncGeneratorFunction]";
var isSyncGenerator = (value2) => Object.prototype.toString.call(value2) === "[object GeneratorFunction]";
var isTransformOptions = (value2) => isPlainObject(value2) && (value2.transform !== void 0 || value2.final !== void 0);
var isUrl = (value2) => Object.prototype.toString.call(value2) === "[object URL]";
var isRegularUrl = (value2) => isUrl(value2) && value2.protocol !== "file:";
var isFilePathObject = (value2) => isPlainObject(value2) && Object.keys(value2).length > 0 && Object.keys(value2).every((key) => FILE_PATH_KEYS.has(key)) && isFilePathString(value2.file);
var FILE_PATH_KEYS = /* @__PURE__ */ new Set(["file", "append"]);
var isFilePathString = (file) => typeof file === "string";
var isUnknownStdioString = (type, value2) => type === "native" && typeof value2 === "string" && !KNOWN_STDIO_STRINGS.has(value2);
var KNOWN_STDIO_STRINGS = /* @__PURE__ */ new Set(["ipc", "ignore", "inherit", "overlapped", "pipe"]);
var isReadableStream2 = (value2) => Object.prototype.toString.call(value2) === "[object ReadableStream]";
var isWritableStream2 = (value2) => Object.prototype.toString.call(value2) === "[object WritableStream]";
var isWebStream = (value2) => isReadableStream2(value2) || isWritableStream2(value2);
var isTransformStream = (value2) => isReadableStream2(value2?.readable) && isWritableStream2(value2?.writable);
var isAsyncIterableObject = (value2) => isObject(value2) && typeof value2[Symbol.asyncIterator] === "function";
var isIterableObject = (value2) => isObject(value2) && typeof value2[Symbol.iterator] === "function";
var isObject = (value2) => typeof value2 === "object" && value2 !== null;
var TRANSFORM_TYPES = /* @__PURE__ */ new Set(["generator", "asyncGenerator", "duplex", "webTransform"]);
var FILE_TYPES = /* @__PURE__ */ new Set(["fileUrl", "filePath", "fileNumber"]);
var SPECIAL_DUPLICATE_TYPES_SYNC = /* @__PURE__ */ new Set(["fileUrl", "filePath"]);
var SPECIAL_DUPLICATE_TYPES = /* @__PURE__ */ new Set([...SPECIAL_DUPLICATE_TYPES_SYNC, "webStream", "nodeStream"]);
var FORBID_DUPLICATE_TYPES = /* @__PURE__ */ new Set(["webTransform", "duplex"]);
var TYPE_TO_MESSAGE = {
  generator: "a generator",
  asyncGenerator: "an async generator",
  fileUrl: "a file URL",
  filePath: "a file path string",
  fileNumber: "a file descriptor number",
  webStream: "a web stream",
  nodeStream: "a Node.js stream",
  webTransform: "a web TransformStream",
  duplex: "a Duplex stream",
  native: "any value",
  iterable: "an iterable",
  asyncIterable: "an async iterable",
  string: "a string",
  uint8Array: "a Uint8Array"
};

// node_modules/execa/lib/transform/object-mode.js
var getTransformObjectModes = (objectMode, index, newTransforms, direction) => direction === "output" ? getOutputObjectModes(objectMode, index, newTransforms) : getInputObjectModes(objectMode, index, newTransforms);
var getOutputObjectModes = (objectMode, index, newTransforms) => {
  const writableObjectMode = index !== 0 && newTransforms[index - 1].value.readableObjectMode;
  const readableObjectMode = objectMode ?? writableObjectMode;
  return { writableObjectMode, readableObjectMode };
};
var getInputObjectModes = (objectMode, index, newTransforms) => {
  const writableObjectMode = index === 0 ? objectMode === true : newTransforms[index - 1].value.readableObjectMode;
  const readableObjectMode = index !== newTransforms.length - 1 && (objectMode ?? writableObjectMode);
  return { writableObjectMode, readableObjectMode };
};
var getFdObjectMode = (stdioItems, direction) => {
  const lastTransform = stdioItems.findLast(({ type }) => TRANSFORM_TYPES.has(type));
  if (lastTransform === void 0) {
    return false;
  }
  return direction === "input" ? lastTransform.value.writableObjectMode : lastTransform.value.readableObjectMode;
};

// node_modules/execa/lib/transform/normalize.js
var normalizeTransforms = (stdioItems, optionName, direction, options) => [
  ...stdioItems.filter(({ type }) => !TRANSFORM_TYPES.has(type)),
  ...getTransforms(stdioItems, optionName, direction, options)
];
var getTransforms = (stdioItems, optionName, direction, { encoding }) => {
  const transforms = stdioItems.filter(({ type }) => TRANSFORM_TYPES.has(type));
  const newTransforms = Array.from({ length: transforms.length });
  for (const [index, stdioItem] of Object.entries(transforms)) {
    newTransforms[index] = normalizeTransform({
      stdioItem,
      index: Number(index),
      newTransforms,
      optionName,
      direction,
      encoding
    });
  }
  return sortTransforms(newTransforms, direction);
};
var normalizeTransform = ({ stdioItem, stdioItem: { type }, index, newTransforms, optionName, direction, encoding }) => {
  if (type === "duplex") {
    return normalizeDuplex({ stdioItem, optionName });
  }
  if (type === "webTransform") {
    return normalizeTransformStream({
      stdioItem,
      index,
      newTransforms,
      direction
    });
  }
  return normalizeGenerator({
    stdioItem,
    index,
    newTransforms,
    direction,
    encoding
  });
};
var normalizeDuplex = ({
  stdioItem,
  stdioItem: {
    value: {
      transform,
      transform: { writableObjectMode, readableObjectMode },
      objectMode = readableObjectMode
    }
  },
  optionName
}) => {
  if (objectMode && !readableObjectMode) {
    throw new TypeError(`The \`${optionName}.objectMode\` option can only be \`true\` if \`new Duplex({objectMode: true})\` is used.`);
  }
  if (!objectMode && readableObjectMode) {
    throw new TypeError(`The \`${optionName}.objectMode\` option cannot be \`false\` if \`new Duplex({objectMode: true})\` is used.`);
  }
  return {
    ...stdioItem,
    value: { transform, writableObjectMode, readableObjectMode }
  };
};
var normalizeTransformStream = ({ stdioItem, stdioItem: { value: value2 }, index, newTransforms, direction }) => {
  const { transform, objectMode } = isPlainObject(value2) ? value2 : { transform: value2 };
  const { writableObjectMode, readableObjectMode } = getTransformObjectModes(objectMode, index, newTransforms, direction);
  return {
    ...stdioItem,
    value: { transform, writableObjectMode, readableObjectMode }
  };
};
var normalizeGenerator = ({ stdioItem, stdioItem: { value: value2 }, index, newTransforms, direction, encoding }) => {
  const {
    transform,
    final,
    binary: binaryOption = false,
    preserveNewlines = false,
    objectMode
  } = isPlainObject(value2) ? value2 : { transform: value2 };
  const binary = binaryOption || BINARY_ENCODINGS.has(encoding);
  const { writableObjectMode, readableObjectMode } = getTransformObjectModes(objectMode, index, newTransforms, direction);
  return {
    ...stdioItem,
    value: {
      transform,
      final,
      binary,
      preserveNewlines,
      writableObjectMode,
      readableObjectMode
    }
  };
};
var sortTransforms = (newTransforms, direction) => direction === "input" ? newTransforms.reverse() : newTransforms;

// node_modules/execa/lib/stdio/direction.js
import process7 from "node:process";
var getStreamDirection = (stdioItems, fdNumber, optionName) => {
  const directions = stdioItems.map((stdioItem) => getStdioItemDirection(stdioItem, fdNumber));
  if (directions.includes("input") && directions.includes("output")) {
    throw new TypeError(`The \`${optionName}\` option must not be an array of both readable and writable values.`);
  }
  return directions.find(Boolean) ?? DEFAULT_DIRECTION;
};
var getStdioItemDirection = ({ type, value: value2 }, fdNumber) => KNOWN_DIRECTIONS[fdNumber] ?? guessStreamDirection[type](value2);
var KNOWN_DIRECTIONS = ["input", "output", "output"];
var anyDirection = () => void 0;
var alwaysInput = () => "input";
var guessStreamDirection = {
  generator: anyDirection,
  asyncGenerator: anyDirection,
  fileUrl: anyDirection,
  filePath: anyDirection,
  iterable: alwaysInput,
  asyncIterable: alwaysInput,
  uint8Array: alwaysInput,
  webStream: (value2) => isWritableStream2(value2) ? "output" : "input",
  nodeStream(value2) {
    if (!isReadableStream(value2, { checkOpen: false })) {
      return "output";
    }
    return isWritableStream(value2, { checkOpen: false }) ? void 0 : "input";
  },
  webTransform: anyDirection,
  duplex: anyDirection,
  native(value2) {
    const standardStreamDirection = getStandardStreamDirection(value2);
    if (standardStreamDirection !== void 0) {
      return standardStreamDirection;
    }
    if (isStream(value2, { checkOpen: false })) {
      return guessStreamDirection.nodeStream(value2);
    }
  }
};
var getStandardStreamDirection = (value2) => {
  if ([0, process7.stdin].includes(value2)) {
    return "input";
  }
  if ([1, 2, process7.stdout, process7.stderr].includes(value2)) {
    return "output";
  }
};
var DEFAULT_DIRECTION = "output";

// node_modules/execa/lib/ipc/array.js
var normalizeIpcStdioArray = (stdioArray, ipc) => ipc && !stdioArray.includes("ipc") ? [...stdioArray, "ipc"] : stdioArray;

// node_modules/execa/lib/stdio/stdio-option.js
var normalizeStdioOption = ({ stdio, ipc, buffer, ...options }, verboseInfo, isSync) => {
  const stdioArray = getStdioArray(stdio, options).map((stdioOption, fdNumber) => addDefaultValue2(stdioOption, fdNumber));
  return isSync ? normalizeStdioSync(stdioArray, buffer, verboseInfo) : normalizeIpcStdioArray(stdioArray, ipc);
};
var getStdioArray = (stdio, options) => {
  if (stdio === void 0) {
    return STANDARD_STREAMS_ALIASES.map((alias) => options[alias]);
  }
  if (hasAlias(options)) {
    throw new Error(`It's not possible to provide \`stdio\` in combination with one of ${STANDARD_STREAMS_ALIASES.map((alias) => `\`${alias}\``).join(", ")}`);
  }
  if (typeof stdio === "string") {
    return [stdio, stdio, stdio];
  }
  if (!Array.isArray(stdio)) {
    throw new TypeError(`Expected \`stdio\` to be of type \`string\` or \`Array\`, got \`${typeof stdio}\``);
  }
  const length = Math.max(stdio.length, STANDARD_STREAMS_ALIASES.length);
  return Array.from({ length }, (_, fdNumber) => stdio[fdNumber]);
};
var hasAlias = (options) => STANDARD_STREAMS_ALIASES.some((alias) => options[alias] !== void 0);
var addDefaultValue2 = (stdioOption, fdNumber) => {
  if (Array.isArray(stdioOption)) {
    return stdioOption.map((item) => addDefaultValue2(item, fdNumber));
  }
  if (stdioOption === null || stdioOption === void 0) {
    return fdNumber >= STANDARD_STREAMS_ALIASES.length ? "ignore" : "pipe";
  }
  return stdioOption;
};
var normalizeStdioSync = (stdioArray, buffer, verboseInfo) => stdioArray.map((stdioOption, fdNumber) => !buffer[fdNumber] && fdNumber !== 0 && !isFullVerbose(verboseInfo, fdNumber) && isOutputPipeOnly(stdioOption) ? "ignore" : stdioOption);
var isOutputPipeOnly = (stdioOption) => stdioOption === "pipe" || Array.isArray(stdioOption) && stdioOption.every((item) => item === "pipe");

// node_modules/execa/lib/stdio/native.js
import { readFileSync as readFileSync3 } from "node:fs";
import tty2 from "node:tty";
var handleNativeStream = ({ stdioItem, stdioItem: { type }, isStdioArray, fdNumber, direction, isSync }) => {
  if (!isStdioArray || type !== "native") {
    return stdioItem;
  }
  return isSync ? handleNativeStreamSync({ stdioItem, fdNumber, direction }) : handleNativeStreamAsync({ stdioItem, fdNumber });
};
var handleNativeStreamSync = ({ stdioItem, stdioItem: { value: value2, optionName }, fdNumber, direction }) => {
  const targetFd = getTargetFd({
    value: value2,
    optionName,
    fdNumber,
    direction
  });
  if (targetFd !== void 0) {
    return targetFd;
  }
  if (isStream(value2, { checkOpen: false })) {
    throw new TypeError(`The \`${optionName}: Stream\` option cannot both be an array and include a stream with synchronous methods.`);
  }
  return stdioItem;
};
var getTargetFd = ({ value: value2, optionName, fdNumber, direction }) => {
  const targetFdNumber = getTargetFdNumber(value2, fdNumber);
  if (targetFdNumber === void 0) {
    return;
  }
  if (direction === "output") {
    return { type: "fileNumber", value: targetFdNumber, optionName };
  }
  if (tty2.isatty(targetFdNumber)) {
    throw new TypeError(`The \`${optionName}: ${serializeOptionValue(value2)}\` option is invalid: it cannot be a TTY with synchronous methods.`);
  }
  return { type: "uint8Array", value: bufferToUint8Array(readFileSync3(targetFdNumber)), optionName };
};
var getTargetFdNumber = (value2, fdNumber) => {
  if (value2 === "inherit") {
    return fdNumber;
  }
  if (typeof value2 === "number") {
    return value2;
  }
  const standardStreamIndex = STANDARD_STREAMS.indexOf(value2);
  if (standardStreamIndex !== -1) {
    return standardStreamIndex;
  }
};
var handleNativeStreamAsync = ({ stdioItem, stdioItem: { value: value2, optionName }, fdNumber }) => {
  if (value2 === "inherit") {
    return { type: "nodeStream", value: getStandardStream(fdNumber, value2, optionName), optionName };
  }
  if (typeof value2 === "number") {
    return { type: "nodeStream", value: getStandardStream(value2, value2, optionName), optionName };
  }
  if (isStream(value2, { checkOpen: false })) {
    return { type: "nodeStream", value: value2, optionName };
  }
  return stdioItem;
};
var getStandardStream = (fdNumber, value2, optionName) => {
  const standardStream = STANDARD_STREAMS[fdNumber];
  if (standardStream === void 0) {
    throw new TypeError(`The \`${optionName}: ${value2}\` option is invalid: no such standard stream.`);
  }
  return standardStream;
};

// node_modules/execa/lib/stdio/input-option.js
var handleInputOptions = ({ input, inputFile }, fdNumber) => fdNumber === 0 ? [
  ...handleInputOption(input),
  ...handleInputFileOption(inputFile)
] : [];
var handleInputOption = (input) => input === void 0 ? [] : [{
  type: getInputType(input),
  value: input,
  optionName: "input"
}];
var getInputType = (input) => {
  if (isReadableStream(input, { checkOpen: false })) {
    return "nodeStream";
  }
  if (typeof input === "string") {
    return "string";
  }
  if (isUint8Array(input)) {
    return "uint8Array";
  }
  throw new Error("The `input` option must be a string, a Uint8Array or a Node.js Readable stream.");
};
var handleInputFileOption = (inputFile) => inputFile === void 0 ? [] : [{
  ...getInputFileType(inputFile),
  optionName: "inputFile"
}];
var getInputFileType = (inputFile) => {
  if (isUrl(inputFile)) {
    return { type: "fileUrl", value: inputFile };
  }
  if (isFilePathString(inputFile)) {
    return { type: "filePath", value: { file: inputFile } };
  }
  throw new Error("The `inputFile` option must be a file path string or a file URL.");
};

// node_modules/execa/lib/stdio/duplicate.js
var filterDuplicates = (stdioItems) => stdioItems.filter((stdioItemOne, indexOne) => stdioItems.every((stdioItemTwo, indexTwo) => stdioItemOne.value !== stdioItemTwo.value || indexOne >= indexTwo || stdioItemOne.type === "generator" || stdioItemOne.type === "asyncGenerator"));
var getDuplicateStream = ({ stdioItem: { type, value: value2, optionName }, direction, fileDescriptors, isSync }) => {
  const otherStdioItems = getOtherStdioItems(fileDescriptors, type);
  if (otherStdioItems.length === 0) {
    return;
  }
  if (isSync) {
    validateDuplicateStreamSync({
      otherStdioItems,
      type,
      value: value2,
      optionName,
      direction
    });
    return;
  }
  if (SPECIAL_DUPLICATE_TYPES.has(type)) {
    return getDuplicateStreamInstance({
      otherStdioItems,
      type,
      value: value2,
      optionName,
      direction
    });
  }
  if (FORBID_DUPLICATE_TYPES.has(type)) {
    validateDuplicateTransform({
      otherStdioItems,
      type,
      value: value2,
      optionName
    });
  }
};
var getOtherStdioItems = (fileDescriptors, type) => fileDescriptors.flatMap(({ direction, stdioItems }) => stdioItems.filter((stdioItem) => stdioItem.type === type).map(((stdioItem) => ({ ...stdioItem, direction }))));
var validateDuplicateStreamSync = ({ otherStdioItems, type, value: value2, optionName, direction }) => {
  if (SPECIAL_DUPLICATE_TYPES_SYNC.has(type)) {
    getDuplicateStreamInstance({
      otherStdioItems,
      type,
      value: value2,
      optionName,
      direction
    });
  }
};
var getDuplicateStreamInstance = ({ otherStdioItems, type, value: value2, optionName, direction }) => {
  const duplicateStdioItems = otherStdioItems.filter((stdioItem) => hasSameValue(stdioItem, value2));
  if (duplicateStdioItems.length === 0) {
    return;
  }
  const differentStdioItem = duplicateStdioItems.find((stdioItem) => stdioItem.direction !== direction);
  throwOnDuplicateStream(differentStdioItem, optionName, type);
  return direction === "output" ? duplicateStdioItems[0].stream : void 0;
};
var hasSameValue = ({ type, value: value2 }, secondValue) => {
  if (type === "filePath") {
    return value2.file === secondValue.file;
  }
  if (type === "fileUrl") {
    return value2.href === secondValue.href;
  }
  return value2 === secondValue;
};
var validateDuplicateTransform = ({ otherStdioItems, type, value: value2, optionName }) => {
  const duplicateStdioItem = otherStdioItems.find(({ value: { transform } }) => transform === value2.transform);
  throwOnDuplicateStream(duplicateStdioItem, optionName, type);
};
var throwOnDuplicateStream = (stdioItem, optionName, type) => {
  if (stdioItem !== void 0) {
    throw new TypeError(`The \`${stdioItem.optionName}\` and \`${optionName}\` options must not target ${TYPE_TO_MESSAGE[type]} that is the same.`);
  }
};

// node_modules/execa/lib/stdio/handle.js
var handleStdio = (addProperties3, options, verboseInfo, isSync) => {
  const stdio = normalizeStdioOption(options, verboseInfo, isSync);
  const initialFileDescriptors = stdio.map((stdioOption, fdNumber) => getFileDescriptor({
    stdioOption,
    fdNumber,
    options,
    isSync
  }));
  const fileDescriptors = getFinalFileDescriptors({
    initialFileDescriptors,
    addProperties: addProperties3,
    options,
    isSync
  });
  options.stdio = fileDescriptors.map(({ stdioItems }) => forwardStdio(stdioItems));
  return fileDescriptors;
};
var getFileDescriptor = ({ stdioOption, fdNumber, options, isSync }) => {
  const optionName = getStreamName(fdNumber);
  const { stdioItems: initialStdioItems, isStdioArray } = initializeStdioItems({
    stdioOption,
    fdNumber,
    options,
    optionName
  });
  const direction = getStreamDirection(initialStdioItems, fdNumber, optionName);
  const stdioItems = initialStdioItems.map((stdioItem) => handleNativeStream({
    stdioItem,
    isStdioArray,
    fdNumber,
    direction,
    isSync
  }));
  const normalizedStdioItems = normalizeTransforms(stdioItems, optionName, direction, options);
  const objectMode = getFdObjectMode(normalizedStdioItems, direction);
  validateFileObjectMode(normalizedStdioItems, objectMode);
  return { direction, objectMode, stdioItems: normalizedStdioItems };
};
var initializeStdioItems = ({ stdioOption, fdNumber, options, optionName }) => {
  const values = Array.isArray(stdioOption) ? stdioOption : [stdioOption];
  const initialStdioItems = [
    ...values.map((value2) => initializeStdioItem(value2, optionName)),
    ...handleInputOptions(options, fdNumber)
  ];
  const stdioItems = filterDuplicates(initialStdioItems);
  const isStdioArray = stdioItems.length > 1;
  validateStdioArray(stdioItems, isStdioArray, optionName);
  validateStreams(stdioItems);
  return { stdioItems, isStdioArray };
};
var initializeStdioItem = (value2, optionName) => ({
  type: getStdioItemType(value2, optionName),
  value: value2,
  optionName
});
var validateStdioArray = (stdioItems, isStdioArray, optionName) => {
  if (stdioItems.length === 0) {
    throw new TypeError(`The \`${optionName}\` option must not be an empty array.`);
  }
  if (!isStdioArray) {
    return;
  }
  for (const { value: value2, optionName: optionName2 } of stdioItems) {
    if (INVALID_STDIO_ARRAY_OPTIONS.has(value2)) {
      throw new Error(`The \`${optionName2}\` option must not include \`${value2}\`.`);
    }
  }
};
var INVALID_STDIO_ARRAY_OPTIONS = /* @__PURE__ */ new Set(["ignore", "ipc"]);
var validateStreams = (stdioItems) => {
  for (const stdioItem of stdioItems) {
    validateFileStdio(stdioItem);
  }
};
var validateFileStdio = ({ type, value: value2, optionName }) => {
  if (isRegularUrl(value2)) {
    throw new TypeError(`The \`${optionName}: URL\` option must use the \`file:\` scheme.
For example, you can use the \`pathToFileURL()\` method of the \`url\` core module.`);
  }
  if (isUnknownStdioString(type, value2)) {
    throw new TypeError(`The \`${optionName}: { file: '...' }\` option must be used instead of \`${optionName}: '...'\`.`);
  }
};
var validateFileObjectMode = (stdioItems, objectMode) => {
  if (!objectMode) {
    return;
  }
  const fileStdioItem = stdioItems.find(({ type }) => FILE_TYPES.has(type));
  if (fileStdioItem !== void 0) {
    throw new TypeError(`The \`${fileStdioItem.optionName}\` option cannot use both files and transforms in objectMode.`);
  }
};
var getFinalFileDescriptors = ({ initialFileDescriptors, addProperties: addProperties3, options, isSync }) => {
  const fileDescriptors = [];
  try {
    for (const fileDescriptor of initialFileDescriptors) {
      fileDescriptors.push(getFinalFileDescriptor({
        fileDescriptor,
        fileDescriptors,
        addProperties: addProperties3,
        options,
        isSync
      }));
    }
    return fileDescriptors;
  } catch (error) {
    cleanupCustomStreams(fileDescriptors);
    throw error;
  }
};
var getFinalFileDescriptor = ({
  fileDescriptor: { direction, objectMode, stdioItems },
  fileDescriptors,
  addProperties: addProperties3,
  options,
  isSync
}) => {
  const finalStdioItems = stdioItems.map((stdioItem) => addStreamProperties({
    stdioItem,
    addProperties: addProperties3,
    direction,
    options,
    fileDescriptors,
    isSync
  }));
  return { direction, objectMode, stdioItems: finalStdioItems };
};
var addStreamProperties = ({ stdioItem, addProperties: addProperties3, direction, options, fileDescriptors, isSync }) => {
  const duplicateStream = getDuplicateStream({
    stdioItem,
    direction,
    fileDescriptors,
    isSync
  });
  if (duplicateStream !== void 0) {
    return { ...stdioItem, stream: duplicateStream };
  }
  return {
    ...stdioItem,
    ...addProperties3[direction][stdioItem.type](stdioItem, options)
  };
};
var cleanupCustomStreams = (fileDescriptors) => {
  for (const { stdioItems } of fileDescriptors) {
    for (const { stream } of stdioItems) {
      if (stream !== void 0 && !isStandardStream(stream)) {
        stream.destroy();
      }
    }
  }
};
var forwardStdio = (stdioItems) => {
  if (stdioItems.length > 1) {
    return stdioItems.some(({ value: value3 }) => value3 === "overlapped") ? "overlapped" : "pipe";
  }
  const [{ type, value: value2 }] = stdioItems;
  return type === "native" ? value2 : "pipe";
};

// node_modules/execa/lib/stdio/handle-sync.js
var handleStdioSync = (options, verboseInfo) => handleStdio(addPropertiesSync, options, verboseInfo, true);
var forbiddenIfSync = ({ type, optionName }) => {
  throwInvalidSyncValue(optionName, TYPE_TO_MESSAGE[type]);
};
var forbiddenNativeIfSync = ({ optionName, value: value2 }) => {
  if (value2 === "ipc" || value2 === "overlapped") {
    throwInvalidSyncValue(optionName, `"${value2}"`);
  }
  return {};
};
var throwInvalidSyncValue = (optionName, value2) => {
  throw new TypeError(`The \`${optionName}\` option cannot be ${value2} with synchronous methods.`);
};
var addProperties = {
  generator() {
  },
  asyncGenerator: forbiddenIfSync,
  webStream: forbiddenIfSync,
  nodeStream: forbiddenIfSync,
  webTransform: forbiddenIfSync,
  duplex: forbiddenIfSync,
  asyncIterable: forbiddenIfSync,
  native: forbiddenNativeIfSync
};
var addPropertiesSync = {
  input: {
    ...addProperties,
    fileUrl: ({ value: value2 }) => ({ contents: [bufferToUint8Array(readFileSync4(value2))] }),
    filePath: ({ value: { file } }) => ({ contents: [bufferToUint8Array(readFileSync4(file))] }),
    fileNumber: forbiddenIfSync,
    iterable: ({ value: value2 }) => ({ contents: [...value2] }),
    string: ({ value: value2 }) => ({ contents: [value2] }),
    uint8Array: ({ value: value2 }) => ({ contents: [value2] })
  },
  output: {
    ...addProperties,
    fileUrl: ({ value: value2 }) => ({ path: value2 }),
    filePath: ({ value: { file, append: append4 } }) => ({ path: file, append: append4 }),
    fileNumber: ({ value: value2 }) => ({ path: value2 }),
    iterable: forbiddenIfSync,
    string: forbiddenIfSync,
    uint8Array: forbiddenIfSync
  }
};

// node_modules/execa/lib/io/strip-newline.js
var stripNewline = (value2, { stripFinalNewline: stripFinalNewline2 }, fdNumber) => getStripFinalNewline(stripFinalNewline2, fdNumber) && value2 !== void 0 && !Array.isArray(value2) ? stripFinalNewline(value2) : value2;
var getStripFinalNewline = (stripFinalNewline2, fdNumber) => fdNumber === "all" ? stripFinalNewline2[1] || stripFinalNewline2[2] : stripFinalNewline2[fdNumber];

// node_modules/execa/lib/transform/generator.js
import { Transform, getDefaultHighWaterMark } from "node:stream";

// node_modules/execa/lib/transform/split.js
var getSplitLinesGenerator = (binary, preserveNewlines, skipped, state) => binary || skipped ? void 0 : initializeSplitLines(preserveNewlines, state);
var splitLinesSync = (chunk, preserveNewlines, objectMode) => objectMode ? chunk.flatMap((item) => splitLinesItemSync(item, preserveNewlines)) : splitLinesItemSync(chunk, preserveNewlines);
var splitLinesItemSync = (chunk, preserveNewlines) => {
  const { transform, final } = initializeSplitLines(preserveNewlines, {});
  return [...transform(chunk), ...final()];
};
var initializeSplitLines = (preserveNewlines, state) => {
  state.previousChunks = "";
  return {
    transform: splitGenerator.bind(void 0, state, preserveNewlines),
    final: linesFinal.bind(void 0, state)
  };
};
var splitGenerator = function* (state, preserveNewlines, chunk) {
  if (typeof chunk !== "string") {
    yield chunk;
    return;
  }
  let { previousChunks } = state;
  let start4 = -1;
  for (let end2 = 0; end2 < chunk.length; end2 += 1) {
    if (chunk[end2] === "\n") {
      const newlineLength = getNewlineLength(chunk, end2, preserveNewlines, state);
      let line = chunk.slice(start4 + 1, end2 + 1 - newlineLength);
      if (previousChunks.length > 0) {
        line = concatString(previousChunks, line);
        previousChunks = "";
      }
      yield line;
      start4 = end2;
    }
  }
  if (start4 !== chunk.length - 1) {
    previousChunks = concatString(previousChunks, chunk.slice(start4 + 1));
  }
  state.previousChunks = previousChunks;
};
var getNewlineLength = (chunk, end2, preserveNewlines, state) => {
  if (preserveNewlines) {
    return 0;
  }
  state.isWindowsNewline = end2 !== 0 && chunk[end2 - 1] === "\r";
  return state.isWindowsNewline ? 2 : 1;
};
var linesFinal = function* ({ previousChunks }) {
  if (previousChunks.length > 0) {
    yield previousChunks;
  }
};
var getAppendNewlineGenerator = ({ binary, preserveNewlines, readableObjectMode, state }) => binary || preserveNewlines || readableObjectMode ? void 0 : { transform: appendNewlineGenerator.bind(void 0, state) };
var appendNewlineGenerator = function* ({ isWindowsNewline = false }, chunk) {
  const { unixNewline, windowsNewline, LF: LF2, concatBytes } = typeof chunk === "string" ? linesStringInfo : linesUint8ArrayInfo;
  if (chunk.at(-1) === LF2) {
    yield chunk;
    return;
  }
  const newline = isWindowsNewline ? windowsNewline : unixNewline;
  yield concatBytes(chunk, newline);
};
var concatString = (firstChunk, secondChunk) => `${firstChunk}${secondChunk}`;
var linesStringInfo = {
  windowsNewline: "\r\n",
  unixNewline: "\n",
  LF: "\n",
  concatBytes: concatString
};
var concatUint8Array = (firstChunk, secondChunk) => {
  const chunk = new Uint8Array(firstChunk.length + secondChunk.length);
  chunk.set(firstChunk, 0);
  chunk.set(secondChunk, firstChunk.length);
  return chunk;
};
var linesUint8ArrayInfo = {
  windowsNewline: new Uint8Array([13, 10]),
  unixNewline: new Uint8Array([10]),
  LF: 10,
  concatBytes: concatUint8Array
};

// node_modules/execa/lib/transform/validate.js
import { Buffer as Buffer2 } from "node:buffer";
var getValidateTransformInput = (writableObjectMode, optionName) => writableObjectMode ? void 0 : validateStringTransformInput.bind(void 0, optionName);
var validateStringTransformInput = function* (optionName, chunk) {
  if (typeof chunk !== "string" && !isUint8Array(chunk) && !Buffer2.isBuffer(chunk)) {
    throw new TypeError(`The \`${optionName}\` option's transform must use "objectMode: true" to receive as input: ${typeof chunk}.`);
  }
  yield chunk;
};
var getValidateTransformReturn = (readableObjectMode, optionName) => readableObjectMode ? validateObjectTransformReturn.bind(void 0, optionName) : validateStringTransformReturn.bind(void 0, optionName);
var validateObjectTransformReturn = function* (optionName, chunk) {
  validateEmptyReturn(optionName, chunk);
  yield chunk;
};
var validateStringTransformReturn = function* (optionName, chunk) {
  validateEmptyReturn(optionName, chunk);
  if (typeof chunk !== "string" && !isUint8Array(chunk)) {
    throw new TypeError(`The \`${optionName}\` option's function must yield a string or an Uint8Array, not ${typeof chunk}.`);
  }
  yield chunk;
};
var validateEmptyReturn = (optionName, chunk) => {
  if (chunk === null || chunk === void 0) {
    throw new TypeError(`The \`${optionName}\` option's function must not call \`yield ${chunk}\`.
Instead, \`yield\` should either be called with a value, or not be called at all. For example:
  if (condition) { yield value; }`);
  }
};

// node_modules/execa/lib/transform/encoding-transform.js
import { Buffer as Buffer3 } from "node:buffer";
import { StringDecoder as StringDecoder2 } from "node:string_decoder";
var getEncodingTransformGenerator = (binary, encoding, skipped) => {
  if (skipped) {
    return;
  }
  if (binary) {
    return { transform: encodingUint8ArrayGenerator.bind(void 0, new TextEncoder()) };
  }
  const stringDecoder = new StringDecoder2(encoding);
  return {
    transform: encodingStringGenerator.bind(void 0, stringDecoder),
    final: encodingStringFinal.bind(void 0, stringDecoder)
  };
};
var encodingUint8ArrayGenerator = function* (textEncoder3, chunk) {
  if (Buffer3.isBuffer(chunk)) {
    yield bufferToUint8Array(chunk);
  } else if (typeof chunk === "string") {
    yield textEncoder3.encode(chunk);
  } else {
    yield chunk;
  }
};
var encodingStringGenerator = function* (stringDecoder, chunk) {
  yield isUint8Array(chunk) ? stringDecoder.write(chunk) : chunk;
};
var encodingStringFinal = function* (stringDecoder) {
  const lastChunk = stringDecoder.end();
  if (lastChunk !== "") {
    yield lastChunk;
  }
};

// node_modules/execa/lib/transform/run-async.js
import { callbackify } from "node:util";
var pushChunks = callbackify(async (getChunks, state, getChunksArguments, transformStream) => {
  state.currentIterable = getChunks(...getChunksArguments);
  try {
    for await (const chunk of state.currentIterable) {
      transformStream.push(chunk);
    }
  } finally {
    delete state.currentIterable;
  }
});
var transformChunk = async function* (chunk, generators, index) {
  if (index === generators.length) {
    yield chunk;
    return;
  }
  const { transform = identityGenerator } = generators[index];
  for await (const transformedChunk of transform(chunk)) {
    yield* transformChunk(transformedChunk, generators, index + 1);
  }
};
var finalChunks = async function* (generators) {
  for (const [index, { final }] of Object.entries(generators)) {
    yield* generatorFinalChunks(final, Number(index), generators);
  }
};
var generatorFinalChunks = async function* (final, index, generators) {
  if (final === void 0) {
    return;
  }
  for await (const finalChunk of final()) {
    yield* transformChunk(finalChunk, generators, index + 1);
  }
};
var destroyTransform = callbackify(async ({ currentIterable }, error) => {
  if (currentIterable !== void 0) {
    await (error ? currentIterable.throw(error) : currentIterable.return());
    return;
  }
  if (error) {
    throw error;
  }
});
var identityGenerator = function* (chunk) {
  yield chunk;
};

// node_modules/execa/lib/transform/run-sync.js
var pushChunksSync = (getChunksSync, getChunksArguments, transformStream, done) => {
  try {
    for (const chunk of getChunksSync(...getChunksArguments)) {
      transformStream.push(chunk);
    }
    done();
  } catch (error) {
    done(error);
  }
};
var runTransformSync = (generators, chunks) => [
  ...chunks.flatMap((chunk) => [...transformChunkSync(chunk, generators, 0)]),
  ...finalChunksSync(generators)
];
var transformChunkSync = function* (chunk, generators, index) {
  if (index === generators.length) {
    yield chunk;
    return;
  }
  const { transform = identityGenerator2 } = generators[index];
  for (const transformedChunk of transform(chunk)) {
    yield* transformChunkSync(transformedChunk, generators, index + 1);
  }
};
var finalChunksSync = function* (generators) {
  for (const [index, { final }] of Object.entries(generators)) {
    yield* generatorFinalChunksSync(final, Number(index), generators);
  }
};
var generatorFinalChunksSync = function* (final, index, generators) {
  if (final === void 0) {
    return;
  }
  for (const finalChunk of final()) {
    yield* transformChunkSync(finalChunk, generators, index + 1);
  }
};
var identityGenerator2 = function* (chunk) {
  yield chunk;
};

// node_modules/execa/lib/transform/generator.js
var generatorToStream = ({
  value: value2,
  value: { transform, final, writableObjectMode, readableObjectMode },
  optionName
}, { encoding }) => {
  const state = {};
  const generators = addInternalGenerators(value2, encoding, optionName);
  const transformAsync = isAsyncGenerator(transform);
  const finalAsync = isAsyncGenerator(final);
  const transformMethod = transformAsync ? pushChunks.bind(void 0, transformChunk, state) : pushChunksSync.bind(void 0, transformChunkSync);
  const finalMethod = transformAsync || finalAsync ? pushChunks.bind(void 0, finalChunks, state) : pushChunksSync.bind(void 0, finalChunksSync);
  const destroyMethod = transformAsync || finalAsync ? destroyTransform.bind(void 0, state) : void 0;
  const stream = new Transform({
    writableObjectMode,
    writableHighWaterMark: getDefaultHighWaterMark(writableObjectMode),
    readableObjectMode,
    readableHighWaterMark: getDefaultHighWaterMark(readableObjectMode),
    transform(chunk, encoding2, done) {
      transformMethod([chunk, generators, 0], this, done);
    },
    flush(done) {
      finalMethod([generators], this, done);
    },
    destroy: destroyMethod
  });
  return { stream };
};
var runGeneratorsSync = (chunks, stdioItems, encoding, isInput) => {
  const generators = stdioItems.filter(({ type }) => type === "generator");
  const reversedGenerators = isInput ? generators.reverse() : generators;
  for (const { value: value2, optionName } of reversedGenerators) {
    const generators2 = addInternalGenerators(value2, encoding, optionName);
    chunks = runTransformSync(generators2, chunks);
  }
  return chunks;
};
var addInternalGenerators = ({ transform, final, binary, writableObjectMode, readableObjectMode, preserveNewlines }, encoding, optionName) => {
  const state = {};
  return [
    { transform: getValidateTransformInput(writableObjectMode, optionName) },
    getEncodingTransformGenerator(binary, encoding, writableObjectMode),
    getSplitLinesGenerator(binary, preserveNewlines, writableObjectMode, state),
    { transform, final },
    { transform: getValidateTransformReturn(readableObjectMode, optionName) },
    getAppendNewlineGenerator({
      binary,
      preserveNewlines,
      readableObjectMode,
      state
    })
  ].filter(Boolean);
};

// node_modules/execa/lib/io/input-sync.js
var addInputOptionsSync = (fileDescriptors, options) => {
  for (const fdNumber of getInputFdNumbers(fileDescriptors)) {
    addInputOptionSync(fileDescriptors, fdNumber, options);
  }
};
var getInputFdNumbers = (fileDescriptors) => new Set(Object.entries(fileDescriptors).filter(([, { direction }]) => direction === "input").map(([fdNumber]) => Number(fdNumber)));
var addInputOptionSync = (fileDescriptors, fdNumber, options) => {
  const { stdioItems } = fileDescriptors[fdNumber];
  const allStdioItems = stdioItems.filter(({ contents }) => contents !== void 0);
  if (allStdioItems.length === 0) {
    return;
  }
  if (fdNumber !== 0) {
    const [{ type, optionName }] = allStdioItems;
    throw new TypeError(`Only the \`stdin\` option, not \`${optionName}\`, can be ${TYPE_TO_MESSAGE[type]} with synchronous methods.`);
  }
  const allContents = allStdioItems.map(({ contents }) => contents);
  const transformedContents = allContents.map((contents) => applySingleInputGeneratorsSync(contents, stdioItems));
  options.input = joinToUint8Array(transformedContents);
};
var applySingleInputGeneratorsSync = (contents, stdioItems) => {
  const newContents = runGeneratorsSync(contents, stdioItems, "utf8", true);
  validateSerializable(newContents);
  return joinToUint8Array(newContents);
};
var validateSerializable = (newContents) => {
  const invalidItem = newContents.find((item) => typeof item !== "string" && !isUint8Array(item));
  if (invalidItem !== void 0) {
    throw new TypeError(`The \`stdin\` option is invalid: when passing objects as input, a transform must be used to serialize them to strings or Uint8Arrays: ${invalidItem}.`);
  }
};

// node_modules/execa/lib/io/output-sync.js
import { writeFileSync, appendFileSync as appendFileSync2 } from "node:fs";

// node_modules/execa/lib/verbose/output.js
var shouldLogOutput = ({ stdioItems, encoding, verboseInfo, fdNumber }) => fdNumber !== "all" && isFullVerbose(verboseInfo, fdNumber) && !BINARY_ENCODINGS.has(encoding) && fdUsesVerbose(fdNumber) && (stdioItems.some(({ type, value: value2 }) => type === "native" && PIPED_STDIO_VALUES.has(value2)) || stdioItems.every(({ type }) => TRANSFORM_TYPES.has(type)));
var fdUsesVerbose = (fdNumber) => fdNumber === 1 || fdNumber === 2;
var PIPED_STDIO_VALUES = /* @__PURE__ */ new Set(["pipe", "overlapped"]);
var logLines = async (linesIterable, stream, fdNumber, verboseInfo) => {
  for await (const line of linesIterable) {
    if (!isPipingStream(stream)) {
      logLine(line, fdNumber, verboseInfo);
    }
  }
};
var logLinesSync = (linesArray, fdNumber, verboseInfo) => {
  for (const line of linesArray) {
    logLine(line, fdNumber, verboseInfo);
  }
};
var isPipingStream = (stream) => stream._readableState.pipes.length > 0;
var logLine = (line, fdNumber, verboseInfo) => {
  const verboseMessage = serializeVerboseMessage(line);
  verboseLog({
    type: "output",
    verboseMessage,
    fdNumber,
    verboseInfo
  });
};

// node_modules/execa/lib/io/output-sync.js
var transformOutputSync = ({ fileDescriptors, syncResult: { output }, options, isMaxBuffer, verboseInfo }) => {
  if (output === null) {
    return { output: Array.from({ length: 3 }) };
  }
  const state = {};
  const outputFiles = /* @__PURE__ */ new Set([]);
  const transformedOutput = output.map((result, fdNumber) => transformOutputResultSync({
    result,
    fileDescriptors,
    fdNumber,
    state,
    outputFiles,
    isMaxBuffer,
    verboseInfo
  }, options));
  return { output: transformedOutput, ...state };
};
var transformOutputResultSync = ({ result, fileDescriptors, fdNumber, state, outputFiles, isMaxBuffer, verboseInfo }, { buffer, encoding, lines, stripFinalNewline: stripFinalNewline2, maxBuffer }) => {
  if (result === null) {
    return;
  }
  const truncatedResult = truncateMaxBufferSync(result, isMaxBuffer, maxBuffer);
  const uint8ArrayResult = bufferToUint8Array(truncatedResult);
  const { stdioItems, objectMode } = fileDescriptors[fdNumber];
  const chunks = runOutputGeneratorsSync([uint8ArrayResult], stdioItems, encoding, state);
  const { serializedResult, finalResult = serializedResult } = serializeChunks({
    chunks,
    objectMode,
    encoding,
    lines,
    stripFinalNewline: stripFinalNewline2,
    fdNumber
  });
  logOutputSync({
    serializedResult,
    fdNumber,
    state,
    verboseInfo,
    encoding,
    stdioItems,
    objectMode
  });
  const returnedResult = buffer[fdNumber] ? finalResult : void 0;
  try {
    if (state.error === void 0) {
      writeToFiles(serializedResult, stdioItems, outputFiles);
    }
    return returnedResult;
  } catch (error) {
    state.error = error;
    return returnedResult;
  }
};
var runOutputGeneratorsSync = (chunks, stdioItems, encoding, state) => {
  try {
    return runGeneratorsSync(chunks, stdioItems, encoding, false);
  } catch (error) {
    state.error = error;
    return chunks;
  }
};
var serializeChunks = ({ chunks, objectMode, encoding, lines, stripFinalNewline: stripFinalNewline2, fdNumber }) => {
  if (objectMode) {
    return { serializedResult: chunks };
  }
  if (encoding === "buffer") {
    return { serializedResult: joinToUint8Array(chunks) };
  }
  const serializedResult = joinToString(chunks, encoding);
  if (lines[fdNumber]) {
    return { serializedResult, finalResult: splitLinesSync(serializedResult, !stripFinalNewline2[fdNumber], objectMode) };
  }
  return { serializedResult };
};
var logOutputSync = ({ serializedResult, fdNumber, state, verboseInfo, encoding, stdioItems, objectMode }) => {
  if (!shouldLogOutput({
    stdioItems,
    encoding,
    verboseInfo,
    fdNumber
  })) {
    return;
  }
  const linesArray = splitLinesSync(serializedResult, false, objectMode);
  try {
    logLinesSync(linesArray, fdNumber, verboseInfo);
  } catch (error) {
    state.error ??= error;
  }
};
var writeToFiles = (serializedResult, stdioItems, outputFiles) => {
  for (const { path: path6, append: append4 } of stdioItems.filter(({ type }) => FILE_TYPES.has(type))) {
    const pathString = typeof path6 === "string" ? path6 : path6.toString();
    if (append4 || outputFiles.has(pathString)) {
      appendFileSync2(path6, serializedResult);
    } else {
      outputFiles.add(pathString);
      writeFileSync(path6, serializedResult);
    }
  }
};

// node_modules/execa/lib/resolve/all-sync.js
var getAllSync = ([, stdout, stderr], options) => {
  if (!options.all) {
    return;
  }
  if (stdout === void 0) {
    return stderr;
  }
  if (stderr === void 0) {
    return stdout;
  }
  if (Array.isArray(stdout)) {
    return Array.isArray(stderr) ? [...stdout, ...stderr] : [...stdout, stripNewline(stderr, options, "all")];
  }
  if (Array.isArray(stderr)) {
    return [stripNewline(stdout, options, "all"), ...stderr];
  }
  if (isUint8Array(stdout) && isUint8Array(stderr)) {
    return concatUint8Arrays([stdout, stderr]);
  }
  return `${stdout}${stderr}`;
};

// node_modules/execa/lib/resolve/exit-async.js
import { once as once4 } from "node:events";
var waitForExit = async (subprocess, context) => {
  const [exitCode, signal] = await waitForExitOrError(subprocess);
  context.isForcefullyTerminated ??= false;
  return [exitCode, signal];
};
var waitForExitOrError = async (subprocess) => {
  const [spawnPayload, exitPayload] = await Promise.allSettled([
    once4(subprocess, "spawn"),
    once4(subprocess, "exit")
  ]);
  if (spawnPayload.status === "rejected") {
    return [];
  }
  return exitPayload.status === "rejected" ? waitForSubprocessExit(subprocess) : exitPayload.value;
};
var waitForSubprocessExit = async (subprocess) => {
  try {
    return await once4(subprocess, "exit");
  } catch {
    return waitForSubprocessExit(subprocess);
  }
};
var waitForSuccessfulExit = async (exitPromise) => {
  const [exitCode, signal] = await exitPromise;
  if (!isSubprocessErrorExit(exitCode, signal) && isFailedExit(exitCode, signal)) {
    throw new DiscardedError();
  }
  return [exitCode, signal];
};
var isSubprocessErrorExit = (exitCode, signal) => exitCode === void 0 && signal === void 0;
var isFailedExit = (exitCode, signal) => exitCode !== 0 || signal !== null;

// node_modules/execa/lib/resolve/exit-sync.js
var getExitResultSync = ({ error, status: exitCode, signal, output }, { maxBuffer }) => {
  const resultError = getResultError(error, exitCode, signal);
  const timedOut = resultError?.code === "ETIMEDOUT";
  const isMaxBuffer = isMaxBufferSync(resultError, output, maxBuffer);
  return {
    resultError,
    exitCode,
    signal,
    timedOut,
    isMaxBuffer
  };
};
var getResultError = (error, exitCode, signal) => {
  if (error !== void 0) {
    return error;
  }
  return isFailedExit(exitCode, signal) ? new DiscardedError() : void 0;
};

// node_modules/execa/lib/methods/main-sync.js
var execaCoreSync = (rawFile, rawArguments, rawOptions) => {
  const { file, commandArguments, command: command2, escapedCommand, startTime, verboseInfo, options, fileDescriptors } = handleSyncArguments(rawFile, rawArguments, rawOptions);
  const result = spawnSubprocessSync({
    file,
    commandArguments,
    options,
    command: command2,
    escapedCommand,
    verboseInfo,
    fileDescriptors,
    startTime
  });
  return handleResult(result, verboseInfo, options);
};
var handleSyncArguments = (rawFile, rawArguments, rawOptions) => {
  const { command: command2, escapedCommand, startTime, verboseInfo } = handleCommand(rawFile, rawArguments, rawOptions);
  const syncOptions = normalizeSyncOptions(rawOptions);
  const { file, commandArguments, options } = normalizeOptions(rawFile, rawArguments, syncOptions);
  validateSyncOptions(options);
  const fileDescriptors = handleStdioSync(options, verboseInfo);
  return {
    file,
    commandArguments,
    command: command2,
    escapedCommand,
    startTime,
    verboseInfo,
    options,
    fileDescriptors
  };
};
var normalizeSyncOptions = (options) => options.node && !options.ipc ? { ...options, ipc: false } : options;
var validateSyncOptions = ({ ipc, ipcInput, detached, cancelSignal }) => {
  if (ipcInput) {
    throwInvalidSyncOption("ipcInput");
  }
  if (ipc) {
    throwInvalidSyncOption("ipc: true");
  }
  if (detached) {
    throwInvalidSyncOption("detached: true");
  }
  if (cancelSignal) {
    throwInvalidSyncOption("cancelSignal");
  }
};
var throwInvalidSyncOption = (value2) => {
  throw new TypeError(`The "${value2}" option cannot be used with synchronous methods.`);
};
var spawnSubprocessSync = ({ file, commandArguments, options, command: command2, escapedCommand, verboseInfo, fileDescriptors, startTime }) => {
  const syncResult = runSubprocessSync({
    file,
    commandArguments,
    options,
    command: command2,
    escapedCommand,
    fileDescriptors,
    startTime
  });
  if (syncResult.failed) {
    return syncResult;
  }
  const { resultError, exitCode, signal, timedOut, isMaxBuffer } = getExitResultSync(syncResult, options);
  const { output, error = resultError } = transformOutputSync({
    fileDescriptors,
    syncResult,
    options,
    isMaxBuffer,
    verboseInfo
  });
  const stdio = output.map((stdioOutput, fdNumber) => stripNewline(stdioOutput, options, fdNumber));
  const all2 = stripNewline(getAllSync(output, options), options, "all");
  return getSyncResult({
    error,
    exitCode,
    signal,
    timedOut,
    isMaxBuffer,
    stdio,
    all: all2,
    options,
    command: command2,
    escapedCommand,
    startTime
  });
};
var runSubprocessSync = ({ file, commandArguments, options, command: command2, escapedCommand, fileDescriptors, startTime }) => {
  try {
    addInputOptionsSync(fileDescriptors, options);
    const normalizedOptions = normalizeSpawnSyncOptions(options);
    return spawnSync(...concatenateShell(file, commandArguments, normalizedOptions));
  } catch (error) {
    return makeEarlyError({
      error,
      command: command2,
      escapedCommand,
      fileDescriptors,
      options,
      startTime,
      isSync: true
    });
  }
};
var normalizeSpawnSyncOptions = ({ encoding, maxBuffer, ...options }) => ({ ...options, encoding: "buffer", maxBuffer: getMaxBufferSync(maxBuffer) });
var getSyncResult = ({ error, exitCode, signal, timedOut, isMaxBuffer, stdio, all: all2, options, command: command2, escapedCommand, startTime }) => error === void 0 ? makeSuccessResult({
  command: command2,
  escapedCommand,
  stdio,
  all: all2,
  ipcOutput: [],
  options,
  startTime
}) : makeError({
  error,
  command: command2,
  escapedCommand,
  timedOut,
  isCanceled: false,
  isGracefullyCanceled: false,
  isMaxBuffer,
  isForcefullyTerminated: false,
  exitCode,
  signal,
  stdio,
  all: all2,
  ipcOutput: [],
  options,
  startTime,
  isSync: true
});

// node_modules/execa/lib/methods/main-async.js
import { setMaxListeners } from "node:events";
import { spawn } from "node:child_process";

// node_modules/execa/lib/ipc/methods.js
import process8 from "node:process";

// node_modules/execa/lib/ipc/get-one.js
import { once as once5, on as on2 } from "node:events";
var getOneMessage = ({ anyProcess, channel, isSubprocess, ipc }, { reference = true, filter } = {}) => {
  validateIpcMethod({
    methodName: "getOneMessage",
    isSubprocess,
    ipc,
    isConnected: isConnected(anyProcess)
  });
  return getOneMessageAsync({
    anyProcess,
    channel,
    isSubprocess,
    filter,
    reference
  });
};
var getOneMessageAsync = async ({ anyProcess, channel, isSubprocess, filter, reference }) => {
  addReference(channel, reference);
  const ipcEmitter = getIpcEmitter(anyProcess, channel, isSubprocess);
  const controller = new AbortController();
  try {
    return await Promise.race([
      getMessage(ipcEmitter, filter, controller),
      throwOnDisconnect2(ipcEmitter, isSubprocess, controller),
      throwOnStrictError(ipcEmitter, isSubprocess, controller)
    ]);
  } catch (error) {
    disconnect(anyProcess);
    throw error;
  } finally {
    controller.abort();
    removeReference(channel, reference);
  }
};
var getMessage = async (ipcEmitter, filter, { signal }) => {
  if (filter === void 0) {
    const [message2] = await once5(ipcEmitter, "message", { signal });
    return message2;
  }
  for await (const [message2] of on2(ipcEmitter, "message", { signal })) {
    if (filter(message2)) {
      return message2;
    }
  }
};
var throwOnDisconnect2 = async (ipcEmitter, isSubprocess, { signal }) => {
  await once5(ipcEmitter, "disconnect", { signal });
  throwOnEarlyDisconnect(isSubprocess);
};
var throwOnStrictError = async (ipcEmitter, isSubprocess, { signal }) => {
  const [error] = await once5(ipcEmitter, "strict:error", { signal });
  throw getStrictResponseError(error, isSubprocess);
};

// node_modules/execa/lib/ipc/get-each.js
import { once as once6, on as on3 } from "node:events";
var getEachMessage = ({ anyProcess, channel, isSubprocess, ipc }, { reference = true } = {}) => loopOnMessages({
  anyProcess,
  channel,
  isSubprocess,
  ipc,
  shouldAwait: !isSubprocess,
  reference
});
var loopOnMessages = ({ anyProcess, channel, isSubprocess, ipc, shouldAwait, reference }) => {
  validateIpcMethod({
    methodName: "getEachMessage",
    isSubprocess,
    ipc,
    isConnected: isConnected(anyProcess)
  });
  addReference(channel, reference);
  const ipcEmitter = getIpcEmitter(anyProcess, channel, isSubprocess);
  const controller = new AbortController();
  const state = {};
  stopOnDisconnect(anyProcess, ipcEmitter, controller);
  abortOnStrictError({
    ipcEmitter,
    isSubprocess,
    controller,
    state
  });
  return iterateOnMessages({
    anyProcess,
    channel,
    ipcEmitter,
    isSubprocess,
    shouldAwait,
    controller,
    state,
    reference
  });
};
var stopOnDisconnect = async (anyProcess, ipcEmitter, controller) => {
  try {
    await once6(ipcEmitter, "disconnect", { signal: controller.signal });
    controller.abort();
  } catch {
  }
};
var abortOnStrictError = async ({ ipcEmitter, isSubprocess, controller, state }) => {
  try {
    const [error] = await once6(ipcEmitter, "strict:error", { signal: controller.signal });
    state.error = getStrictResponseError(error, isSubprocess);
    controller.abort();
  } catch {
  }
};
var iterateOnMessages = async function* ({ anyProcess, channel, ipcEmitter, isSubprocess, shouldAwait, controller, state, reference }) {
  try {
    for await (const [message2] of on3(ipcEmitter, "message", { signal: controller.signal })) {
      throwIfStrictError(state);
      yield message2;
    }
  } catch {
    throwIfStrictError(state);
  } finally {
    controller.abort();
    removeReference(channel, reference);
    if (!isSubprocess) {
      disconnect(anyProcess);
    }
    if (shouldAwait) {
      await anyProcess;
    }
  }
};
var throwIfStrictError = ({ error }) => {
  if (error) {
    throw error;
  }
};

// node_modules/execa/lib/ipc/methods.js
var addIpcMethods = (subprocess, { ipc }) => {
  Object.assign(subprocess, getIpcMethods(subprocess, false, ipc));
};
var getIpcExport = () => {
  const anyProcess = process8;
  const isSubprocess = true;
  const ipc = process8.channel !== void 0;
  return {
    ...getIpcMethods(anyProcess, isSubprocess, ipc),
    getCancelSignal: getCancelSignal.bind(void 0, {
      anyProcess,
      channel: anyProcess.channel,
      isSubprocess,
      ipc
    })
  };
};
var getIpcMethods = (anyProcess, isSubprocess, ipc) => ({
  sendMessage: sendMessage.bind(void 0, {
    anyProcess,
    channel: anyProcess.channel,
    isSubprocess,
    ipc
  }),
  getOneMessage: getOneMessage.bind(void 0, {
    anyProcess,
    channel: anyProcess.channel,
    isSubprocess,
    ipc
  }),
  getEachMessage: getEachMessage.bind(void 0, {
    anyProcess,
    channel: anyProcess.channel,
    isSubprocess,
    ipc
  })
});

// node_modules/execa/lib/return/early-error.js
import { ChildProcess as ChildProcess2 } from "node:child_process";
import {
  PassThrough,
  Readable,
  Writable,
  Duplex
} from "node:stream";
var handleEarlyError = ({ error, command: command2, escapedCommand, fileDescriptors, options, startTime, verboseInfo }) => {
  cleanupCustomStreams(fileDescriptors);
  const subprocess = new ChildProcess2();
  createDummyStreams(subprocess, fileDescriptors);
  Object.assign(subprocess, { readable, writable, duplex });
  const earlyError = makeEarlyError({
    error,
    command: command2,
    escapedCommand,
    fileDescriptors,
    options,
    startTime,
    isSync: false
  });
  const promise = handleDummyPromise(earlyError, verboseInfo, options);
  return { subprocess, promise };
};
var createDummyStreams = (subprocess, fileDescriptors) => {
  const stdin = createDummyStream();
  const stdout = createDummyStream();
  const stderr = createDummyStream();
  const extraStdio = Array.from({ length: fileDescriptors.length - 3 }, createDummyStream);
  const all2 = createDummyStream();
  const stdio = [stdin, stdout, stderr, ...extraStdio];
  Object.assign(subprocess, {
    stdin,
    stdout,
    stderr,
    all: all2,
    stdio
  });
};
var createDummyStream = () => {
  const stream = new PassThrough();
  stream.end();
  return stream;
};
var readable = () => new Readable({ read() {
} });
var writable = () => new Writable({ write() {
} });
var duplex = () => new Duplex({ read() {
}, write() {
} });
var handleDummyPromise = async (error, verboseInfo, options) => handleResult(error, verboseInfo, options);

// node_modules/execa/lib/stdio/handle-async.js
import { createReadStream, createWriteStream } from "node:fs";
import { Buffer as Buffer4 } from "node:buffer";
import { Readable as Readable2, Writable as Writable2, Duplex as Duplex2 } from "node:stream";
var handleStdioAsync = (options, verboseInfo) => handleStdio(addPropertiesAsync, options, verboseInfo, false);
var forbiddenIfAsync = ({ type, optionName }) => {
  throw new TypeError(`The \`${optionName}\` option cannot be ${TYPE_TO_MESSAGE[type]}.`);
};
var addProperties2 = {
  fileNumber: forbiddenIfAsync,
  generator: generatorToStream,
  asyncGenerator: generatorToStream,
  nodeStream: ({ value: value2 }) => ({ stream: value2 }),
  webTransform({ value: { transform, writableObjectMode, readableObjectMode } }) {
    const objectMode = writableObjectMode || readableObjectMode;
    const stream = Duplex2.fromWeb(transform, { objectMode });
    return { stream };
  },
  duplex: ({ value: { transform } }) => ({ stream: transform }),
  native() {
  }
};
var addPropertiesAsync = {
  input: {
    ...addProperties2,
    fileUrl: ({ value: value2 }) => ({ stream: createReadStream(value2) }),
    filePath: ({ value: { file } }) => ({ stream: createReadStream(file) }),
    webStream: ({ value: value2 }) => ({ stream: Readable2.fromWeb(value2) }),
    iterable: ({ value: value2 }) => ({ stream: Readable2.from(value2) }),
    asyncIterable: ({ value: value2 }) => ({ stream: Readable2.from(value2) }),
    string: ({ value: value2 }) => ({ stream: Readable2.from(value2) }),
    uint8Array: ({ value: value2 }) => ({ stream: Readable2.from(Buffer4.from(value2)) })
  },
  output: {
    ...addProperties2,
    fileUrl: ({ value: value2 }) => ({ stream: createWriteStream(value2) }),
    filePath: ({ value: { file, append: append4 } }) => ({ stream: createWriteStream(file, append4 ? { flags: "a" } : {}) }),
    webStream: ({ value: value2 }) => ({ stream: Writable2.fromWeb(value2) }),
    iterable: forbiddenIfAsync,
    asyncIterable: forbiddenIfAsync,
    string: forbiddenIfAsync,
    uint8Array: forbiddenIfAsync
  }
};

// node_modules/@sindresorhus/merge-streams/index.js
import { on as on4, once as once7 } from "node:events";
import { PassThrough as PassThroughStream, getDefaultHighWaterMark as getDefaultHighWaterMark2 } from "node:stream";
import { finished as finished2 } from "node:stream/promises";
function mergeStreams(streams) {
  if (!Array.isArray(streams)) {
    throw new TypeError(`Expected an array, got \`${typeof streams}\`.`);
  }
  for (const stream of streams) {
    validateStream(stream);
  }
  const objectMode = streams.some(({ readableObjectMode }) => readableObjectMode);
  const highWaterMark = getHighWaterMark(streams, objectMode);
  const passThroughStream = new MergedStream({
    objectMode,
    writableHighWaterMark: highWaterMark,
    readableHighWaterMark: highWaterMark
  });
  for (const stream of streams) {
    passThroughStream.add(stream);
  }
  return passThroughStream;
}
var getHighWaterMark = (streams, objectMode) => {
  if (streams.length === 0) {
    return getDefaultHighWaterMark2(objectMode);
  }
  const highWaterMarks = streams.filter(({ readableObjectMode }) => readableObjectMode === objectMode).map(({ readableHighWaterMark }) => readableHighWaterMark);
  return Math.max(...highWaterMarks);
};
var MergedStream = class extends PassThroughStream {
  #streams = /* @__PURE__ */ new Set([]);
  #ended = /* @__PURE__ */ new Set([]);
  #aborted = /* @__PURE__ */ new Set([]);
  #onFinished;
  #unpipeEvent = /* @__PURE__ */ Symbol("unpipe");
  #streamPromises = /* @__PURE__ */ new WeakMap();
  add(stream) {
    validateStream(stream);
    if (this.#streams.has(stream)) {
      return;
    }
    this.#streams.add(stream);
    this.#onFinished ??= onMergedStreamFinished(this, this.#streams, this.#unpipeEvent);
    const streamPromise = endWhenStreamsDone({
      passThroughStream: this,
      stream,
      streams: this.#streams,
      ended: this.#ended,
      aborted: this.#aborted,
      onFinished: this.#onFinished,
      unpipeEvent: this.#unpipeEvent
    });
    this.#streamPromises.set(stream, streamPromise);
    stream.pipe(this, { end: false });
  }
  async remove(stream) {
    validateStream(stream);
    if (!this.#streams.has(stream)) {
      return false;
    }
    const streamPromise = this.#streamPromises.get(stream);
    if (streamPromise === void 0) {
      return false;
    }
    this.#streamPromises.delete(stream);
    stream.unpipe(this);
    await streamPromise;
    return true;
  }
};
var onMergedStreamFinished = async (passThroughStream, streams, unpipeEvent) => {
  updateMaxListeners(passThroughStream, PASSTHROUGH_LISTENERS_COUNT);
  const controller = new AbortController();
  try {
    await Promise.race([
      onMergedStreamEnd(passThroughStream, controller),
      onInputStreamsUnpipe(passThroughStream, streams, unpipeEvent, controller)
    ]);
  } finally {
    controller.abort();
    updateMaxListeners(passThroughStream, -PASSTHROUGH_LISTENERS_COUNT);
  }
};
var onMergedStreamEnd = async (passThroughStream, { signal }) => {
  try {
    await finished2(passThroughStream, { signal, cleanup: true });
  } catch (error) {
    errorOrAbortStream(passThroughStream, error);
    throw error;
  }
};
var onInputStreamsUnpipe = async (passThroughStream, streams, unpipeEvent, { signal }) => {
  for await (const [unpipedStream] of on4(passThroughStream, "unpipe", { signal })) {
    if (streams.has(unpipedStream)) {
      unpipedStream.emit(unpipeEvent);
    }
  }
};
var validateStream = (stream) => {
  if (typeof stream?.pipe !== "function") {
    throw new TypeError(`Expected a readable stream, got: \`${typeof stream}\`.`);
  }
};
var endWhenStreamsDone = async ({ passThroughStream, stream, streams, ended, aborted: aborted2, onFinished, unpipeEvent }) => {
  updateMaxListeners(passThroughStream, PASSTHROUGH_LISTENERS_PER_STREAM);
  const controller = new AbortController();
  try {
    await Promise.race([
      afterMergedStreamFinished(onFinished, stream, controller),
      onInputStreamEnd({
        passThroughStream,
        stream,
        streams,
        ended,
        aborted: aborted2,
        controller
      }),
      onInputStreamUnpipe({
        stream,
        streams,
        ended,
        aborted: aborted2,
        unpipeEvent,
        controller
      })
    ]);
  } finally {
    controller.abort();
    updateMaxListeners(passThroughStream, -PASSTHROUGH_LISTENERS_PER_STREAM);
  }
  if (streams.size > 0 && streams.size === ended.size + aborted2.size) {
    if (ended.size === 0 && aborted2.size > 0) {
      abortStream(passThroughStream);
    } else {
      endStream(passThroughStream);
    }
  }
};
var afterMergedStreamFinished = async (onFinished, stream, { signal }) => {
  try {
    await onFinished;
    if (!signal.aborted) {
      abortStream(stream);
    }
  } catch (error) {
    if (!signal.aborted) {
      errorOrAbortStream(stream, error);
    }
  }
};
var onInputStreamEnd = async ({ passThroughStream, stream, streams, ended, aborted: aborted2, controller: { signal } }) => {
  try {
    await finished2(stream, {
      signal,
      cleanup: true,
      readable: true,
      writable: false
    });
    if (streams.has(stream)) {
      ended.add(stream);
    }
  } catch (error) {
    if (signal.aborted || !streams.has(stream)) {
      return;
    }
    if (isAbortError(error)) {
      aborted2.add(stream);
    } else {
      errorStream(passThroughStream, error);
    }
  }
};
var onInputStreamUnpipe = async ({ stream, streams, ended, aborted: aborted2, unpipeEvent, controller: { signal } }) => {
  await once7(stream, unpipeEvent, { signal });
  if (!stream.readable) {
    return once7(signal, "abort", { signal });
  }
  streams.delete(stream);
  ended.delete(stream);
  aborted2.delete(stream);
};
var endStream = (stream) => {
  if (stream.writable) {
    stream.end();
  }
};
var errorOrAbortStream = (stream, error) => {
  if (isAbortError(error)) {
    abortStream(stream);
  } else {
    errorStream(stream, error);
  }
};
var isAbortError = (error) => error?.code === "ERR_STREAM_PREMATURE_CLOSE";
var abortStream = (stream) => {
  if (stream.readable || stream.writable) {
    stream.destroy();
  }
};
var errorStream = (stream, error) => {
  if (!stream.destroyed) {
    stream.once("error", noop2);
    stream.destroy(error);
  }
};
var noop2 = () => {
};
var updateMaxListeners = (passThroughStream, increment2) => {
  const maxListeners = passThroughStream.getMaxListeners();
  if (maxListeners !== 0 && maxListeners !== Number.POSITIVE_INFINITY) {
    passThroughStream.setMaxListeners(maxListeners + increment2);
  }
};
var PASSTHROUGH_LISTENERS_COUNT = 2;
var PASSTHROUGH_LISTENERS_PER_STREAM = 1;

// node_modules/execa/lib/io/pipeline.js
import { finished as finished3 } from "node:stream/promises";
var pipeStreams = (source, destination) => {
  source.pipe(destination);
  onSourceFinish(source, destination);
  onDestinationFinish(source, destination);
};
var onSourceFinish = async (source, destination) => {
  if (isStandardStream(source) || isStandardStream(destination)) {
    return;
  }
  try {
    await finished3(source, { cleanup: true, readable: true, writable: false });
  } catch {
  }
  endDestinationStream(destination);
};
var endDestinationStream = (destination) => {
  if (destination.writable) {
    destination.end();
  }
};
var onDestinationFinish = async (source, destination) => {
  if (isStandardStream(source) || isStandardStream(destination)) {
    return;
  }
  try {
    await finished3(destination, { cleanup: true, readable: false, writable: true });
  } catch {
  }
  abortSourceStream(source);
};
var abortSourceStream = (source) => {
  if (source.readable) {
    source.destroy();
  }
};

// node_modules/execa/lib/io/output-async.js
var pipeOutputAsync = (subprocess, fileDescriptors, controller) => {
  const pipeGroups = /* @__PURE__ */ new Map();
  for (const [fdNumber, { stdioItems, direction }] of Object.entries(fileDescriptors)) {
    for (const { stream } of stdioItems.filter(({ type }) => TRANSFORM_TYPES.has(type))) {
      pipeTransform(subprocess, stream, direction, fdNumber);
    }
    for (const { stream } of stdioItems.filter(({ type }) => !TRANSFORM_TYPES.has(type))) {
      pipeStdioItem({
        subprocess,
        stream,
        direction,
        fdNumber,
        pipeGroups,
        controller
      });
    }
  }
  for (const [outputStream, inputStreams] of pipeGroups.entries()) {
    const inputStream = inputStreams.length === 1 ? inputStreams[0] : mergeStreams(inputStreams);
    pipeStreams(inputStream, outputStream);
  }
};
var pipeTransform = (subprocess, stream, direction, fdNumber) => {
  if (direction === "output") {
    pipeStreams(subprocess.stdio[fdNumber], stream);
  } else {
    pipeStreams(stream, subprocess.stdio[fdNumber]);
  }
  const streamProperty = SUBPROCESS_STREAM_PROPERTIES[fdNumber];
  if (streamProperty !== void 0) {
    subprocess[streamProperty] = stream;
  }
  subprocess.stdio[fdNumber] = stream;
};
var SUBPROCESS_STREAM_PROPERTIES = ["stdin", "stdout", "stderr"];
var pipeStdioItem = ({ subprocess, stream, direction, fdNumber, pipeGroups, controller }) => {
  if (stream === void 0) {
    return;
  }
  setStandardStreamMaxListeners(stream, controller);
  const [inputStream, outputStream] = direction === "output" ? [stream, subprocess.stdio[fdNumber]] : [subprocess.stdio[fdNumber], stream];
  const outputStreams = pipeGroups.get(inputStream) ?? [];
  pipeGroups.set(inputStream, [...outputStreams, outputStream]);
};
var setStandardStreamMaxListeners = (stream, { signal }) => {
  if (isStandardStream(stream)) {
    incrementMaxListeners(stream, MAX_LISTENERS_INCREMENT, signal);
  }
};
var MAX_LISTENERS_INCREMENT = 2;

// node_modules/execa/lib/terminate/cleanup.js
import { addAbortListener as addAbortListener2 } from "node:events";

// node_modules/signal-exit/dist/mjs/signals.js
var signals = [];
signals.push("SIGHUP", "SIGINT", "SIGTERM");
if (process.platform !== "win32") {
  signals.push(
    "SIGALRM",
    "SIGABRT",
    "SIGVTALRM",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGUSR2",
    "SIGTRAP",
    "SIGSYS",
    "SIGQUIT",
    "SIGIOT"
    // should detect profiler and enable/disable accordingly.
    // see #21
    // 'SIGPROF'
  );
}
if (process.platform === "linux") {
  signals.push("SIGIO", "SIGPOLL", "SIGPWR", "SIGSTKFLT");
}

// node_modules/signal-exit/dist/mjs/index.js
var processOk = (process10) => !!process10 && typeof process10 === "object" && typeof process10.removeListener === "function" && typeof process10.emit === "function" && typeof process10.reallyExit === "function" && typeof process10.listeners === "function" && typeof process10.kill === "function" && typeof process10.pid === "number" && typeof process10.on === "function";
var kExitEmitter = /* @__PURE__ */ Symbol.for("signal-exit emitter");
var global2 = globalThis;
var ObjectDefineProperty = Object.defineProperty.bind(Object);
var Emitter = class {
  emitted = {
    afterExit: false,
    exit: false
  };
  listeners = {
    afterExit: [],
    exit: []
  };
  count = 0;
  id = Math.random();
  constructor() {
    if (global2[kExitEmitter]) {
      return global2[kExitEmitter];
    }
    ObjectDefineProperty(global2, kExitEmitter, {
      value: this,
      writable: false,
      enumerable: false,
      configurable: false
    });
  }
  on(ev, fn) {
    this.listeners[ev].push(fn);
  }
  removeListener(ev, fn) {
    const list3 = this.listeners[ev];
    const i2 = list3.indexOf(fn);
    if (i2 === -1) {
      return;
    }
    if (i2 === 0 && list3.length === 1) {
      list3.length = 0;
    } else {
      list3.splice(i2, 1);
    }
  }
  emit(ev, code2, signal) {
    if (this.emitted[ev]) {
      return false;
    }
    this.emitted[ev] = true;
    let ret = false;
    for (const fn of this.listeners[ev]) {
      ret = fn(code2, signal) === true || ret;
    }
    if (ev === "exit") {
      ret = this.emit("afterExit", code2, signal) || ret;
    }
    return ret;
  }
};
var SignalExitBase = class {
};
var signalExitWrap = (handler) => {
  return {
    onExit(cb, opts) {
      return handler.onExit(cb, opts);
    },
    load() {
      return handler.load();
    },
    unload() {
      return handler.unload();
    }
  };
};
var SignalExitFallback = class extends SignalExitBase {
  onExit() {
    return () => {
    };
  }
  load() {
  }
  unload() {
  }
};
var SignalExit = class extends SignalExitBase {
  // "SIGHUP" throws an `ENOSYS` error on Windows,
  // so use a supported signal instead
  /* c8 ignore start */
  #hupSig = process9.platform === "win32" ? "SIGINT" : "SIGHUP";
  /* c8 ignore stop */
  #emitter = new Emitter();
  #process;
  #originalProcessEmit;
  #originalProcessReallyExit;
  #sigListeners = {};
  #loaded = false;
  constructor(process10) {
    super();
    this.#process = process10;
    this.#sigListeners = {};
    for (const sig of signals) {
      this.#sigListeners[sig] = () => {
        const listeners = this.#process.listeners(sig);
        let { count: count2 } = this.#emitter;
        const p = process10;
        if (typeof p.__signal_exit_emitter__ === "object" && typeof p.__signal_exit_emitter__.count === "number") {
          count2 += p.__signal_exit_emitter__.count;
        }
        if (listeners.length === count2) {
          this.unload();
          const ret = this.#emitter.emit("exit", null, sig);
          const s = sig === "SIGHUP" ? this.#hupSig : sig;
          if (!ret)
            process10.kill(process10.pid, s);
        }
      };
    }
    this.#originalProcessReallyExit = process10.reallyExit;
    this.#originalProcessEmit = process10.emit;
  }
  onExit(cb, opts) {
    if (!processOk(this.#process)) {
      return () => {
      };
    }
    if (this.#loaded === false) {
      this.load();
    }
    const ev = opts?.alwaysLast ? "afterExit" : "exit";
    this.#emitter.on(ev, cb);
    return () => {
      this.#emitter.removeListener(ev, cb);
      if (this.#emitter.listeners["exit"].length === 0 && this.#emitter.listeners["afterExit"].length === 0) {
        this.unload();
      }
    };
  }
  load() {
    if (this.#loaded) {
      return;
    }
    this.#loaded = true;
    this.#emitter.count += 1;
    for (const sig of signals) {
      try {
        const fn = this.#sigListeners[sig];
        if (fn)
          this.#process.on(sig, fn);
      } catch (_) {
      }
    }
    this.#process.emit = (ev, ...a2) => {
      return this.#processEmit(ev, ...a2);
    };
    this.#process.reallyExit = (code2) => {
      return this.#processReallyExit(code2);
    };
  }
  unload() {
    if (!this.#loaded) {
      return;
    }
    this.#loaded = false;
    signals.forEach((sig) => {
      const listener = this.#sigListeners[sig];
      if (!listener) {
        throw new Error("Listener not defined for signal: " + sig);
      }
      try {
        this.#process.removeListener(sig, listener);
      } catch (_) {
      }
    });
    this.#process.emit = this.#originalProcessEmit;
    this.#process.reallyExit = this.#originalProcessReallyExit;
    this.#emitter.count -= 1;
  }
  #processReallyExit(code2) {
    if (!processOk(this.#process)) {
      return 0;
    }
    this.#process.exitCode = code2 || 0;
    this.#emitter.emit("exit", this.#process.exitCode, null);
    return this.#originalProcessReallyExit.call(this.#process, this.#process.exitCode);
  }
  #processEmit(ev, ...args) {
    const og = this.#originalProcessEmit;
    if (ev === "exit" && processOk(this.#process)) {
      if (typeof args[0] === "number") {
        this.#process.exitCode = args[0];
      }
      const ret = og.call(this.#process, ev, ...args);
      this.#emitter.emit("exit", this.#process.exitCode, null);
      return ret;
    } else {
      return og.call(this.#process, ev, ...args);
    }
  }
};
var process9 = globalThis.process;
var {
  /**
   * Called when the process is exiting, whether via signal, explicit
   * exit, or running out of stuff to do.
   *
   * If the global process object is not suitable for instrumentation,
   * then this will be a no-op.
   *
   * Returns a function that may be used to unload signal-exit.
   */
  onExit,
  /**
   * Load the listeners.  Likely you never need to call this, unless
   * doing a rather deep integration with signal-exit functionality.
   * Mostly exposed for the benefit of testing.
   *
   * @internal
   */
  load,
  /**
   * Unload the listeners.  Likely you never need to call this, unless
   * doing a rather deep integration with signal-exit functionality.
   * Mostly exposed for the benefit of testing.
   *
   * @internal
   */
  unload
} = signalExitWrap(processOk(process9) ? new SignalExit(process9) : new SignalExitFallback());

// node_modules/execa/lib/terminate/cleanup.js
var cleanupOnExit = (subprocess, { cleanup, detached }, { signal }) => {
  if (!cleanup || detached) {
    return;
  }
  const removeExitHandler = onExit(() => {
    subprocess.kill();
  });
  addAbortListener2(signal, () => {
    removeExitHandler();
  });
};

// node_modules/execa/lib/pipe/pipe-arguments.js
var normalizePipeArguments = ({ source, sourcePromise, boundOptions, createNested }, ...pipeArguments) => {
  const startTime = getStartTime();
  const {
    destination,
    destinationStream,
    destinationError,
    from,
    unpipeSignal
  } = getDestinationStream(boundOptions, createNested, pipeArguments);
  const { sourceStream, sourceError } = getSourceStream(source, from);
  const { options: sourceOptions, fileDescriptors } = SUBPROCESS_OPTIONS.get(source);
  return {
    sourcePromise,
    sourceStream,
    sourceOptions,
    sourceError,
    destination,
    destinationStream,
    destinationError,
    unpipeSignal,
    fileDescriptors,
    startTime
  };
};
var getDestinationStream = (boundOptions, createNested, pipeArguments) => {
  try {
    const {
      destination,
      pipeOptions: { from, to, unpipeSignal } = {}
    } = getDestination(boundOptions, createNested, ...pipeArguments);
    const destinationStream = getToStream(destination, to);
    return {
      destination,
      destinationStream,
      from,
      unpipeSignal
    };
  } catch (error) {
    return { destinationError: error };
  }
};
var getDestination = (boundOptions, createNested, firstArgument, ...pipeArguments) => {
  if (Array.isArray(firstArgument)) {
    const destination = createNested(mapDestinationArguments, boundOptions)(firstArgument, ...pipeArguments);
    return { destination, pipeOptions: boundOptions };
  }
  if (typeof firstArgument === "string" || firstArgument instanceof URL || isDenoExecPath(firstArgument)) {
    if (Object.keys(boundOptions).length > 0) {
      throw new TypeError('Please use .pipe("file", ..., options) or .pipe(execa("file", ..., options)) instead of .pipe(options)("file", ...).');
    }
    const [rawFile, rawArguments, rawOptions] = normalizeParameters(firstArgument, ...pipeArguments);
    const destination = createNested(mapDestinationArguments)(rawFile, rawArguments, rawOptions);
    return { destination, pipeOptions: rawOptions };
  }
  if (SUBPROCESS_OPTIONS.has(firstArgument)) {
    if (Object.keys(boundOptions).length > 0) {
      throw new TypeError("Please use .pipe(options)`command` or .pipe($(options)`command`) instead of .pipe(options)($`command`).");
    }
    return { destination: firstArgument, pipeOptions: pipeArguments[0] };
  }
  throw new TypeError(`The first argument must be a template string, an options object, or an Execa subprocess: ${firstArgument}`);
};
var mapDestinationArguments = ({ options }) => ({ options: { ...options, stdin: "pipe", piped: true } });
var getSourceStream = (source, from) => {
  try {
    const sourceStream = getFromStream(source, from);
    return { sourceStream };
  } catch (error) {
    return { sourceError: error };
  }
};

// node_modules/execa/lib/pipe/throw.js
var handlePipeArgumentsError = ({
  sourceStream,
  sourceError,
  destinationStream,
  destinationError,
  fileDescriptors,
  sourceOptions,
  startTime
}) => {
  const error = getPipeArgumentsError({
    sourceStream,
    sourceError,
    destinationStream,
    destinationError
  });
  if (error !== void 0) {
    throw createNonCommandError({
      error,
      fileDescriptors,
      sourceOptions,
      startTime
    });
  }
};
var getPipeArgumentsError = ({ sourceStream, sourceError, destinationStream, destinationError }) => {
  if (sourceError !== void 0 && destinationError !== void 0) {
    return destinationError;
  }
  if (destinationError !== void 0) {
    abortSourceStream(sourceStream);
    return destinationError;
  }
  if (sourceError !== void 0) {
    endDestinationStream(destinationStream);
    return sourceError;
  }
};
var createNonCommandError = ({ error, fileDescriptors, sourceOptions, startTime }) => makeEarlyError({
  error,
  command: PIPE_COMMAND_MESSAGE,
  escapedCommand: PIPE_COMMAND_MESSAGE,
  fileDescriptors,
  options: sourceOptions,
  startTime,
  isSync: false
});
var PIPE_COMMAND_MESSAGE = "source.pipe(destination)";

// node_modules/execa/lib/pipe/sequence.js
var waitForBothSubprocesses = async (subprocessPromises) => {
  const [
    { status: sourceStatus, reason: sourceReason, value: sourceResult = sourceReason },
    { status: destinationStatus, reason: destinationReason, value: destinationResult = destinationReason }
  ] = await subprocessPromises;
  if (!destinationResult.pipedFrom.includes(sourceResult)) {
    destinationResult.pipedFrom.push(sourceResult);
  }
  if (destinationStatus === "rejected") {
    throw destinationResult;
  }
  if (sourceStatus === "rejected") {
    throw sourceResult;
  }
  return destinationResult;
};

// node_modules/execa/lib/pipe/streaming.js
import { finished as finished4 } from "node:stream/promises";
var pipeSubprocessStream = (sourceStream, destinationStream, maxListenersController) => {
  const mergedStream = MERGED_STREAMS.has(destinationStream) ? pipeMoreSubprocessStream(sourceStream, destinationStream) : pipeFirstSubprocessStream(sourceStream, destinationStream);
  incrementMaxListeners(sourceStream, SOURCE_LISTENERS_PER_PIPE, maxListenersController.signal);
  incrementMaxListeners(destinationStream, DESTINATION_LISTENERS_PER_PIPE, maxListenersController.signal);
  cleanupMergedStreamsMap(destinationStream);
  return mergedStream;
};
var pipeFirstSubprocessStream = (sourceStream, destinationStream) => {
  const mergedStream = mergeStreams([sourceStream]);
  pipeStreams(mergedStream, destinationStream);
  MERGED_STREAMS.set(destinationStream, mergedStream);
  return mergedStream;
};
var pipeMoreSubprocessStream = (sourceStream, destinationStream) => {
  const mergedStream = MERGED_STREAMS.get(destinationStream);
  mergedStream.add(sourceStream);
  return mergedStream;
};
var cleanupMergedStreamsMap = async (destinationStream) => {
  try {
    await finished4(destinationStream, { cleanup: true, readable: false, writable: true });
  } catch {
  }
  MERGED_STREAMS.delete(destinationStream);
};
var MERGED_STREAMS = /* @__PURE__ */ new WeakMap();
var SOURCE_LISTENERS_PER_PIPE = 2;
var DESTINATION_LISTENERS_PER_PIPE = 1;

// node_modules/execa/lib/pipe/abort.js
import { aborted } from "node:util";
var unpipeOnAbort = (unpipeSignal, unpipeContext) => unpipeSignal === void 0 ? [] : [unpipeOnSignalAbort(unpipeSignal, unpipeContext)];
var unpipeOnSignalAbort = async (unpipeSignal, { sourceStream, mergedStream, fileDescriptors, sourceOptions, startTime }) => {
  await aborted(unpipeSignal, sourceStream);
  await mergedStream.remove(sourceStream);
  const error = new Error("Pipe canceled by `unpipeSignal` option.");
  throw createNonCommandError({
    error,
    fileDescriptors,
    sourceOptions,
    startTime
  });
};

// node_modules/execa/lib/pipe/setup.js
var pipeToSubprocess = (sourceInfo, ...pipeArguments) => {
  if (isPlainObject(pipeArguments[0])) {
    return pipeToSubprocess.bind(void 0, {
      ...sourceInfo,
      boundOptions: { ...sourceInfo.boundOptions, ...pipeArguments[0] }
    });
  }
  const { destination, ...normalizedInfo } = normalizePipeArguments(sourceInfo, ...pipeArguments);
  const promise = handlePipePromise({ ...normalizedInfo, destination });
  promise.pipe = pipeToSubprocess.bind(void 0, {
    ...sourceInfo,
    source: destination,
    sourcePromise: promise,
    boundOptions: {}
  });
  return promise;
};
var handlePipePromise = async ({
  sourcePromise,
  sourceStream,
  sourceOptions,
  sourceError,
  destination,
  destinationStream,
  destinationError,
  unpipeSignal,
  fileDescriptors,
  startTime
}) => {
  const subprocessPromises = getSubprocessPromises(sourcePromise, destination);
  handlePipeArgumentsError({
    sourceStream,
    sourceError,
    destinationStream,
    destinationError,
    fileDescriptors,
    sourceOptions,
    startTime
  });
  const maxListenersController = new AbortController();
  try {
    const mergedStream = pipeSubprocessStream(sourceStream, destinationStream, maxListenersController);
    return await Promise.race([
      waitForBothSubprocesses(subprocessPromises),
      ...unpipeOnAbort(unpipeSignal, {
        sourceStream,
        mergedStream,
        sourceOptions,
        fileDescriptors,
        startTime
      })
    ]);
  } finally {
    maxListenersController.abort();
  }
};
var getSubprocessPromises = (sourcePromise, destination) => Promise.allSettled([sourcePromise, destination]);

// node_modules/execa/lib/io/contents.js
import { setImmediate as setImmediate2 } from "node:timers/promises";

// node_modules/execa/lib/io/iterate.js
import { on as on5 } from "node:events";
import { getDefaultHighWaterMark as getDefaultHighWaterMark3 } from "node:stream";
var iterateOnSubprocessStream = ({ subprocessStdout, subprocess, binary, shouldEncode, encoding, preserveNewlines }) => {
  const controller = new AbortController();
  stopReadingOnExit(subprocess, controller);
  return iterateOnStream({
    stream: subprocessStdout,
    controller,
    binary,
    shouldEncode: !subprocessStdout.readableObjectMode && shouldEncode,
    encoding,
    shouldSplit: !subprocessStdout.readableObjectMode,
    preserveNewlines
  });
};
var stopReadingOnExit = async (subprocess, controller) => {
  try {
    await subprocess;
  } catch {
  } finally {
    controller.abort();
  }
};
var iterateForResult = ({ stream, onStreamEnd, lines, encoding, stripFinalNewline: stripFinalNewline2, allMixed }) => {
  const controller = new AbortController();
  stopReadingOnStreamEnd(onStreamEnd, controller, stream);
  const objectMode = stream.readableObjectMode && !allMixed;
  return iterateOnStream({
    stream,
    controller,
    binary: encoding === "buffer",
    shouldEncode: !objectMode,
    encoding,
    shouldSplit: !objectMode && lines,
    preserveNewlines: !stripFinalNewline2
  });
};
var stopReadingOnStreamEnd = async (onStreamEnd, controller, stream) => {
  try {
    await onStreamEnd;
  } catch {
    stream.destroy();
  } finally {
    controller.abort();
  }
};
var iterateOnStream = ({ stream, controller, binary, shouldEncode, encoding, shouldSplit, preserveNewlines }) => {
  const onStdoutChunk = on5(stream, "data", {
    signal: controller.signal,
    highWaterMark: HIGH_WATER_MARK,
    // Backward compatibility with older name for this option
    // See https://github.com/nodejs/node/pull/52080#discussion_r1525227861
    // @todo Remove after removing support for Node 21
    highWatermark: HIGH_WATER_MARK
  });
  return iterateOnData({
    onStdoutChunk,
    controller,
    binary,
    shouldEncode,
    encoding,
    shouldSplit,
    preserveNewlines
  });
};
var DEFAULT_OBJECT_HIGH_WATER_MARK = getDefaultHighWaterMark3(true);
var HIGH_WATER_MARK = DEFAULT_OBJECT_HIGH_WATER_MARK;
var iterateOnData = async function* ({ onStdoutChunk, controller, binary, shouldEncode, encoding, shouldSplit, preserveNewlines }) {
  const generators = getGenerators({
    binary,
    shouldEncode,
    encoding,
    shouldSplit,
    preserveNewlines
  });
  try {
    for await (const [chunk] of onStdoutChunk) {
      yield* transformChunkSync(chunk, generators, 0);
    }
  } catch (error) {
    if (!controller.signal.aborted) {
      throw error;
    }
  } finally {
    yield* finalChunksSync(generators);
  }
};
var getGenerators = ({ binary, shouldEncode, encoding, shouldSplit, preserveNewlines }) => [
  getEncodingTransformGenerator(binary, encoding, !shouldEncode),
  getSplitLinesGenerator(binary, preserveNewlines, !shouldSplit, {})
].filter(Boolean);

// node_modules/execa/lib/io/contents.js
var getStreamOutput = async ({ stream, onStreamEnd, fdNumber, encoding, buffer, maxBuffer, lines, allMixed, stripFinalNewline: stripFinalNewline2, verboseInfo, streamInfo }) => {
  const logPromise = logOutputAsync({
    stream,
    onStreamEnd,
    fdNumber,
    encoding,
    allMixed,
    verboseInfo,
    streamInfo
  });
  if (!buffer) {
    await Promise.all([resumeStream(stream), logPromise]);
    return;
  }
  const stripFinalNewlineValue = getStripFinalNewline(stripFinalNewline2, fdNumber);
  const iterable = iterateForResult({
    stream,
    onStreamEnd,
    lines,
    encoding,
    stripFinalNewline: stripFinalNewlineValue,
    allMixed
  });
  const [output] = await Promise.all([
    getStreamContents2({
      stream,
      iterable,
      fdNumber,
      encoding,
      maxBuffer,
      lines
    }),
    logPromise
  ]);
  return output;
};
var logOutputAsync = async ({ stream, onStreamEnd, fdNumber, encoding, allMixed, verboseInfo, streamInfo: { fileDescriptors } }) => {
  if (!shouldLogOutput({
    stdioItems: fileDescriptors[fdNumber]?.stdioItems,
    encoding,
    verboseInfo,
    fdNumber
  })) {
    return;
  }
  const linesIterable = iterateForResult({
    stream,
    onStreamEnd,
    lines: true,
    encoding,
    stripFinalNewline: true,
    allMixed
  });
  await logLines(linesIterable, stream, fdNumber, verboseInfo);
};
var resumeStream = async (stream) => {
  await setImmediate2();
  if (stream.readableFlowing === null) {
    stream.resume();
  }
};
var getStreamContents2 = async ({ stream, stream: { readableObjectMode }, iterable, fdNumber, encoding, maxBuffer, lines }) => {
  try {
    if (readableObjectMode || lines) {
      return await getStreamAsArray(iterable, { maxBuffer });
    }
    if (encoding === "buffer") {
      return new Uint8Array(await getStreamAsArrayBuffer(iterable, { maxBuffer }));
    }
    return await getStreamAsString(iterable, { maxBuffer });
  } catch (error) {
    return handleBufferedData(handleMaxBuffer({
      error,
      stream,
      readableObjectMode,
      lines,
      encoding,
      fdNumber
    }));
  }
};
var getBufferedData = async (streamPromise) => {
  try {
    return await streamPromise;
  } catch (error) {
    return handleBufferedData(error);
  }
};
var handleBufferedData = ({ bufferedData }) => isArrayBuffer(bufferedData) ? new Uint8Array(bufferedData) : bufferedData;

// node_modules/execa/lib/resolve/wait-stream.js
import { finished as finished5 } from "node:stream/promises";
var waitForStream = async (stream, fdNumber, streamInfo, { isSameDirection, stopOnExit = false } = {}) => {
  const state = handleStdinDestroy(stream, streamInfo);
  const abortController = new AbortController();
  try {
    await Promise.race([
      ...stopOnExit ? [streamInfo.exitPromise] : [],
      finished5(stream, { cleanup: true, signal: abortController.signal })
    ]);
  } catch (error) {
    if (!state.stdinCleanedUp) {
      handleStreamError(error, fdNumber, streamInfo, isSameDirection);
    }
  } finally {
    abortController.abort();
  }
};
var handleStdinDestroy = (stream, { originalStreams: [originalStdin], subprocess }) => {
  const state = { stdinCleanedUp: false };
  if (stream === originalStdin) {
    spyOnStdinDestroy(stream, subprocess, state);
  }
  return state;
};
var spyOnStdinDestroy = (subprocessStdin, subprocess, state) => {
  const { _destroy } = subprocessStdin;
  subprocessStdin._destroy = (...destroyArguments) => {
    setStdinCleanedUp(subprocess, state);
    _destroy.call(subprocessStdin, ...destroyArguments);
  };
};
var setStdinCleanedUp = ({ exitCode, signalCode }, state) => {
  if (exitCode !== null || signalCode !== null) {
    state.stdinCleanedUp = true;
  }
};
var handleStreamError = (error, fdNumber, streamInfo, isSameDirection) => {
  if (!shouldIgnoreStreamError(error, fdNumber, streamInfo, isSameDirection)) {
    throw error;
  }
};
var shouldIgnoreStreamError = (error, fdNumber, streamInfo, isSameDirection = true) => {
  if (streamInfo.propagating) {
    return isStreamEpipe(error) || isStreamAbort(error);
  }
  streamInfo.propagating = true;
  return isInputFileDescriptor(streamInfo, fdNumber) === isSameDirection ? isStreamEpipe(error) : isStreamAbort(error);
};
var isInputFileDescriptor = ({ fileDescriptors }, fdNumber) => fdNumber !== "all" && fileDescriptors[fdNumber].direction === "input";
var isStreamAbort = (error) => error?.code === "ERR_STREAM_PREMATURE_CLOSE";
var isStreamEpipe = (error) => error?.code === "EPIPE";

// node_modules/execa/lib/resolve/stdio.js
var waitForStdioStreams = ({ subprocess, encoding, buffer, maxBuffer, lines, stripFinalNewline: stripFinalNewline2, verboseInfo, streamInfo }) => subprocess.stdio.map((stream, fdNumber) => waitForSubprocessStream({
  stream,
  fdNumber,
  encoding,
  buffer: buffer[fdNumber],
  maxBuffer: maxBuffer[fdNumber],
  lines: lines[fdNumber],
  allMixed: false,
  stripFinalNewline: stripFinalNewline2,
  verboseInfo,
  streamInfo
}));
var waitForSubprocessStream = async ({ stream, fdNumber, encoding, buffer, maxBuffer, lines, allMixed, stripFinalNewline: stripFinalNewline2, verboseInfo, streamInfo }) => {
  if (!stream) {
    return;
  }
  const onStreamEnd = waitForStream(stream, fdNumber, streamInfo);
  if (isInputFileDescriptor(streamInfo, fdNumber)) {
    await onStreamEnd;
    return;
  }
  const [output] = await Promise.all([
    getStreamOutput({
      stream,
      onStreamEnd,
      fdNumber,
      encoding,
      buffer,
      maxBuffer,
      lines,
      allMixed,
      stripFinalNewline: stripFinalNewline2,
      verboseInfo,
      streamInfo
    }),
    onStreamEnd
  ]);
  return output;
};

// node_modules/execa/lib/resolve/all-async.js
var makeAllStream = ({ stdout, stderr }, { all: all2 }) => all2 && (stdout || stderr) ? mergeStreams([stdout, stderr].filter(Boolean)) : void 0;
var waitForAllStream = ({ subprocess, encoding, buffer, maxBuffer, lines, stripFinalNewline: stripFinalNewline2, verboseInfo, streamInfo }) => waitForSubprocessStream({
  ...getAllStream(subprocess, buffer),
  fdNumber: "all",
  encoding,
  maxBuffer: maxBuffer[1] + maxBuffer[2],
  lines: lines[1] || lines[2],
  allMixed: getAllMixed(subprocess),
  stripFinalNewline: stripFinalNewline2,
  verboseInfo,
  streamInfo
});
var getAllStream = ({ stdout, stderr, all: all2 }, [, bufferStdout, bufferStderr]) => {
  const buffer = bufferStdout || bufferStderr;
  if (!buffer) {
    return { stream: all2, buffer };
  }
  if (!bufferStdout) {
    return { stream: stderr, buffer };
  }
  if (!bufferStderr) {
    return { stream: stdout, buffer };
  }
  return { stream: all2, buffer };
};
var getAllMixed = ({ all: all2, stdout, stderr }) => all2 && stdout && stderr && stdout.readableObjectMode !== stderr.readableObjectMode;

// node_modules/execa/lib/resolve/wait-subprocess.js
import { once as once8 } from "node:events";

// node_modules/execa/lib/verbose/ipc.js
var shouldLogIpc = (verboseInfo) => isFullVerbose(verboseInfo, "ipc");
var logIpcOutput = (message2, verboseInfo) => {
  const verboseMessage = serializeVerboseMessage(message2);
  verboseLog({
    type: "ipc",
    verboseMessage,
    fdNumber: "ipc",
    verboseInfo
  });
};

// node_modules/execa/lib/ipc/buffer-messages.js
var waitForIpcOutput = async ({
  subprocess,
  buffer: bufferArray,
  maxBuffer: maxBufferArray,
  ipc,
  ipcOutput,
  verboseInfo
}) => {
  if (!ipc) {
    return ipcOutput;
  }
  const isVerbose2 = shouldLogIpc(verboseInfo);
  const buffer = getFdSpecificValue(bufferArray, "ipc");
  const maxBuffer = getFdSpecificValue(maxBufferArray, "ipc");
  for await (const message2 of loopOnMessages({
    anyProcess: subprocess,
    channel: subprocess.channel,
    isSubprocess: false,
    ipc,
    shouldAwait: false,
    reference: true
  })) {
    if (buffer) {
      checkIpcMaxBuffer(subprocess, ipcOutput, maxBuffer);
      ipcOutput.push(message2);
    }
    if (isVerbose2) {
      logIpcOutput(message2, verboseInfo);
    }
  }
  return ipcOutput;
};
var getBufferedIpcOutput = async (ipcOutputPromise, ipcOutput) => {
  await Promise.allSettled([ipcOutputPromise]);
  return ipcOutput;
};

// node_modules/execa/lib/resolve/wait-subprocess.js
var waitForSubprocessResult = async ({
  subprocess,
  options: {
    encoding,
    buffer,
    maxBuffer,
    lines,
    timeoutDuration: timeout,
    cancelSignal,
    gracefulCancel,
    forceKillAfterDelay,
    stripFinalNewline: stripFinalNewline2,
    ipc,
    ipcInput
  },
  context,
  verboseInfo,
  fileDescriptors,
  originalStreams,
  onInternalError,
  controller
}) => {
  const exitPromise = waitForExit(subprocess, context);
  const streamInfo = {
    originalStreams,
    fileDescriptors,
    subprocess,
    exitPromise,
    propagating: false
  };
  const stdioPromises = waitForStdioStreams({
    subprocess,
    encoding,
    buffer,
    maxBuffer,
    lines,
    stripFinalNewline: stripFinalNewline2,
    verboseInfo,
    streamInfo
  });
  const allPromise = waitForAllStream({
    subprocess,
    encoding,
    buffer,
    maxBuffer,
    lines,
    stripFinalNewline: stripFinalNewline2,
    verboseInfo,
    streamInfo
  });
  const ipcOutput = [];
  const ipcOutputPromise = waitForIpcOutput({
    subprocess,
    buffer,
    maxBuffer,
    ipc,
    ipcOutput,
    verboseInfo
  });
  const originalPromises = waitForOriginalStreams(originalStreams, subprocess, streamInfo);
  const customStreamsEndPromises = waitForCustomStreamsEnd(fileDescriptors, streamInfo);
  try {
    return await Promise.race([
      Promise.all([
        {},
        waitForSuccessfulExit(exitPromise),
        Promise.all(stdioPromises),
        allPromise,
        ipcOutputPromise,
        sendIpcInput(subprocess, ipcInput),
        ...originalPromises,
        ...customStreamsEndPromises
      ]),
      onInternalError,
      throwOnSubprocessError(subprocess, controller),
      ...throwOnTimeout(subprocess, timeout, context, controller),
      ...throwOnCancel({
        subprocess,
        cancelSignal,
        gracefulCancel,
        context,
        controller
      }),
      ...throwOnGracefulCancel({
        subprocess,
        cancelSignal,
        gracefulCancel,
        forceKillAfterDelay,
        context,
        controller
      })
    ]);
  } catch (error) {
    context.terminationReason ??= "other";
    return Promise.all([
      { error },
      exitPromise,
      Promise.all(stdioPromises.map((stdioPromise) => getBufferedData(stdioPromise))),
      getBufferedData(allPromise),
      getBufferedIpcOutput(ipcOutputPromise, ipcOutput),
      Promise.allSettled(originalPromises),
      Promise.allSettled(customStreamsEndPromises)
    ]);
  }
};
var waitForOriginalStreams = (originalStreams, subprocess, streamInfo) => originalStreams.map((stream, fdNumber) => stream === subprocess.stdio[fdNumber] ? void 0 : waitForStream(stream, fdNumber, streamInfo));
var waitForCustomStreamsEnd = (fileDescriptors, streamInfo) => fileDescriptors.flatMap(({ stdioItems }, fdNumber) => stdioItems.filter(({ value: value2, stream = value2 }) => isStream(stream, { checkOpen: false }) && !isStandardStream(stream)).map(({ type, value: value2, stream = value2 }) => waitForStream(stream, fdNumber, streamInfo, {
  isSameDirection: TRANSFORM_TYPES.has(type),
  stopOnExit: type === "native"
})));
var throwOnSubprocessError = async (subprocess, { signal }) => {
  const [error] = await once8(subprocess, "error", { signal });
  throw error;
};

// node_modules/execa/lib/convert/concurrent.js
var initializeConcurrentStreams = () => ({
  readableDestroy: /* @__PURE__ */ new WeakMap(),
  writableFinal: /* @__PURE__ */ new WeakMap(),
  writableDestroy: /* @__PURE__ */ new WeakMap()
});
var addConcurrentStream = (concurrentStreams, stream, waitName) => {
  const weakMap = concurrentStreams[waitName];
  if (!weakMap.has(stream)) {
    weakMap.set(stream, []);
  }
  const promises = weakMap.get(stream);
  const promise = createDeferred();
  promises.push(promise);
  const resolve6 = promise.resolve.bind(promise);
  return { resolve: resolve6, promises };
};
var waitForConcurrentStreams = async ({ resolve: resolve6, promises }, subprocess) => {
  resolve6();
  const [isSubprocessExit] = await Promise.race([
    Promise.allSettled([true, subprocess]),
    Promise.all([false, ...promises])
  ]);
  return !isSubprocessExit;
};

// node_modules/execa/lib/convert/readable.js
import { Readable as Readable3 } from "node:stream";
import { callbackify as callbackify2 } from "node:util";

// node_modules/execa/lib/convert/shared.js
import { finished as finished6 } from "node:stream/promises";
var safeWaitForSubprocessStdin = async (subprocessStdin) => {
  if (subprocessStdin === void 0) {
    return;
  }
  try {
    await waitForSubprocessStdin(subprocessStdin);
  } catch {
  }
};
var safeWaitForSubprocessStdout = async (subprocessStdout) => {
  if (subprocessStdout === void 0) {
    return;
  }
  try {
    await waitForSubprocessStdout(subprocessStdout);
  } catch {
  }
};
var waitForSubprocessStdin = async (subprocessStdin) => {
  await finished6(subprocessStdin, { cleanup: true, readable: false, writable: true });
};
var waitForSubprocessStdout = async (subprocessStdout) => {
  await finished6(subprocessStdout, { cleanup: true, readable: true, writable: false });
};
var waitForSubprocess = async (subprocess, error) => {
  await subprocess;
  if (error) {
    throw error;
  }
};
var destroyOtherStream = (stream, isOpen, error) => {
  if (error && !isStreamAbort(error)) {
    stream.destroy(error);
  } else if (isOpen) {
    stream.destroy();
  }
};

// node_modules/execa/lib/convert/readable.js
var createReadable = ({ subprocess, concurrentStreams, encoding }, { from, binary: binaryOption = true, preserveNewlines = true } = {}) => {
  const binary = binaryOption || BINARY_ENCODINGS.has(encoding);
  const { subprocessStdout, waitReadableDestroy } = getSubprocessStdout(subprocess, from, concurrentStreams);
  const { readableEncoding, readableObjectMode, readableHighWaterMark } = getReadableOptions(subprocessStdout, binary);
  const { read: read2, onStdoutDataDone } = getReadableMethods({
    subprocessStdout,
    subprocess,
    binary,
    encoding,
    preserveNewlines
  });
  const readable2 = new Readable3({
    read: read2,
    destroy: callbackify2(onReadableDestroy.bind(void 0, { subprocessStdout, subprocess, waitReadableDestroy })),
    highWaterMark: readableHighWaterMark,
    objectMode: readableObjectMode,
    encoding: readableEncoding
  });
  onStdoutFinished({
    subprocessStdout,
    onStdoutDataDone,
    readable: readable2,
    subprocess
  });
  return readable2;
};
var getSubprocessStdout = (subprocess, from, concurrentStreams) => {
  const subprocessStdout = getFromStream(subprocess, from);
  const waitReadableDestroy = addConcurrentStream(concurrentStreams, subprocessStdout, "readableDestroy");
  return { subprocessStdout, waitReadableDestroy };
};
var getReadableOptions = ({ readableEncoding, readableObjectMode, readableHighWaterMark }, binary) => binary ? { readableEncoding, readableObjectMode, readableHighWaterMark } : { readableEncoding, readableObjectMode: true, readableHighWaterMark: DEFAULT_OBJECT_HIGH_WATER_MARK };
var getReadableMethods = ({ subprocessStdout, subprocess, binary, encoding, preserveNewlines }) => {
  const onStdoutDataDone = createDeferred();
  const onStdoutData = iterateOnSubprocessStream({
    subprocessStdout,
    subprocess,
    binary,
    shouldEncode: !binary,
    encoding,
    preserveNewlines
  });
  return {
    read() {
      onRead(this, onStdoutData, onStdoutDataDone);
    },
    onStdoutDataDone
  };
};
var onRead = async (readable2, onStdoutData, onStdoutDataDone) => {
  try {
    const { value: value2, done } = await onStdoutData.next();
    if (done) {
      onStdoutDataDone.resolve();
    } else {
      readable2.push(value2);
    }
  } catch {
  }
};
var onStdoutFinished = async ({ subprocessStdout, onStdoutDataDone, readable: readable2, subprocess, subprocessStdin }) => {
  try {
    await waitForSubprocessStdout(subprocessStdout);
    await subprocess;
    await safeWaitForSubprocessStdin(subprocessStdin);
    await onStdoutDataDone;
    if (readable2.readable) {
      readable2.push(null);
    }
  } catch (error) {
    await safeWaitForSubprocessStdin(subprocessStdin);
    destroyOtherReadable(readable2, error);
  }
};
var onReadableDestroy = async ({ subprocessStdout, subprocess, waitReadableDestroy }, error) => {
  if (await waitForConcurrentStreams(waitReadableDestroy, subprocess)) {
    destroyOtherReadable(subprocessStdout, error);
    await waitForSubprocess(subprocess, error);
  }
};
var destroyOtherReadable = (stream, error) => {
  destroyOtherStream(stream, stream.readable, error);
};

// node_modules/execa/lib/convert/writable.js
import { Writable as Writable3 } from "node:stream";
import { callbackify as callbackify3 } from "node:util";
var createWritable = ({ subprocess, concurrentStreams }, { to } = {}) => {
  const { subprocessStdin, waitWritableFinal, waitWritableDestroy } = getSubprocessStdin(subprocess, to, concurrentStreams);
  const writable2 = new Writable3({
    ...getWritableMethods(subprocessStdin, subprocess, waitWritableFinal),
    destroy: callbackify3(onWritableDestroy.bind(void 0, {
      subprocessStdin,
      subprocess,
      waitWritableFinal,
      waitWritableDestroy
    })),
    highWaterMark: subprocessStdin.writableHighWaterMark,
    objectMode: subprocessStdin.writableObjectMode
  });
  onStdinFinished(subprocessStdin, writable2);
  return writable2;
};
var getSubprocessStdin = (subprocess, to, concurrentStreams) => {
  const subprocessStdin = getToStream(subprocess, to);
  const waitWritableFinal = addConcurrentStream(concurrentStreams, subprocessStdin, "writableFinal");
  const waitWritableDestroy = addConcurrentStream(concurrentStreams, subprocessStdin, "writableDestroy");
  return { subprocessStdin, waitWritableFinal, waitWritableDestroy };
};
var getWritableMethods = (subprocessStdin, subprocess, waitWritableFinal) => ({
  write: onWrite.bind(void 0, subprocessStdin),
  final: callbackify3(onWritableFinal.bind(void 0, subprocessStdin, subprocess, waitWritableFinal))
});
var onWrite = (subprocessStdin, chunk, encoding, done) => {
  if (subprocessStdin.write(chunk, encoding)) {
    done();
  } else {
    subprocessStdin.once("drain", done);
  }
};
var onWritableFinal = async (subprocessStdin, subprocess, waitWritableFinal) => {
  if (await waitForConcurrentStreams(waitWritableFinal, subprocess)) {
    if (subprocessStdin.writable) {
      subprocessStdin.end();
    }
    await subprocess;
  }
};
var onStdinFinished = async (subprocessStdin, writable2, subprocessStdout) => {
  try {
    await waitForSubprocessStdin(subprocessStdin);
    if (writable2.writable) {
      writable2.end();
    }
  } catch (error) {
    await safeWaitForSubprocessStdout(subprocessStdout);
    destroyOtherWritable(writable2, error);
  }
};
var onWritableDestroy = async ({ subprocessStdin, subprocess, waitWritableFinal, waitWritableDestroy }, error) => {
  await waitForConcurrentStreams(waitWritableFinal, subprocess);
  if (await waitForConcurrentStreams(waitWritableDestroy, subprocess)) {
    destroyOtherWritable(subprocessStdin, error);
    await waitForSubprocess(subprocess, error);
  }
};
var destroyOtherWritable = (stream, error) => {
  destroyOtherStream(stream, stream.writable, error);
};

// node_modules/execa/lib/convert/duplex.js
import { Duplex as Duplex3 } from "node:stream";
import { callbackify as callbackify4 } from "node:util";
var createDuplex = ({ subprocess, concurrentStreams, encoding }, { from, to, binary: binaryOption = true, preserveNewlines = true } = {}) => {
  const binary = binaryOption || BINARY_ENCODINGS.has(encoding);
  const { subprocessStdout, waitReadableDestroy } = getSubprocessStdout(subprocess, from, concurrentStreams);
  const { subprocessStdin, waitWritableFinal, waitWritableDestroy } = getSubprocessStdin(subprocess, to, concurrentStreams);
  const { readableEncoding, readableObjectMode, readableHighWaterMark } = getReadableOptions(subprocessStdout, binary);
  const { read: read2, onStdoutDataDone } = getReadableMethods({
    subprocessStdout,
    subprocess,
    binary,
    encoding,
    preserveNewlines
  });
  const duplex2 = new Duplex3({
    read: read2,
    ...getWritableMethods(subprocessStdin, subprocess, waitWritableFinal),
    destroy: callbackify4(onDuplexDestroy.bind(void 0, {
      subprocessStdout,
      subprocessStdin,
      subprocess,
      waitReadableDestroy,
      waitWritableFinal,
      waitWritableDestroy
    })),
    readableHighWaterMark,
    writableHighWaterMark: subprocessStdin.writableHighWaterMark,
    readableObjectMode,
    writableObjectMode: subprocessStdin.writableObjectMode,
    encoding: readableEncoding
  });
  onStdoutFinished({
    subprocessStdout,
    onStdoutDataDone,
    readable: duplex2,
    subprocess,
    subprocessStdin
  });
  onStdinFinished(subprocessStdin, duplex2, subprocessStdout);
  return duplex2;
};
var onDuplexDestroy = async ({ subprocessStdout, subprocessStdin, subprocess, waitReadableDestroy, waitWritableFinal, waitWritableDestroy }, error) => {
  await Promise.all([
    onReadableDestroy({ subprocessStdout, subprocess, waitReadableDestroy }, error),
    onWritableDestroy({
      subprocessStdin,
      subprocess,
      waitWritableFinal,
      waitWritableDestroy
    }, error)
  ]);
};

// node_modules/execa/lib/convert/iterable.js
var createIterable = (subprocess, encoding, {
  from,
  binary: binaryOption = false,
  preserveNewlines = false
} = {}) => {
  const binary = binaryOption || BINARY_ENCODINGS.has(encoding);
  const subprocessStdout = getFromStream(subprocess, from);
  const onStdoutData = iterateOnSubprocessStream({
    subprocessStdout,
    subprocess,
    binary,
    shouldEncode: true,
    encoding,
    preserveNewlines
  });
  return iterateOnStdoutData(onStdoutData, subprocessStdout, subprocess);
};
var iterateOnStdoutData = async function* (onStdoutData, subprocessStdout, subprocess) {
  try {
    yield* onStdoutData;
  } finally {
    if (subprocessStdout.readable) {
      subprocessStdout.destroy();
    }
    await subprocess;
  }
};

// node_modules/execa/lib/convert/add.js
var addConvertedStreams = (subprocess, { encoding }) => {
  const concurrentStreams = initializeConcurrentStreams();
  subprocess.readable = createReadable.bind(void 0, { subprocess, concurrentStreams, encoding });
  subprocess.writable = createWritable.bind(void 0, { subprocess, concurrentStreams });
  subprocess.duplex = createDuplex.bind(void 0, { subprocess, concurrentStreams, encoding });
  subprocess.iterable = createIterable.bind(void 0, subprocess, encoding);
  subprocess[Symbol.asyncIterator] = createIterable.bind(void 0, subprocess, encoding, {});
};

// node_modules/execa/lib/methods/promise.js
var mergePromise = (subprocess, promise) => {
  for (const [property2, descriptor] of descriptors) {
    const value2 = descriptor.value.bind(promise);
    Reflect.defineProperty(subprocess, property2, { ...descriptor, value: value2 });
  }
};
var nativePromisePrototype = (async () => {
})().constructor.prototype;
var descriptors = ["then", "catch", "finally"].map((property2) => [
  property2,
  Reflect.getOwnPropertyDescriptor(nativePromisePrototype, property2)
]);

// node_modules/execa/lib/methods/main-async.js
var execaCoreAsync = (rawFile, rawArguments, rawOptions, createNested) => {
  const { file, commandArguments, command: command2, escapedCommand, startTime, verboseInfo, options, fileDescriptors } = handleAsyncArguments(rawFile, rawArguments, rawOptions);
  const { subprocess, promise } = spawnSubprocessAsync({
    file,
    commandArguments,
    options,
    startTime,
    verboseInfo,
    command: command2,
    escapedCommand,
    fileDescriptors
  });
  subprocess.pipe = pipeToSubprocess.bind(void 0, {
    source: subprocess,
    sourcePromise: promise,
    boundOptions: {},
    createNested
  });
  mergePromise(subprocess, promise);
  SUBPROCESS_OPTIONS.set(subprocess, { options, fileDescriptors });
  return subprocess;
};
var handleAsyncArguments = (rawFile, rawArguments, rawOptions) => {
  const { command: command2, escapedCommand, startTime, verboseInfo } = handleCommand(rawFile, rawArguments, rawOptions);
  const { file, commandArguments, options: normalizedOptions } = normalizeOptions(rawFile, rawArguments, rawOptions);
  const options = handleAsyncOptions(normalizedOptions);
  const fileDescriptors = handleStdioAsync(options, verboseInfo);
  return {
    file,
    commandArguments,
    command: command2,
    escapedCommand,
    startTime,
    verboseInfo,
    options,
    fileDescriptors
  };
};
var handleAsyncOptions = ({ timeout, signal, ...options }) => {
  if (signal !== void 0) {
    throw new TypeError('The "signal" option has been renamed to "cancelSignal" instead.');
  }
  return { ...options, timeoutDuration: timeout };
};
var spawnSubprocessAsync = ({ file, commandArguments, options, startTime, verboseInfo, command: command2, escapedCommand, fileDescriptors }) => {
  let subprocess;
  try {
    subprocess = spawn(...concatenateShell(file, commandArguments, options));
  } catch (error) {
    return handleEarlyError({
      error,
      command: command2,
      escapedCommand,
      fileDescriptors,
      options,
      startTime,
      verboseInfo
    });
  }
  const controller = new AbortController();
  setMaxListeners(Number.POSITIVE_INFINITY, controller.signal);
  const originalStreams = [...subprocess.stdio];
  pipeOutputAsync(subprocess, fileDescriptors, controller);
  cleanupOnExit(subprocess, options, controller);
  const context = {};
  const onInternalError = createDeferred();
  subprocess.kill = subprocessKill.bind(void 0, {
    kill: subprocess.kill.bind(subprocess),
    options,
    onInternalError,
    context,
    controller
  });
  subprocess.all = makeAllStream(subprocess, options);
  addConvertedStreams(subprocess, options);
  addIpcMethods(subprocess, options);
  const promise = handlePromise({
    subprocess,
    options,
    startTime,
    verboseInfo,
    fileDescriptors,
    originalStreams,
    command: command2,
    escapedCommand,
    context,
    onInternalError,
    controller
  });
  return { subprocess, promise };
};
var handlePromise = async ({ subprocess, options, startTime, verboseInfo, fileDescriptors, originalStreams, command: command2, escapedCommand, context, onInternalError, controller }) => {
  const [
    errorInfo,
    [exitCode, signal],
    stdioResults,
    allResult,
    ipcOutput
  ] = await waitForSubprocessResult({
    subprocess,
    options,
    context,
    verboseInfo,
    fileDescriptors,
    originalStreams,
    onInternalError,
    controller
  });
  controller.abort();
  onInternalError.resolve();
  const stdio = stdioResults.map((stdioResult, fdNumber) => stripNewline(stdioResult, options, fdNumber));
  const all2 = stripNewline(allResult, options, "all");
  const result = getAsyncResult({
    errorInfo,
    exitCode,
    signal,
    stdio,
    all: all2,
    ipcOutput,
    context,
    options,
    command: command2,
    escapedCommand,
    startTime
  });
  return handleResult(result, verboseInfo, options);
};
var getAsyncResult = ({ errorInfo, exitCode, signal, stdio, all: all2, ipcOutput, context, options, command: command2, escapedCommand, startTime }) => "error" in errorInfo ? makeError({
  error: errorInfo.error,
  command: command2,
  escapedCommand,
  timedOut: context.terminationReason === "timeout",
  isCanceled: context.terminationReason === "cancel" || context.terminationReason === "gracefulCancel",
  isGracefullyCanceled: context.terminationReason === "gracefulCancel",
  isMaxBuffer: errorInfo.error instanceof MaxBufferError,
  isForcefullyTerminated: context.isForcefullyTerminated,
  exitCode,
  signal,
  stdio,
  all: all2,
  ipcOutput,
  options,
  startTime,
  isSync: false
}) : makeSuccessResult({
  command: command2,
  escapedCommand,
  stdio,
  all: all2,
  ipcOutput,
  options,
  startTime
});

// node_modules/execa/lib/methods/bind.js
var mergeOptions = (boundOptions, options) => {
  const newOptions = Object.fromEntries(
    Object.entries(options).map(([optionName, optionValue]) => [
      optionName,
      mergeOption(optionName, boundOptions[optionName], optionValue)
    ])
  );
  return { ...boundOptions, ...newOptions };
};
var mergeOption = (optionName, boundOptionValue, optionValue) => {
  if (DEEP_OPTIONS.has(optionName) && isPlainObject(boundOptionValue) && isPlainObject(optionValue)) {
    return { ...boundOptionValue, ...optionValue };
  }
  return optionValue;
};
var DEEP_OPTIONS = /* @__PURE__ */ new Set(["env", ...FD_SPECIFIC_OPTIONS]);

// node_modules/execa/lib/methods/create.js
var createExeca = (mapArguments, boundOptions, deepOptions, setBoundExeca) => {
  const createNested = (mapArguments2, boundOptions2, setBoundExeca2) => createExeca(mapArguments2, boundOptions2, deepOptions, setBoundExeca2);
  const boundExeca = (...execaArguments) => callBoundExeca({
    mapArguments,
    deepOptions,
    boundOptions,
    setBoundExeca,
    createNested
  }, ...execaArguments);
  if (setBoundExeca !== void 0) {
    setBoundExeca(boundExeca, createNested, boundOptions);
  }
  return boundExeca;
};
var callBoundExeca = ({ mapArguments, deepOptions = {}, boundOptions = {}, setBoundExeca, createNested }, firstArgument, ...nextArguments) => {
  if (isPlainObject(firstArgument)) {
    return createNested(mapArguments, mergeOptions(boundOptions, firstArgument), setBoundExeca);
  }
  const { file, commandArguments, options, isSync } = parseArguments({
    mapArguments,
    firstArgument,
    nextArguments,
    deepOptions,
    boundOptions
  });
  return isSync ? execaCoreSync(file, commandArguments, options) : execaCoreAsync(file, commandArguments, options, createNested);
};
var parseArguments = ({ mapArguments, firstArgument, nextArguments, deepOptions, boundOptions }) => {
  const callArguments = isTemplateString(firstArgument) ? parseTemplates(firstArgument, nextArguments) : [firstArgument, ...nextArguments];
  const [initialFile, initialArguments, initialOptions] = normalizeParameters(...callArguments);
  const mergedOptions = mergeOptions(mergeOptions(deepOptions, boundOptions), initialOptions);
  const {
    file = initialFile,
    commandArguments = initialArguments,
    options = mergedOptions,
    isSync = false
  } = mapArguments({ file: initialFile, commandArguments: initialArguments, options: mergedOptions });
  return {
    file,
    commandArguments,
    options,
    isSync
  };
};

// node_modules/execa/lib/methods/command.js
var mapCommandAsync = ({ file, commandArguments }) => parseCommand(file, commandArguments);
var mapCommandSync = ({ file, commandArguments }) => ({ ...parseCommand(file, commandArguments), isSync: true });
var parseCommand = (command2, unusedArguments) => {
  if (unusedArguments.length > 0) {
    throw new TypeError(`The command and its arguments must be passed as a single string: ${command2} ${unusedArguments}.`);
  }
  const [file, ...commandArguments] = parseCommandString(command2);
  return { file, commandArguments };
};
var parseCommandString = (command2) => {
  if (typeof command2 !== "string") {
    throw new TypeError(`The command must be a string: ${String(command2)}.`);
  }
  const trimmedCommand = command2.trim();
  if (trimmedCommand === "") {
    return [];
  }
  const tokens2 = [];
  for (const token of trimmedCommand.split(SPACES_REGEXP)) {
    const previousToken = tokens2.at(-1);
    if (previousToken && previousToken.endsWith("\\")) {
      tokens2[tokens2.length - 1] = `${previousToken.slice(0, -1)} ${token}`;
    } else {
      tokens2.push(token);
    }
  }
  return tokens2;
};
var SPACES_REGEXP = / +/g;

// node_modules/execa/lib/methods/script.js
var setScriptSync = (boundExeca, createNested, boundOptions) => {
  boundExeca.sync = createNested(mapScriptSync, boundOptions);
  boundExeca.s = boundExeca.sync;
};
var mapScriptAsync = ({ options }) => getScriptOptions(options);
var mapScriptSync = ({ options }) => ({ ...getScriptOptions(options), isSync: true });
var getScriptOptions = (options) => ({ options: { ...getScriptStdinOption(options), ...options } });
var getScriptStdinOption = ({ input, inputFile, stdio }) => input === void 0 && inputFile === void 0 && stdio === void 0 ? { stdin: "inherit" } : {};
var deepScriptOptions = { preferLocal: true };

// node_modules/execa/index.js
var execa = createExeca(() => ({}));
var execaSync = createExeca(() => ({ isSync: true }));
var execaCommand = createExeca(mapCommandAsync);
var execaCommandSync = createExeca(mapCommandSync);
var execaNode = createExeca(mapNode);
var $ = createExeca(mapScriptAsync, {}, deepScriptOptions, setScriptSync);
var {
  sendMessage: sendMessage2,
  getOneMessage: getOneMessage2,
  getEachMessage: getEachMessage2,
  getCancelSignal: getCancelSignal2
} = getIpcExport();

// src/commands/descriptors.ts
var FIRST = 3;
function stdioWith(descriptors2) {
  const last = Math.max(FIRST - 1, ...descriptors2);
  const others2 = Array.from({ length: last + 1 - FIRST }, (_, index) => descriptors2.includes(FIRST + index) ? "inherit" : "ignore");
  return ["inherit", "inherit", "inherit", ...others2];
}

// src/commands/command.ts
function statusOf2(end2) {
  switch (end2.kind) {
    case "exited":
      return end2.exitCode;
    case "signalled":
      return 128 + end2.number;
    case "not-started":
      return end2.status;
  }
}
async function runCommand(argv, signals2, descriptors2, environment = process.env) {
  const [file, ...args] = argv;
  if (!hasRoom()) return { kind: "not-started", status: EXIT.notExecutable, message: `can't run ${file}: ${tooFewFiles}` };
  const stdio = stdioWith(descriptors2);
  const subprocess = execa(file, args, {
    stdio,
    env: environment,
    extendEnv: false,
    reject: false,
    cleanup: false,
    forceKillAfterDelay: false,
    verbose: "none",
    buffer: false
  });
  signals2.passTo((signal) => subprocess.kill(signal));
  const result = await subprocess;
  if (result.signal !== void 0) return { kind: "signalled", signal: result.signal, number: system.signals[result.signal] ?? 0 };
  if (result.exitCode !== void 0) return { kind: "exited", pid: subprocess.pid, exitCode: result.exitCode };
  return explainStart(file, result.cause ?? result);
}
var tooFewFiles = 'this process may hold too few open files to start anything; "ulimit -Hn" shows the limit, and 256 are enough';
var DESCRIPTORS = 2;
function hasRoom() {
  const taken = [];
  try {
    while (taken.length < DESCRIPTORS) taken.push(openSync2("/", "r"));
    return true;
  } catch (error) {
    return codeOf(error) !== "EMFILE";
  } finally {
    for (const descriptor of taken) closeSync2(descriptor);
  }
}
var calledOff = (signal) => ({
  kind: "not-started",
  status: 128 + system.signals[signal],
  message: `ended by ${signal} before the command was started`
});
function explainStart(file, error) {
  const code2 = error.code;
  const path6 = locate(file);
  if (code2 === "ENOENT" && path6 === null) {
    const where2 = file.includes("/") ? "there is no such file" : "it is in no directory of PATH";
    return { kind: "not-started", status: EXIT.notFound, message: `command not found: ${file} (${where2})` };
  }
  const why2 = code2 === "ENOENT" ? missingInterpreter(path6) : code2 === "EACCES" ? whyDenied(path6 ?? file) : reasonOf(error);
  return { kind: "not-started", status: EXIT.notExecutable, message: `can't run ${path6 ?? file}: ${why2}` };
}
function locate(file) {
  const candidates2 = file.includes("/") ? [file] : (process.env.PATH ?? "").split(delimiter).map((folder) => join2(folder, file));
  return candidates2.find((path6) => existsSync3(path6)) ?? null;
}
function missingInterpreter(path6) {
  const [, interpreter] = /^#!\s*(\S+)/.exec(readFileSync5(path6, "latin1").slice(0, 256)) ?? [];
  return interpreter === void 0 ? "the loader that it names (PT_INTERP) is missing here" : `its first line names ${interpreter}, which is missing`;
}
function whyDenied(path6) {
  if (!existsSync3(path6)) return "permission denied";
  if (statSync3(path6).isDirectory()) return "it is a directory";
  if (!mayExecute(".")) return `this user may not enter the working directory ${process.cwd()}`;
  return mayExecute(path6) ? "permission denied" : "it is not executable (chmod +x sets the bit)";
}
function mayExecute(path6) {
  try {
    accessSync(path6, constants5.X_OK);
    return true;
  } catch {
    return false;
  }
}
function correct(end2, { records, long }) {
  if (end2.kind !== "exited" || end2.exitCode !== 0) return end2;
  for (const record of long?.again() ?? records) {
    if (record.type !== "death" || record.pid !== end2.pid || record.ancestors[0]?.pid !== process.pid) continue;
    const number3 = record.status & 127;
    if (number3 !== 0) return { kind: "signalled", signal: `SIG${number3}`, number: number3 };
  }
  return end2;
}

// src/commands/signals.ts
import { readFileSync as readFileSync6 } from "node:fs";
var passedOn = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2"];
var typed = ["SIGINT", "SIGQUIT"];
function catchSignals() {
  let early = null;
  let send2 = null;
  for (const signal of passedOn) {
    process.on(signal, () => {
      if (send2 === null) early ??= signal;
      else if (!typed.includes(signal) || !inForeground()) send2(signal);
    });
  }
  return {
    early: async () => {
      await pollOnce();
      return early;
    },
    passTo: (target) => {
      send2 = target;
    }
  };
}
async function pollOnce() {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}
function inForeground() {
  try {
    return isForeground(readFileSync6("/proc/self/stat", "latin1"));
  } catch {
    return false;
  }
}
function isForeground(stat) {
  const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return terminal !== "0" && group !== void 0 && group === foreground;
}

// src/job.ts
var wholeMachine = { scope: "machine", rivals: null };
var NOTE_BYTES = 6e4;
function startedNote(pid, argv, privilege = null, bounds = wholeMachine) {
  const kept = [...argv];
  const note2 = () => JSON.stringify({ crashGate: "started", job: pid, argv: kept, ...privilege === null ? {} : { privilege }, ...bounds });
  let text4 = note2();
  while (kept.length > 0 && Buffer.byteLength(text4) > NOTE_BYTES) {
    kept.length = Math.floor(kept.length / 2);
    text4 = note2();
  }
  return text4;
}
function endedNote(exitCode, signal) {
  return JSON.stringify({ crashGate: "ended", exitCode, signal });
}
var stepsStartedNote = (pid, ci, privilege = null, bounds = wholeMachine) => JSON.stringify({ crashGate: "started", job: pid, argv: [], ci, ...privilege === null ? {} : { privilege }, ...bounds });
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
function belongsTo(job, process10) {
  if (job === null || job.pid === null) return null;
  if (typeof process10.inJob === "boolean") return process10.inJob;
  return process10.pid === job.pid || process10.ancestors.some((ancestor) => ancestor.pid === job.pid);
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

// src/publish/runner.ts
import { appendFileSync as appendFileSync3, statSync as statSync4 } from "node:fs";

// src/publish/file-command.ts
import { randomUUID as randomUUID2 } from "node:crypto";
function keyValue(name, value2) {
  const delimiter2 = `end-${randomUUID2()}`;
  return `${name}<<${delimiter2}
${value2}
${delimiter2}
`;
}

// src/publish/workflow-command.ts
import { randomUUID as randomUUID3 } from "node:crypto";
var MESSAGE_LIMIT = 4096;
var TITLE_LIMIT = 255;
function annotationCommand({ level, title, message: message2, file, line }) {
  return command(level, { title: clip(title, TITLE_LIMIT), file, line: file === void 0 ? void 0 : line }, clip(message2, MESSAGE_LIMIT));
}
function command(name, properties, data) {
  const pairs = Object.entries(properties).flatMap(
    ([key, value2]) => value2 === void 0 || value2 === "" ? [] : [`${key}=${property(String(value2))}`]
  );
  return `::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeData2(data)}
`;
}
var escapeData2 = (text4) => text4.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
function property(text4) {
  const escaped = escapeData2(text4).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return escaped.startsWith("=") ? ` ${escaped}` : escaped;
}
function inertLog(text4) {
  const token = randomUUID3();
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
var saveState = (state, runner2) => keep("GITHUB_STATE", "state", state, runner2);
function keep(variable, what, values, runner2) {
  const text4 = Object.entries(values).map(([name, value2]) => keyValue(name, value2)).join("");
  return text4 === "" ? null : append(variable, `the ${what}`, () => text4, runner2);
}
function addSummary(render3, runner2) {
  const write2 = (path6) => {
    const room = SUMMARY_LIMIT - (statSync4(path6, { throwIfNoEntry: false })?.size ?? 0);
    const text4 = render3({ bytes: Math.max(0, room - 1) });
    if (Buffer.byteLength(text4) >= room) throw new Error(`it has more than ${SUMMARY_LIMIT / 1024} KiB`);
    return text4.endsWith("\n") ? text4 : `${text4}
`;
  };
  return append("GITHUB_STEP_SUMMARY", "the job summary", write2, runner2);
}
function append(variable, what, text4, { environment }) {
  const path6 = environment[variable];
  if (path6 === void 0 || path6 === "") return failure(what, `the runner has not set ${variable}`);
  try {
    appendFileSync3(path6, text4(path6));
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
function isTestScript(path6) {
  const name = path6.slice(path6.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  if (/server|service|daemon|worker|proxy|mock/i.test(name)) return false;
  if (/(?:^|[-_.])(?:e2e|smoke|acceptance|integration)(?:[-_.]|$)/.test(name)) return true;
  return /^tests?$|[-_.](?:test|spec)s?$|^test_/.test(name) || /(?:^|\/)(?:tests?|spec|__tests__)\/(?:index|main|run|all)\.\w+$/.test(path6);
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
var isOtherPath = (path6) => path6.includes("/") && !path6.includes(" ") && classOf(path6.slice(path6.lastIndexOf("/") + 1)) === null;
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
var processKey = (process10) => `${process10.pid}:${process10.startedAt}`;
var baseName = (path6) => path6.slice(path6.lastIndexOf("/") + 1);
var multiCall = /* @__PURE__ */ new Set(["busybox", "toybox", "coreutils", "uutils", "pgrep", "dash"]);
var boxes = /* @__PURE__ */ new Set(["busybox", "toybox", "coreutils", "uutils"]);
function argvOf({ exe, argv }) {
  const own = boxes.has(baseName(exe ?? "")) && baseName(argv?.[0] ?? "") === baseName(exe ?? "");
  return own && /^\w/.test(argv[1] ?? "") ? argv.slice(1) : argv;
}
function exeName(process10) {
  const exe = process10.exe === null ? "" : baseName(process10.exe);
  const first = baseName(argvOf(process10)?.[0] ?? "");
  if (exe === "") return first === "" ? process10.comm : first;
  if (multiCall.has(exe)) return first === "" ? exe : first.replace(/^-/, "");
  return first !== "" && exe.startsWith(first) && classOf(first) !== null ? first : exe;
}
function programName(process10) {
  if (isOneWord(process10)) return process10.argv[0];
  const script2 = scriptOf(process10);
  return script2 === null ? exeName(process10) : baseName(script2).replace(/\.(?:c?m?js|ts|py|rb|pl|php|sh|jar|dll)$/, "");
}
var programClass = (process10) => {
  const titled = classOfTitle(process10.argv?.[0] ?? "") ?? classOfTitle(process10.comm);
  if (titled !== null) return titled;
  const own = classOf(exeName(process10)) ?? (isTestBinary(process10.exe ?? "") || isTestProgram(exeName(process10)) ? "test-runner" : null);
  if (own !== "interpreter") return own;
  return classOf(programName(process10)) ?? (isTestScript(scriptOf(process10) ?? "") ? "test-runner" : own);
};
var isSystemd = (process10) => process10 !== null && process10.comm === "systemd";
function isCommand(process10) {
  const kind2 = programClass(process10);
  if (kind2 === "shell") return scriptOf(process10) === null;
  if (kind2 === "interpreter" && scriptOf(process10) === null) return isInline(process10);
  return kind2 === "tool" || kind2 === "test-runner" || kind2 === "runtime" || commands.has(exeName(process10)) || isCheck(programName(process10));
}
var isInline = ({ argv }) => argv?.some((argument) => /^-(?:[a-zA-Z]*[ce]|-eval)$/.test(argument)) === true;
function scriptOf(process10) {
  const argv = argvOf(process10);
  return argv === null ? null : scriptAmong(exeName(process10), argv);
}
var LONGEST_NAME = 60;
function displayName(process10) {
  return nameOf3(process10) || shorten(process10.comm.trim()) || "(no name)";
}
function nameOf3(process10) {
  if (isRetitled(process10)) return shorten(commandTitle(process10) ?? titleOf(process10));
  const exe = exeName(process10);
  const script2 = scriptOf(process10);
  return shorten(script2 === null ? exe.trim() : `${exe} ${baseName(script2)}`);
}
function isRetitled(process10) {
  const [title = "", ...rest] = process10.argv ?? [];
  const sentence = title.includes(" ") && (!title.includes("/") || rest.length === 0 && process10.exe?.includes(" ") === false);
  return title.includes(": ") || sentence || isOneWord(process10) || rest.length > 0 && rest.every((argument) => argument === "");
}
function isOneWord(process10) {
  const [title = "", ...rest] = process10.argv ?? [];
  const own = classOf(exeName(process10)) === "interpreter";
  return own && /^[\w.@-]+$/.test(title) && !title.startsWith("-") && rest.length === 0 && classOf(title) !== "interpreter";
}
function titleOf(process10) {
  const words3 = (process10.argv ?? []).join(" ").trim().split(" ");
  const exe = exeName(process10);
  const command2 = words3.findIndex((word2, index) => index > 0 && (word2.startsWith("/") || word2 === exe && words3[index + 1]?.startsWith("-")));
  return words3.slice(0, command2 === -1 ? words3.length : command2).join(" ").replace(/:$/, "");
}
function commandTitle(process10) {
  const argv = process10.argv?.length === 1 ? process10.argv[0].split(" ") : [];
  const exe = exeName(process10);
  if (argv[0] === process10.exe && argv.length > 1) return `${exe} ${argv[1]}`;
  const script2 = argv[0] === exe ? scriptOf({ ...process10, argv }) : null;
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
    for (const [id, start4] of timeline3.containerStarts) starts.set(id, Math.min(start4, starts.get(id) ?? start4));
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
  const times = held.map(timeOf).sort((a2, b) => a2 - b);
  const beforeEnd = (count2) => times.at(-1 - count2) ?? Number.NEGATIVE_INFINITY;
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
  if (record === void 0) return nameless2;
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
var nameless2 = {
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
var temporaryFolderOf = (path6) => temporary.exec(path6)?.[0] ?? null;
var random = (word2) => /\d/.test(word2) && /[a-z]/.test(word2) && /[A-Z]/.test(word2);
var passing = [
  // UUIDs, hashes, process ids, timestamps.
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{12,}|\d{6,}/g, () => "#"],
  // mkdtemp's names: 6, 8 or 10 letters and digits.
  [/(?<=[/._-])(?:[A-Za-z\d]{10}|[A-Za-z\d]{8}|[A-Za-z\d]{6})(?=[/._-]|$)/g, (word2) => random(word2) ? "#" : word2],
  // The 3 of worker-3 and worker_3.js, but nothing of a folder, and no version of two numbers.
  [/(?<=[A-Za-z][-_#])\d+(?=(?:\.[A-Za-z]\w*)?$)/, () => "#"]
];
function lasting(path6) {
  const kept = passing.reduce((text4, [what, instead]) => text4.replace(what, instead), path6);
  return temporary.test(path6) ? `<tmp>/${kept.slice(kept.lastIndexOf("/") + 1).replace(/\d{3,}/g, "#")}` : kept;
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
var longer = (a2, b) => a2 === null || b !== null && b.ms > a2.ms ? b : a2;

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
    return found.sort((a2, b) => beginOf(a2.incident) - beginOf(b.incident));
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
      stories: this.#stories.toSorted((a2, b) => a2.lead.death.at - b.lead.death.at),
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
  killed2.sort((a2, b) => a2.at - b.at);
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
var formatCount = (count2) => Number.isFinite(count2) ? count2.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",") : String(count2);
var plural = (count2, one, many = `${one}s`) => `${formatCount(count2)} ${count2 === 1 ? one : many}`;
function listed(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
var trim = (value2, digits) => value2.toFixed(digits).replace(/\.0$/, "");

// src/crash/sentence.ts
var who = (process10) => `${displayName(process10)} (pid ${process10.pid})`;
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
var portsOf = (listening) => [...new Set(listening.map((socket2) => socket2.port))].filter((port) => port > 0).sort((a2, b) => a2 - b);

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
var programSlot = (parent, process10) => `program ${parent} ${programId(process10)}`;
var commandSlot = (parent, process10) => `command ${parent} ${commandId(process10)}`;
var activatedSlot = (process10) => commandSlot("activated", process10);
var exeSlot = (parent, process10) => `exe ${parent} ${process10.exe ?? process10.comm}`;
var containerSlot = (id) => `container ${id}`;
var roleSlot = ({ key }) => `role ${key}`;
var podSlot = (pod, process10) => `pod ${pod} ${programId(process10)}`;
var unitSlot = (unit) => `unit ${unit}`;
var portSlot = (port, { container: container2 }, process10) => `port ${port} ${container2?.id ?? ""} ${isRetitled(process10) ? exeId(process10) : programId(process10)}`;
var portCommandSlot = (port, place, process10) => isRetitled(process10) ? portSlot(port, place, process10) : `port ${port} ${place.container?.id ?? ""} command ${commandId(process10)}`;
var heirSlot = (parent, port) => `heir ${parent} ${port}`;
var programId = (process10) => `${exeId(process10)} ${scriptOf(process10) ?? ""}`;
var commandId = (process10) => `${process10.exe ?? process10.comm} ${JSON.stringify(process10.argv?.map(withoutHandles) ?? null)}`;
var withoutHandles = (argument) => argument.replace(/\b(tracker_fd|pipe_handle|parent_pid)=\d+/g, "$1");
var exeId = (process10) => process10.exe ?? exeName(process10);
function candidatesOf(start4, ports) {
  const parent = start4.parent === null ? null : processKey(start4.parent);
  if (start4.programs.length === 0) {
    const slots = parent === null ? [] : slotsOfFork(start4.runs, parent);
    return [
      ...slots.map((slot) => ({ slot, at: start4.at, start: start4 })),
      ...portSlotsOf(start4.runs, start4.place, ports).map((slot) => ({ slot, at: start4.startedAt, start: start4 }))
    ];
  }
  return start4.programs.flatMap((program) => slotsOfProgram(program, start4, parent, ports).map((slot) => ({ slot, at: program.at, start: start4 })));
}
function slotsOfFork({ hasConnection }, parent) {
  if (hasConnection === true) return [];
  return hasConnection === false ? [forkSlot(parent), workerSlot(parent)] : [forkSlot(parent)];
}
function slotsOfProgram(program, start4, parent, ports) {
  const { place } = start4;
  const slots = [];
  if (parent !== null) slots.push(exeSlot(parent, program), programSlot(parent, program), commandSlot(parent, program));
  if (parent !== null) slots.push(...ports.map((port) => heirSlot(parent, port)));
  if (start4.parent !== null && exeName(start4.parent) === "dbus-daemon") slots.push(activatedSlot(program));
  if (place.container !== null && start4.nsPid === 1 && !ociRuntimes.has(exeName(program)))
    slots.push(containerSlot(place.container.id), ...rolesOf(place.container).map(roleSlot));
  if (place.container?.pod && start4.nsPid === 1) slots.push(podSlot(place.container.pod, program));
  if (place.unit !== null && isSystemd(start4.parent)) slots.push(unitSlot(place.unit));
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
  const before2 = id === null ? void 0 : known.get(id);
  if (id === null || name === null || before2?.name) return;
  known.set(id, { type: "container", at: at3, id, runtime: null, image: null, compose: null, restart: null, pod: null, ...before2, name });
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
var common2 = table([
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
  return own === null ? null : own.get(number3) ?? common2.get(number3) ?? null;
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
  const start4 = hex(death2.stack?.start ?? null);
  const pointer = hex(fault2.stackPointer);
  const limit = death2.stack?.limitBytes ?? null;
  if (start4 === null || pointer === null || limit === null || fault2.tid !== death2.pid || !Number.isSafeInteger(limit)) return false;
  const used = start4 - address;
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
  return steps.flatMap((step2) => step2.what === "begin" && step2.id !== null ? [{ id: step2.id, from: step2.at, to: ends.get(keyOf(step2)) ?? null }] : []).sort((a2, b) => a2.from - b.from);
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
  const after2 = death2.at - sent2.at;
  if (exitCode === 128 + sent2.signal) return after2 <= SLOW_STOP_TIME;
  if ([SIGTERM, SIGINT, SIGQUIT].includes(sent2.signal)) return after2 <= STOP_TIME;
  return after2 <= ANSWER_TIME && (sent2.signal !== SIGHUP || isParent(sent2.sender, death2));
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
  const start4 = containerStarts.get(id);
  if (start4 === void 0) return others(`nothing tells when ${label2} started`);
  if (start4 < rootStartedAt) return others(`${label2} ran before the job began`);
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
  const finished7 = /* @__PURE__ */ new Set();
  const listens = /* @__PURE__ */ new Map();
  const starts = /* @__PURE__ */ new Map();
  const ordered = records.filter((record) => record.type !== "header").sort((a2, b) => a2.at - b.at);
  const containers2 = findContainers(ordered);
  const steps = findStepRuns(ordered);
  for (const record of ordered) {
    if (record.type === "death") crashes.push(explainDeath(record, machine, { containers: containers2, steps }));
    else if (record.type === "end") {
      goodEnds.set(processKey(record), record.at);
      if (record.asked !== true) finished7.add(processKey(record));
    } else if (record.type === "listen") append2(listens, portKey(record), record);
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
    finished: finished7,
    starts: [...starts].map(([key, start4]) => toStarted(key, start4, containers2)).sort((a2, b) => a2.at - b.at),
    listens,
    containerStarts: findContainerStarts(crashes)
  };
}
function findContainerStarts(crashes) {
  const starts = /* @__PURE__ */ new Map();
  for (const crash of crashes) {
    const id = crash.place.container?.id;
    const start4 = id === void 0 ? null : containerStart(crash);
    if (id !== void 0 && start4 !== null) starts.set(id, Math.min(start4, starts.get(id) ?? start4));
  }
  return starts;
}
function addStart(starts, start4) {
  const key = processKey(start4);
  const known = starts.get(key);
  if (known === void 0) starts.set(key, { first: start4, programs: start4.how === "exec" ? [start4] : [] });
  else if (start4.how === "exec" && known.programs.every((program) => program.at !== start4.at)) known.programs.push(start4);
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
function append2(lists, key, value2) {
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
var isCopy = (process10, parent) => parent !== void 0 && process10.exe === parent.exe && JSON.stringify(process10.argv) === JSON.stringify(parent.argv);
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
    for (const [port, listens] of timeline3.listens) for (const listen2 of listens) append2(ports, processKey(listen2), port);
    for (const start4 of timeline3.starts) {
      for (const candidate of candidatesOf(start4, ports.get(start4.key) ?? [])) append2(this.#places, candidate.slot, candidate);
      if (start4.parent !== null) append2(this.#children, processKey(start4.parent), start4);
    }
    for (const { parent, death: death2 } of timeline3.crashes) if (parent !== null) append2(this.#crashes, parent, death2);
    for (const list3 of this.#places.values()) list3.sort((a2, b) => a2.at - b.at);
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
    const between2 = this.#children.get(parent)?.filter((start4) => start4.key !== found.start.key && start4.at > death2.at && start4.at < found.at) ?? [];
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
    const forks = this.#children.get(parent)?.filter((start4) => start4.programs.length === 0 && start4.runs.hasConnection !== true && soon(start4)) ?? [];
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
    for (const start4 of starts) {
      for (const { slot, at: at3 } of candidatesOf(start4, [])) {
        append2(this.#times, slot, { at: at3 });
        if (start4.place.container !== null) this.#following.add(following(slot, start4.runs.after));
      }
    }
    for (const times of this.#times.values()) times.sort((a2, b) => a2.at - b.at);
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
  const replacements2 = findReplacements(timeline3, drafts);
  const successors = new Set([...replacements2.values()].map(processKey));
  const stories = drafts.map((draft) => toStory(timeline3, draft, replacements2.get(draft) ?? null, { successors, restarts }));
  return stories.sort((a2, b) => a2.lead.death.at - b.lead.death.at);
}
function findReplacements(timeline3, drafts) {
  const index = new Replacements(timeline3);
  const found = /* @__PURE__ */ new Map();
  const asked = drafts.flatMap((draft) => [draft.lead, ...draft.outer].map((crash) => ({ draft, crash })));
  asked.sort((a2, b) => a2.crash.death.at - b.crash.death.at);
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
    const { process: process10, at: at3, between: between2 } = found;
    return { process: process10, at: at3, direct: crash === lead && between2.length === 0, ranAgain: isRunAgain(crash, found, restarts) };
  }
  return null;
}
function whoWentOn({ job, goodEnds }, { death: death2 }) {
  if (job === null) return null;
  const inside = insideJob(job, death2);
  for (const [index, process10] of inside.entries()) {
    const at3 = goodEnds.get(processKey(process10));
    if (at3 !== void 0 && at3 >= death2.at && programClass(process10) !== "runtime") return { process: process10, at: at3, between: inside.slice(0, index) };
  }
  return null;
}
function isRunAgain({ death: death2 }, { process: process10, between: between2 }, restarts) {
  const children = [death2, ...between2];
  const isItself = ({ exe, argv }) => exe === process10.exe && JSON.stringify(argv) === JSON.stringify(process10.argv);
  return [...between2, process10].some(
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
  const errors = Object.entries(trailer2.errors).filter(([, count2]) => count2 > 0);
  if (errors.length > 0)
    problems.push({
      kind: "helper-errors",
      message: `failed in the kernel: ${listed(errors.map(([name, count2]) => `${name} (${formatCount(count2)})`))}`
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
var codesOf = (signals2) => [...new Set(signals2.flatMap(codeNames))];
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
  const after2 = (text4, position) => {
    let at3 = position;
    for (const atom of segment) {
      const code2 = text4.codePointAt(at3);
      if (code2 === void 0 || !(typeof atom === "string" ? atom.codePointAt(0) === code2 : atom(code2))) return -1;
      at3 += unitsOf(code2);
    }
    return at3;
  };
  const before2 = (text4) => {
    let at3 = text4.length;
    for (let left = segment.length; left > 0 && at3 > 0; left--) at3 -= at3 > 1 && unitsOf(text4.codePointAt(at3 - 2)) === 2 ? 2 : 1;
    return after2(text4, at3) === text4.length ? at3 : -1;
  };
  const find2 = (text4, from, end2) => {
    for (let position = from; position + segment.length <= end2; position += unitsOf(text4.codePointAt(position))) {
      const found = after2(text4, position);
      if (found !== -1) return found <= end2 ? found : -1;
    }
    return -1;
  };
  return { after: after2, before: before2, find: find2 };
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
  const write2 = (path6) => `Write ${JSON.stringify(path6)}`;
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
function called(process10) {
  const known = calledBefore.get(process10);
  if (known !== void 0) return known;
  const found = nameAll(process10);
  calledBefore.set(process10, found);
  return found;
}
var calledBefore = /* @__PURE__ */ new WeakMap();
function nameAll(process10) {
  const script2 = scriptOf(process10);
  const names3 = [process10.exe === null ? process10.comm : baseName(process10.exe), programName(process10), ...script2 === null ? [] : [baseName(script2)]];
  const distinct = [...new Set(names3)];
  return { path: process10.exe, names: distinct, key: [process10.exe ?? "", ...distinct].join("\0") };
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
  const readable2 = matchOf(incident);
  if (!hitsAnother(readable2)) return readable2;
  const signed = { ...readable2, signature: literalGlob(incident.signature) };
  const masked = common3(incident, ({ masked: masked2 }) => masked2);
  return masked === null || !hitsAnother(signed) ? signed : { ...signed, masked };
}
function matchOf(incident) {
  const { death: death2, cause, place, end: end2 } = incident.stories[0].lead;
  const script2 = scriptOf(death2);
  const path6 = death2.exe?.startsWith("/") === true ? globOfPath(death2.exe) : null;
  const exe = path6 === null || whyNoPath(path6) !== null ? null : path6;
  const sender2 = common3(incident, ({ lead }) => lead.sender === null ? null : programName(lead.sender));
  const step2 = common3(incident, ({ lead }) => lead.death.step);
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
function common3({ stories, count: count2 }, of) {
  const values = new Set(stories.map(of));
  return stories.length === count2 && values.size === 1 ? [...values][0] : null;
}
var madeUp = /^[a-z]+_[a-z]+\d?$/;
function placeKeys(container2, unit) {
  if (container2 === null) return { unit: unit === null || unit === "" ? null : stars(numberless(unit)) };
  const { name, image, compose: compose2 } = container2;
  const given2 = compose2?.service ?? (name === null || madeUp.test(name) ? null : name);
  return { container: given2 === null || given2 === "" ? null : literalGlob(given2), image: image === null || image === "" ? null : literalGlob(image) };
}
function globOfPath(path6) {
  const folder = temporaryFolderOf(path6);
  const last = lasting(path6);
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
  const start4 = Date.parse(header2?.clock.startedAt ?? "");
  return {
    iso: (ns) => {
      const date = new Date(start4 + ns / 1e6);
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
  const { stories, count: count2 } = incident;
  const replaced2 = stories.flatMap(({ replacement }) => replacement === null ? [] : [replacement]);
  if (replaced2.length > 0) {
    const whole = replaced2.length === stories.length ? "" : ` in ${replaced2.length} of ${plural(stories.length, "case")}`;
    const by = [...new Set(replaced2.map((replacement) => replacement.by))];
    const delays = replaced2.map(({ afterMs }) => formatDuration(afterMs));
    return [`replaced by ${by[0]}${by.length > 1 ? ` and ${plural(by.length - 1, "other")}` : ""} after ${some(delays, count2)}${whole}`];
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
  const others2 = new Set(found.map(({ process: process10 }) => processKey(process10))).size - 1;
  const more = others2 > 0 ? `, and so did ${plural(others2, "other")}` : "";
  const whole = found.length === stories.length ? "" : ` in ${found.length} of ${plural(stories.length, "case")}`;
  return [`${who(first.process)} ${response(first)} and ended with 0, ${formatDuration(first.after)} later${more}${whole}`];
}
function some(items, count2, most = 3) {
  const more = count2 - Math.min(items.length, most);
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
var toNamed = (process10) => ({ pid: process10.pid, name: displayName(process10) });
function toSender(crash, job) {
  const { sender: sender2 } = crash;
  if (sender2 === null) return null;
  const { pid, exe, argv, comm, uid } = sender2;
  const relation = relationOf(crash, job) ?? "unknown";
  return { pid, name: displayName(sender2), ...{ exe, argv, comm, uid }, ancestors: sender2.ancestors.map(toNamed), relation };
}
function toSwallower({ lead, swallowedBy }, clock) {
  if (swallowedBy === null) return [];
  const { process: process10, at: at3, direct, ranAgain } = swallowedBy;
  const afterMs = (at3 - lead.death.at) / 1e6;
  return [{ pid: process10.pid, name: displayName(process10), argv: process10.argv, direct, ranAgain, exitCode: 0, at: clock.iso(at3), afterMs }];
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
  const worstFirst = findings.incidents.toSorted((a2, b) => severity(b.decision.rule.level) - severity(a2.decision.rule.level));
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
    return [...this.#byRule.values()].sort((a2, b) => b.count - a2.count).map(({ rule, count: count2, examples }) => ({
      rule: rule.id,
      sentence: rule.sentence,
      counted: rule.counted[count2 === 1 ? 0 : 1],
      count: count2,
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
    return [...this.#steps.values()].sort((a2, b) => a2.fromMs - b.fromMs);
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
var sameExe = (process10, parent) => process10.exe !== null && process10.exe === parent?.exe;
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
    return [{ rule, written: rule.written, expected, seen: times, status: statusOf3(expected, times, mayBeMissing) }];
  });
}
function statusOf3({ min, max }, seen, mayBeMissing) {
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
var often = (count2) => count2 === 1 ? "once" : plural(count2, "time");
var seenPhrase = (seen) => seen === 0 ? "never seen" : `seen ${often(seen)}`;

// src/rules/objection.ts
function objectionsTo({ problems }, expectations) {
  return [
    ...problems.map(({ file, line, column, message: message2 }) => `${file}:${line}:${column}: ${message2}`),
    ...expectations.filter(isUnmet).map(({ rule, expected, seen }) => `expected ${timesPhrase(expected)}, ${seenPhrase(seen)}: ${rule.sentence} (${rule.id})`)
  ];
}

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
  const count2 = (level) => levels3.filter((candidate) => candidate === level).length;
  const incomplete2 = problems.map(({ message: message2 }) => message2);
  const errors = count2("error") === 0 ? [] : [plural(count2("error"), "incident counts as an error", "incidents count as errors")];
  if (errors.length + objections4.length > 0) return { verdict: "failed", reasons: [...errors, ...objections4, ...incomplete2] };
  if (problems.length > 0) return { verdict: "inconclusive", reasons: incomplete2 };
  const shown = ["warning", "notice"].filter((level) => count2(level) > 0).map((level) => plural(count2(level), level));
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
var jobOf = ({ records }) => findJob(records.filter((record) => record.type === "note").sort((a2, b) => a2.at - b.at));

// src/action/tell.ts
import { resolve as resolve4 } from "node:path";
import { fileURLToPath as fileURLToPath4 } from "node:url";

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
import { mkdirSync, statSync as statSync5 } from "node:fs";
import { dirname as dirname2, resolve as resolve2 } from "node:path";
function makeFolder(path6) {
  const folder = resolve2(path6);
  if (isFolder(folder)) return;
  if (dirname2(folder) !== folder) makeFolder(dirname2(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !isFolder(folder)) throw error;
  }
}
var isFolder = (path6) => statSync5(path6, { throwIfNoEntry: false })?.isDirectory() ?? false;

// src/publish/files.ts
import { randomUUID as randomUUID4 } from "node:crypto";
import { renameSync, rmSync, writeFileSync as writeFileSync2 } from "node:fs";
import { join as join3 } from "node:path";
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
  const path6 = join3(folder, name);
  const fresh = join3(folder, `.${name}.${randomUUID4()}`);
  try {
    writeFileSync2(fresh, content, { flag: "wx", mode });
    renameSync(fresh, path6);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return path6;
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
    ...ignored3.filter(({ userRule }) => userRule).map(({ count: count2, sentence, rule }) => ({ what: plural(count2, "end"), reason: sentence, rule }))
  ];
}
var ignoredByUs = ({ ignored: ignored3 }) => ignored3.filter(({ userRule }) => !userRule);
var acceptedCount = ({ rules, ignored: ignored3 }) => rules.expectations.reduce((sum, { seen, status }) => sum + (status === "too-many" ? 0 : seen), 0) + ignored3.reduce((sum, { count: count2, userRule }) => sum + (userRule ? count2 : 0), 0);

// src/report/words.ts
function labelOf({ cause }) {
  if (cause.kind === "oom") return "OOM";
  return "exitCode" in cause && cause.exitCode !== null ? `exit ${cause.exitCode}` : "signal" in cause ? cause.signal : cause.kind;
}
var endOf = ({ title, process: process10 }) => title.slice(process10.name.length).trim();
var momentsOf = ({ crashes, count: count2 }) => {
  const moments = crashes.map(({ atMs }) => `+${formatDuration(atMs)}`);
  return `at ${some(moments, count2)}`;
};
function placeOf2({ container: container2, unit }) {
  if (container2 === null) return unit;
  const known = knownOf2(container2);
  return [`container ${containerName(container2)} (${known.length === 0 ? container2.runtime : known.join(", ")})`, ...aroundOf(container2)].join(", ");
}
var containerName = ({ name, id }) => name ?? id.slice(0, 12);
var aroundOf = ({ inside }) => inside === null ? [] : [`in container ${containerName(inside)}`];
function knownOf2({ image, compose: compose2, podName, namespace: namespace2 }) {
  return [
    ...image === null ? [] : [image],
    ...compose2 === null ? [] : [`compose ${[compose2.project, ...compose2.service === null ? [] : [compose2.service]].join("/")}`],
    ...podName === null ? [] : [`pod ${[...namespace2 === null ? [] : [namespace2], podName].join("/")}`]
  ];
}
function stepsAround({ step: step2, stepBy, during }) {
  const own = step2 === null || stepBy === "running" ? [] : [{ how: "of step", id: step2 }];
  return during === null || own.length > 0 && during === step2 ? own : [...own, { how: "during step", id: during }];
}
function whose(incident) {
  const { process: process10 } = incident;
  const parent = process10.ancestors[0];
  const stranger = process10.inJob === false && process10.container === null && process10.unit === null && parent !== void 0;
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
  const more = followerCount - shown.reduce((sum, [, { count: count2 }]) => sum + count2, 0);
  const texts3 = shown.map(([how, { text: text4, count: count2 }]) => count2 === 1 ? text4 : `${plural(count2, "other")}, each of which ${how}`);
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
var countOf = (group) => group.reduce((sum, { count: count2 }) => sum + count2, 0);
var levelOf = (incident) => incident.level === "ignored" ? "notice" : incident.level;
var NAME = 100;
var SENTENCE = 400;
function annotationOf(group) {
  const first = group[0];
  const lines = [first.explanation, first.outcome, [momentsOf(first), ...whose(first), ...placesOf(group)].join("; "), ruleLine(first)];
  return { level: levelOf(first), title: titleOf2(group), message: lines.map((line) => plain(line, SENTENCE)).join("\n") };
}
var nouns = { exit: "failure", killed: "kill" };
var hidden2 = {
  replaced: () => " and was replaced",
  swallowed: ({ swallowers }) => `, and what waited for it ${response(swallowers[0])}`,
  "tests-passed": () => ", and the run passed",
  no: () => ""
};
function titleOf2(group) {
  const first = group[0];
  const count2 = countOf(group);
  const noun = nouns[first.cause.kind] ?? "crash";
  const kind2 = first.masked === "no" ? noun[0].toUpperCase() + noun.slice(1) : `Hidden ${noun}`;
  const times = count2 === 1 ? "" : count2 === 2 ? " twice" : ` ${plural(count2, "time")}`;
  return `${kind2}: ${plain(first.process.name, NAME)} ${plain(endOf(first), NAME)}${times}${hidden2[first.masked](first)}`;
}
var MOST_PLACES = 3;
function placesOf(group) {
  const places = [...new Set(group.flatMap(({ process: process10 }) => placeOf2(process10) ?? []))];
  if (places.length === 0) return [];
  const more = places.length - MOST_PLACES;
  return [`in ${listed([...places.slice(0, MOST_PLACES), ...more > 0 ? [plural(more, "other")] : []])}`];
}
var MOST_NAMED = 20;
function remaining(groups) {
  const incidents2 = groups.flat();
  const worst = incidents2.toSorted((a2, b) => severity(b.level) - severity(a2.level))[0];
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
  const count2 = acceptedCount(report);
  return count2 === 0 ? "" : `, ${formatCount(count2)} accepted by rules`;
};
function objections({ rules }) {
  const unmet = rules.expectations.filter(isUnmet).length;
  return [...rules.problems.length > 0 ? ["the rules can't be used"] : [], ...unmet > 0 ? [`${plural(unmet, "expectation")} not met`] : []];
}
function failure2(report) {
  const count2 = occurrences(report, "error");
  return count2 === 0 ? [] : [crashesOf(report, count2)];
}
function crashesOf(report, count2) {
  const crashes = plural(count2, "crash", "crashes");
  const hidden3 = plural(count2, "hidden crash", "hidden crashes");
  const { command: command2, job } = report;
  if (job !== null) return job.result === "passed" ? `${hidden3} behind a passing job` : `${crashes}${jobPhrases[job.result]}`;
  if (command2?.exitCode === 0) return `${hidden3} behind a passing run`;
  if (command2 === null) return crashes;
  if (command2.exitCode !== null) return `${crashes}; the run itself failed with ${command2.exitCode}`;
  return command2.signal === null ? crashes : `${crashes}; the run itself was ended by ${command2.signal}`;
}
var jobPhrases = { failed: "; the job itself failed", cancelled: "; the job was cancelled", unknown: "" };
var occurrences = (report, ...levels3) => report.incidents.filter((incident) => levels3.includes(incident.level)).reduce((sum, incident) => sum + incident.count, 0);
function watchLine({ watch: watch2, ignored: ignored3 }) {
  const time = watch2.seconds === null ? "nothing watched" : `${formatDuration(watch2.seconds * 1e3)} watched`;
  const processes = watch2.processes === null ? [] : [plural(watch2.processes, "process", "processes")];
  const elsewhere = ignored3.filter(({ rule }) => isElsewhere(rule)).map(({ count: count2, counted }) => `${formatCount(count2)} ${counted}`);
  return [time, ...processes, ...scopePhrase(watch2), ...elsewhere, lossPhrase(watch2)].join(", ");
}
var scopePhrase = ({ scope }) => scope === "job" ? ["only the job's processes count"] : [];
function ignoredPhrase(report) {
  const ignored3 = ignoredByUs(report);
  const total = ignored3.reduce((sum, { count: count2 }) => sum + count2, 0);
  const elsewhere = ignored3.some(({ rule }) => isElsewhere(rule)) ? ", or not the job's" : "";
  return `${plural(total, "end")} that ${total === 1 ? "is" : "are"} part of the work${elsewhere}`;
}
function lossPhrase({ complete, lost: lost2 }) {
  if (complete) return "nothing lost";
  return lost2 !== null && lost2 > 0 ? `${formatCount(lost2)} lost` : "incomplete";
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
function commandParts(process10) {
  const { argv } = process10;
  if (argv === null || argv.length === 0) return [];
  return isRetitled(process10) ? [", which calls itself ", { code: argv.join(" ").trim() }] : [", started as ", { code: commandLine(argv) }];
}
var MOST_ARGUMENTS = 100;
var MOST_CHARACTERS = 4e3;
function commandLine(argv) {
  const words3 = argv.slice(0, MOST_ARGUMENTS).map((word2) => {
    const start4 = word2.slice(0, MOST_CHARACTERS);
    return /^[\w@%+=:,./-]+$/.test(start4) ? start4 : `'${start4.replaceAll("'", "'\\''")}'`;
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
  const { id, name, runtime, image, compose: compose2, restart, pod, podName, namespace: namespace2, inside } = container2;
  return [
    name === null ? ["container ", { code: id }, ` (${runtime})`] : ["container ", { code: name }, ` (${runtime}, `, { code: id.slice(0, 12) }, ")"],
    ...image === null ? [] : [["image ", { code: image }]],
    ...compose2 === null ? [] : [["compose project ", { code: compose2.project }, ...compose2.service === null ? [] : [", service ", { code: compose2.service }]]],
    ...podName === null ? [] : [["pod ", { code: podName }, ...namespace2 === null ? [] : [" in namespace ", { code: namespace2 }]]],
    ...pod === null ? [] : [[podName === null ? "pod " : "pod uid ", { code: pod }]],
    ...restart === null || restart.policy === null ? [] : [restartParts(restart.policy, restart)],
    ...inside === null ? [] : [["in ", ...joined(containersParts(inside))]]
  ];
}
var restartParts = (policy2, { most, count: count2 }) => [
  "restart policy ",
  { code: most === null ? policy2 : `${policy2}:${most}` },
  ...count2 === 0 ? [] : [` (used ${count2 === 1 ? "once" : `${formatCount(count2)} times`})`]
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
function replacedBy({ replacements: replacements2, swallowers, count: count2 }) {
  const [first] = replacements2;
  const [swallower] = swallowers;
  if (first === void 0) return swallower === void 0 ? "nothing" : `nothing; ${code(swallower.name)} ${response(swallower)}`;
  const delays = replacements2.map(({ afterMs }) => formatDuration(afterMs));
  return `${code(first.by.replace(/ \(pid \d+\)$/, ""))} after ${some(delays, count2, 2)}`;
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
  const { crashes, count: count2 } = incident;
  const more = count2 - crashes.length;
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
  const lost2 = [...scopePhrase(watch2), lossPhrase(watch2)].join("; ");
  const from = watch2.startedAt === null ? "" : ` from ${text(watch2.startedAt, 30)}`;
  return `Watched${from} for ${formatDuration(watch2.seconds * 1e3)}${kernel} with ${plural(hooks, "kernel hook")}: ${ended}${formatCount(watch2.deaths)} of them abnormally; ${lost2}.`;
}
function ignored(report) {
  const rules = ignoredByUs(report);
  if (rules.length === 0) return "";
  return [`${ignoredPhrase(report)}:`, "", ...rules.map(ignoredRule)].join("\n");
}
function ignoredRule({ rule, sentence, counted, count: count2, examples }) {
  const named = examples.map((example) => code(example)).join(", ");
  return [
    `<details><summary>${formatCount(count2)} ${html(counted, 120)}: ${html(sentence)}</summary>`,
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
  for (const section3 of sections.toSorted((a2, b) => a2.rank - b.rank)) {
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
var NOTE_BYTES2 = 1e3;
function compose(report, contents, limits) {
  const top2 = `${marks2[report.verdict]} Crash Gate: ${text(headline(report))}`;
  if (report.verdict === "clean") return `${top2} (${text(watchLine(report))})
`;
  const title = `### ${top2}`;
  const foot = watched(report);
  const room = limits.bytes - Buffer.byteLength(title) - Buffer.byteLength(foot) - NOTE_BYTES2;
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
import { createHash as createHash4 } from "node:crypto";

// bpf/binary.ts
import { accessSync as accessSync2, closeSync as closeSync3, constants as constants6, openSync as openSync3, readSync, statSync as statSync6 } from "node:fs";
import { fileURLToPath as fileURLToPath3 } from "node:url";

// bpf/surroundings.ts
import { existsSync as existsSync4, readFileSync as readFileSync7, readlinkSync as readlinkSync2 } from "node:fs";
var MACHINE2 = "pid:[4026531836]";
var orNull = (ask3) => (path6) => {
  try {
    return ask3(path6);
  } catch {
    return null;
  }
};
var real = { read: orNull((path6) => readFileSync7(path6, "latin1")), link: orNull((path6) => readlinkSync2(path6)), exists: existsSync4 };
function readSurroundings({ read: read2, link, exists } = real) {
  const status = read2("/proc/self/status");
  const value2 = (key) => new RegExp(`^${key}:\\s*(\\S+)`, "m").exec(status ?? "")?.[1] ?? null;
  const bound = value2(process.getuid?.() === 0 ? "CapEff" : "CapBnd");
  const seccomp = value2("Seccomp");
  const pids = link("/proc/self/ns/pid");
  const files = /^Max open files +\S+ +(\d+)/m.exec(read2("/proc/self/limits") ?? "")?.[1];
  const disabled = read2("/proc/sys/kernel/unprivileged_bpf_disabled");
  return {
    machinePids: pids === null ? null : pids === MACHINE2,
    machineUsers: isWhole(read2("/proc/self/uid_map")),
    capabilities: bound === null ? null : BigInt(`0x${bound}`),
    seccomp: seccomp === null ? null : seccomp !== "0",
    lockdown: /\[(none|integrity|confidentiality)\]/.exec(read2("/sys/kernel/security/lockdown") ?? "")?.[1] ?? null,
    cgroups: cgroupsOf(read2("/proc/self/mountinfo")),
    container: exists("/.dockerenv") ? "docker" : exists("/run/.containerenv") ? "podman" : null,
    unprivilegedBpfDisabled: disabled === null ? null : Number(disabled),
    openFiles: files === void 0 ? null : Number(files)
  };
}
var isWhole = (map) => map === null ? null : /^\s*0\s+0\s+4294967295\s*$/.test(map);
function cgroupsOf(mounts) {
  if (mounts === null) return null;
  const has = (type) => mounts.split("\n").some((line) => line.includes(` - ${type} `));
  if (has("cgroup")) return has("cgroup2") ? "hybrid" : "v1";
  return has("cgroup2") ? "v2" : "none";
}
var CAP_SYS_ADMIN = 21n;
var CAP_BPF = 39n;
var mayLoad = ({ capabilities }) => capabilities === null ? null : [CAP_SYS_ADMIN, CAP_BPF].some((bit) => (capabilities >> bit & 1n) === 1n);

// bpf/obstacle.ts
var SOCKET = "/var/run/docker.sock";
var OUTSIDE = `Mount the docker socket into the container ("-v ${SOCKET}:${SOCKET}"), or run outside of it`;
var UNFILTERED = `${OUTSIDE}, or start it with "--security-opt seccomp=unconfined"; for a systemd service, leave bpf out of SystemCallFilter=.`;
var killedBySeccomp = { message: "a seccomp filter kills every process that calls bpf()", remedy: UNFILTERED };
var OPEN_FILES = 64;
var tooFewFiles2 = {
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
    ...tooFewFiles2
  },
  {
    kinds: ["proof-missed"],
    applies: ({ machinePids }) => machinePids === false,
    message: "this process is in a container with process numbers of its own, and those that the kernel tells are others",
    remedy: `${OUTSIDE}, or start it with "--pid=host".`
  }
];
var findObstacle = (kind2, surroundings) => rows.find((row) => row.kinds.includes(kind2) && row.applies(surroundings)) ?? null;

// bpf/failure.ts
var kindByStatus = {
  2: "usage",
  10: "no-privilege",
  11: "no-btf",
  12: "no-bpf",
  13: "cannot-attach",
  14: "proof-missed",
  15: "output",
  16: "elsewhere"
};
var kindByRefusal = {
  ENOENT: "not-found",
  EACCES: "not-executable",
  ENOEXEC: "not-executable",
  EPERM: "not-executable"
};
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
function combine(failures) {
  const [first, ...others2] = failures;
  const docker = others2.at(-1);
  if (docker === void 0 || docker.kind === "no-socket") return first;
  return {
    ...first,
    message: `${first.message}; and ${docker.message}`,
    remedy: `${docker.remedy} Or: ${first.remedy}`,
    output: [...first.output, ...docker.output]
  };
}
function explainEnding(ending, path6, surroundings = readSurroundings()) {
  const { status, signal, refused: refused3, output } = ending;
  const details2 = { exitStatus: status, output };
  if (refused3 !== null) return explainRefusal(refused3, path6);
  if (signal === "SIGSYS") return failure3("no-bpf", { ...details2, ...killedBySeccomp });
  if (signal !== null) return failure3("died", { ...details2, message: `the tracer was ended by ${signal}` });
  const sudo = status === 1 ? output.filter((line) => line.startsWith("sudo: ")) : [];
  if (sudo.length > 0 && surroundings?.machineUsers !== false) return explainSudo(sudo, path6, details2);
  const kind2 = sudo.length > 0 ? "no-privilege" : kindByStatus[status ?? -1];
  if (kind2 === void 0) return failure3("died", { ...details2, message: `the tracer ended with status ${status}` });
  const obstacle = surroundings === null ? null : findObstacle(kind2, surroundings);
  return failure3(kind2, { ...details2, ...obstacle ?? (kind2 === "no-privilege" ? explainPrivilege(path6) : {}) });
}
function explainRefusal(refused3, path6) {
  const message2 = `${refused3.path ?? path6} could not be started (${refused3.code})`;
  if (refused3.code === "EMFILE") return failure3("cannot-attach", { ...tooFewFiles2, output: [message2] });
  if (refused3.path === "sudo") return failure3("no-privilege", { ...explainNoSudo(refused3.code ?? "", path6), output: [message2] });
  return failure3(kindByRefusal[refused3.code ?? ""] ?? "died", { message: message2 });
}
var noSudo = {
  EAGAIN: [
    "this user may not have more processes",
    'Allow more: "ulimit -u" and the pids limit of its cgroup (docker: --pids-limit, systemd: TasksMax=) tell.'
  ],
  ENOMEM: ["there is not enough memory", "Free some, or raise the limit of the container or service."],
  EACCES: [
    "it may not be run",
    'See "ls -l $(which sudo)", whether its file system is mounted noexec, and whether every folder in PATH may be entered.'
  ],
  EPERM: ["it may not be run", "A sandbox or security module forbids it; run as root."]
};
function explainNoSudo(code2, path6) {
  const { remedy: otherwise } = explainPrivilege(path6);
  if (code2 === "ENOENT") return { message: "this process is not root, and there is no sudo", remedy: otherwise };
  const [why2, remedy2] = noSudo[code2] ?? [`the system says ${code2}`, otherwise];
  return { message: `this process is not root, and sudo could not be started: ${why2}`, remedy: remedy2 };
}
var sudoRefusals = [
  // sudo itself was allowed, and exec failed: a noexec mount, or a directory that root may not enter.
  { says: /: (command not found|Permission denied|Exec format error)$/, explain: (path6) => ["not-executable", `root may not run ${path6}`] },
  {
    says: /no new privileges/,
    explain: () => [
      "no-privilege",
      'this process may never get other rights, not even through sudo (it has the "no new privileges" flag)',
      'Start the container without "--security-opt no-new-privileges" (Kubernetes: allowPrivilegeEscalation: true), the systemd service with NoNewPrivileges=no, or run as root.'
    ]
  },
  {
    says: /setuid root|nosuid|must be owned by uid 0 and have the setuid bit/,
    explain: () => [
      "no-privilege",
      "sudo can not become root here (it lies on a file system that is mounted nosuid, or has lost its setuid bit)",
      'Mount it without nosuid, give sudo its bit again with "chmod u+s", or run as root.'
    ]
  },
  {
    // Before it looks at any rule.
    says: /you do not exist in the passwd database|unknown uid/,
    explain: () => [
      "no-privilege",
      `this process is not root, and sudo does not know its user: the number ${process.getuid?.()} has no entry in /etc/passwd (OpenShift, "docker run --user")`,
      "Run as root, or as a user whom /etc/passwd has (docker: --user, Kubernetes: runAsUser), or give the number a line there when the image is built; no rule for sudo helps before that."
    ]
  },
  {
    says: /: unable to (?:fork|create pipe|open pty|allocate)|Resource temporarily unavailable|Cannot allocate memory|Too many open files/,
    explain: () => [
      "no-privilege",
      "this process is not root, and sudo ran out of processes, files or memory, as its words below say",
      'Allow more: "ulimit -a" and the limits of the container (docker: --pids-limit, --memory) or service (systemd: TasksMax=, MemoryMax=) tell.'
    ]
  },
  {
    says: /must have a tty/,
    explain: () => [
      "no-privilege",
      "sudo wants a terminal (requiretty), and the tracer gets none",
      `Put "Defaults:${userName()} !requiretty" into /etc/sudoers.d/bpf-linux, or run as root.`
    ]
  }
];
function explainSudo(said2, path6, details2) {
  const refusal = sudoRefusals.find(({ says }) => said2.some((line) => says.test(line)));
  if (refusal === void 0) {
    const message3 = 'this process is not root, and "sudo -n" is not allowed without a password';
    return failure3("no-privilege", { ...details2, message: message3, remedy: explainPrivilege(path6).remedy });
  }
  const [kind2, message2, remedy2] = refusal.explain(path6);
  return failure3(kind2, { ...details2, message: message2, ...remedy2 !== void 0 && { remedy: remedy2 } });
}
function explainPrivilege(path6) {
  if (process.getuid?.() === 0) {
    return {
      message: "this process is root, and the kernel does not let it use bpf() all the same",
      remedy: 'A security module (SELinux, AppArmor, a BPF policy) may forbid it: "dmesg" and "journalctl -k" tell.'
    };
  }
  return {
    message: said["no-privilege"],
    // Never the path as it is: whoever can write to a checkout could put any program there and have it run by root.
    remedy: `Run as root, or give root a copy that only root can change: sudo install -o root -m 755 '${path6}' ${ROOTS_COPY}; allow that with "${userName()} ALL=(root) NOPASSWD: ${ROOTS_COPY}" in /etc/sudoers.d/bpf-linux; and set BPF_LINUX_TRACER=${ROOTS_COPY}.`
  };
}
var ROOTS_COPY = "/usr/local/sbin/bpf-linux-tracer";
var userName = () => /^[a-z_][a-z0-9_-]*$/i.test(process.env.USER ?? "") ? process.env.USER : `#${process.getuid?.()}`;

// bpf/binary.ts
var builds = {
  x64: { folder: "linux-x64", machine: 62 },
  arm64: { folder: "linux-arm64", machine: 183 }
};
var machineNames = { 3: "x86 (32 bit)", 40: "arm (32 bit)", 62: "x86-64", 183: "aarch64", 243: "riscv64" };
var OVERRIDE = "BPF_LINUX_TRACER";
function findTracer(environment = process.env) {
  if (process.platform !== "linux") return no(failure3("not-linux", { message: `this is ${process.platform}, and eBPF exists on Linux only` }));
  const override = environment[OVERRIDE];
  if (override !== void 0 && override !== "") return examine(override, `${OVERRIDE} names it. `);
  const build = builds[process.arch];
  if (build === void 0)
    return no(
      failure3("wrong-arch", {
        message: `there is no tracer for ${process.arch}, only for ${Object.keys(builds).join(" and ")}`,
        remedy: 'Run on such a machine, with a Node that is built for it: "node -p process.arch" tells.'
      })
    );
  return examine(locate2(build.folder), "");
}
function locate2(folder) {
  const candidates2 = [`./bin/${folder}/tracer`, `../dist/bin/${folder}/tracer`].map((path6) => fileURLToPath3(new URL(path6, import.meta.url)));
  return candidates2.find((path6) => statSync6(path6, { throwIfNoEntry: false }) !== void 0) ?? candidates2[import.meta.url.endsWith(".ts") ? 1 : 0];
}
function examine(path6, why2) {
  const stat = statSync6(path6, { throwIfNoEntry: false });
  if (stat === void 0) return no(fail("not-found", `the tracer executable is missing: there is no ${path6}`, why2));
  if (!stat.isFile()) return no(fail("not-found", `${path6} is not a file`, why2));
  try {
    accessSync2(path6, constants6.X_OK);
  } catch {
    return no(fail("not-executable", `the tracer executable ${path6} may not be run`, why2));
  }
  return checkContent(path6, why2);
}
function checkContent(path6, why2) {
  const head = readHead(path6);
  if (head === null || head.subarray(0, 2).toString("latin1") === "#!") return { ok: true, path: path6 };
  if (head.length < 20 || head.subarray(0, 4).toString("latin1") !== "ELF") {
    return no(
      fail(
        "not-executable",
        `${path6} is not a program (perhaps a Git LFS pointer, or cut while copying)`,
        why2,
        "Restore the file from the repository. "
      )
    );
  }
  const machine = head.readUInt16LE(18);
  if (machine === builds[process.arch]?.machine) return { ok: true, path: path6 };
  const name = machineNames[machine] ?? `ELF machine ${machine}`;
  return no(fail("wrong-arch", `${path6} is built for ${name}, and this machine is ${process.arch}`, why2));
}
function readHead(path6) {
  try {
    const fd = openSync3(path6, "r");
    const head = Buffer.alloc(20);
    const length = readSync(fd, head, 0, 20, 0);
    closeSync3(fd);
    return head.subarray(0, length);
  } catch {
    return null;
  }
}
function fail(kind2, message2, why2, first = "") {
  return failure3(kind2, { message: message2, remedy: why2 + first + failure3(kind2).remedy });
}
var no = (failure4) => ({ ok: false, failure: failure4 });

// bpf/control.ts
import { closeSync as closeSync4, constants as constants7, openSync as openSync4, writeSync as writeSync2 } from "node:fs";
var STOP_LINE = "";
var { O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants7;
var pause2 = new Int32Array(new SharedArrayBuffer(4));
var PATIENCE = 2e3;
var STEP = 5;
function isListening(path6) {
  const fd = open(path6);
  if (fd === null) return false;
  closeSync4(fd);
  return true;
}
var sendNotes = (path6, notes) => send(path6, notes);
var sendStop = (path6, notes = []) => send(path6, [...notes, STOP_LINE]);
function send(path6, lines) {
  const fd = open(path6);
  if (fd === null) return false;
  try {
    return writeAll(fd, lines.map((line) => `${line.replaceAll("\n", " ")}
`).join(""));
  } finally {
    closeSync4(fd);
  }
}
function open(path6) {
  try {
    return openSync4(path6, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
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
import { closeSync as closeSync8, openSync as openSync6, writeFileSync as writeFileSync3, writeSync as writeSync3 } from "node:fs";
import { join as join5 } from "node:path";

// bpf/container.ts
import { createHash as createHash3 } from "node:crypto";
import { readFileSync as readFileSync8, readlinkSync as readlinkSync3 } from "node:fs";
import { release } from "node:os";

// bpf/engine.ts
import { request } from "node:http";
import { PassThrough as PassThrough2 } from "node:stream";

// bpf/patience.ts
var PATIENCE2 = 6e4;

// bpf/engine.ts
var MOST2 = 4 * 1024 * 1024;
var ENDLESS = "EMSGSIZE";
var trouble = (code2) => Object.assign(new Error(code2), { code: code2 });
function ask2(socketPath, method, path6, { body, signal, patience: patience2 = PATIENCE2 } = {}) {
  return new Promise((resolve6, reject) => {
    const sent2 = request({ socketPath, method, path: path6, agent: false, headers: headersOf(body), ...signal && { signal } }, (response2) => {
      let text4 = "";
      response2.setEncoding("utf8").on("data", (chunk) => {
        text4 += chunk;
        if (text4.length > MOST2) giveUp(ENDLESS);
      });
      response2.on("end", () => resolve6({ status: response2.statusCode, body: parse2(text4) })).on("error", reject);
    });
    const giveUp = (code2) => {
      reject(trouble(code2));
      sent2.destroy();
    };
    const timer = signal === void 0 ? setTimeout(giveUp, patience2, "ETIMEDOUT") : void 0;
    sent2.on("close", () => clearTimeout(timer));
    sent2.on("error", reject).end(body === void 0 || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
}
function headersOf(body) {
  if (body === void 0) return {};
  if (Buffer.isBuffer(body)) return { "content-type": "application/x-tar", "content-length": body.length };
  return { "content-type": "application/json" };
}
function parse2(text4) {
  try {
    const value2 = JSON.parse(text4.trimEnd().split("\n").at(-1) ?? "");
    return typeof value2 === "object" && value2 !== null ? value2 : null;
  } catch {
    return null;
  }
}
function attach(socketPath, id, stdin, patience2 = PATIENCE2) {
  return new Promise((resolve6, reject) => {
    const path6 = `/containers/${id}/attach?stream=1&stdin=${stdin ? 1 : 0}&stdout=1&stderr=1`;
    const sent2 = request({ socketPath, method: "POST", path: path6, agent: false, headers: { connection: "Upgrade", upgrade: "tcp" } });
    const timer = setTimeout(() => {
      reject(trouble("ETIMEDOUT"));
      sent2.destroy();
    }, patience2);
    sent2.on("close", () => clearTimeout(timer));
    sent2.on("upgrade", (_response, socket2, head) => {
      clearTimeout(timer);
      resolve6(split(socket2, head));
    });
    sent2.on("response", (response2) => {
      resolve6({ status: response2.statusCode, body: null });
      response2.on("error", () => {
      });
      sent2.destroy();
    });
    sent2.on("error", reject).end();
  });
}
function split(socket2, head) {
  const streams = { 1: new PassThrough2(), 2: new PassThrough2() };
  let rest = head;
  const take = (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= 8 + rest.readUInt32BE(4)) {
      const end2 = 8 + rest.readUInt32BE(4);
      streams[rest[0] === 2 ? 2 : 1].write(rest.subarray(8, end2));
      rest = rest.subarray(end2);
    }
  };
  take(Buffer.alloc(0));
  socket2.on("data", take);
  socket2.on("error", () => {
  });
  socket2.on("close", () => {
    for (const stream of Object.values(streams)) stream.end();
  });
  return { stdin: socket2, stdout: streams[1], stderr: streams[2], close: () => socket2.destroy() };
}

// bpf/process.ts
import { spawn as spawn2 } from "node:child_process";
import { Readable as Readable4, Stream } from "node:stream";
var MAX_OUTPUT_LINES = 50;
function launchProcess(prefix, { path: path6, args, environment, errors }) {
  const { RUNNER_TRACKING_ID, GITHUB_ACTION, SUDO_UID, SUDO_GID, ...rest } = environment;
  const [file, ...argv] = [...prefix, path6, ...args];
  const stdio = errors === null ? "pipe" : ["ignore", "pipe", errors];
  const child = spawn2(file, argv, { detached: true, cwd: "/", env: { ...rest, LC_ALL: "C" }, stdio });
  const pipes = [child.stdin, child.stdout, child.stderr].filter((pipe) => pipe instanceof Stream);
  const letGo = () => {
    for (const pipe of pipes) pipe.destroy();
    child.unref();
  };
  child.stdin?.on("error", () => {
  });
  return {
    stdin: child.stdin ?? null,
    stdout: child.stdout ?? Readable4.from([]),
    ended: waitForEnd(child),
    letGo,
    abandon: () => abandon(child, letGo)
  };
}
function waitForEnd(child) {
  const errors = child.stderr ?? null;
  const output = errors === null ? () => [] : collectLines(errors);
  return new Promise((resolve6) => {
    child.on("error", (refused3) => {
      if (child.pid === void 0) resolve6({ status: null, signal: null, refused: refused3, output: [] });
    });
    child.on(errors === null ? "exit" : "close", (status, signal) => resolve6({ status, signal, refused: null, output: output() }));
  });
}
function collectLines(stream) {
  let output = "";
  stream.setEncoding("utf8").on("data", (text4) => {
    if (output.length < 64 * 1024) output += text4;
  });
  return () => linesOf(output);
}
var linesOf = (output) => output.split("\n").filter((line) => line !== "").slice(0, MAX_OUTPUT_LINES);
function abandon(child, letGo) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
  }
  letGo();
}
var stages = {
  loading: "the kernel was still checking its programs: the machine may be overloaded",
  proving: "the process that was to die for the proof had not died: the machine may be overloaded"
};
var before = {
  root: ["it had not begun: the machine may be overloaded"],
  sudo: [
    "sudo had not started it: it may wait for something itself",
    `Try "sudo -n true" as this user: what keeps it is a directory of users that does not answer (LDAP, SSSD, DNS for the host's name) or a module of PAM. If that answers, run again when less is going on.`
  ],
  docker: [
    "docker had not started it: it may wait for something itself",
    'Try "docker run --rm hello-world" as this user: an engine that hangs has to be restarted. If that answers, run again when less is going on.'
  ]
};
async function untilReady({ stdout, ended }, way, patience2 = PATIENCE2) {
  let said2 = "";
  let heard = () => {
  };
  stdout.on("data", function look(chunk) {
    said2 += chunk.toString("latin1");
    if (/^ready$/m.test(said2)) stdout.off("data", look);
    heard();
  });
  for (; ; ) {
    const more = new Promise((resolve6) => {
      heard = () => resolve6("more");
    });
    if (/^ready$/m.test(said2)) return "ready";
    const outcome = await within(patience2, Promise.race([more, ended]), "late");
    if (outcome === "late") return tooSlow(way, patience2, said2);
    if (outcome !== "more") return outcome;
  }
}
function tooSlow(way, patience2, said2) {
  const stage = said2?.split("\n").at(-2) ?? "";
  const [kept, remedy2] = stage === "" ? before[way] : [stages[stage] ?? `it was ${stage}`];
  const message2 = `the tracer did not get ready: for ${patience2 / 1e3} s nothing has happened, and ${said2 === null ? `perhaps ${kept}` : kept}`;
  return failure3("too-slow", { message: message2, ...remedy2 !== void 0 && { remedy: remedy2 } });
}
function within(milliseconds2, promise, late2) {
  return new Promise((resolve6, reject) => {
    const timer = setTimeout(() => resolve6(late2), milliseconds2);
    promise.then(resolve6, reject).finally(() => clearTimeout(timer));
  });
}

// bpf/container.ts
var CAPABILITIES = {
  SYS_ADMIN: "bpf(), and entering the file system of whoever asked",
  SYS_CHROOT: "the same",
  SYS_PTRACE: "other processes' executables, arguments and namespaces in /proc",
  SETUID: "making files with their owner's rights",
  SETGID: "the same",
  DAC_OVERRIDE: "the same, where the owner is root in its container"
};
var REPOSITORY = "bpf-linux-tracer";
var socketOf = ({ DOCKER_HOST }) => /^unix:\/\/(\/.+)$/.exec(DOCKER_HOST ?? "")?.[1] ?? SOCKET;
async function launchInDocker(order2) {
  const socket2 = socketOf(order2.environment);
  try {
    const executable = readFileSync8(order2.path);
    const image = `${REPOSITORY}:${createHash3("sha256").update(executable).digest("hex").slice(0, 16)}`;
    const created = await create(socket2, image, executable, order2);
    const id = created.body?.Id;
    if (created.status !== 201 || typeof id !== "string") return await refused(socket2, created);
    return await start(socket2, id, order2);
  } catch (error) {
    return explainError(error, socket2, order2.environment);
  }
}
async function create(socket2, image, executable, order2) {
  const post = () => ask2(socket2, "POST", "/containers/create", { body: containerOf2(image, order2) });
  const first = await post();
  if (first.status !== 404) return first;
  const [repo, tag] = image.split(":");
  const imported = await ask2(socket2, "POST", `/images/create?fromSrc=-&repo=${repo}&tag=${tag}`, { body: tar("tracer", executable) });
  return imported.status === 200 && imported.body?.error === void 0 ? post() : imported;
}
function containerOf2(Image, { args, errors }) {
  const stdin = errors === null;
  return {
    Image,
    Cmd: ["/tracer", ...args, "--from", `${pidNamespace()}:${process.pid}`],
    WorkingDir: "/",
    Labels: { "bpf-linux": "tracer" },
    OpenStdin: stdin,
    StdinOnce: stdin,
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: true,
    HostConfig: {
      AutoRemove: true,
      CapDrop: ["ALL"],
      CapAdd: Object.keys(CAPABILITIES),
      SecurityOpt: ["seccomp=unconfined", "apparmor=unconfined", "label=disable"],
      PidMode: "host",
      CgroupnsMode: "host",
      UsernsMode: "host",
      NetworkMode: "none",
      ReadonlyRootfs: true,
      LogConfig: { Type: "none" },
      // Before Linux 5.11 memory of eBPF counts as locked memory.
      .../^(?:4|5\.\d|5\.10)\./.test(release()) ? { Ulimits: [{ Name: "memlock", Soft: -1, Hard: -1 }] } : {}
    }
  };
}
var pidNamespace = () => /\d+/.exec(readlinkSync3("/proc/self/ns/pid"))[0];
async function start(socket2, id, order2) {
  const remove2 = () => void ask2(socket2, "DELETE", `/containers/${id}?force=1`).catch(() => {
  });
  const streams = await attach(socket2, id, order2.errors === null).catch(after(remove2));
  if (!("stdin" in streams)) {
    remove2();
    return refused(socket2, streams);
  }
  const enough = new AbortController();
  const waiting = ask2(socket2, "POST", `/containers/${id}/wait?condition=next-exit`, { signal: enough.signal }).catch(() => null);
  const letGo = () => {
    enough.abort();
    streams.close();
  };
  const abandon2 = () => {
    remove2();
    letGo();
  };
  const started = await ask2(socket2, "POST", `/containers/${id}/start`).catch(after(abandon2));
  if (started.status === 204) return { stdin: streams.stdin, stdout: streams.stdout, ended: endOf2(streams, waiting), letGo, abandon: abandon2 };
  abandon2();
  return refused(socket2, started);
}
var after = (tidy) => (error) => {
  tidy();
  throw error;
};
function endOf2(streams, waiting) {
  const lines = collectLines(streams.stderr);
  const said2 = new Promise((resolve6) => streams.stderr.on("end", resolve6));
  return Promise.all([waiting, said2]).then(([answer]) => {
    const status = typeof answer?.body?.StatusCode === "number" ? answer.body.StatusCode : null;
    return { status, signal: null, refused: null, output: lines() };
  });
}
async function refused(socket2, answer) {
  const said2 = wordsOf(answer);
  const { status } = answer;
  if (said2 === null && (status < 400 || status === 404)) return failure3("not-docker", { output: [`docker: ${socket2}: status ${status}`] });
  return failure3(await isRootless(socket2) ? "docker-rootless" : "docker-refused", { output: [`docker: ${said2 ?? `status ${status}`}`] });
}
var wordsOf = ({ body }) => [body?.message, body?.error].find((text4) => typeof text4 === "string")?.trim() ?? null;
async function isRootless(socket2) {
  const options = (await ask2(socket2, "GET", "/info").catch(() => null))?.body?.SecurityOptions;
  return Array.isArray(options) && options.includes("name=rootless");
}
var kindByCode = {
  ENOENT: "no-socket",
  ENOTDIR: "no-socket",
  EACCES: "socket-forbidden",
  EPERM: "socket-forbidden",
  [ENDLESS]: "not-docker"
};
function explainError({ code: code2 = "", message: message2 }, socket2, environment) {
  const kind2 = code2.startsWith("HPE_") ? "not-docker" : kindByCode[code2] ?? "docker-silent";
  const output = [`docker: ${socket2}: ${code2 || message2}`];
  if (code2 === "ETIMEDOUT") return failure3(kind2, { ...late, output });
  const explained = kind2 === "no-socket" ? explainHost(environment.DOCKER_HOST ?? "", socket2) : failure3(kind2);
  return { ...explained, output };
}
var late = {
  message: `docker has not given a whole answer within ${PATIENCE2 / 1e3} s`,
  remedy: "It hangs, or something else listens at its socket: restart docker, or let DOCKER_HOST name the socket of an engine that answers."
};
function explainHost(host, socket2) {
  if (host === "") return failure3("no-socket");
  if (host === `unix://${socket2}`) return failure3("docker-silent", { message: `there is no ${socket2}, which DOCKER_HOST names` });
  const shown = host.replace(/\/\/[^/@]*@/, "//").slice(0, 200);
  const what = /^(?:unix|npipe|fd):/.test(host) ? "names no socket of this machine" : "is an engine reached over the network, which can't help";
  return failure3("docker-remote", { message: `DOCKER_HOST=${shown} ${what}` });
}
function tar(name, content) {
  const header2 = Buffer.alloc(512);
  const octal = (value2, width) => `${value2.toString(8).padStart(width - 1, "0")}\0`;
  header2.write(name, 0);
  header2.write(octal(493, 8) + octal(0, 8) + octal(0, 8) + octal(content.length, 12) + octal(0, 12), 100);
  header2.write("        0", 148);
  header2.write("ustar\x0000", 257);
  header2.write(
    `${octal(
      header2.reduce((sum, byte2) => sum + byte2, 0),
      7
    )} `,
    148
  );
  return Buffer.concat([header2, content, Buffer.alloc(1024 + (512 - content.length % 512) % 512)]);
}
async function explainInDocker(ending, { path: path6, environment }) {
  const explained = explainEnding(ending, path6, null);
  if (explained.kind !== "no-privilege") return explained;
  const { output, exitStatus } = explained;
  return failure3(await isRootless(socketOf(environment)) ? "docker-rootless" : "docker-refused", { output, exitStatus });
}

// bpf/ladder.ts
var explain = (ending, { path: path6 }) => explainEnding(ending, path6);
var ways = [
  { name: "root", isFor: (uid) => uid === 0, launch: (order2) => launchProcess([], order2), explain },
  { name: "sudo", isFor: (uid) => uid !== 0, launch: (order2) => launchProcess(["sudo", "-n", "--"], order2), explain },
  { name: "docker", isFor: () => true, launch: launchInDocker, explain: explainInDocker }
];
var passesOn = /* @__PURE__ */ new Set(["not-executable", "no-privilege", "no-btf", "no-bpf", "proof-missed"]);
async function climb(attempt) {
  const failures = [];
  for (const way of ways.filter(({ isFor }) => isFor(process.getuid()))) {
    const outcome = await attempt(way);
    if (!isFailure(outcome)) return outcome;
    failures.push(outcome);
    if (!passesOn.has(outcome.kind)) break;
  }
  return combine(failures);
}
var isFailure = (outcome) => "remedy" in outcome;

// bpf/live.ts
import { closeSync as closeSync7, fstatSync as fstatSync3, readFileSync as readFileSync10, readSync as readSync3, statSync as statSync8 } from "node:fs";
import { StringDecoder as StringDecoder4 } from "node:string_decoder";

// bpf/read.ts
import { closeSync as closeSync6, createReadStream as createReadStream2, readSync as readSync2, statSync as statSync7 } from "node:fs";
import { StringDecoder as StringDecoder3 } from "node:string_decoder";

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
  #shareParts(process10) {
    for (const key of textKeys) {
      const text4 = process10[key];
      if (typeof text4 === "string") process10[key] = this.#text(text4);
    }
    if (process10.argv !== null) process10.argv = this.#list(process10.argv.map((text4) => this.#text(text4)));
    if (process10.ancestors !== void 0) process10.ancestors = this.#list(process10.ancestors.map((ancestor) => this.#ancestor(ancestor)));
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
var no2 = (value2) => value2 === false ? null : wrong("false", value2);
var orNull2 = (check2) => within2(check2, (value2) => value2 === null ? null : check2(value2));
var optional = (check2) => within2(check2, (value2) => value2 === void 0 ? null : check2(value2));
var list2 = (check2) => within2(check2, (value2) => {
  if (!Array.isArray(value2)) return wrong("a list", value2);
  for (let index = 0; index < value2.length; index++) {
    const problem = check2(value2[index]);
    if (problem !== null) return join4(`[${index}]`, problem);
  }
  return null;
});
function object(shape) {
  const checks4 = Object.entries(shape);
  const check2 = (value2) => {
    if (!isObject2(value2)) return wrong("an object", value2);
    for (const [key, check3] of checks4) {
      const problem = check3(value2[key]);
      if (problem !== null) return join4(key, problem);
    }
    return null;
  };
  return Object.assign(check2, { shape });
}
function within2(inner, outer) {
  return inner.shape === void 0 ? outer : Object.assign(outer, { shape: inner.shape });
}
var dictionary = (check2) => (value2) => {
  if (!isObject2(value2)) return wrong("an object", value2);
  for (const [key, one] of Object.entries(value2)) {
    const problem = check2(one);
    if (problem !== null) return join4(key, problem);
  }
  return null;
};
var counters = dictionary(number);
var texts2 = dictionary(text2);
var join4 = (key, problem) => problem.startsWith("should ") ? `${key} ${problem}` : problem.startsWith("[") ? key + problem : `${key}.${problem}`;
function isObject2(value2) {
  return typeof value2 === "object" && value2 !== null && !Array.isArray(value2);
}

// bpf/record.ts
var RECORD_VERSION = "1.2";

// bpf/shape.ts
var identity3 = {
  pid: number,
  startedAt: number,
  comm: text2,
  exe: orNull2(text2),
  argv: orNull2(list2(text2)),
  missing: optional(text2)
};
var membership = { inJob: optional(orNull2(flag)) };
var ancestors = list2(object(identity3));
var hook = { name: text2, attached: flag, why: optional(text2), needed: optional(no2) };
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
var sender = { ...identity3, ...membership, uid: number, nsPid: number, pidNamespace: number, exiting: flag, ancestors };
var sent = { at: number, signal: number, code: number, by: word, sender: object(sender) };
var oom = {
  at: number,
  trigger: object(identity3),
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
  ...identity3,
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
var start2 = {
  ...identity3,
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
  start: object(start2),
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
  const at3 = part === "sender" && isObject2(record.sent) ? record.sent.sender : part === "oom" ? record.oom : null;
  return isObject2(at3) ? at3 : null;
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
    if (!isObject2(value2) || typeof value2.type !== "string") return this.#wrong("has no record type");
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
    if (!isObject2(value2) || value2.type !== "header") return this.#notARecord(text4);
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
import { closeSync as closeSync5, constants as constants8, fstatSync as fstatSync2, openSync as openSync5, readFileSync as readFileSync9 } from "node:fs";
var NOT_REGULAR = "ENOTREG";
function openRegular(path6) {
  const file = openSync5(path6, constants8.O_RDONLY | constants8.O_NONBLOCK);
  if (fstatSync2(file).isFile()) return file;
  closeSync5(file);
  throw Object.assign(new Error("it is no regular file"), { code: NOT_REGULAR });
}
function readRegular(path6) {
  const file = openRegular(path6);
  try {
    return readFileSync9(file, "utf8");
  } finally {
    closeSync5(file);
  }
}

// bpf/read.ts
var readerOf = (path6, most = MOST_HELD) => new RecordReader({ most, again: () => readAgain(path6) });
function* readAgain(path6) {
  let found = [];
  const reader = new RecordReader({ most: 0, again: () => [] });
  reader.onRecord = (record) => {
    if (isOutside(record)) found.push(record);
  };
  const decoder = new StringDecoder3("utf8");
  const buffer = Buffer.allocUnsafe(1 << 20);
  let file;
  try {
    file = openRegular(path6);
  } catch {
    return;
  }
  try {
    for (let length = readSync2(file, buffer); length > 0 && !reader.hopeless; length = readSync2(file, buffer)) {
      reader.push(decoder.write(buffer.subarray(0, length)));
      yield* found;
      found = [];
    }
    reader.push(decoder.end());
    reader.end();
    yield* found;
  } finally {
    closeSync6(file);
  }
}

// bpf/live.ts
var LiveFile = class {
  #fd;
  #reader;
  #decoder = new StringDecoder4("utf8");
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #taken = 0;
  #recording = null;
  /** Throws the system's error when the file can't be opened, or is no regular one. */
  constructor(path6) {
    this.#fd = openRegular(path6);
    this.#reader = readerOf(path6);
  }
  /** Reads what has come since the last call, and tells of each record. Synchronous: the file is in the page cache, and records are rare. */
  read(onRecord = () => {
  }) {
    if (this.#recording !== null) return;
    this.#reader.onRecord = onRecord;
    const { size } = fstatSync3(this.#fd);
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
      closeSync7(this.#fd);
    }
    return this.#recording;
  }
  #more(size) {
    try {
      const length = this.#taken < size ? readSync3(this.#fd, this.#buffer, 0, this.#buffer.length, null) : 0;
      this.#taken += length;
      return length;
    } catch {
      return 0;
    }
  }
};
var WRITERS = ["watch-spare", "tracer"];
function isBeingWritten(path6) {
  try {
    return statSync8(path6).isFile() && hasWriter(beginOf2(path6)) && new LiveFile(path6).recording().trailer === null;
  } catch {
    return false;
  }
}
function beginOf2(path6) {
  const file = openRegular(path6);
  try {
    const buffer = Buffer.alloc(64 * 1024);
    return buffer.toString("utf8", 0, readSync3(file, buffer));
  } finally {
    closeSync7(file);
  }
}
function hasWriter(begin) {
  const header2 = JSON.parse(begin.slice(0, begin.indexOf("\n")));
  return Number.isInteger(header2?.pid) && WRITERS.includes(readFileSync10(`/proc/${header2.pid}/comm`, "latin1").trim());
}

// bpf/tracer.ts
var jobArguments = (job) => job === null ? [] : ["--job", String(job)];

// bpf/detached.ts
var watchFiles = (folder, record = join5(folder, "record.ndjson")) => ({
  record,
  control: join5(folder, "control"),
  errors: join5(folder, "errors")
});
async function startDetached(options) {
  const { files, lifeline, job = null, environment = process.env } = options;
  const found = findTracer(environment);
  if (!found.ok) return found.failure;
  const owner = `${process.getuid()}:${process.getgid()}`;
  const ending = lifeline === null ? [] : ["--while", String(lifeline)];
  const args = ["run", "--out", files.record, "--owner", owner, "--control", files.control, ...ending, ...jobArguments(job)];
  const errors = reserve(files.errors);
  if (typeof errors !== "number") return errors;
  const outcome = await climb(async (way) => {
    const begun = await start3(options, way, { path: found.path, args, environment, errors });
    if (isFailure(begun)) writeSync3(errors, BLANK, 0);
    return begun;
  });
  closeSync8(errors);
  return outcome;
}
async function start3({ files, patience: patience2 }, way, order2) {
  const running = await way.launch(order2);
  if (isFailure(running)) return running;
  const outcome = await untilReady(running, way.name, patience2);
  if (outcome === "ready") {
    running.letGo();
    return { way: way.name, starter: readHeader(files)?.starter ?? null };
  }
  if (!isFailure(outcome)) return way.explain({ ...outcome, output: outcome.output.length > 0 ? outcome.output : readErrors(files) }, order2);
  sendStop(files.control);
  running.letGo();
  return { ...outcome, output: readErrors(files) };
}
function readHeader(files) {
  const file = openRecord(files);
  file?.read();
  file?.recording();
  return file?.header ?? null;
}
var BLANK = "\n".repeat(4096);
function reserve(path6) {
  try {
    writeFileSync3(path6, BLANK, { flag: "wx", mode: 384 });
    return openSync6(path6, "r+");
  } catch (error) {
    return failure3("output", { message: `${path6} could not be written (${error.code})` });
  }
}
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
function whyShut(path6) {
  try {
    closeSync8(openRegular(path6));
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
    await new Promise((resolve6) => setTimeout(resolve6, INTERVAL));
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
    key: createHash4("sha256").update(JSON.stringify([workflowFile(environment), job, ...values])).digest("hex").slice(0, 16)
  };
}
function subjectOf(payload, { GITHUB_EVENT_NAME: event = "", GITHUB_REF: ref = "" }) {
  const pull = at2(payload, "pull_request");
  if (isObject3(pull)) {
    const foreign = text3(at2(pull, "head", "repo", "full_name")) !== text3(at2(pull, "base", "repo", "full_name"));
    return { pullRequest: positive(at2(pull, "number")), sha: text3(at2(pull, "head", "sha")), fork: foreign && event !== "pull_request_target" };
  }
  for (const key of ["workflow_run", "check_suite", "check_run"]) {
    const cause = at2(payload, key);
    if (isObject3(cause)) return { pullRequest: positive(at2(cause, "pull_requests", "0", "number")), sha: text3(at2(cause, "head_sha")), fork: false };
  }
  const group = at2(payload, "merge_group");
  if (isObject3(group)) {
    const queued = /\/pr-(\d+)-[0-9a-f]{40}$/.exec(text3(at2(group, "head_ref")) ?? "");
    return { pullRequest: positive(Number(queued?.[1])), sha: text3(at2(group, "head_sha")), fork: false };
  }
  const commented = isObject3(at2(payload, "issue", "pull_request")) ? positive(at2(payload, "issue", "number")) : null;
  const merged = /^refs\/pull\/(\d+)\/(?:merge|head)$/.exec(ref);
  return { pullRequest: commented ?? positive(Number(merged?.[1])), sha: null, fork: false };
}
function workflowFile({ GITHUB_WORKFLOW_REF: ref = "", GITHUB_WORKFLOW: name = "" }) {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(ref)?.[1] ?? name;
}
function matrixValues(matrix) {
  const values = parse3(matrix);
  if (!isObject3(values)) return [];
  return Object.values(values).map((value2) => typeof value2 === "object" ? JSON.stringify(value2) : String(value2));
}
function readPayload(path6) {
  if (path6 === void 0 || path6 === "") return null;
  try {
    return parse3(readRegular(path6));
  } catch {
    return null;
  }
}
function parse3(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
function at2(value2, ...keys2) {
  return keys2.reduce((inner, key) => isObject3(inner) && Object.hasOwn(inner, key) ? inner[key] : null, value2);
}
var isObject3 = (value2) => typeof value2 === "object" && value2 !== null;
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
  return { kind: isObject4(answer.data) ? "denied" : "unreadable" };
}
var isObject4 = (value2) => typeof value2 === "object" && value2 !== null;
var isRateLimit = ({ status, headers, message: message2 }) => status === 403 && (headers["retry-after"] !== void 0 || String(headers["x-ratelimit-remaining"]) === "0" || /rate limit|abuse detection/i.test(message2));
function waitAsked({ headers }, now) {
  const after2 = headers["retry-after"];
  if (after2 !== void 0) {
    const ms = /^\d+$/.test(String(after2)) ? Number(after2) * 1e3 : Date.parse(String(after2)) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const reset2 = Number(headers["x-ratelimit-reset"]);
  return String(headers["x-ratelimit-remaining"]) === "0" && Number.isFinite(reset2) ? Math.max(0, reset2 * 1e3 - now) : null;
}
var TRIES = 4;
var backoff = (tried, chance) => 1e3 * 2 ** (tried - 1) * (0.5 + chance / 2);

// src/publish/api.ts
var wallClock = { now: Date.now, sleep: (ms) => new Promise((resolve6) => setTimeout(resolve6, ms)), chance: Math.random };
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
  async function once9(route, parameters, first) {
    for (let tried = first; ; tried++) {
      const { answer, reading } = await ask3(route, parameters);
      if (reading.kind === "done") return { kind: "done", data: answer.data, more: /;\s*rel="next"/.test(String(answer.headers.link ?? "")) };
      if (reading.kind === "unreadable") return unreadable(answer);
      if (reading.kind === "denied" || reading.kind === "rejected") return { kind: reading.kind, status: answer.status, message: answer.message };
      if (!await waited(tried, reading.afterMs)) return isBroken(answer) ? unreadable(answer) : unreachable(answer, reading.afterMs);
      if (reading.kind === "unclear") return { kind: "unclear" };
    }
  }
  async function request2(route, parameters) {
    for (let tried = 1; ; tried++) {
      const answer = await once9(route, parameters, tried);
      if (answer.kind !== "unclear") return answer;
    }
  }
  return { request: request2, once: once9 };
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
  const created = await create2(api, run2, check2);
  return "kind" in created ? created : append3(api, run2, check2, created);
}
var nameOf4 = (run2) => `Crash Gate / ${run2.job}`.slice(0, 200);
var externalId = (run2) => `crash-gate ${run2.key} ${run2.id}.${run2.attempt}`;
function repository(run2) {
  const [owner = "", repo = ""] = run2.repository.split("/");
  return { owner, repo };
}
async function create2(api, run2, check2) {
  for (let tried = 1; ; tried++) {
    const answer = await api.once(
      "POST /repos/{owner}/{repo}/check-runs",
      {
        ...repository(run2),
        name: nameOf4(run2),
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
    check_name: nameOf4(run2),
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
async function find(api, issue2, key) {
  for (let page = 1; ; page++) {
    const answer = await api.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...issue2, per_page: 100, page });
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
      return refused2(error);
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
function refused2(error) {
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
  const missing2 = troubles.filter(({ failure: failure4 }) => isPermission(failure4));
  const others2 = troubles.filter(({ failure: failure4 }) => !isPermission(failure4));
  return [...missing2.length === 0 ? [] : [permission(missing2, run2)], ...others2.map((trouble3) => unpublished(trouble3, run2))];
}
var isPermission = ({ kind: kind2, message: message2 }) => kind2 === "denied" && !/\b(?:locked|archived)\b/i.test(message2);
function permission(troubles, run2) {
  const what = troubles.map((trouble3) => trouble3.what).join(" and no ");
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
var unpublished = ({ what, failure: failure4 }, { apiUrl }) => ({
  level: "notice",
  title: `crash-gate: no ${what}`,
  message: `The ${what} could not be published: ${why(failure4, apiUrl)}. ${ELSEWHERE}`
});
function why(failure4, apiUrl) {
  if (failure4.status === null) return `no answer from GitHub (${words2(failure4)})`;
  if (failure4.kind !== "unreadable") return `GitHub answered ${saying(failure4)}`;
  return `GitHub's answer can't be read (${words2(failure4)}). A proxy on the way may have given one of its own: look at https_proxy and no_proxy, and at what answers at ${inert(apiUrl)}`;
}
var isToken = (text4) => /^[\x21-\x7e]+$/.test(text4);
var noToken = (missing2) => ({
  level: "notice",
  title: `crash-gate: no ${missing2.join(" and no ")}`,
  message: `What "token:" gives is no token: there is a line break, a space or another character in it that none has, so two values may have come into one secret. GitHub was not asked. ${ELSEWHERE} Leave "token:" out, which gives the job's own, or store the secret again.`
});
var saying = (failure4) => `${failure4.status}: ${words2(failure4)}`;
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
  if (Array.isArray(value2)) return value2.map((item, i2) => i2 > 0 && isSecretOption(value2[i2 - 1]) ? HIDDEN : redactAll(item, known));
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
  return noticesOf([...trouble2("comment", commented, token), ...trouble2("check run", checked, token)], run2);
}
var trouble2 = (what, failure4, token) => failure4 === null ? [] : [{ what, failure: { ...failure4, message: redact(failure4.message, [token]) } }];
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
import { createHash as createHash5 } from "node:crypto";

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
function crashTable({ crashes, count: count2 }) {
  const more = count2 - crashes.length;
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
var hash = (text4) => `'sha256-${createHash5("sha256").update(text4).digest("base64")}'`;
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
var ignoredRule2 = ({ rule, sentence, counted, count: count2, examples }) => markup`<details><summary>${formatCount(count2)} ${counted}: ${sentence}</summary><p>Rule <code>${rule}</code>, for example:</p><ul>${examples.map((example) => markup`<li><code>${example}</code></li>`)}</ul></details>
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
  const count2 = (name) => cases.filter(({ children = [] }) => children.some((child) => child.name === name)).length;
  const counts = {
    name: "crash-gate",
    ...{ tests: cases.length, failures: count2("failure"), errors: count2("error"), skipped: count2("skipped"), time: secondsOf(report) }
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
var MACHINE3 = "MACHINE";
function runOf(report, place) {
  const objections4 = objectionsOf(report);
  const incidents2 = report.incidents.slice(0, MOST_RESULTS);
  const rules = [...new Map([...objections4.map(ruleOfObjection), ...incidents2.map(ruleOf)].map((rule) => [rule.id, rule])).values()];
  const indexOf = (id) => rules.findIndex((rule) => rule.id === id);
  return {
    tool: { driver: { name: "Crash Gate", rules } },
    automationDetails: { id: "crash-gate/" },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [MACHINE3]: { uri: "file:///", description: { text: "The root of the machine's or container's file system." } } },
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
function programOf({ process: process10 }) {
  const path6 = plain(process10.exe ?? process10.comm, 500).replace(/^\/+/, "");
  return { physicalLocation: { artifactLocation: { uri: uriOf(path6 === "" ? "unknown" : path6), uriBaseId: MACHINE3 } } };
}
var lineOf = ({ file, line }) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(plain(file)) }, region: { startLine: line } }
});
var uriOf = (path6) => path6.split("/").map((segment) => encodeURIComponent(segment)).join("/");
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
var sgr = (on6, off) => (text4) => text4 === "" ? "" : `\x1B[${on6}m${text4}\x1B[${off}m`;
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
function whichOne(process10, pid) {
  const own = `(${[...process10.exe === null ? [] : [process10.exe], ...pid === void 0 ? [] : [`pid ${pid}`]].join(", ")})`;
  const place = placeOf2(process10);
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
  const parts = ignored3.map(({ count: count2, counted }) => `${formatCount(count2)} ${counted}`).join(", ");
  const examples = ignored3.filter(({ rule }) => isElsewhere(rule)).flatMap((rule) => rule.examples);
  return section2(
    "ignored",
    [`${ignoredPhrase(report)}: ${parts}`, ...examples].flatMap((line) => wrap(inert(line), textWidth(page))),
    page
  );
}
function recordLines(path6, page) {
  if (path6 === null) return [];
  const shown = inert(path6);
  const hint = "judge it again: crash-gate report FILE";
  const fits = columns(shown) + 6 + columns(hint) <= textWidth(page);
  return section2("record", fits ? [`${shown}      ${page.paint.dim(hint)}`] : [shown, page.paint.dim(hint)], page);
}

// src/action/place.ts
import { join as join6, relative as relative2, resolve as resolve3, sep } from "node:path";
function findPlace(environment, action) {
  const file = workflowFile2(environment);
  const { GITHUB_WORKSPACE: workspace, GITHUB_JOB: job = "" } = environment;
  if (file === null || !workspace) return null;
  try {
    const lines = readRegular(join6(workspace, file)).split("\n");
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
  const path6 = relative2(resolve3(workspace), action).split(sep).join("/");
  const local = `\\./${path6 === "" ? "" : `${literal(path6)}/?`}`;
  const name = repository2 === "" ? local : `${literal(repository2)}@[^\\s'"#]+`;
  return new RegExp(`^\\s*(?:-\\s+)?uses:\\s*['"]?${name}['"]?\\s*(?:#.*)?$`, "i");
}
var literal = (text4) => text4.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
function findLine(lines, job, pattern) {
  const fits = lines.flatMap((line, index) => pattern.test(line) ? [index + 1] : []);
  const [start4, end2] = blockOf(lines, job);
  const own = fits.filter((line) => line > start4 && line <= end2);
  const [first, ...more] = own.length > 0 ? own : fits;
  return first !== void 0 && (more.length === 0 || own.length > 0) ? first : null;
}
function blockOf(lines, job) {
  const jobs = lines.findIndex((line) => /^jobs:\s*(?:#.*)?$/.test(line));
  const start4 = lines.findIndex(
    (line, index) => index > jobs && jobs !== -1 && /^\s+/.test(line) && line.trim().replace(/\s*#.*$/, "") === `${job}:`
  );
  if (start4 === -1) return [0, 0];
  const indent = /^\s*/.exec(lines[start4])[0].length;
  const end2 = lines.findIndex((line, index) => index > start4 && /\S/.test(line) && !/^\s*#/.test(line) && /^\s*/.exec(line)[0].length <= indent);
  return [start4 + 1, end2 === -1 ? lines.length : end2];
}

// src/action/result.ts
function isFailing({ verdict }, { gate, onUnsupported }) {
  if (gate === "off") return false;
  return verdict === "inconclusive" ? onUnsupported === "fail" : verdict === "failed" && gate === "fail";
}

// src/action/tell.ts
var runner = { environment: process.env, write: (text4) => write(STDOUT, text4) };
var ACTION = resolve4(fileURLToPath4(new URL("..", import.meta.url)), import.meta.url.endsWith(".ts") ? ".." : ".");
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
  const files = Object.fromEntries(wanted.map((format2) => [names2[format2], formats[format2](report, place)]));
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

// src/action/watch.ts
import { mkdtempSync as mkdtempSync2 } from "node:fs";
import { tmpdir } from "node:os";
import { join as join9 } from "node:path";

// src/commands/place.ts
import { lstatSync as lstatSync2, mkdtempSync, renameSync as renameSync2, rmSync as rmSync2, writeFileSync as writeFileSync4 } from "node:fs";
import { join as join7, resolve as resolve5 } from "node:path";
var RECORD = "record.ndjson";
function preparePlace(out) {
  try {
    return placeIn2(given(out), false);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`can't use ${out} for the record: ${reasonOf(error)}`, "Name a directory that you may write to with --out DIR.");
  }
}
function placeIn2(folder, passing2) {
  const report = join7(folder, "report.json");
  return {
    record: join7(folder, RECORD),
    writeReport: (json) => {
      rmSync2(report, { force: true });
      writeFileSync4(report, json, { flag: "wx" });
    },
    tidy: () => {
      if (passing2) remove(folder);
    }
  };
}
function remove(folder) {
  try {
    rmSync2(folder, { recursive: true, force: true });
  } catch {
  }
}
function given(out) {
  const folder = resolve5(out);
  makeFolder(folder);
  const record = join7(folder, RECORD);
  if (isBeingWritten(record)) throw new InputError(`a watch that goes on writes ${record}`, "Give each its own directory with --out DIR.");
  keepEarlier(folder);
  return folder;
}
function keepEarlier(folder) {
  const exists = (name) => lstatSync2(join7(folder, name), { throwIfNoEntry: false }) !== void 0;
  if (!exists(RECORD)) return;
  let number3 = 1;
  while (exists(`record.${number3}.ndjson`)) number3++;
  renameSync2(join7(folder, RECORD), join7(folder, `record.${number3}.ndjson`));
}

// src/state.ts
import { join as join8 } from "node:path";
var filesOf = ({ folder, record }) => watchFiles(folder, record);
var FILE = "watch.json";
function keepState(folder, state) {
  replaceFile(folder, FILE, `${JSON.stringify(state)}
`, 384);
}
function findState(folder) {
  const text4 = readState(folder);
  const state = text4 === null ? null : parseState(text4);
  if (text4 === null || state !== null) return state;
  throw new InputError(
    `what ${join8(folder, FILE)} tells of its watch can't be read: it is damaged, or another version of crash-gate wrote it`,
    "Remove that file and begin again with crash-gate start. What was recorded is kept: crash-gate report judges it."
  );
}
function readState(folder) {
  try {
    return readRegular(join8(folder, FILE));
  } catch (error) {
    if (isAbsent2(error)) return null;
    const another = codeOf(error) === "EACCES";
    throw new InputError(
      another ? `the watch in ${folder} is another user's: ${reasonOf(error)}` : `can't read ${join8(folder, FILE)}: ${reasonOf(error)}`,
      another ? "Call crash-gate as the user who began it, or give --out another folder." : "Give --out another folder."
    );
  }
}
var isAbsent2 = (error) => codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
function parseState(text4) {
  const value2 = parse4(text4);
  if (value2?.kind === "watching") return typeof value2.folder === "string" && typeof value2.record === "string" ? value2 : null;
  if (value2?.kind === "unwatched") return typeof value2.failure === "object" && value2.failure !== null ? value2 : null;
  return value2?.kind === "joined" || value2?.kind === "done" ? value2 : null;
}
function parse4(text4) {
  try {
    const value2 = JSON.parse(text4);
    return typeof value2 === "object" && value2 !== null ? value2 : null;
  } catch {
    return null;
  }
}

// src/action/watch.ts
async function beginWatch(beginning) {
  const prepared = prepare(beginning);
  if (prepared.kind !== "watching") return prepared;
  beginning.announce(prepared);
  const files = filesOf(prepared);
  const begun = await startDetached({ files, lifeline: beginning.lifeline, job: beginning.job, environment: beginning.environment });
  const state = isFailure(begun) ? { kind: "unwatched", failure: begun } : prepared;
  if (!isFailure(begun)) sendNotes(files.control, [beginning.note(begun)]);
  tryToKeep(prepared.folder, state);
  return state;
}
function prepare({ out, temporary: temporary2 }) {
  try {
    const folder = makeOwn(temporary2);
    return { kind: "watching", folder, record: out === null ? join9(folder, "record.ndjson") : preparePlace(out).record };
  } catch (error) {
    return { kind: "unwatched", failure: placeFailure(error) };
  }
}
function makeOwn(temporary2) {
  makeFolder(temporary2);
  return mkdtempSync2(join9(temporary2, "crash-gate-"));
}
function placeFailure(error) {
  const message2 = error instanceof InputError ? error.message : `there is no room for the record: ${reasonOf(error)}`;
  const remedy2 = error instanceof InputError ? error.remedy : 'Free some space, or name another folder with "out".';
  return { kind: "output", message: message2, remedy: remedy2, exitStatus: null, output: [] };
}
function tryToKeep(folder, state) {
  try {
    keepState(folder, state);
  } catch {
  }
}
var temporaryFolder = ({ RUNNER_TEMP }) => RUNNER_TEMP || tmpdir();
async function endWatch(state, rules, notes) {
  const { recording, failure: problem } = await stopDetached(filesOf(state), notes);
  const complete = recording === null ? recordingOf(problem, notes) : problem === null ? recording : explain2(recording, problem, notes);
  return { recording: complete, report: analyse(complete, rules) };
}
function explain2(recording, { kind: kind2, message: message2, remedy: remedy2, output }, notes) {
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

// src/action/run.ts
async function runWatched(inputs, command2, rules, remember2) {
  const signals2 = catchSignals();
  const argv = shellFor(command2);
  const state = await beginWatch({
    out: inputs.out,
    temporary: temporaryFolder(process.env),
    lifeline: process.pid,
    job: process.pid,
    note: (begun) => startedNote(begun.starter?.pid ?? process.pid, argv, begun.way, boundsOf(inputs.scope, process.env)),
    environment: process.env,
    announce: remember2
  });
  if (state.kind === "unwatched") log(`NOT WATCHING: ${state.failure.message}. ${state.failure.remedy}`, runner);
  const early = await signals2.early();
  const end2 = early === null ? await runCommand(argv, signals2, [], withoutOurs(process.env)) : calledOff(early);
  if (end2.kind === "not-started") log(end2.message, runner);
  const judged = await judge2(state, rules, [startedNote(process.pid, argv)], [noteOf(end2)]);
  const failing = await tellOf(judged, inputs, state, true);
  remember2({ kind: "done" });
  const status = statusOf2(judged === null ? end2 : correct(end2, judged.recording));
  return status === 0 && failing ? 1 : status;
}
var noteOf = (end2) => end2.kind === "signalled" ? endedNote(null, end2.signal) : endedNote(statusOf2(end2), null);
function shellFor(command2) {
  const bash = ["/bin/bash", "/usr/bin/bash"].find(isExecutable);
  return bash === void 0 ? ["sh", "-e", "-c", command2] : [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", command2];
}
function isExecutable(path6) {
  try {
    accessSync3(path6, constants9.X_OK);
    return true;
  } catch {
    return false;
  }
}
function withoutOurs(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:INPUT|STATE)_/.test(name)));
}

// src/action/step.ts
async function perform(step2) {
  process.on("uncaughtException", (error) => process.exit(explain3(error)));
  process.exit(await step2().catch(explain3));
}
var toAnnotation = ({ file, line, column, message: message2, fix }) => ({
  level: "error",
  title: plain(`The rules can't be used: ${message2}`),
  message: plain(`${fix} (${file}:${line}:${column})`, 1e3),
  ...isInRepository(file) ? { file: plain(file), line } : {}
});
function explain3(error) {
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

// src/action/watched.ts
var VARIABLE = "CRASH_GATE_WATCH";
function findWatch(environment) {
  const folder = environment[VARIABLE];
  return folder === void 0 || folder === "" ? null : findState(folder);
}
function isWatching(environment) {
  const state = findWatch(environment);
  return state?.kind === "watching" && isListening(filesOf(state).control);
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
  const given2 = getInput(name);
  if (given2 === "") return values[0];
  const found = values.find((value2) => value2 === given2);
  if (found !== void 0) return found;
  throw new InputError(
    `the input '${name}' is one of ${values.join(", ")}, not '${given2}'`,
    `Correct "${name}:" where the workflow uses crash-gate.`
  );
}
function flag2(name, otherwise) {
  const given2 = getInput(name).toLowerCase();
  if (given2 === "") return otherwise;
  if (given2 === "true" || given2 === "false") return given2 === "true";
  throw new InputError(`the input '${name}' is true or false, not '${given2}'`, `Correct "${name}:" where the workflow uses crash-gate.`);
}
function fileFormats() {
  const known = Object.keys(formats);
  const names3 = (getInput("format-files") || "json").split(/[\s,]+/).filter((name) => name !== "" && name !== "none");
  return [...new Set(names3)].map((name) => {
    const found = known.find((format2) => format2 === name);
    if (found !== void 0) return found;
    throw new InputError(
      `the input 'format-files' lists ${known.join(", ")} (or is none), but not '${name}'`,
      'Correct "format-files:" where the workflow uses crash-gate.'
    );
  });
}

// src/main.ts
await perform(async () => {
  const inputs = readInputs();
  const rules = await rulesOf(inputs, inputs.run === null ? "later" : "problem");
  if (inputs.gate === "fail") requireRules(rules);
  return inputs.run === null ? watchJob(inputs) : runWatched(inputs, inputs.run, rules, remember);
});
async function watchJob(inputs) {
  if (isWatching(process.env)) return join10();
  const bounds = boundsOf(inputs.scope, process.env);
  const state = await beginWatch({
    out: inputs.out,
    temporary: temporaryFolder(process.env),
    lifeline: findLifeline(),
    job: findRootHere("any"),
    note: (begun) => stepsStartedNote(findRoot(begun, "any"), describeJob(process.env), begun.way, bounds),
    environment: process.env,
    announce: remember
  });
  remember(state);
  if (state.kind === "unwatched") return complain(state, inputs);
  const counted = bounds.scope === "job" ? "those of this job count" : "all of them count";
  runner.write(`Every process of this machine is watched, and ${counted}. The report comes when the job's steps are over.
`);
  return 0;
}
function complain({ failure: failure4 }, { onUnsupported }) {
  const consequence = onUnsupported === "fail" ? "the job will fail for that" : "on-unsupported: fail would fail the job";
  const lines = [`This job is NOT watched (${consequence}): ${failure4.message}. ${failure4.remedy}`, ...failure4.output];
  log(lines.join("\n"), runner);
  return 0;
}
function join10() {
  remember({ kind: "joined" });
  annotate(
    [
      {
        level: "notice",
        title: "crash-gate is used twice in this job",
        message: "The first use watches the whole job and reports at its end; the inputs of this one are ignored."
      }
    ],
    runner
  );
  return 0;
}
function remember(state) {
  const notice2 = saveState({ watch: JSON.stringify(state) }, runner);
  if (notice2 !== null) annotate([notice2], runner);
  if (state.kind !== "watching") return;
  try {
    exportVariable(VARIABLE, state.folder);
  } catch {
  }
}
