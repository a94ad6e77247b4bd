// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Deaths: every end of a process, counted; every abnormal one, told. */
#include "climb.bpf.h"

char LICENSE[] SEC("license") __weak = "Dual BSD/GPL";

#define SIGNALS 64

/* One thing at a time: the stack has no room for two. */
union floor_out {
	struct floor_signal signal;
	struct floor_fault fault;
	struct floor_oom oom;
	struct floor_ancestor ancestor;
	struct floor_death death;
	struct floor_end end;
	struct {
		struct floor_awaited_key key;
		struct floor_awaited value;
	} awaited;
};

static __always_inline void send_sent(void *ctx, union floor_out *out, __u32 pid, __s32 number)
{
	struct floor_sent_key key = { .pid = pid, .signal = number };
	struct floor_signal *sent = bpf_map_lookup_elem(&floor_sent, &key);

	if (!sent)
		return;
	out->signal = *sent;
	send(ctx, &out->signal);
}

/* The signal that the status names; for an exit code the requests to end: HUP, INT, QUIT, TERM. */
static __always_inline void send_signals(void *ctx, union floor_out *out, __u32 pid, __u32 status)
{
	if (status & 0x7f) {
		send_sent(ctx, out, pid, status & 0x7f);
		return;
	}
	send_sent(ctx, out, pid, 1);
	send_sent(ctx, out, pid, 2);
	send_sent(ctx, out, pid, 3);
	send_sent(ctx, out, pid, 15);
}

static __always_inline void send_faults(void *ctx, union floor_out *out, __u32 pid)
{
	struct floor_thread thread = { .pid = pid };
	struct floor_fault *fault = bpf_map_lookup_elem(&floor_fatal, &pid);
	struct floor_oom *oom;

	if (fault) {
		out->fault = *fault;
		send(ctx, &out->fault);
	}
	fault = bpf_map_lookup_elem(&floor_handled, &thread);
	if (fault) {
		out->fault = *fault;
		send(ctx, &out->fault);
	}
	oom = bpf_map_lookup_elem(&floor_victims, &pid);
	if (oom) {
		out->oom = *oom;
		send(ctx, &out->oom);
	}
}

static __always_inline void await_successor(union floor_out *out, __u32 pid, const struct floor_process *process)
{
	struct floor_process *parent = find_process(process->parent);

	out->awaited.key = (struct floor_awaited_key){ .parent = process->parent, .fork = process->fork_only != FORKED_AND_LOADED };
	out->awaited.value = (struct floor_awaited){
		.until = bpf_ktime_get_ns() + AWAIT_NS, .after_start = process->start, .after_pid = pid, .remaining = AWAIT_STARTS,
	};
	if (!process->fork_only)
		__builtin_memcpy(out->awaited.key.comm, process->comm, sizeof(process->comm));
	keep(&floor_awaited, &out->awaited.key, &out->awaited.value, ERROR_AWAITED_MAP);
	if (parent)
		parent->awaits = 1;
}

static __always_inline void send_death(void *ctx, union floor_out *out, __u32 pid, const struct floor_process *process, __u32 status)
{
	__u64 ids = bpf_get_current_uid_gid();

	__builtin_memset(&out->death, 0, sizeof(out->death));
	out->death.head = make_head(FLOOR_DEATH, pid);
	out->death.process = *process;
	out->death.status = status;
	out->death.tid = current_tid();
	out->death.uid = ids;
	out->death.gid = ids >> 32;
	bpf_get_current_comm(out->death.thread_name, sizeof(out->death.thread_name));
	send(ctx, &out->death);
}

static __always_inline void send_end(void *ctx, union floor_out *out, enum floor_kind kind, __u32 pid, const struct floor_process *process)
{
	out->end.head = make_head(kind, pid);
	out->end.process = *process;
	send(ctx, &out->end);
}

/* What is kept of it under its pid must not be taken for its successor's. */
static __always_inline void forget(__u32 pid)
{
	struct floor_thread thread = { .pid = pid };
	struct floor_sent_key key = { .pid = pid };

	bpf_map_delete_elem(&floor_fatal, &pid);
	bpf_map_delete_elem(&floor_handled, &thread);
	bpf_map_delete_elem(&floor_victims, &pid);
#pragma unroll
	for (int i = 1; i <= SIGNALS; i++) {
		key.signal = i;
		bpf_map_delete_elem(&floor_sent, &key);
	}
}

