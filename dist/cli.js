#!/usr/bin/env node
// What is started: it looks at the version of Node, in words that each understands, before the program beside it is read, which needs a newer one.
var NEEDED = 20;
var entry = 'cli';

/** The inputs of the action. */
function input(name) {
  return (process.env['INPUT_' + name] || '').trim();
}

/** As the action tells what it can't do. Its first half fails no job for that; what comes later does, if on-unsupported says so. */
function leaveAction(what, remedy) {
  var command = entry === 'main' && input('RUN') !== '';
  var counts = input('ON-UNSUPPORTED') === 'fail' && input('GATE') !== 'off';
  var text = what + (command ? '. The command was not run. ' : '. This job is NOT watched. ') + remedy;
  console.log('::' + (command || counts ? 'error' : 'warning') + ' title=crash-gate::' + text.replace(/%/g, '%25'));
  process.exit(command || (counts && entry !== 'main') ? 1 : 0);
}

/** Not 4, which run has for a command that passed: this one was not run. */
function leave(what, remedy) {
  console.error('crash-gate: ' + what + '; nothing was run\ncrash-gate: ' + remedy);
  process.exit(entry === 'cli' && process.argv[2] === 'doctor' ? 4 : 2);
}

function refuse() {
  var what = 'this is Node ' + process.version + ' (' + process.execPath + '), and crash-gate needs Node ' + NEEDED + ' or newer';
  if (entry === 'cli' || entry === 'demo') leave(what, 'Install one (https://nodejs.org), or start crash-gate with it: /path/to/node ' + process.argv[1]);
  leaveAction(what, 'Use a runner that has Node 24 for actions, as "using: node24" asks for.');
}

if (parseInt(process.versions.node, 10) < NEEDED) refuse();
else {
  // As Node has it for a program that waits for nothing any more and has not come to its end.
  process.exitCode = 13;
  import('./cli.mjs');
}
