/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Telling who a process was, while its memory is there: for its own death, and for children that its end will kill.
 */
#ifndef BPF_LINUX_HEIRS_BPF_H
#define BPF_LINUX_HEIRS_BPF_H

#include "path.bpf.h"

#define CHILDREN_MAX 64

/* Takes the texts that only mm leads to, so it runs while mm is there. */
static __always_inline void send_texts(struct task_struct *task)
{
	struct mm_struct *mm = BPF_CORE_READ(task, mm);

	if (!mm)
		return;
	send_program(FAMILY_DEATH, mm);
	send_step(FAMILY_DEATH, (__u64)mm);
}

struct children {
	struct list_head *head;
	struct list_head *at;
	bool found;
};

static __noinline int look_at_child(__u32 i, void *context)
{
	struct children *children = context;
	struct list_head *at = children->at;
	struct task_struct *child = (void *)at - bpf_core_field_offset(struct task_struct, sibling);

	if (at == children->head)
		return DONE;
	children->at = BPF_CORE_READ(at, next);
	children->found = BPF_CORE_READ(child, pdeath_signal) != 0;
	return children->found ? DONE : GO_ON;
}

/* A child that asked for a signal at its parent's death gets it when the parent has no memory left: who that was must be told now. */
static __noinline int introduce_to_heirs(struct task_struct *task)
{
	struct list_head *head = (void *)task + bpf_core_field_offset(struct task_struct, children);
	struct children children = { .head = head, .at = BPF_CORE_READ(head, next) };
	struct scratch *scratch = get_scratch(FAMILY_DEATH);

	repeat(CHILDREN_MAX, look_at_child, &children);
	if (!scratch || !children.found)
		return 0;
	read_process(&scratch->owner, task);
	send_texts(task);
	return 0;
}

#endif
