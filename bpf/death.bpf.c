// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Deaths: every end of a process, counted; every abnormal one, recorded. */
#include "aftermath.bpf.h"
#include "handled.bpf.h"
#include "heirs.bpf.h"
#include "job.bpf.h"
#include "path.bpf.h"
#include "sockets.bpf.h"
#include "step.bpf.h"

/* The status word of wait(2). Since 6.0 (commit d80f7d7b2c75, "signal: Guarantee that SIGNAL_GROUP_EXIT is set on process
 * exit") the last thread's code becomes the group's; before, a process whose threads left one by one ends with its leader's. */
static __always_inline __u32 read_status(struct task_struct *task)
{
	struct signal_struct *signal = BPF_CORE_READ(task, signal);

	if (BPF_CORE_READ(signal, flags) & SIGNAL_GROUP_EXIT)
		return BPF_CORE_READ(signal, group_exit_code);
	return BPF_CORE_READ(task, group_leader, exit_code);
}

static __always_inline void read_usage(struct event_death *death, struct task_struct *task)
{
	struct signal_struct *signal = BPF_CORE_READ(task, signal);
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);
	bool alone = leader == task;

	death->user_ns = BPF_CORE_READ(signal, utime) + BPF_CORE_READ(task, utime) + (alone ? 0 : BPF_CORE_READ(leader, utime));
	death->system_ns = BPF_CORE_READ(signal, stime) + BPF_CORE_READ(task, stime) + (alone ? 0 : BPF_CORE_READ(leader, stime));
	death->minor_faults = BPF_CORE_READ(signal, min_flt) + BPF_CORE_READ(task, min_flt) + (alone ? 0 : BPF_CORE_READ(leader, min_flt));
	death->major_faults = BPF_CORE_READ(signal, maj_flt) + BPF_CORE_READ(task, maj_flt) + (alone ? 0 : BPF_CORE_READ(leader, maj_flt));
	death->max_rss_pages = BPF_CORE_READ(signal, maxrss);
}

static __always_inline __u64 read_stack_start(__u32 pid, struct mm_struct *mm)
{
	struct ending *ending = mm ? NULL : bpf_map_lookup_elem(&endings, &pid);

	return mm ? BPF_CORE_READ(mm, start_stack) : ending ? ending->stack_start : 0;
}

static __noinline int report_death(struct task_struct *task, __u32 status)
{
	struct scratch *scratch = get_scratch(FAMILY_DEATH);
	struct event_death *death;
	struct mm_struct *mm = BPF_CORE_READ(task, mm);
	struct fs_struct *fs = BPF_CORE_READ(task, fs);

	if (!scratch)
		return 0;
	death = &scratch->event.death;
	open_event(&death->head, EVENT_DEATH, sizeof(*death));
	read_process(&death->head.process, task);
	scratch->owner = death->head.process;
	if (mm_alive_at_exit)
		send_texts(task);
	if (fs)
		send_file_path(FAMILY_DEATH, BYTES_CWD, (__u64)&fs->pwd);
	send_cgroup(FAMILY_DEATH, BYTES_CGROUP, (__u64)get_cgroup_node(task));

	death->status = status;
	death->tid = BPF_CORE_READ(task, pid);
	death->gid = BPF_CORE_READ(task, group_leader, real_cred, gid.val);
	death->flags = BPF_CORE_READ(task, group_leader, flags) & PF_FORKNOEXEC ? DEATH_FORK_ONLY : 0;
	read_namespaces(&death->namespaces, task);
	death->namespaces.job = read_membership(task);
	read_usage(death, task);
	death->stack_limit = BPF_CORE_READ(task, signal, rlim[RLIMIT_STACK].rlim_cur);
	death->stack_start = read_stack_start(death->head.process.pid, mm);
	if (death->stack_start)
		death->flags |= DEATH_HAS_STACK;
	BPF_CORE_READ_STR_INTO(&death->thread_name, task, comm);
	if (take_fault(&death->fatal, bpf_map_lookup_elem(&fatal, &death->head.process.pid), &death->head.process)) {
		bpf_map_delete_elem(&fatal, &death->head.process.pid);
		death->tid = death->fatal.tid;
		__builtin_memcpy(death->thread_name, death->fatal.thread_name, COMM_LENGTH);
	}
	take_handled(death);
	death->ancestor_count = read_ancestors(death->ancestors, task);
	read_listening((__u64)BPF_CORE_READ(task, files, fdt));
	read_closed(death);
	if (listens((__u64)BPF_CORE_READ(task, real_parent, files, fdt)))
		death->flags |= DEATH_PARENT_LISTENS;
	if (death->ancestors[0].pid != tracer_pid) {
		await_successor(death, task, mm);
		await_aftermath(death);
	}
	if (death->listening_count)
		send_event(death, sizeof(*death));
	else
		send_event(death, offsetof(struct event_death, ancestors) + size_of_ancestors(death->ancestor_count));
	return 0;
}

