// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Signals: who sent the one that ends a process, and what the machine looked like when a fault was delivered. */
#include "handled.bpf.h"
#include "job.bpf.h"
#include "path.bpf.h"

enum {
	SIGHUP = 1, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM,
	SIGCHLD = 17, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGWINCH = 28, SIGSYS = 31,
};
#define BIT(signal) (1ULL << ((signal)-1))
/* include/linux/signal.h: SIG_KERNEL_ONLY, SIG_KERNEL_COREDUMP_MASK, SIG_KERNEL_IGNORE_MASK, SIG_KERNEL_STOP_MASK. */
#define HARMLESS (BIT(SIGCHLD) | BIT(SIGCONT) | BIT(SIGSTOP) | BIT(SIGTSTP) | BIT(SIGTTIN) | BIT(SIGTTOU) | BIT(SIGURG) | BIT(SIGWINCH))
#define DUMPS_CORE                                                                                                                                   \
	(BIT(SIGQUIT) | BIT(SIGILL) | BIT(SIGTRAP) | BIT(SIGABRT) | BIT(SIGFPE) | BIT(SIGSEGV) | BIT(SIGBUS) | BIT(SIGSYS) | BIT(SIGXCPU) |          \
	 BIT(SIGXFSZ))
#define FAULTS (BIT(SIGILL) | BIT(SIGTRAP) | BIT(SIGFPE) | BIT(SIGSEGV) | BIT(SIGBUS) | BIT(SIGSYS))
/* Requests to end that a handler may turn into an orderly exit with a code. */
#define REQUESTS (BIT(SIGHUP) | BIT(SIGINT) | BIT(SIGQUIT) | BIT(SIGTERM))

#define SIG_DFL 0UL
#define SIG_IGN 1UL
/* kernel/signal.c: info is one of these instead of a pointer. */
#define SEND_SIG_NOINFO 0UL
#define SEND_SIG_PRIV 1UL
#define SI_USER 0
#define SI_KERNEL 0x80
#define SI_QUEUE -1
#define SI_TIMER -2
#define SI_TKILL -6
/* include/trace/events/signal.h */
#define TRACE_SIGNAL_DELIVERED 0
#define TRACE_SIGNAL_LOSE_INFO 4
#define RESEND_NS 1000000000ULL

/* (pid, start, exec) of senders whose program was sent along already. */
struct introduced_key {
	__u64 start;
	__u32 pid;
	__u32 exe;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 512);
	__type(key, struct introduced_key);
	__type(value, __u64);
} introduced SEC(".maps");

static __always_inline unsigned long get_handler(struct task_struct *task, int signal)
{
	struct sighand_struct *sighand = BPF_CORE_READ(task, sighand);
	void *action = (void *)sighand + bpf_core_field_offset(struct sighand_struct, action) + (signal - 1) * bpf_core_type_size(struct k_sigaction);
	unsigned long handler = SIG_IGN;

	bpf_probe_read_kernel(&handler, sizeof(handler), action + bpf_core_field_offset(struct k_sigaction, sa.sa_handler));
	return handler;
}

/* The sender is the current task only where a system call sent the signal; SEND_SIG_NOINFO is that too (cgroup.kill, a parent's
 * death signal). si_pid is of no use: rt_sigqueueinfo() lets a sender write what it likes. */
static __always_inline enum sent_by read_origin(unsigned long info, __s32 *code)
{
	if (info == SEND_SIG_PRIV) {
		*code = SI_KERNEL;
		return SENT_BY_KERNEL;
	}
	*code = info == SEND_SIG_NOINFO ? SI_USER : BPF_CORE_READ((struct kernel_siginfo *)info, si_code);
	if (*code == SI_TIMER)
		return SENT_BY_TIMER;
	return *code > 0 ? SENT_BY_KERNEL : SENT_BY_PROCESS;
}

/* Once a second for the same sender, signal and receiver: a supervisor that nags must not fill the ring. A fatal signal is never
 * turned away by this: its receiver takes no second one. */
