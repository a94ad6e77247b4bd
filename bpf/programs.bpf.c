// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* All programs, compiled together: bpftool of libbpf 1.1 can't link two objects that mention the same function of the kernel. In the order in
 * which they are attached: job.bpf.h wants forks first. */
#include "start.bpf.c"
#include "listen.bpf.c"
#include "death.bpf.c"
#include "signal.bpf.c"
#include "oom.bpf.c"
