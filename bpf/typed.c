// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The layer that has the kernel's types (BTF): everything that a record can hold. */
#include "events.h"
#include "failure.h"
#include "floor/formats.h"
#include "plain.skel.h"
#include "programs.h"
#include "tracer.skel.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

static struct tracer_bpf *skeleton;
static struct ring_buffer *ring;

/* 7.0, commits a46023d5616e ("tracing: Guard __DECLARE_TRACE() use of __DO_TRACE_CALL() with SRCU-fast") and f7d327654b88: a program at a raw
 * tracepoint may be preempted, and whoever passes there next on the same processor is turned away until it goes on (prog->active). Of
 * 6,000 processes that crashed at once, 1,900 were missed. A classic tracepoint's program still has its processor for itself (16718274ee75),
 * but can be attached only by the number that tracefs tells. Where it can't be asked, the raw ones must do: what they miss is counted. Signals
 * are sent and delivered with interrupts off, and the OOM killer works alone, so their hooks need no other.
 */
#define PREEMPTS_SINCE 7
static struct formats formats;
static bool held;

static bool may_preempt(void)
{
	struct utsname kernel;

	return uname(&kernel) == 0 && atoi(kernel.release) >= PREEMPTS_SINCE;
}

static bool is_held(const struct bpf_program *program)
{
	return program == skeleton->progs.process_fork_held || program == skeleton->progs.process_exec_held ||
		program == skeleton->progs.process_exit_held || program == skeleton->progs.socket_state_held;
}

static bool is_raw_instead(const struct bpf_program *program)
{
	return program == skeleton->progs.process_fork || program == skeleton->progs.process_exec || program == skeleton->progs.process_exit ||
		program == skeleton->progs.socket_state;
}

static void choose_programs(bool mm_alive_at_exit)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, skeleton->obj)
	{
		if (is_held(program) || is_raw_instead(program))
			bpf_program__set_autoload(program, is_held(program) == held);
	}
	bpf_program__set_autoload(skeleton->progs.before_mm_is_gone, !mm_alive_at_exit);
	bpf_program__set_autoload(skeleton->progs.before_mark_victim, !mm_alive_at_exit);
}

static void close_typed(void)
{
	ring_buffer__free(ring);
	tracer_bpf__destroy(skeleton);
	ring = NULL;
	skeleton = NULL;
}

/* Two objects from the same sources, with the same maps and programs: the one skeleton is opened with the bytes of either (loop.bpf.h). */
static bool open_object(void)
{
	skeleton = calloc(1, sizeof(*skeleton));
	if (!skeleton || tracer_bpf__create_skeleton(skeleton))
		return false;
	if (libbpf_probe_bpf_helper(BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_FUNC_loop, NULL) == 0)
		skeleton->skeleton->data = plain_bpf__elf_bytes(&skeleton->skeleton->data_sz);
	return bpf_object__open_skeleton(skeleton->skeleton, NULL) == 0;
}

/* From 6.16 on, sched_process_exit has a second argument and runs while mm is there (compat.bpf.h). Whether that is so is found by
 * trying: the verifier refuses to read an argument that isn't there. Reading the kernel's BTF first would tell too, and cost as
 * much again as everything else here. */
static int load(const struct job *job, bool mm_alive_at_exit)
{
	int error;

	if (open_object()) {
		skeleton->rodata->mm_alive_at_exit = mm_alive_at_exit;
		skeleton->rodata->page_bytes = sysconf(_SC_PAGESIZE);
		skeleton->rodata->tracer_pid = getpid();
		skeleton->rodata->job_pid = job->pid;
		choose_programs(mm_alive_at_exit);
		if (tracer_bpf__load(skeleton) == 0)
			return 0;
	}
	error = -errno;
	close_typed();
	return error;
}

static int load_either(const struct job *job)
{
	return load(job, true) ? load(job, false) : 0;
}

enum want {
	REQUIRED, /* no watch without it */
	NEEDED,	  /* deaths are seen without it, but the watch is incomplete */
	EXTRA,	  /* tells more, where a kernel has kprobes */
};

