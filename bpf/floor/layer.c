// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The layer for kernels that don't describe their types. */
#include "../failure.h"
#include "../proc.h"
#include "../programs.h"
#include "buffer.h"
#include "floor.skel.h"
#include "formats.h"
#include "hooks.h"
#include "loaded.h"
#include "pieces.h"
#include "queue.h"
#include "seen.h"
#include "tell.h"
#include "unknown.h"

#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>

/* From when a process has begun, by its own clock, until its creator passes task_newtask: microseconds, unless it has to wait for a
 * processor. However long: who had the pid before is gone by then, and who has it later begins later. */
#define START_DELAY_NS 10000000000ULL
/* So many programs are read before those that nobody runs any more are forgotten. */
#define SWEEP_AFTER 1024

static struct floor_bpf *skeleton;
static struct formats formats;
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
	pieces_close();
	floor_bpf__destroy(skeleton);
	skeleton = NULL;
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

static int attach(struct programs *programs, const struct job *job)
{
	const char *warning = programs_last_warning();
	int status;

	skeleton = floor_bpf__open_and_load();
	if (!skeleton)
		return fail(errno == EPERM ? FAILURE_PRIVILEGE : FAILURE_ATTACH, "can't load the BPF programs", *warning ? warning : strerror(errno));
	/* Only now: see ../typed.c. */
	if (!formats_read(&formats))
		return fail(FAILURE_ATTACH, "can't watch without the kernel's types (BTF)", formats.problem);
	status = missing_format();
	if (status)
		return status;
	find_unknown();
	hooks_open(skeleton, &formats, job);
	proc_allow_late_starts(START_DELAY_NS);
	seen_open(bpf_map__fd(skeleton->maps.floor_processes), bpf_map__fd(skeleton->maps.floor_threads));
	tell_open(job->pid);
	status = pieces_open(libbpf_num_possible_cpus());
	if (!status)
		status = buffer_open(bpf_map__fd(skeleton->maps.floor_events));
	if (status)
		return fail(FAILURE_ATTACH, "can't map the buffers of events", strerror(-status));
	return hooks_attach(programs);
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
	return programs_list_misses(skeleton->obj, NULL, misses);
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
