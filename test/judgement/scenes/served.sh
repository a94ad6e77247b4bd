# A service under a supervisor that gives up once and is started again, and the same in a shell's loop.
#   served.sh DIR
# shellcheck shell=bash
cd "$1" || exit 1
"$PROGRAMS/supervisor" "$PROGRAMS/serve-once" "$1/one" </dev/null >/dev/null
until "$PROGRAMS/serve-once" "$1/two" </dev/null >/dev/null; do :; done
