# A supervised process that somebody kills: the job itself, or a watchdog that waits for its pid in a file.
#   killed.sh DIR job|outside
# shellcheck shell=bash
cd "$1" || exit 1
mkfifo said
"$PROGRAMS/supervisor" "$PROGRAMS/wait-for-signal" </dev/null >said &
exec 3<said
# "worker PID" by the supervisor, and "waiting PID" once it does.
next() { while read -r word pid <&3; do [ "$word" = waiting ] && return; done; }
next
# Not by the shell itself: what an ancestor kills is its own business.
if [ "$2" = job ]; then sh -c "kill -9 $pid"; else echo "$pid" >victim.new && mv victim.new victim; fi
next
kill -9 $! # the supervisor, then what it started again
kill -9 "$pid"
exit 0