static __always_inline bool is_repeated(const struct event_signal *event)
{
	struct sent_key key = { .pid = event->head.process.pid, .signal = event->signal };
	struct sent now = {
		.start = event->head.process.start, .at = event->head.at, .sender_start = event->sender.start, .sender = event->sender.pid,
	};
	struct sent *last = bpf_map_lookup_elem(&sent_signals, &key);

	if (last && last->start == now.start && last->sender == now.sender && last->sender_start == now.sender_start && now.at - last->at < RESEND_NS)
		return true;
	bpf_map_update_elem(&sent_signals, &key, &now, BPF_ANY);
	return false;
}

/* A sender may be gone at once (runc, a shell's kill): its program is taken as it sends. */
static __always_inline void introduce(struct scratch *scratch, const struct process *sender, struct task_struct *task)
{
	struct mm_struct *mm = BPF_CORE_READ(task, mm);
	struct introduced_key key = { .start = sender->start, .pid = sender->pid };
	__u64 one = 1;

	if (!mm || BPF_CORE_READ(task, flags) & PF_KTHREAD)
		return;
	key.exe = (__u32)(unsigned long)BPF_CORE_READ(mm, exe_file); /* another program after an exec */
	if (bpf_map_update_elem(&introduced, &key, &one, BPF_NOEXIST))
		return;
	scratch->owner = *sender;
	send_program(FAMILY_SIGNAL, mm);
}

/* What its handler takes may end the receiver all the same: a request; from somebody else, what dumps core, since handlers of those write what
 * they have to say and then have it end by the same signal; and whatever comes to a fork, which has its parent's handlers until it executes a
 * program, which has none. Of its own signals and of timers, which may come by the hundred, nothing is told. */
static __always_inline bool may_be_fatal(struct task_struct *receiver, int signal, unsigned long info)
{
	__s32 code;

	if (BIT(signal) & REQUESTS)
		return true;
	if (!(BIT(signal) & DUMPS_CORE) && !(BPF_CORE_READ(receiver, group_leader, flags) & PF_FORKNOEXEC))
		return false;
	return (__u32)BPF_CORE_READ(receiver, tgid) != bpf_get_current_pid_tgid() >> 32 && read_origin(info, &code) == SENT_BY_PROCESS;
}

static __noinline int report_signal(struct task_struct *receiver, int signal, unsigned long info)
{
	struct task_struct *current = (void *)bpf_get_current_task();
	struct scratch *scratch = get_scratch(FAMILY_SIGNAL);
	struct event_signal *event;

	if (!scratch)
		return 0;
	event = &scratch->event.signal;
	open_event(&event->head, EVENT_SIGNAL, sizeof(*event));
	read_process(&event->head.process, receiver);
	read_process(&event->sender, current);
	event->signal = signal;
	event->by = read_origin(info, &event->code);
	if (is_repeated(event))
		return 0;
	event->exiting = !!(BPF_CORE_READ(current, flags) & PF_EXITING);
	read_namespaces(&event->namespaces, current);
	event->namespaces.job = read_membership(current);
	event->sender_ancestor_count = read_ancestors(event->sender_ancestors, current);
	event->receiver_ancestor_count = read_ancestors(event->receiver_ancestors, receiver);
	if (event->sender.pid != event->head.process.pid)
		introduce(scratch, &event->sender, current);
	send_event(event, sizeof(*event));
	return 0;
}

/* Which tracepoint sees every signal that some sender sent, once: __send_signal_locked() is the one place that queues a
 * signal, and passes signal_generate on every way out of it (stable since d1eb650ff413, 2.6.33). What is not seen there
 * is a signal that the kernel forces for an instruction that trapped in a task that blocks it; signal_deliver sees that.
 *
 * args: signal, info, task, group, result. Raw, since info may be 0 or 1 instead of a pointer.
 *
 * The first test is what a clean life pays: a SIGCHLD.
 */
