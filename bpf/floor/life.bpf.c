// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The table of processes: who forked whom, what each is called, when it loaded its program. */
#include "climb.bpf.h"

char LICENSE[] SEC("license") __weak = "Dual BSD/GPL";

#define CLONE_PARENT 0x8000
#define CLONE_THREAD 0x10000

static __always_inline void add_thread(__u32 tid)
{
	__u32 pid = current_pid();
	struct floor_process *process = find_process(pid);

	if (process)
		__sync_fetch_and_add(&process->threads, 1);
	keep(&floor_threads, &tid, &pid, ERROR_PROCESS_TABLE);
}

static __always_inline void tell_fork(void *ctx, __u32 pid, const struct floor_process *child)
{
	struct floor_awaited_key key = { .parent = child->parent, .fork = 1 };
	struct floor_exec event = { .head = make_head(FLOOR_FORK, pid) };
	struct floor_ancestor ancestor;
	struct floor_process *kept;

	if (!take_awaited(&key, event.head.at, &event.after_start, &event.after_pid))
		return;
	kept = find_process(pid);
	if (kept)
		kept->bereaved = 1;
	send_ancestors(ctx, &ancestor, pid, child);
	event.process = *child;
	send(ctx, &event);
}

/* copy_process() passes task_newtask once for every new task, in whoever forks it, when it can't fail any more (since 3.2). Its flags
 * tell threads from processes, and whose child it is. */
SEC("tracepoint/task/task_newtask")
int floor_new_task(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_process child = { .threads = 1, .fork_only = FORKED_ONLY }, *forker, *parent;
	__u32 pid = 0, by = current_pid();
	__u64 flags = 0;

	if (!setup || !read_field(setup, ctx, FIELD_NEWTASK_PID, &pid, sizeof(pid)) || !read_field(setup, ctx, FIELD_NEWTASK_FLAGS, &flags, sizeof(flags)))
		return 0;
	if (flags & CLONE_THREAD) {
		add_thread(pid);
		return 0;
	}
	count(started);
	child.start = bpf_ktime_get_ns();
	child.parent = flags & CLONE_PARENT ? 0 : by;
	read_comm(setup, ctx, FIELD_NEWTASK_COMM, child.comm);
	forker = find_process(by);
	if (forker) {
		child.loader = forker->loader;
		child.loaded_at = forker->loaded_at;
		child.member = forker->member;
		if (flags & CLONE_PARENT)
			child.parent = forker->parent;
	}
	keep(&floor_processes, &pid, &child, ERROR_PROCESS_TABLE);
	parent = find_process(child.parent);
	if (parent && parent->awaits)
		tell_fork(ctx, pid, &child);
	return 0;
}

/* __set_task_comm() passes task_rename for every new name: exec's and prctl()'s. */
SEC("tracepoint/task/task_rename")
int floor_rename(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_process *process;
	char comm[COMM_LENGTH] = {};
	__u32 tid = current_tid();

	if (!setup || !read_comm(setup, ctx, FIELD_RENAME_COMM, comm))
		return 0;
	read_field(setup, ctx, FIELD_RENAME_PID, &tid, sizeof(tid));
	process = find_process(tid); /* a thread that isn't the main one gives no process its name */
	if (!process)
		return 0;
	__builtin_memcpy(process->comm, comm, sizeof(comm));
	if (process->fork_only)
		process->fork_only = FORKED_AND_RENAMED;
	return 0;
}

static __always_inline void find_place(struct floor_exec *event)
{
	struct floor_process *parent = find_process(event->process.parent);
	struct floor_awaited_key key = { .parent = event->process.parent };

	if (!parent || !parent->awaits)
		return;
	__builtin_memcpy(key.comm, event->process.comm, sizeof(key.comm));
	if (take_awaited(&key, event->head.at, &event->after_start, &event->after_pid))
		return;
	/* A fork that was reported, and runs another program after all. */
	__builtin_memset(key.comm, 0, sizeof(key.comm));
	key.fork = 1;
	take_awaited(&key, event->head.at, &event->after_start, &event->after_pid);
}

/* exec_binprm() passes sched_process_exec once for every program that was loaded, when it can't fail any more. */
SEC("tracepoint/sched/sched_process_exec")
int floor_exec(void *ctx)
{
	struct floor_setup *setup = get_setup();
	__u32 pid = current_pid(), old_tid = 0, where = 0;
	struct floor_process *process = find_process(pid);
	struct floor_exec event = { .head = make_head(FLOOR_EXEC, pid) };
	struct floor_ancestor ancestor;

	if (!setup)
		return 0;
	count(executed);
	if (read_field(setup, ctx, FIELD_EXEC_OLD_PID, &old_tid, sizeof(old_tid)) && old_tid != pid)
		forget_thread(pid, old_tid);
	if (!process)
		return 0;
	process->loader = pid;
	process->loaded_at = event.head.at;
	process->fork_only = FORKED_AND_LOADED;
	event.process = *process;
	/* __data_loc: length << 16 | offset */
	if (read_field(setup, ctx, FIELD_EXEC_FILENAME, &where, sizeof(where)) && (where & 0xffff)) {
		event.filename_length = where >> 16;
		bpf_probe_read(event.filename, sizeof(event.filename), ctx + (where & 0xffff));
	}
	find_place(&event);
	if (event.after_pid) {
		process->bereaved = 1;
		send_ancestors(ctx, &ancestor, pid, process);
	}
	send(ctx, &event);
	return 0;
}
