// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The layer that has the kernel's types (BTF): everything that a record can hold. */
#include "events.h"
#include "failure.h"
#include "floor/formats.h"
#include "hooks.h"
#include "plain.skel.h"
#include "programs.h"
#include "tracer.skel.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct tracer_bpf *skeleton;
static struct ring_buffer *ring;

/* Why classic tracepoints can't be had where raw ones may be preempted; "" while they can, or need not. */
static char why_not_held[sizeof(((struct hook *)0)->why)];

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
static int load(const struct job *job, bool held, bool mm_alive_at_exit)
{
	int error;

	if (open_object()) {
		skeleton->rodata->mm_alive_at_exit = mm_alive_at_exit;
		skeleton->rodata->page_bytes = sysconf(_SC_PAGESIZE);
		skeleton->rodata->tracer_pid = getpid();
		skeleton->rodata->job_pid = job->pid;
		hooks_choose(skeleton, (struct needs){ .held = held, .mm_gone = !mm_alive_at_exit });
		if (tracer_bpf__load(skeleton) == 0)
			return 0;
	}
	error = -errno;
	close_typed();
	return error;
}

static int load_either(const struct job *job, bool held)
{
	return load(job, held, true) ? load(job, held, false) : 0;
}

/* Owned by the skeleton, whose detach() destroys it. */
static struct bpf_link **link_of(const struct bpf_program *program)
{
	int i = 0;

	while (*skeleton->skeleton->progs[i].prog != program)
		i++;
	return skeleton->skeleton->progs[i].link;
}

static bool attach_held(void)
{
	struct formats formats;
	struct bpf_program *program;

	if (!formats_read(&formats)) {
		snprintf(why_not_held, sizeof(why_not_held), "%s", formats.problem);
		return false;
	}
	bpf_object__for_each_program(program, skeleton->obj)
	{
		if (!hooks_is_held(skeleton, program))
			continue;
		*link_of(program) = formats_attach(&formats, program);
		if (!*link_of(program)) {
			snprintf(why_not_held, sizeof(why_not_held), "it can't be attached: %s", strerror(errno));
			return false;
		}
	}
	return true;
}

static int attach_one(struct programs *programs, struct bpf_program *program)
{
	struct hook *hook = &programs->hooks[programs->hook_count++];
	struct bpf_link **link = link_of(program);

	hook->name = bpf_program__section_name(program);
	hook->needed = hooks_want(skeleton, program) != EXTRA && bpf_program__autoload(program);
	if (!bpf_program__autoload(program)) {
		snprintf(hook->why, sizeof(hook->why), "%s",
			 *why_not_held && hooks_is_held(skeleton, program) ? why_not_held : hooks_why_not(skeleton, program));
		return 0;
	}
	if (!*link)
		*link = bpf_program__attach(program);
	hook->attached = *link != NULL;
	if (hook->attached)
		return 0;
	snprintf(hook->why, sizeof(hook->why), "%s%s", hook->needed ? "" : "it tells more on other kernels, and can't be attached to this one: ",
		 errno == ENOENT ? "there is no such function, or there are no kprobes" : strerror(errno));
	return hooks_want(skeleton, program) == REQUIRED ? fail(FAILURE_ATTACH, hook->name, hook->why) : 0;
}

static int attach(struct programs *programs, const struct job *job)
{
	const char *warning = programs_last_warning();
	bool held = hooks_may_be_preempted();
	struct bpf_program *program;
	int status;

	status = load_either(job, held);
	/* tracefs is asked only now: in a kernel that is locked down (confidentiality) nothing can be loaded, and it must not be mounted: 7.2 crashes. */
	if (!status && held && !attach_held()) {
		close_typed();
		status = load_either(job, false);
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

static bool miss_matters(const struct bpf_program *program)
{
	return hooks_miss_matters(skeleton, program);
}

static int count_misses(struct hook_misses *misses)
{
	return programs_list_misses(skeleton->obj, miss_matters, misses);
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
