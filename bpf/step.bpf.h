/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * Steps: the processes that the job's root starts itself and whose environment has GITHUB_ACTION, from their first program with it to
 * their end.
 *
 * Each begins once and ends once. It begins in sched_process_exec, which every program passes once, when it is not in `steps` yet; only
 * the process itself is in there under its pid, since whoever was before it with that pid took its entry out as it ended. It ends
 * where every process ends exactly once (death.bpf.c), when its entry is taken out. Its parent is the root until then: the root
 * outlives its steps, or the watch is over.
 * A process that isn't the root's child pays one comparison at exec and one at exit.
 */
#ifndef BPF_LINUX_STEP_BPF_H
#define BPF_LINUX_STEP_BPF_H

#include "bytes.bpf.h"
#include "job.bpf.h"

/* pid → start. The runner starts one step at a time, and a few helpers. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} steps SEC(".maps") __weak;

static __always_inline void send_step_event(struct task_struct *task, enum step_what what)
{
	struct event_step event = {};

	open_event(&event.head, EVENT_STEP, sizeof(event));
	read_process(&event.head.process, task);
	event.what = what;
	send_event(&event, sizeof(event));
}

static __noinline int begin_step(struct task_struct *task)
{
	struct scratch *scratch = get_scratch(FAMILY_START);
	__u64 start = BPF_CORE_READ(task, group_leader, start_boottime);
	__u32 pid = BPF_CORE_READ(task, tgid);

	if (!scratch || bpf_map_lookup_elem(&steps, &pid))
		return 0;
	read_process(&scratch->owner, task);
	if (!send_step(FAMILY_START, (__u64)BPF_CORE_READ(task, mm)))
		return 0;
	if (bpf_map_update_elem(&steps, &pid, &start, BPF_ANY))
		count_error(ERROR_STEPS_MAP);
	send_step_event(task, STEP_BEGINS);
	return 0;
}

static __noinline int end_step(struct task_struct *task)
{
	__u32 pid = BPF_CORE_READ(task, tgid);

	if (bpf_map_delete_elem(&steps, &pid) == 0)
		send_step_event(task, STEP_ENDS);
	return 0;
}

static __always_inline bool is_roots_child(struct task_struct *task)
{
	return job_pid && (__u32)task->group_leader->real_parent->tgid == job_pid;
}

#endif
