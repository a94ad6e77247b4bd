/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Loading and attaching the BPF programs, and what they counted.
 */
#ifndef BPF_LINUX_PROGRAMS_H
#define BPF_LINUX_PROGRAMS_H

#include "record.h"

#define HOOKS_MAX 16

struct programs {
	struct tracer_bpf *skeleton;
	struct hook hooks[HOOKS_MAX];
	int hook_count;
};

/* 0, or the exit status that says why not; the reason is printed. */
int programs_attach(struct programs *programs, const struct job *job);
void programs_detach(struct programs *programs);
void programs_close(struct programs *programs);

/* Sums over all CPUs. */
void programs_count(struct programs *programs, struct counters *counters);
/* Runs that the kernel skipped, by program; returns how many entries. */
int programs_count_misses(struct programs *programs, struct hook_misses *misses);
/* Processes with a fatal signal delivered that have not ended yet. */
int programs_list_dying(struct programs *programs, __u32 *pids, int max);

#endif
