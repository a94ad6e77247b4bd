/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What a death or a start is told in: they are sent in one go, on one CPU, and the event that they belong to comes last. Between them, others
 * come from other CPUs.
 */
#ifndef BPF_LINUX_PIECES_H
#define BPF_LINUX_PIECES_H

#include "floor.h"

#define SENT_MAX 4

struct pieces {
	__u32 pid;
	struct floor_signal sent[SENT_MAX];
	struct floor_ancestor ancestors[ANCESTORS_MAX];
	struct floor_fault fatal, handled;
	struct floor_oom oom;
	__u32 sent_count, ancestor_count;
};

/* 0, or a negative errno. */
int pieces_open(int cpus);
void pieces_close(void);
/* Keeps one for the event that it belongs to. */
void pieces_keep(int cpu, const struct floor_head *head);
/* Those of the event that this CPU tells of this process; what was left of another one, whose end was lost, goes. */
struct pieces *pieces_of(int cpu, __u32 pid);
/* They have been told. */
void pieces_clear(struct pieces *pieces);
/* The ancestors of process, nearest first: those that came, and from there on those that live still. Returns how many. parent: its own, where
 * none came; 0 is unknown. */
__u32 pieces_climb(const struct pieces *pieces, const struct process *process, __u32 parent, struct process *ancestors);

#endif
