// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "hooks.h"
#include "tracer.skel.h"

#include <bpf/libbpf.h>
#include <stdlib.h>
#include <sys/utsname.h>

/* 7.0, commits a46023d5616e ("tracing: Guard __DECLARE_TRACE() use of __DO_TRACE_CALL() with SRCU-fast") and f7d327654b88: a program at a raw
 * tracepoint may be preempted, and whoever passes there next on the same processor is turned away until it goes on (prog->active). Of
 * 6,000 processes that crashed at once, 1,900 were missed. A classic tracepoint's program still has its processor for itself (16718274ee75),
 * but can be attached only by the number that tracefs tells, and to an event of perf's. Where one of them can't be had, the raw ones must do:
 * what they miss is counted. Signals are sent and delivered with interrupts off, and the OOM killer works alone, so their hooks need no other.
 */
#define PREEMPTS_SINCE 7

bool hooks_may_be_preempted(void)
{
	struct utsname kernel;

	return uname(&kernel) == 0 && atoi(kernel.release) >= PREEMPTS_SINCE;
}

enum where {
	EVERYWHERE,
	WHERE_HELD,
	WHERE_NOT_HELD,
	WHERE_MM_IS_GONE,
};

static const char *const reasons[] = {
	[WHERE_HELD] = "the kernel's own hook tells the same here, and is not interrupted",
	[WHERE_NOT_HELD] = "a program there could be interrupted on this kernel: a classic tracepoint tells the same",
	[WHERE_MM_IS_GONE] = "what it reads is still there at sched_process_exit on this kernel",
};

struct role {
	size_t program;
	enum want want;
	enum where where;
	const char *why_not; /* NULL: where's reason */
};

/* Programs that are not listed are required everywhere. */
#define OF(name) offsetof(struct tracer_bpf, progs.name)
static const struct role roles[] = {
	{ OF(process_fork), REQUIRED, WHERE_NOT_HELD, NULL },
	{ OF(process_exec), REQUIRED, WHERE_NOT_HELD, NULL },
	{ OF(process_exit), REQUIRED, WHERE_NOT_HELD, NULL },
	{ OF(socket_state), NEEDED, WHERE_NOT_HELD, NULL },
	{ OF(process_fork_held), REQUIRED, WHERE_HELD, NULL },
	{ OF(process_exec_held), REQUIRED, WHERE_HELD, NULL },
	{ OF(process_exit_held), REQUIRED, WHERE_HELD, NULL },
	{ OF(socket_state_held), NEEDED, WHERE_HELD, NULL },
	{ OF(before_mm_is_gone), NEEDED, WHERE_MM_IS_GONE, NULL },
	{ OF(mark_victim), NEEDED, EVERYWHERE, NULL },
	{ OF(before_mark_victim), EXTRA, WHERE_MM_IS_GONE, "this kernel's tracepoint tells all of the OOM killer's victim" },
	{ OF(before_oom_kill), EXTRA, EVERYWHERE, NULL },
};
#define ROLES (sizeof(roles) / sizeof(*roles))

static struct bpf_program *program_of(const struct tracer_bpf *skeleton, const struct role *role)
{
	return *(struct bpf_program *const *)((const char *)skeleton + role->program);
}

static const struct role *find(const struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	static const struct role any = { .want = REQUIRED, .where = EVERYWHERE };

	for (size_t i = 0; i < ROLES; i++) {
		if (program_of(skeleton, &roles[i]) == program)
			return &roles[i];
	}
	return &any;
}

void hooks_choose(const struct tracer_bpf *skeleton, struct needs needs)
{
	const bool needed[] = {
		[EVERYWHERE] = true,
		[WHERE_HELD] = needs.held,
		[WHERE_NOT_HELD] = !needs.held,
		[WHERE_MM_IS_GONE] = needs.mm_gone,
	};

	for (size_t i = 0; i < ROLES; i++)
		bpf_program__set_autoload(program_of(skeleton, &roles[i]), needed[roles[i].where]);
}

enum want hooks_want(const struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	return find(skeleton, program)->want;
}

bool hooks_is_held(const struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	return find(skeleton, program)->where == WHERE_HELD;
}

/* A connection changes its state in interrupts, too: one that comes while a program is at work on that processor is passed over. A socket begins
 * and ends to listen in a system call, which comes in between of no program that keeps its processor. */
bool hooks_miss_matters(const struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	if (program == skeleton->progs.socket_state)
		return hooks_may_be_preempted();
	return program != skeleton->progs.socket_state_held;
}

const char *hooks_why_not(const struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	const struct role *role = find(skeleton, program);

	return role->why_not ? role->why_not : reasons[role->where];
}
