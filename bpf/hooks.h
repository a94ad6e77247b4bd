/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Which programs of the layer that has the kernel's types this kernel needs, and what the watch is without each.
 */
#ifndef BPF_LINUX_HOOKS_H
#define BPF_LINUX_HOOKS_H

#include <stdbool.h>

struct bpf_program;
struct tracer_bpf;

enum want {
	REQUIRED, /* no watch without it */
	NEEDED,	  /* deaths are seen without it, but the watch is incomplete */
	EXTRA,	  /* tells more, where a kernel has kprobes */
};

/* What tells two kernels apart. */
struct needs {
	bool held; /* programs at raw tracepoints may be preempted */
	bool mm_gone; /* a process that ends has no memory any more when sched_process_exit is told of it */
};

/* Whether this kernel preempts programs at raw tracepoints. */
bool hooks_may_be_preempted(void);

/* Before the load: the programs that such a kernel has no use for are not loaded. */
void hooks_choose(const struct tracer_bpf *skeleton, struct needs needs);

enum want hooks_want(const struct tracer_bpf *skeleton, const struct bpf_program *program);

/* At a classic tracepoint, attached by its number. */
bool hooks_is_held(const struct tracer_bpf *skeleton, const struct bpf_program *program);

/* Whether what the kernel passed over there may have been of those that we look for. */
bool hooks_miss_matters(const struct tracer_bpf *skeleton, const struct bpf_program *program);

/* Why this kernel has no use for a program. */
const char *hooks_why_not(const struct tracer_bpf *skeleton, const struct bpf_program *program);

#endif
