/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * Which processes are the job's: the root that user space named and all that came from it, however they detached.
 *
 * A byte for every pid that the kernel can give out. So nothing overflows and nothing is ever deleted: a pid that is given out
 * again is written anew by its fork. A clean life pays for two loads and a store.
 *
 * Every process is told once, and right:
 * - One that is forked during the watch inherits from whoever called fork(), which is not always its parent (CLONE_PARENT), in
 *   sched_process_fork: before it can run, let alone detach.
 * - One that ran before has a byte of 0 and is asked when it matters: up its parents to one that is known, the root, or the end.
 *   Those parents are the ones that it had when the watch began, for a process of the job that ran before tells its children
 *   before they get another parent: each thread its own, since children hang on the thread that forked them, in
 *   sched_process_exit, which do_exit() passes ahead of exit_notify(). Others need not tell: without them the answer is the same.
 * - The fork hook is attached first, so a byte that some process left can't be taken for a later one's with the same pid.
 * What had lost its parents before the watch began is not the job's: nobody can know.
 */
#ifndef BPF_LINUX_JOB_BPF_H
#define BPF_LINUX_JOB_BPF_H

#include "task.bpf.h"

/* include/linux/threads.h: PID_MAX_LIMIT */
#define PIDS_MAX (4 * 1024 * 1024)
#define PIDS_PER_PAGE 4096
/* Runners are some five processes deep; whoever is deeper below the root as the watch begins is not known to be anybody's. */
#define JOB_DEPTH_MAX 32
#define BROOD_MAX turns(65536, 64)

/* Beside enum membership in the byte: it was forked during the watch. */
#define FORKED_IN_WATCH 4
#define MEMBERSHIP 3

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, PIDS_MAX / PIDS_PER_PAGE);
	__type(key, __u32);
	__type(value, __u8[PIDS_PER_PAGE]);
} job_members SEC(".maps") __weak;

/* Set by user space before the load; 0: nobody asked. */
const volatile __u32 job_pid __weak = 0;

static __always_inline __u8 *get_member(__u32 pid)
{
	__u32 page = pid / PIDS_PER_PAGE;
	__u8 *bytes = bpf_map_lookup_elem(&job_members, &page);

	return bytes ? &bytes[pid % PIDS_PER_PAGE] : NULL;
}

struct lineage {
	struct task_struct *task;
	__u32 answer;
};

static __noinline int ask_parent(__u32 i, void *context)
{
	struct lineage *lineage = context;
	struct task_struct *task = lineage->task;
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);
	__u32 pid = BPF_CORE_READ(leader, tgid);
	__u8 *member = get_member(pid);

	if (!member || *member) {
		lineage->answer = member ? *member & MEMBERSHIP : MEMBER_UNKNOWN;
		return DONE;
	}
	if (pid == job_pid || pid <= 1) {
		lineage->answer = pid == job_pid ? MEMBER_INSIDE : MEMBER_OUTSIDE;
		return DONE;
	}
	lineage->task = BPF_CORE_READ(leader, real_parent);
	return GO_ON;
}

static __noinline __u32 ask_lineage(struct task_struct *task)
{
	struct lineage lineage = { .task = task, .answer = MEMBER_UNKNOWN };
	__u8 *member = get_member(BPF_CORE_READ(task, tgid));

	repeat(JOB_DEPTH_MAX, ask_parent, &lineage);
	if (member)
		*member |= lineage.answer;
	return lineage.answer;
}

static __always_inline enum membership read_membership(struct task_struct *task)
{
	__u8 *member = job_pid ? get_member(BPF_CORE_READ(task, tgid)) : NULL;

	if (!member)
		return MEMBER_UNKNOWN;
	return *member ? *member & MEMBERSHIP : ask_lineage(task);
}

/* current forks child. */
static __always_inline void inherit_membership(struct task_struct *current, struct task_struct *child)
{
	__u8 *from, *to;

	if (!job_pid)
		return;
	from = get_member(current->tgid);
	to = get_member(child->tgid);
	if (from && to)
		*to = FORKED_IN_WATCH | ((*from ? *from : ask_lineage(current)) & MEMBERSHIP);
}

struct brood {
	struct list_head *head;
	struct list_head *at;
};

static __noinline int tell_child(__u32 i, void *context)
{
	struct brood *brood = context;
	struct list_head *at = brood->at;
	struct task_struct *child = (void *)at - bpf_core_field_offset(struct task_struct, sibling);
	__u8 *member;

	if (at == brood->head)
		return DONE;
	brood->at = BPF_CORE_READ(at, next);
	member = get_member(BPF_CORE_READ(child, tgid));
	if (member && !*member)
		*member = MEMBER_INSIDE;
	return GO_ON;
}

static __noinline int tell_children(struct task_struct *task)
{
	struct list_head *head = (void *)task + bpf_core_field_offset(struct task_struct, children);
	struct brood brood = { .head = head, .at = BPF_CORE_READ(head, next) };

	if (ask_lineage(task) != MEMBER_INSIDE)
		return 0;
	repeat(BROOD_MAX, tell_child, &brood);
	if (brood.at != head)
		count_error(ERROR_JOB_CHILDREN);
	return 0;
}

/* A thread of task's process exits. */
static __always_inline void leave_membership(struct task_struct *task)
{
	__u8 *member = job_pid ? get_member(task->tgid) : NULL;

	if (member && !(*member & FORKED_IN_WATCH) && task->children.next != &task->children)
		tell_children(task);
}

#endif
