// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "hooks.h"
#include "../failure.h"
#include "buffer.h"
#include "floor.skel.h"
#include "learn.h"
#include "seen.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static struct floor_bpf *skeleton;
static const struct formats *formats;
static struct floor_setup setup;

static void put_setup(void)
{
	__u32 zero = 0;

	bpf_map_update_elem(bpf_map__fd(skeleton->maps.floor_setup), &zero, &setup, BPF_ANY);
}

void hooks_open(struct floor_bpf *loaded, const struct formats *known, const struct job *job)
{
	skeleton = loaded;
	formats = known;
	memcpy(setup.at, formats->at, sizeof(setup.at));
	setup.tracer_pid = getpid();
	setup.job_pid = job->pid;
	put_setup();
}

static int attach_hook(struct programs *programs, struct bpf_program *program, struct bpf_link **link, bool optional)
{
	struct hook *hook = &programs->hooks[programs->hook_count++];

	*link = formats_attach(formats, program);
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
	skeleton->links.floor_learn = formats_attach(formats, skeleton->progs.floor_learn);
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

int hooks_attach(struct programs *programs)
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
