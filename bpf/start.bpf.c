// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Starts: counted; and those that may take a dead process's place, recorded, with the moment when they listen again. */
#include "await.bpf.h"
#include "bytes.bpf.h"
#include "recent.bpf.h"

char LICENSE[] SEC("license") __weak = "Dual BSD/GPL";

static __always_inline int report_start(struct task_struct *task, enum start_how how, const struct awaited *awaited, struct mm_struct *mm)
{
	struct scratch *scratch = get_scratch(FAMILY_START);
	struct event_start *start;

	if (!scratch)
		return 0;
	start = &scratch->event.start;
	open_event(&start->head, EVENT_START, sizeof(*start));
	read_process(&start->head.process, task);
	start->how = how;
	start->after_pid = awaited ? awaited->after_pid : 0;
	start->after_start = awaited ? awaited->after_start : 0;
	start->pad = 0;
	read_namespaces(&start->namespaces, task);
	start->ancestor_count = read_ancestors(start->ancestors, task);
	scratch->owner = start->head.process;
	if (mm)
		send_program(FAMILY_START, mm);
	send_cgroup(FAMILY_START, BYTES_CGROUP, (__u64)get_cgroup_node(task));
	send_event(start, sizeof(*start));
	return 0;
}

static __noinline int look_for_fork(struct task_struct *child)
{
	struct awaited_key key = { .fork = 1 };
	struct awaited *awaited;
	struct process process = {};
	struct task_struct *current = (void *)bpf_get_current_task();

	key.parent = BPF_CORE_READ(child, real_parent, tgid);
	awaited = find_awaited(&key, bpf_ktime_get_boot_ns());
	if (!awaited)
		return 0;
	read_process(&process, child);
	bpf_map_update_elem(&forked, &process.pid, &process.start, BPF_ANY);
	return report_start(child, START_FORK, awaited, BPF_CORE_READ(current, mm));
}

/* kernel_clone() passes sched_process_fork once for every new task, thread or process, in the parent, after copy_process(): the
 * child has its pid and start time, and its memory is a copy of the parent's. */
SEC("tp_btf/sched_process_fork")
int process_fork(__u64 *ctx)
{
	struct task_struct *child = (struct task_struct *)ctx[1];

	if (child->pid != child->tgid)
		return 0;
	count(started);
	return is_awaiting() ? look_for_fork(child) : 0;
}

/* A fork that was reported and now runs another program after all. */
static __always_inline bool was_forked(const struct process *process)
{
	__u64 *start = bpf_map_lookup_elem(&forked, &process->pid);

	return start && *start == process->start;
}

static __noinline int look_for_exec(struct task_struct *task)
{
	struct awaited_key key = {};
	struct awaited *awaited;
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
	if (!awaited && !was_forked(&process))
		return 0;
	return report_start(task, START_EXEC, awaited, mm);
}

static __always_inline void remember_argv(struct recent *recent, struct mm_struct *mm)
{
	unsigned long start = mm->arg_start, total = mm->arg_end - start;
	unsigned long length = total < RECENT_ARGV ? total : RECENT_ARGV;

	recent->argv_total = total;
	if (bpf_probe_read_user(recent->argv, length, (void *)start))
		recent->argv_total = 0;
}

/* exec_binprm() passes sched_process_exec once for every program that was loaded, when it can't fail any more: pid, start time
 * and mm are the new program's, also when another thread than the leader called exec. */
SEC("tp_btf/sched_process_exec")
int process_exec(__u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[0];
	struct linux_binprm *binary = (struct linux_binprm *)ctx[2];
	struct recent *recent = get_recent(task->tgid);

	count(executed);
	if (recent) {
		recent->pid = task->tgid;
		recent->start = task->start_boottime;
		read_exe_name(recent->name, sizeof(recent->name), binary->file);
		bpf_probe_read_kernel_str(recent->exe, sizeof(recent->exe), binary->filename);
		remember_argv(recent, task->mm);
	}
	return is_awaiting() ? look_for_exec(task) : 0;
}

/* inet_csk_listen_start() and friends set a socket's state through inet_sk_state_store(), which passes this tracepoint (since
 * 4.16): once for each listen(). In the context of the caller, so current is who listens. args: socket, old state, new state. */
SEC("raw_tp/inet_sock_set_state")
int socket_state(struct bpf_raw_tracepoint_args *ctx)
{
	struct sock *sock = (void *)ctx->args[0];
	struct event_listen event = {};
	__u32 port;
	__u64 *until;

	if ((int)ctx->args[2] != TCP_LISTEN || !is_awaiting())
		return 0;
	port = BPF_CORE_READ(sock, __sk_common.skc_num);
	until = bpf_map_lookup_elem(&dark_ports, &port);
	if (!until || *until < bpf_ktime_get_boot_ns())
		return 0;
	bpf_map_delete_elem(&dark_ports, &port);
	open_event(&event.head, EVENT_LISTEN, sizeof(event));
	read_process(&event.head.process, (void *)bpf_get_current_task());
	event.port = port;
	send_event(&event, sizeof(event));
	return 0;
}
