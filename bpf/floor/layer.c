// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The layer for kernels that don't describe their types. */
#include "../failure.h"
#include "../programs.h"
#include "buffer.h"
#include "floor.skel.h"
#include "formats.h"
#include "learn.h"
#include "loaded.h"
#include "peek.h"
#include "queue.h"
#include "seen.h"
#include "tell.h"
#include "unknown.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PREFIX "tracepoint/"
/* From when a process has begun, by its own clock, until its creator passes task_newtask: microseconds, unless it has to wait for a
 * processor. However long: who had the pid before is gone by then, and who has it later begins later. */
#define START_DELAY_NS 10000000000ULL
/* So many programs are read before those that nobody runs any more are forgotten. */
#define SWEEP_AFTER 1024

static struct floor_bpf *skeleton;
static struct formats formats;
static struct floor_setup setup;
static int unseen; /* ends */

#define FIELD_NOTHING FIELDS
#define X(key, field, why) { FIELD_##field, { key, why } },
static const struct {
	enum floor_field told_by;
	struct unknown unknown;
} all_unknown[] = { FLOOR_UNKNOWN(X) };
#undef X
#define ALL_UNKNOWN (sizeof(all_unknown) / sizeof(*all_unknown))
/* Here; ends with an empty one. */
static struct unknown unknown[ALL_UNKNOWN + 1];

static void find_unknown(void)
{
	int n = 0;

	for (size_t i = 0; i < ALL_UNKNOWN; i++) {
		if (all_unknown[i].told_by == FIELD_NOTHING || !formats.at[all_unknown[i].told_by])
			unknown[n++] = all_unknown[i].unknown;
	}
}

static void close_floor(void)
{
	buffer_close();
	floor_bpf__destroy(skeleton);
	skeleton = NULL;
}

static void put_setup(void)
{
	__u32 zero = 0;

	bpf_map_update_elem(bpf_map__fd(skeleton->maps.floor_setup), &zero, &setup, BPF_ANY);
}

static int missing_format(void)
{
	for (int i = 0; i < FIELDS; i++) {
		if (!formats.at[i] && !format_fields[i].optional) {
			static char why[160];

			snprintf(why, sizeof(why), "the kernel's tracepoint %s has no field %s of %u bytes", format_fields[i].tracepoint,
				 format_fields[i].name, format_fields[i].size);
			return fail(FAILURE_ATTACH, "can't watch without the kernel's types (BTF)", why);
		}
	}
	return 0;
}

/* libbpf would look the tracepoint up where tracefs is mounted, if it is. */
static struct bpf_link *attach_program(struct bpf_program *program)
{
	struct perf_event_attr attributes = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attributes), .sample_period = 1, .wakeup_events = 1,
		.config = formats_find(&formats, bpf_program__section_name(program) + strlen(PREFIX)),
	};
	struct bpf_link *link;
	int event;

	if (!attributes.config) {
		errno = ENOENT;
		return NULL;
	}
	event = syscall(SYS_perf_event_open, &attributes, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
	if (event < 0)
		return NULL;
	link = bpf_program__attach_perf_event(program, event);
	if (!link)
		close(event);
	return link;
}

static int attach_hook(struct programs *programs, struct bpf_program *program, struct bpf_link **link, bool optional)
{
	struct hook *hook = &programs->hooks[programs->hook_count++];

	*link = attach_program(program);
	hook->name = bpf_program__section_name(program);
	hook->needed = true;
	hook->attached = *link != NULL;
	if (*link)
		return 0;
	snprintf(hook->why, sizeof(hook->why), "%s", errno == ENOENT ? "this kernel has no such tracepoint" : strerror(errno));
	return optional ? 0 : fail(FAILURE_ATTACH, hook->name, hook->why);
}

static int learn(void)
{
	skeleton->links.floor_learn = attach_program(skeleton->progs.floor_learn);
	if (!skeleton->links.floor_learn)
		return fail(FAILURE_ATTACH, bpf_program__section_name(skeleton->progs.floor_learn), strerror(errno));
	setup.exit_code_at = learn_exit_code(buffer_consume);
	bpf_link__destroy(skeleton->links.floor_learn);
	skeleton->links.floor_learn = NULL;
	if (!setup.exit_code_at)
		return fail(FAILURE_BTF, "can't watch without the kernel's types (BTF)",
			    "where the kernel keeps a process's status could not be learned from processes that ended");
	put_setup();
	return 0;
}

