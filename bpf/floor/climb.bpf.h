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

/* Pieces of a death or of a start: by the time that they are read, an ancestor may have ended. Their own ends are told too. */
static __always_inline void send_ancestors(void *ctx, struct floor_ancestor *out, __u32 pid, const struct floor_process *process)
{
	__u32 at = process->parent;
	__u64 start = process->start;
	struct floor_process *parent;

	__builtin_memset(out, 0, sizeof(*out));
	out->head = make_head(FLOOR_ANCESTOR, pid);
#pragma unroll
	for (int i = 0; i < ANCESTORS_MAX; i++) {
		parent = find_parent(at, start);
		if (!parent)
			return;
		parent->bereaved = 1;
		out->relative.pid = at;
		out->relative.start = start = parent->start;
		out->process = *parent;
		at = parent->parent;
		send(ctx, out);
	}
}

#endif
