/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The table of processes that the floor's programs keep, from user space: what ran before the watch is put in, what is in there is looked
 * up. Times are CLOCK_BOOTTIME here.
 */
#ifndef BPF_LINUX_SEEN_H
#define BPF_LINUX_SEEN_H

#include "floor.h"

#include <stdbool.h>

/* The maps' file descriptors. */
void seen_open(int processes, int threads);
/* CLOCK_MONOTONIC, as the programs have it, to CLOCK_BOOTTIME. 0 stays 0: never. */
__u64 seen_boot_time(__u64 monotonic);

/* All that run already; those that job_pid leads to are the job's. */
void seen_fill(__u32 job_pid);
bool seen_find(__u32 pid, struct floor_process *process);
/* Whether the process with this pid runs what it loaded at this time. */
bool seen_runs(__u32 pid, __u64 loaded_at);
/* Up from a process's parent, as many as there is room for; where a parent has ended, /proc tells who adopted. Returns how many. */
__u32 seen_climb(struct process *ancestors, __u32 pid, __u64 start, __u32 parent);
/* Tells of every process which program it runs. */
void seen_visit_programs(void (*visit)(__u32 loader, __u64 loaded_at));
/* Takes out whoever has ended without that having been seen. Returns how many. */
int seen_drop_ended(void);

#endif