/* What was counted before all was attached is no part of the watch. */
static void reset_counters(void)
{
	struct counters *none = calloc(libbpf_num_possible_cpus(), sizeof(*none));
	__u32 zero = 0;

	if (none)
		bpf_map_update_elem(bpf_map__fd(skeleton->maps.floor_counters), &zero, none, BPF_ANY);
	free(none);
}

/* First those that know who is who, then how to tell what a task ended with, and last the ends themselves. */
static int attach_all(struct programs *programs)
{
	struct floor_bpf *all = skeleton;
	int status;

	if ((status = attach_hook(programs, all->progs.floor_new_task, &all->links.floor_new_task, false)) ||
	    (status = attach_hook(programs, all->progs.floor_rename, &all->links.floor_rename, false)) ||
	    (status = attach_hook(programs, all->progs.floor_exec, &all->links.floor_exec, false)) || (status = learn()) ||
	    (status = attach_hook(programs, all->progs.floor_process_exit, &all->links.floor_process_exit, false)))
		return status;
	seen_fill(setup.job_pid);
	setup.seeded = 1;
	put_setup();
	reset_counters();
	if ((status = attach_hook(programs, all->progs.floor_signal_generate, &all->links.floor_signal_generate, false)) ||
	    (status = attach_hook(programs, all->progs.floor_signal_deliver, &all->links.floor_signal_deliver, false)) ||
	    (status = attach_hook(programs, all->progs.floor_page_fault, &all->links.floor_page_fault, true)))
		return status;
	return attach_hook(programs, all->progs.floor_mark_victim, &all->links.floor_mark_victim, true);
}

static int attach(struct programs *programs, const struct job *job)
{
	const char *warning = programs_last_warning();
	int status;

	if (!formats_read(&formats))
		return fail(FAILURE_ATTACH, "can't watch without the kernel's types (BTF)", formats.problem);
	status = missing_format();
	if (status)
		return status;
	find_unknown();
	memcpy(setup.at, formats.at, sizeof(setup.at));
	setup.tracer_pid = getpid();
	setup.job_pid = job->pid;
	skeleton = floor_bpf__open_and_load();
	if (!skeleton)
		return fail(errno == EPERM ? FAILURE_PRIVILEGE : FAILURE_ATTACH, "can't load the BPF programs", *warning ? warning : strerror(errno));
	put_setup();
	proc_allow_late_starts(START_DELAY_NS);
	seen_open(bpf_map__fd(skeleton->maps.floor_processes), bpf_map__fd(skeleton->maps.floor_threads));
	tell_open(job->pid);
	status = buffer_open(bpf_map__fd(skeleton->maps.floor_events));
	if (status)
		return fail(FAILURE_ATTACH, "can't map the buffers of events", strerror(-status));
	return attach_all(programs);
}

static int open_events(void)
{
	seen_drop_ended(); /* before its end could be seen */
	return buffer_fd();
}

/* What happened before a death is in some CPU's buffer when the death is in another's: once more around, and all of it has come. */
static bool consume(void)
{
	buffer_consume();
	if (queue_holds_death())
		buffer_consume();
	queue_flush();
	if (loaded_count() > SWEEP_AFTER) {
		seen_visit_programs(loaded_mark);
		loaded_sweep();
	}
	return false;
}

/* Ends first: nobody must end whose beginning could not be seen any more. */
static void detach(void)
{
	unseen = seen_drop_ended();
	bpf_link__destroy(skeleton->links.floor_process_exit);
	skeleton->links.floor_process_exit = NULL;
	floor_bpf__detach(skeleton);
}

static void count(struct counters *counters)
{
	programs_sum_counters(bpf_map__fd(skeleton->maps.floor_counters), counters);
	counters->errors[ERROR_PROCESS_TABLE] += unseen;
}

static int count_misses(struct hook_misses *misses)
{
	return programs_list_misses(skeleton->obj, misses);
}

static int list_dying(__u32 *pids, int max)
{
	return programs_list_keys(bpf_map__fd(skeleton->maps.floor_fatal), pids, max);
}

const struct layer floor_layer = {
	.name = "floor",
	.unknown = unknown,
	.attach = attach,
	.open = open_events,
	.consume = consume,
	.detach = detach,
	.close = close_floor,
	.count = count,
	.count_misses = count_misses,
	.list_dying = list_dying,
};
