/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Up the table of processes. It ends early where a parent has ended: who adopted the child then, no tracepoint tells.
 */
#ifndef BPF_LINUX_CLIMB_BPF_H
#define BPF_LINUX_CLIMB_BPF_H

#include "floor.bpf.h"

/* The process with this pid, unless it began after the one that it should be the parent of: then it only has its number. */
static __always_inline struct floor_process *find_parent(__u32 pid, __u64 start)
{
	struct floor_process *parent = find_process(pid);

	return parent && parent->start <= start ? parent : NULL;
}

static __always_inline __u32 climb(struct floor_relative *ancestors, __u32 pid, __u64 start)
{
	struct floor_process *parent;
	__u32 n = 0;

#pragma unroll
	for (int i = 0; i < ANCESTORS_MAX; i++) {
		parent = find_parent(pid, start);
		if (!parent)
			break;
		ancestors[i].pid = pid;
		ancestors[i].start = start = parent->start;
		pid = parent->parent;
		n = i + 1;
	}
	return n;
}

#endif
