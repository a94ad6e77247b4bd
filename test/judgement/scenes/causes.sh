# Every way to die by itself, each below timeout, which dies of the same signal.
# shellcheck shell=bash
ulimit -c 0
cd /
for program in segv-write segv-null segv-readonly segv-noncanonical jump-null stack-overflow unloadable bus-past-end fpe-idiv ill-ud2 trap-int3 \
  sys-seccomp abort handled-segv-abort handled-segv-raise handled-segv-exit thread-of-50 leader-exits-segv namespace-init namespace-init-abort \
  limit-cpu limit-cpu-hard limit-file-size retitled vfork-child survives-faults; do
  timeout 20 "$PROGRAMS/$program" </dev/null >/dev/null 2>&1
done
exit 0
