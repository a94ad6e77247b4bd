/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What /proc knows of a process and the floor's programs don't.
 */
#ifndef BPF_LINUX_PEEK_H
#define BPF_LINUX_PEEK_H

#include "../proc.h"

struct peeked {
	__u32 parent;
	__u64 start; /* 0: there is none */
	bool fork_only;
	bool is_kernels; /* a thread of the kernel */
};

struct peeked peek(int directory);
/* Threads that have not begun to exit. */
int peek_threads(int directory);
/* All that it had has been left behind, reaped or not: sched_process_exit was before that. */
bool peek_has_ended(__u32 pid);
/* Calls visit for each of its threads but the main one. */
void peek_visit_threads(int directory, void (*visit)(__u32 pid, __u32 tid), __u32 pid);
/* Path in the unified hierarchy, or in v1's memory hierarchy where the unified one has no groups. */
void peek_cgroup(int directory, struct text *cgroup);

#endif