/* What the thread ends with; 0 also where that can't be read. */
static __always_inline __u32 read_status(const struct floor_setup *setup)
{
	__u32 status = 0;

	bpf_probe_read(&status, sizeof(status), (void *)(bpf_get_current_task() + setup->exit_code_at));
	return status;
}

/* A signal ends all threads with the same status, but for one that is leaving by itself at that moment, with 0, and may be the last: a
 * thread that returns while another aborts. So the status of the others is kept, before current is counted as gone. */
static __always_inline void keep_status(struct floor_process *process, __u32 pid, __u32 status)
{
	if (status & 0x7f || (current_tid() == pid && !process->status))
		process->status = status;
}

/* Whether current is the last thread of its process. From 6.16 on the tracepoint says so (see ../death.bpf.c). Before, threads are counted
 * as they come and go; two that leave at the same moment may both find none left, and the one that takes the process out of the table
 * is it. */
static __always_inline bool is_last(const struct floor_setup *setup, void *ctx, struct floor_process *process)
{
	__u8 group_dead = 0;

	if (read_field(setup, ctx, FIELD_EXIT_GROUP_DEAD, &group_dead, sizeof(group_dead)))
		return group_dead;
	__sync_fetch_and_add(&process->threads, -1);
	return process->threads <= 0;
}

/* Of a process that isn't in the table, once: by the thread that the tracepoint calls the last, or else by the main one. A main thread that was
 * counted as gone before the last one may pass here after it, when the process has been taken out of the table. */
static __always_inline bool is_unknown_end(const struct floor_setup *setup, void *ctx, __u32 pid)
{
	__u8 group_dead = 0;

	if (read_field(setup, ctx, FIELD_EXIT_GROUP_DEAD, &group_dead, sizeof(group_dead)))
		return group_dead;
	return current_tid() == pid;
}

/* All that is told of the end. process: where nothing else writes while this runs. */
static __always_inline void tell_end(void *ctx, const struct floor_setup *setup, __u32 pid, const struct floor_process *process, __u32 status)
{
	union floor_out out;

	if (process->member == MEMBER_INSIDE && process->parent == setup->job_pid)
		send_end(ctx, &out, FLOOR_STEP_END, pid, process);
	if (status == 0) {
		if (process->bereaved)
			send_end(ctx, &out, FLOOR_END, pid, process);
		return;
	}
	send_signals(ctx, &out, pid, status);
	send_faults(ctx, &out, pid);
	send_ancestors(ctx, &out.ancestor, pid, process);
	send_death(ctx, &out, pid, process, status);
	if (process->parent != setup->tracer_pid)
		await_successor(&out, pid, process);
}

SEC("tracepoint/sched/sched_process_exit")
int floor_process_exit(void *ctx)
{
	struct floor_setup *setup = get_setup();
	__u32 pid = current_pid(), status, zero = 0;
	struct floor_process *process = find_process(pid);
	struct floor_ending *ending = bpf_map_lookup_elem(&floor_endings, &zero);

	if (!setup || !ending)
		return 0;
	forget_thread(pid, current_tid());
	if (!process) {
		if (setup->seeded && is_unknown_end(setup, ctx, pid))
			count(errors[ERROR_PROCESS_TABLE]);
		return 0;
	}
	status = read_status(setup);
	keep_status(process, pid, status);
	if (!is_last(setup, ctx, process))
		return 0;
	/* Out of the table first: only who takes it out goes on. */
	ending->pid = pid;
	ending->process = *process;
	if (bpf_map_delete_elem(&floor_processes, &pid))
		return 0;
	if (ending->process.status & 0x7f || status == 0)
		status = ending->process.status;
	if (status == 0)
		count(clean);
	else if (status & 0x7f)
		count(signal);
	else
		count(exit);
	tell_end(ctx, setup, pid, &ending->process, status);
	forget(pid);
	return 0;
}
