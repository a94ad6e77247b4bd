// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The OOM killer's choice: whom, on whose allocation, and how full each memory cgroup was. */
#include "path.bpf.h"

#define PID_MAX_LIMIT (4 * 1024 * 1024)

static __always_inline struct cgroup_subsys_state *get_memory_state(struct task_struct *task)
{
	struct css_set *set = BPF_CORE_READ(task, cgroups);
	struct cgroup_subsys_state *state = NULL;

	if (!bpf_core_enum_value_exists(enum cgroup_subsys_id, memory_cgrp_id))
		return NULL;
	bpf_core_read(&state, sizeof(state), &set->subsys[bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id)]);
	return state;
}

/* What oom_kill_process() was called for, and whom mark_oom_victim() is about to mark: set by kprobes. Both functions are called under oom_lock,
 * so there is one of each at a time. Kernel addresses. */
__u64 chooser = 0; /* the task that the OOM killer works in: of another one's turn the next two say nothing */
__u64 full_memcg = 0;
__u32 constraint = CONSTRAINT_UNKNOWN;
__u64 chosen = 0;

/* No tracepoint tells which of them hit its limit: without a kprobe the reader tells from usage and limit of each. */
static __always_inline __u32 read_levels(struct event_oom *oom, struct cgroup_subsys_state *state)
{
	struct memcg_level *levels = oom->levels;
	__u32 n = 0;

	for (; n < MEMCG_LEVELS_MAX && state; n++) {
		/* css is the first member of struct mem_cgroup; container_of() all the same. */
		struct mem_cgroup *memcg = (void *)state - bpf_core_field_offset(struct mem_cgroup, css);

		if (oom->constraint == CONSTRAINT_CGROUP && (__u64)memcg == full_memcg)
			oom->limit_level = n;
		levels[n].usage_pages = BPF_CORE_READ(memcg, memory.usage.counter);
		levels[n].limit_pages = BPF_CORE_READ(memcg, memory.max);
		state = BPF_CORE_READ(state, parent);
	}
	return n;
}

static __always_inline void read_memory(struct event_oom *oom, struct mm_struct *mm)
{
	oom->anonymous_pages = mm ? get_rss_pages(mm, 1) : 0;
	oom->file_pages = mm ? get_rss_pages(mm, 0) : 0;
	oom->shared_pages = mm ? get_rss_pages(mm, 3) : 0;
	oom->total_pages = mm ? BPF_CORE_READ(mm, total_vm) : 0;
}

/* victim: NULL where only its pid is known, for want of a kprobe; then the levels are the trigger's, which is in the same cgroup tree or, for a
 * global OOM, nowhere near a limit, and start is 0. */
static __noinline int report_victim(struct task_struct *victim, __u32 pid)
{
	struct task_struct *current = (void *)bpf_get_current_task();
	struct scratch *scratch = get_scratch(FAMILY_OOM);
	struct cgroup_subsys_state *state = get_memory_state(victim ? victim : current);
	struct event_oom *oom;

	if (!scratch)
		return 0;
	oom = &scratch->event.oom;
	open_event(&oom->head, EVENT_OOM, sizeof(*oom));
	read_process(&oom->head.process, victim ? victim : current);
	if (!victim) {
		oom->head.process.pid = pid;
		oom->head.process.start = 0;
	}
	read_process(&oom->trigger, current);
	read_memory(oom, victim ? BPF_CORE_READ(victim, mm) : NULL);
	oom->score_adjust = victim ? BPF_CORE_READ(victim, signal, oom_score_adj) : 0;
	oom->constraint = chooser == (__u64)current ? constraint : CONSTRAINT_UNKNOWN;
	oom->limit_level = -1;
	oom->level_count = read_levels(oom, state);
	scratch->owner = oom->head.process;
	if (state)
		send_cgroup(FAMILY_OOM, BYTES_MEMCG, (__u64)BPF_CORE_READ(state, cgroup, kn));
	send_event(oom, sizeof(*oom));
	return 0;
}

/* mark_oom_victim() passes mark_victim for every process that the OOM killer chooses, once: it returns early for a marked one
 * (TIF_MEMDIE). A group kill (memory.oom.group) marks each member. The argument is a task from 6.8 on (commit 72ba14deb40a,
 * "mm: update mark_victim tracepoints fields"; 6.1's stable series has it, too), before that the victim's pid: a pid is always below PID_MAX_LIMIT, a
 * kernel address never.
 */
SEC("raw_tp/mark_victim")
int mark_victim(struct bpf_raw_tracepoint_args *ctx)
{
	unsigned long argument = ctx->args[0];

	struct task_struct *victim = argument >= PID_MAX_LIMIT ? (void *)argument : (void *)chosen;

	if (argument < PID_MAX_LIMIT && (__u32)BPF_CORE_READ(victim, pid) != argument)
		victim = NULL;
	return report_victim(victim, argument);
}

/* An extra, where the kernel has kprobes: which victim it is, before the tracepoint tells. mark_oom_victim() is the function that passes
 * mark_victim, in the same context, right after this. From 6.8 on nothing reads it; not loaded from 6.16 on. */
SEC("kprobe/mark_oom_victim")
int before_mark_victim(void *ctx)
{
	chosen = get_first_argument(ctx);
	return 0;
}

/* An extra, too: what ran out. oom_kill_process() is called once for a choice and marks all of its victims, a group's members as well, before
 * it returns. Not through it go those that were dying already (task_will_free_mem()), who are not killed for lack of memory. */
SEC("kprobe/oom_kill_process")
int before_oom_kill(void *ctx)
{
	struct oom_control *control = (void *)get_first_argument(ctx);

	chooser = bpf_get_current_task();
	full_memcg = (__u64)BPF_CORE_READ(control, memcg);
	constraint = BPF_CORE_READ(control, constraint) + CONSTRAINT_MACHINE;
	return 0;
}
