# Abnormal ends that are part of the work: timers, closed pipes, stops, signals to itself, build probes.
# shellcheck shell=bash
ulimit -c 0
cd "$1" || exit 1
for program in alarm timer kill-self; do "$PROGRAMS/$program" </dev/null >/dev/null 2>&1; done
yes | head -1 >/dev/null
timeout 0.2 "$PROGRAMS/wait-for-signal" </dev/null >/dev/null
timeout 0.2 "$PROGRAMS/term-handled" </dev/null >/dev/null
cp "$PROGRAMS/segv-write" conftest
./conftest </dev/null 2>/dev/null
"$PROGRAMS/listener" </dev/null >/dev/null
exit 0
