// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Starts: counted; and those that may take a dead process's place, recorded. */
#include "accepted.bpf.h"
#include "aftermath.bpf.h"
#include "job.bpf.h"
#include "path.bpf.h"
#include "step.bpf.h"

static __noinline int report_start(struct task_struct *task, enum start_how how, __u32 after_pid, __u64 after_start, struct mm_struct *mm)
{
	struct scratch *scratch = get_scratch(FAMILY_START);
	struct event_start *start;

	if (!scratch)
		return 0;
	start = &scratch->event.start;
	open_event(&start->head, EVENT_START, sizeof(*start));
	read_process(&start->head.process, task);
	start->how = how;
	start->after_pid = after_pid;
	start->after_start = after_start;
	start->connection = 0;
	if (how == START_FORK)
		start->connection = holds_accepted((__u64)BPF_CORE_READ(task, files, fdt)) ? CONNECTION_HELD : CONNECTION_NONE;
	read_namespaces(&start->namespaces, task);
	start->namespaces.job = read_membership(task);
	start->ancestor_count = read_ancestors(start->ancestors, task);
	scratch->owner = start->head.process;
	if (after_pid)
		await_end(&start->head.process);
	if (mm)
		send_program(FAMILY_START, mm);
	send_cgroup(FAMILY_START, BYTES_CGROUP, (__u64)get_cgroup_node(task));
	send_event(start, offsetof(struct event_start, ancestors) + size_of_ancestors(start->ancestor_count));
	return 0;
}

static __noinline int look_for_fork(struct task_struct *child)
{
	struct awaited_key key = { .fork = 1 };
	struct awaited *awaited;
	struct forked forked = {};
	__u32 pid = BPF_CORE_READ(child, tgid);
	struct task_struct *current = (void *)bpf_get_current_task();

	key.parent = BPF_CORE_READ(child, real_parent, tgid);
	awaited = find_awaited(&key, bpf_ktime_get_boot_ns());
	if (!awaited)
		return 0;
	forked.start = BPF_CORE_READ(child, start_boottime);
	forked.after_pid = awaited->after_pid;
	forked.after_start = awaited->after_start;
	bpf_map_update_elem(&forked_starts, &pid, &forked, BPF_ANY);
	return report_start(child, START_FORK, forked.after_pid, forked.after_start, BPF_CORE_READ(current, mm));
}

/* kernel_clone() passes sched_process_fork once for every new task, thread or process, in the parent, after copy_process(): the
 * child has its pid and start time, and its memory is a copy of the parent's. */
static __always_inline int start_process(struct task_struct *forker, struct task_struct *child)
{
	inherit_membership(forker, child);
	count(started);
	return awaited_parents[hash_pid(child->real_parent->tgid)] ? look_for_fork(child) : 0;
}

SEC("tp_btf/sched_process_fork")
int process_fork(__u64 *ctx)
{
	struct task_struct *child = (struct task_struct *)ctx[1];

	return child->pid == child->tgid ? start_process((struct task_struct *)ctx[0], child) : 0;
}

#define CLONE_THREAD 0x10000
extern struct task_struct *bpf_task_from_pid(__s32 pid) __ksym __weak;
extern void bpf_task_release(struct task_struct *task) __ksym __weak;

/* The same, where programs may be preempted (hooks.c): copy_process() passes task_newtask a moment before, when the child has its pid and can't fail any more.
 * Its record has no task, but the pid is already the task's. */
SEC("tracepoint/task/task_newtask")
int process_fork_held(struct trace_event_raw_task_newtask *record)
{
#ifndef NO_BPF_LOOP /* kernels without bpf_loop() refuse the mere mention */
	struct task_struct *child = record->clone_flags & CLONE_THREAD ? NULL : bpf_task_from_pid(record->pid);

	if (!child)
		return 0;
	start_process(bpf_get_current_task_btf(), child);
	bpf_task_release(child);
#endif
	return 0;
}

/* A fork that was reported and now runs another program after all. */
static __always_inline struct forked *find_forked(const struct process *process)
{
	struct forked *forked = bpf_map_lookup_elem(&forked_starts, &process->pid);

	return forked && forked->start == process->start ? forked : NULL;
}

static __noinline int look_for_exec(struct task_struct *task)
{
	struct awaited_key key = {};
	struct awaited *awaited;
	struct forked *forked;
	struct process process = {};
	struct mm_struct *mm = BPF_CORE_READ(task, mm);
	struct kernfs_node *group = get_cgroup_node(task);
	__u64 now = bpf_ktime_get_boot_ns();

	read_process(&process, task);
	read_exe_name(key.exe, sizeof(key.exe), BPF_CORE_READ(mm, exe_file));
	key.parent = BPF_CORE_READ(task, real_parent, tgid);
	awaited = find_awaited(&key, now);
	if (!awaited) {
		key.parent = 0;
		read_cgroup_name(&key, group);
		awaited = find_awaited(&key, now);
	}
	if (!awaited) {
		read_cgroup_name(&key, get_kernfs_parent(group));
		awaited = find_awaited(&key, now);
	}
	if (awaited)
		return report_start(task, START_EXEC, awaited->after_pid, awaited->after_start, mm);
	forked = find_forked(&process);
	return forked ? report_start(task, START_EXEC, forked->after_pid, forked->after_start, mm) : 0;
}

/* A pid namespace's first process; the machine's own is at level 0. */
static __always_inline bool is_init(struct task_struct *task)
{
	struct pid *pid = task->group_leader->thread_pid;
	struct upid upid = {};

	if (!pid->level)
		return false;
	bpf_core_read(&upid, sizeof(upid), &pid->numbers[pid->level & 31]);
	return upid.nr == 1;
}

/* exec_binprm() passes sched_process_exec once for every program that was loaded, when it can't fail any more: pid, start time
 * and mm are the new program's, also when another thread than the leader called exec. */
static __always_inline int start_program(struct task_struct *task)
{
	char name[PROGRAM_NAME] __attribute__((aligned(8))) = {};

	count(executed);
	if (is_roots_child(task))
		begin_step(task);
	if (is_init(task))
		report_start(task, START_INIT, 0, 0, NULL);
	/* Its parent was seen to fork it, and takes that back by this. */
	if (awaited_parents[hash_pid(task->real_parent->tgid)])
		return look_for_exec(task);
	if (!awaits_programs)
		return 0;
	bpf_probe_read_kernel_str(name, sizeof(name), task->mm->exe_file->f_path.dentry->d_name.name);
	return awaited_programs[hash_name(name)] ? look_for_exec(task) : 0;
}

SEC("tp_btf/sched_process_exec")
int process_exec(__u64 *ctx)
{
	return start_program((struct task_struct *)ctx[0]);
}

/* The same, where programs may be preempted (hooks.c). */
SEC("tracepoint/sched/sched_process_exec")
int process_exec_held(void *record)
{
	return start_program(bpf_get_current_task_btf());
}