SEC("raw_tp/signal_generate")
int signal_generate(struct bpf_raw_tracepoint_args *ctx)
{
	int signal = ctx->args[0];
	unsigned long info = ctx->args[1], handler;
	struct task_struct *task = (void *)ctx->args[2];
	int result = ctx->args[4];

	if (signal < 1 || signal > 64 || BIT(signal) & HARMLESS)
		return 0;
	if (result != TRACE_SIGNAL_DELIVERED && result != TRACE_SIGNAL_LOSE_INFO)
		return 0;
	/* A fault of the receiver's own: signal_deliver has it, with registers. */
	if (BIT(signal) & FAULTS && info > SEND_SIG_PRIV && BPF_CORE_READ((struct kernel_siginfo *)info, si_code) > 0)
		return 0;
	handler = signal == SIGKILL ? SIG_DFL : get_handler(task, signal);
	if (handler == SIG_IGN || (handler != SIG_DFL && !may_be_fatal(task, signal, info)))
		return 0;
	return report_signal(task, signal, info);
}

static __always_inline void read_machine_state(struct fault *fault, struct task_struct *task)
{
	struct registers registers = {};

	fault->known = FAULT_KNOWS_STATE | (read_registers(&registers) ? FAULT_KNOWS_REGISTERS : 0);
	fault->ip = registers.ip;
	fault->sp = registers.sp;
#if defined(__TARGET_ARCH_x86)
	fault->trap = BPF_CORE_READ(task, thread.trap_nr);
	fault->error = BPF_CORE_READ(task, thread.error_code);
	fault->fault_register = BPF_CORE_READ(task, thread.cr2);
#elif defined(__TARGET_ARCH_arm64)
	fault->trap = -1;
	fault->error = BPF_CORE_READ(task, thread.fault_code);
	fault->fault_register = BPF_CORE_READ(task, thread.fault_address);
#endif
}

/* action: the handler's; NULL when it is fatal. */
static __noinline int remember_fault(struct kernel_siginfo *info, int signal, struct k_sigaction *action)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);
	__u32 pid = BPF_CORE_READ(task, tgid);
	struct fault fault = {
		.at = bpf_ktime_get_boot_ns(),
		.start = BPF_CORE_READ(leader, start_boottime),
		.tid = BPF_CORE_READ(task, pid),
		.signal = signal,
		.code = BPF_CORE_READ(info, si_code),
		.address = (unsigned long)BPF_CORE_READ(info, _sifields._sigfault._addr),
		.syscall = -1,
	};

	if (signal == SIGSYS && fault.code > 0)
		fault.syscall = BPF_CORE_READ(info, _sifields._sigsys._syscall);
	BPF_CORE_READ_STR_INTO(&fault.thread_name, task, comm);
	read_machine_state(&fault, task);
	if (action) {
		expect_handler(&fault, task, action);
		remember_handled(pid, &fault, task);
	} else {
		settle_handled(task);
		if (bpf_map_update_elem(&fatal, &pid, &fault, BPF_ANY))
			count_error(ERROR_FATAL_MAP);
	}
	return 0;
}

/* get_signal() passes signal_deliver in the receiving thread for every signal that it takes off the queue, with the handler that
 * will run. Only two sorts are of interest: one that dumps core for want of a handler (the process ends here; other fatal
 * signals become a SIGKILL in complete_signal() and say nothing), and a fault that a handler takes: programs with a fault
 * handler die of what the handler does next, so their last fault is kept (handled.bpf.h). The first test is what millions of
 * handled signals pay.
 *
 * args: signal, info, action.
 */
SEC("raw_tp/signal_deliver")
int signal_deliver(struct bpf_raw_tracepoint_args *ctx)
{
	int signal = ctx->args[0];
	struct kernel_siginfo *info = (void *)ctx->args[1];
	struct k_sigaction *action = (void *)ctx->args[2];
	unsigned long handler;

	if (signal < 1 || signal > 64 || !(BIT(signal) & DUMPS_CORE))
		return 0;
	handler = (unsigned long)BPF_CORE_READ(action, sa.sa_handler);
	if (handler == SIG_IGN)
		return 0;
	if (handler != SIG_DFL && (!(BIT(signal) & FAULTS) || BPF_CORE_READ(info, si_code) <= 0))
		return 0;
	return remember_fault(info, signal, handler == SIG_DFL ? NULL : action);
}