/* The clean end of an ancestor of somebody who died. Its program goes along: /proc may be too late to be asked about it. */
static __noinline int report_end(struct task_struct *task)
{
	struct scratch *scratch = get_scratch(FAMILY_DEATH);
	struct event_end end = {};

	read_process(&end.head.process, task);
	if (!scratch || !is_bereaved(&end.head.process))
		return 0;
	bpf_map_delete_elem(&bereaved, &end.head.process.pid);
	scratch->owner = end.head.process;
	if (mm_alive_at_exit)
		send_texts(task);
	open_event(&end.head, EVENT_END, sizeof(end));
	send_event(&end, sizeof(end));
	return 0;
}

/* Which tracepoint sees every process end, exactly once:
 *
 * do_exit() is the only way out of existence for a task, and passes sched_process_exit once for each thread. A process ends
 * with its last thread: do_exit() counts signal->live down (atomic_dec_and_test) before the tracepoint, so the thread that
 * brought it to 0 is the last. From 6.16 on the tracepoint hands that very result over as group_dead: exact.
 * Before, signal->live is read here, and two threads that leave at the same moment may both read 0. Processes that had several
 * threads have to pass end_once(): only the thread that taskstats_exit() was told to be the last does, or, where that can't be
 * attached, the one that comes first.
 *
 * Not a death, rightly unseen: an exec from a non-leader thread, where de_thread() ends the others and the old leader while
 * signal->live stays above 0. Seen like any other: a zombie that nobody reaps, a kernel-killed pid namespace, a task that dies
 * between fork and exec.
 */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct process);
	__type(value, __u32);
} ended SEC(".maps");

/* The only thread that there ever was: __exit_signal() adds a thread's run time before it takes it off nr_threads. */
static __always_inline bool was_alone(struct task_struct *task)
{
	return BPF_CORE_READ(task, signal, nr_threads) == 1 && BPF_CORE_READ(task, signal, sum_sched_runtime) == 0;
}

static __always_inline bool end_once(struct task_struct *task)
{
	struct process process = {};
	__u32 one = 1, pid = BPF_CORE_READ(task, tgid);
	struct ending *ending;

	if (was_alone(task))
		return true;
	if (endings_are_told) {
		ending = bpf_map_lookup_elem(&endings, &pid);
		return ending && ending->last_thread == (__u32)BPF_CORE_READ(task, pid) && ending->start == BPF_CORE_READ(task, group_leader, start_boottime);
	}
	read_process(&process, task);
	__builtin_memset(process.comm, 0, COMM_LENGTH);
	return bpf_map_update_elem(&ended, &process, &one, BPF_NOEXIST) == 0;
}

static __always_inline int end_task(struct task_struct *task, bool group_dead)
{
	struct counters *counters = get_counters();
	__u32 status;

	leave_membership(task);
	if (task->exit_code)
		settle_handled(task);
	if (mm_alive_at_exit) {
		if (!group_dead)
			return 0;
	} else if (task->signal->live.counter || !end_once(task)) {
		return 0;
	}
	if (!counters)
		return 0;
	if (is_roots_child(task))
		end_step(task);
	/* Loads, where read_status() would call helpers: this is the way of every clean life. */
	status = task->signal->flags & SIGNAL_GROUP_EXIT ? task->signal->group_exit_code : task->group_leader->exit_code;
	if (status == 0) {
		counters->clean++;
		if (mm_alive_at_exit && task->children.next != &task->children)
			introduce_to_heirs(task);
		return bereaved_pids[hash_pid(task->tgid)] ? report_end(task) : 0;
	}
	if (status & 0x7f)
		counters->signal++;
	else
		counters->exit++;
	return report_death(task, status);
}

SEC("tp_btf/sched_process_exit")
int process_exit(__u64 *ctx)
{
	return end_task((struct task_struct *)ctx[0], mm_alive_at_exit && ctx[1] & 1);
}

/* The same, where programs may be preempted (hooks.c). */
SEC("tracepoint/sched/sched_process_exit")
int process_exit_held(struct trace_event_raw_sched_process_exit *record)
{
	return end_task(bpf_get_current_task_btf(), record->group_dead);
}

/* Before 6.16: which thread is the last, and the texts, while mm is there. do_exit() calls taskstats_exit(task, group_dead) once a thread,
 * after exit_code is set and before exit_mm(). Not loaded from 6.16 on. */
SEC("kprobe/taskstats_exit")
int before_mm_is_gone(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct scratch *scratch = get_scratch(FAMILY_DEATH);
	struct ending ending = {};

	if (!scratch || !(int)get_second_argument(ctx))
		return 0;
	read_process(&scratch->owner, task);
	ending.start = scratch->owner.start;
	ending.last_thread = BPF_CORE_READ(task, pid);
	if (read_status(task) != 0 || is_bereaved(&scratch->owner)) {
		send_texts(task);
		read_exe_name(ending.program, sizeof(ending.program), BPF_CORE_READ(task, mm, exe_file));
		ending.stack_start = BPF_CORE_READ(task, mm, start_stack);
	} else if (was_alone(task)) {
		return 0;
	}
	bpf_map_update_elem(&endings, &scratch->owner.pid, &ending, BPF_ANY);
	return 0;
}