static enum want want_of(const struct bpf_program *program)
{
	if (program == skeleton->progs.before_mark_victim || program == skeleton->progs.before_oom_kill)
		return EXTRA;
	if (program == skeleton->progs.before_mm_is_gone || program == skeleton->progs.mark_victim ||
	    program == skeleton->progs.socket_state || program == skeleton->progs.socket_state_held)
		return NEEDED;
	return REQUIRED;
}

/* Why this kernel has no use for a program. */
static const char *why_not_loaded(const struct bpf_program *program)
{
	if (is_held(program))
		return "the kernel's own hook tells the same here, and is not interrupted";
	if (is_raw_instead(program))
		return "a program there could be interrupted on this kernel: a classic tracepoint tells the same";
	return program == skeleton->progs.before_mark_victim ? "this kernel's tracepoint tells all of the OOM killer's victim" :
							       "what it reads is still there at sched_process_exit on this kernel";
}

static int attach_one(struct programs *programs, struct bpf_program *program)
{
	struct hook *hook = &programs->hooks[programs->hook_count++];
	struct bpf_link *link;

	hook->name = bpf_program__section_name(program);
	hook->needed = want_of(program) != EXTRA && bpf_program__autoload(program);
	if (!bpf_program__autoload(program)) {
		snprintf(hook->why, sizeof(hook->why), "%s", why_not_loaded(program));
		return 0;
	}
	link = is_held(program) ? formats_attach(&formats, program) : bpf_program__attach(program);
	hook->attached = link != NULL;
	if (link) {
		/* Owned by the skeleton's links, which detach() destroys. */
		for (int i = 0; i < skeleton->skeleton->prog_cnt; i++) {
			if (*skeleton->skeleton->progs[i].prog == program)
				*skeleton->skeleton->progs[i].link = link;
		}
		return 0;
	}
	snprintf(hook->why, sizeof(hook->why), "%s%s", hook->needed ? "" : "it tells more on other kernels, and can't be attached to this one: ",
		 errno == ENOENT ? "there is no such function, or there are no kprobes" : strerror(errno));
	return want_of(program) == REQUIRED ? fail(FAILURE_ATTACH, hook->name, hook->why) : 0;
}

static int attach(struct programs *programs, const struct job *job)
{
	const char *warning = programs_last_warning();
	struct bpf_program *program;
	int status;

	held = may_preempt();
	status = load_either(job);
	/* Asked only now: in a kernel that is locked down (confidentiality) nothing can be loaded, and tracefs must not be mounted: 7.2 crashes. */
	if (!status && held && !formats_read(&formats)) {
		held = false;
		close_typed();
		status = load_either(job);
	}
	if (status)
		return fail(status == -EPERM ? FAILURE_PRIVILEGE : FAILURE_ATTACH, "can't load the BPF programs", *warning ? warning : strerror(-status));
	bpf_object__for_each_program(program, skeleton->obj)
	{
		status = attach_one(programs, program);
		if (status)
			return status;
	}
	skeleton->bss->endings_are_told = skeleton->links.before_mm_is_gone != NULL;
	return 0;
}

static int take_event(void *context, void *data, size_t size)
{
	(void)context;
	return events_take(data, size) ? -EAGAIN : 0;
}

static int open_ring(void)
{
	ring = ring_buffer__new(bpf_map__fd(skeleton->maps.events), take_event, NULL, NULL);
	return ring ? ring_buffer__epoll_fd(ring) : -1;
}

static bool consume(void)
{
	return ring_buffer__consume(ring) == -EAGAIN;
}

static void detach(void)
{
	tracer_bpf__detach(skeleton);
}

static void count(struct counters *counters)
{
	programs_sum_counters(bpf_map__fd(skeleton->maps.counters), counters);
}

static int count_misses(struct hook_misses *misses)
{
	return programs_list_misses(skeleton->obj, misses);
}

static int list_dying(__u32 *pids, int max)
{
	return programs_list_keys(bpf_map__fd(skeleton->maps.fatal), pids, max);
}

const struct layer typed_layer = {
	.name = "typed",
	.survives_fork = true, /* the ring's pages are the map's */
	.attach = attach,
	.open = open_ring,
	.consume = consume,
	.detach = detach,
	.close = close_typed,
	.count = count,
	.count_misses = count_misses,
	.list_dying = list_dying,
};
