/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * Faults that a handler took, and whether it still was at it as its process ended. */
#ifndef BPF_LINUX_HANDLED_BPF_H
#define BPF_LINUX_HANDLED_BPF_H

#include "maps.bpf.h"
#include "task.bpf.h"

/* sigaltstack(2)'s, in task->sas_ss_flags. */
#define SS_DISABLE 2
#define SA_ONSTACK 0x08000000UL
#define SA_NODEFER 0x40000000UL
/* SIGKILL and SIGSTOP can't be blocked. */
#define UNBLOCKABLE (1ULL << 8 | 1ULL << 18)

/* What the delivery of `signal` changes until its handler returns: the signals that it blocks in addition, and the stack. */
static __always_inline void expect_handler(struct fault *fault, struct task_struct *task, struct k_sigaction *action)
{
	unsigned long flags = BPF_CORE_READ(action, sa.sa_flags);
	__u64 mask = BPF_CORE_READ(action, sa.sa_mask.sig[0]);

	if (!(flags & SA_NODEFER))
		mask |= 1ULL << (fault->signal - 1);
	fault->blocks = mask & ~BPF_CORE_READ(task, blocked.sig[0]) & ~UNBLOCKABLE;
	if (flags & SA_ONSTACK && !(BPF_CORE_READ(task, sas_ss_flags) & SS_DISABLE)) {
		fault->handler_stack = BPF_CORE_READ(task, sas_ss_sp);
		fault->handler_stack_size = BPF_CORE_READ(task, sas_ss_size);
	}
}

/* Of the current thread, which took the fault: a handler that returns, or that is left by siglongjmp(), gives mask and stack back. Where both
 * tell, they must agree. */
static __always_inline enum handler_state handler_state(const struct fault *fault, struct task_struct *task, __u64 sp)
{
	bool masked = (BPF_CORE_READ(task, blocked.sig[0]) & fault->blocks) != 0;
	bool on_stack = sp && sp - fault->handler_stack <= fault->handler_stack_size;

	if (!fault->blocks && !fault->handler_stack_size)
		return HANDLER_UNKNOWN;
	if (!fault->handler_stack_size)
		return masked ? HANDLER_RUNS : HANDLER_LEFT;
	if (!fault->blocks || masked == on_stack)
		return on_stack ? HANDLER_RUNS : HANDLER_LEFT;
	return HANDLER_UNKNOWN;
}

/* In the thread that took it. A fault of the handler's own, as it looks around in memory, isn't what brought it here. */
static __always_inline void remember_handled(__u32 pid, const struct fault *fault, struct task_struct *task)
{
	struct handled_key key = { .pid = pid, .tid = fault->tid };
	struct fault *last = bpf_map_lookup_elem(&handled, &key);

	if (last && last->start == fault->start && last->ip != fault->ip && handler_state(last, task, fault->sp) == HANDLER_RUNS)
		return;
	bpf_map_update_elem(&handled, &key, fault, BPF_ANY);
	key.tid = 0;
	bpf_map_update_elem(&handled, &key, fault, BPF_ANY);
}

/* In a thread that a signal ends, and in each that ends with its process: one that is still in its handler is the process's, whatever the
 * others did since. */
static __noinline int settle_handled(struct task_struct *task)
{
	struct handled_key key = { .pid = BPF_CORE_READ(task, tgid), .tid = BPF_CORE_READ(task, pid) };
	struct fault *fault = bpf_map_lookup_elem(&handled, &key), *last;
	struct registers registers = {};

	if (!fault || fault->start != BPF_CORE_READ(task, group_leader, start_boottime))
		return 0;
	read_registers(&registers);
	fault->handler = handler_state(fault, task, registers.sp);
	/* Back at the very instruction, with the signal sent again: a handler's way to let the default action have it. */
	if (registers.sp && registers.ip == fault->ip && registers.sp == fault->sp)
		fault->handler = HANDLER_RUNS;
	key.tid = 0;
	last = bpf_map_lookup_elem(&handled, &key);
	if (last && (fault->handler == HANDLER_RUNS || last->at == fault->at))
		bpf_map_update_elem(&handled, &key, fault, BPF_ANY);
	return 0;
}

static __always_inline bool take_fault(struct fault *to, struct fault *fault, const struct process *process)
{
	if (fault && fault->start == process->start) {
		*to = *fault;
		return true;
	}
	__builtin_memset(to, 0, sizeof(*to));
	return false;
}

/* Of the thread that ended the process, where a signal tells which one did; else, or where that had none, the last of them all. */
static __always_inline void take_handled(struct event_death *death)
{
	const struct process *process = &death->head.process;
	struct handled_key key = { .pid = process->pid, .tid = death->fatal.tid };

	if (key.tid && take_fault(&death->handled, bpf_map_lookup_elem(&handled, &key), process))
		return;
	key.tid = 0;
	take_fault(&death->handled, bpf_map_lookup_elem(&handled, &key), process);
}

#endif
