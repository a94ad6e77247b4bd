// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "lines.h"
#include "clock.h"
#include "container.h"
#include "output.h"
#include "spare.h"

#include <stdio.h>

static struct json json;

void write_header(const struct programs *programs, const struct watch_options *options, const struct proof *proof, int snapshot)
{
	struct header header = {
		.started_at = options->started_at,
		.armed_after = boot_time() - options->started_at,
		.proof = *proof,
		.job = options->job,
		.layer = programs->layer->name,
		.layer_why = programs->why,
		.unknown = programs->layer->unknown,
		.hooks = programs->hooks,
		.hook_count = programs->hook_count,
		.snapshot = snapshot,
		.starter = &options->starter,
	};

	record_header(&json, &header);
	if (options->only_check) {
		json_end_line(&json);
		fwrite(json.text, 1, json.length, stdout);
		return;
	}
	output_header(&json);
}

void write_death(const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom)
{
	record_death(&json, death, sent, oom);
	output_line(&json);
	spare_legacy()->recorded++;
	containers_look(&death->head.process, &death->namespaces, death->ancestors, death->ancestor_count);
}

void write_end(const struct event_end *end)
{
	record_end(&json, end);
	output_line(&json);
}

void write_start(const struct event_start *start)
{
	if (start->how == START_INIT) {
		containers_meet(&start->head.process, &start->namespaces, start->ancestors, start->ancestor_count);
		return;
	}
	record_start(&json, start);
	output_line(&json);
	/* The runtime has counted its restart by now. */
	if (start->how == START_EXEC && start->namespaces.pid == 1)
		containers_look(&start->head.process, &start->namespaces, start->ancestors, start->ancestor_count);
}

void write_listen(const struct event_listen *listen)
{
	record_listen(&json, listen);
	output_line(&json);
}

void write_step(const struct event_step *step)
{
	record_step(&json, step);
	output_line(&json);
}

void write_container(const struct container *container)
{
	record_container(&json, container);
	output_line(&json);
}

void write_note(const char *text, size_t length)
{
	record_note(&json, boot_time(), text, length);
	output_line(&json);
}

void write_trailer(struct programs *programs, const char *why, __u64 taken_over_at, const __u32 *dying, int dying_count)
{
	struct hook_misses misses[HOOKS_MAX];
	struct trailer trailer = {
		.why = output_failure() ? output_failure() : why,
		.recorded = spare_legacy()->recorded,
		.taken_over_at = taken_over_at,
		.misses = misses,
		.miss_count = programs_count_misses(programs, misses),
		.dying = dying,
		.dying_count = dying_count,
	};

	programs_count(programs, &trailer.counters);
	/* Without the proof: one start, one end by a signal; and without the process that the spare forked, which goes on. */
	trailer.counters.started -= 1 + (spare_legacy()->has_spare && !taken_over_at);
	trailer.counters.signal--;
	record_trailer(&json, boot_time(), &trailer);
	output_line(&json);
	output_tick();
	json_free(&json);
}
