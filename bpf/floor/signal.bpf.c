// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What a process may die of, kept until it does: who sent a signal, where a fault happened, whom the OOM killer chose. */
#include "climb.bpf.h"

char LICENSE[] SEC("license") __weak = "Dual BSD/GPL";

#define BIT(signal) (1ULL << ((signal)-1))
/* CHLD CONT STOP TSTP TTIN TTOU URG WINCH: they end nothing. */
#define HARMLESS (BIT(17) | BIT(18) | BIT(19) | BIT(20) | BIT(21) | BIT(22) | BIT(23) | BIT(28))
/* ILL TRAP BUS FPE SEGV SYS */
#define FAULTS (BIT(4) | BIT(5) | BIT(7) | BIT(8) | BIT(11) | BIT(31))
/* and QUIT ABRT XCPU XFSZ */
#define DUMPS_CORE (FAULTS | BIT(3) | BIT(6) | BIT(24) | BIT(25))
#define SIGBUS 7
#define SIGSEGV 11
#define SIG_IGN 1
/* include/trace/events/signal.h */
#define TRACE_SIGNAL_DELIVERED 0
#define TRACE_SIGNAL_LOSE_INFO 4

static __always_inline __u32 find_receiver(__u32 tid)
{
	__u32 *pid;

	if (tid == current_tid())
		return current_pid();
	if (find_process(tid))
		return tid;
	pid = bpf_map_lookup_elem(&floor_threads, &tid);
	return pid ? *pid : 0;
}

/* The sender: from the table, or, once it has ended, from what ended here last. */
static __always_inline void read_sender(struct floor_signal *event)
{
	struct floor_process *process;
	struct floor_ending *ending;
	__u32 zero = 0;

	event->sender = current_pid();
	event->uid = bpf_get_current_uid_gid();
	process = find_process(event->sender);
	if (process) {
		event->process = *process;
		return;
	}
	event->exiting = 1;
	ending = bpf_map_lookup_elem(&floor_endings, &zero);
	if (ending && ending->pid == event->sender)
		event->process = ending->process;
	else
		bpf_get_current_comm(event->process.comm, sizeof(event->process.comm));
}

/* __send_signal() passes signal_generate for every signal, on every way out of it (d1eb650ff413, 2.6.33), in whoever sends it. What its
 * receiver will do with it isn't told: so all that may end a process are kept, the last of each number; or, where that is its own, what it hands on
 * with it (../events.c). */
SEC("tracepoint/signal/signal_generate")
int floor_signal_generate(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_signal event = {};
	struct floor_sent_key key = {};
	struct floor_signal *asked;
	__s32 result = -1;
	__u32 tid = 0;

	if (!setup || !read_field(setup, ctx, FIELD_GENERATE_SIGNAL, &event.signal, sizeof(event.signal)))
		return 0;
	if (event.signal < 1 || event.signal > 64 || BIT(event.signal) & HARMLESS)
		return 0;
	read_field(setup, ctx, FIELD_GENERATE_RESULT, &result, sizeof(result));
	if (result != TRACE_SIGNAL_DELIVERED && result != TRACE_SIGNAL_LOSE_INFO)
		return 0;
	read_field(setup, ctx, FIELD_GENERATE_CODE, &event.code, sizeof(event.code));
	if (BIT(event.signal) & FAULTS && event.code > 0)
		return 0;
	read_field(setup, ctx, FIELD_GENERATE_PID, &tid, sizeof(tid));
	event.head = make_head(FLOOR_SIGNAL, find_receiver(tid));
	if (!event.head.pid)
		return 0;
	key.pid = event.head.pid;
	key.signal = event.signal;
	read_sender(&event);
	asked = event.sender == event.head.pid ? bpf_map_lookup_elem(&floor_sent, &key) : NULL;
	if (asked && asked->sender != event.sender && event.head.at - asked->head.at < HANDED_ON_NS)
		return 0;
	event.count = climb(event.ancestors, event.process.parent, event.process.start);
	keep(&floor_sent, &key, &event, ERROR_FATAL_MAP);
	return 0;
}

/* For these codes a page fault of the thread is what raised the signal. */
static __always_inline bool is_page_fault(const struct floor_fault *fault)
{
	if (fault->signal == SIGSEGV)
		return fault->code == 1 || fault->code == 2 || fault->code == 4;
	return fault->signal == SIGBUS && fault->code == 2;
}

static __always_inline void read_page(struct floor_fault *fault)
{
	struct floor_page *page = is_page_fault(fault) ? bpf_map_lookup_elem(&floor_pages, &fault->tid) : NULL;

	if (!page)
		return;
	fault->address = page->address;
	fault->ip = page->ip;
	fault->error = page->error;
	fault->has_page = 1;
}

/* What a handler of this very thread took before is nearer than what one of another took. */
static __always_inline void prefer_own_handled(__u32 pid, __u32 tid)
{
	struct floor_thread thread = { .pid = pid, .tid = tid };
	struct floor_fault *own = bpf_map_lookup_elem(&floor_handled, &thread), copy;

	if (!own)
		return;
	copy = *own;
	thread.tid = 0;
	keep(&floor_handled, &thread, &copy, ERROR_FATAL_MAP);
}

/* get_signal() passes signal_deliver in the receiving thread for every signal that it takes off the queue, with the handler that will run
 * (since 2.6.33). Only what dumps core for want of a handler ends the process here under its own number; see ../signal.bpf.c. */
SEC("tracepoint/signal/signal_deliver")
int floor_signal_deliver(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_fault fault = {};
	struct floor_thread thread = {};
	__u64 handler = SIG_IGN;

	if (!setup || !read_field(setup, ctx, FIELD_DELIVER_SIGNAL, &fault.signal, sizeof(fault.signal)))
		return 0;
	if (fault.signal < 1 || fault.signal > 64 || !(BIT(fault.signal) & DUMPS_CORE))
		return 0;
	read_field(setup, ctx, FIELD_DELIVER_CODE, &fault.code, sizeof(fault.code));
	read_field(setup, ctx, FIELD_DELIVER_HANDLER, &handler, sizeof(handler));
	if (handler == SIG_IGN || (handler && (!(BIT(fault.signal) & FAULTS) || fault.code <= 0)))
		return 0;
	fault.tid = thread.tid = current_tid();
	thread.pid = current_pid();
	bpf_get_current_comm(fault.thread_name, sizeof(fault.thread_name));
	read_page(&fault);
	if (!handler) {
		prefer_own_handled(thread.pid, thread.tid);
		fault.head = make_head(FLOOR_FATAL, thread.pid);
		keep(&floor_fatal, &thread.pid, &fault, ERROR_FATAL_MAP);
		return 0;
	}
	fault.head = make_head(FLOOR_HANDLED, thread.pid);
	keep(&floor_handled, &thread, &fault, ERROR_FATAL_MAP);
	thread.tid = 0;
	keep(&floor_handled, &thread, &fault, ERROR_FATAL_MAP);
	return 0;
}

/* x86's exc_page_fault() passes page_fault_user once for each fault of user mode (since 3.14), before it is handled. A thread's last one
 * before SIGSEGV or SIGBUS is the one that raised it. Without a table entry the address is unknown, so a failure here needs no word. */
SEC("tracepoint/exceptions/page_fault_user")
int floor_page_fault(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_page page = {};
	__u32 tid = current_tid();

	if (!setup || !read_field(setup, ctx, FIELD_FAULT_ADDRESS, &page.address, sizeof(page.address)) ||
	    !read_field(setup, ctx, FIELD_FAULT_IP, &page.ip, sizeof(page.ip)) || !read_field(setup, ctx, FIELD_FAULT_ERROR, &page.error, sizeof(page.error)))
		return 0;
	if (bpf_map_update_elem(&floor_pages, &tid, &page, BPF_ANY))
		bpf_map_delete_elem(&floor_pages, &tid);
	return 0;
}

/* mark_oom_victim() passes mark_victim once for every process that the OOM killer chooses (since 4.14), in whose allocation it was. Before
 * 6.8 it tells the pid and nothing else; the pid may be another thread's than the main one's. SIGKILL comes before the mark, so that the
 * victim may have ended on another processor meanwhile: what is kept for a process that is in the table still, its end will find; for any
 * other the choice is told at once. */
SEC("tracepoint/oom/mark_victim")
int floor_mark_victim(void *ctx)
{
	struct floor_setup *setup = get_setup();
	struct floor_oom event = {};
	struct floor_process *trigger;
	__u32 tid = 0, pid;

	if (!setup || !read_field(setup, ctx, FIELD_VICTIM_PID, &tid, sizeof(tid)))
		return 0;
	pid = find_receiver(tid);
	if (!pid)
		pid = tid;
	read_field(setup, ctx, FIELD_VICTIM_TOTAL, &event.total_kb, sizeof(event.total_kb));
	read_field(setup, ctx, FIELD_VICTIM_ANONYMOUS, &event.anonymous_kb, sizeof(event.anonymous_kb));
	read_field(setup, ctx, FIELD_VICTIM_FILE, &event.file_kb, sizeof(event.file_kb));
	read_field(setup, ctx, FIELD_VICTIM_SHARED, &event.shared_kb, sizeof(event.shared_kb));
	event.head = make_head(FLOOR_OOM, pid);
	event.trigger = current_pid();
	event.uid = bpf_get_current_uid_gid();
	trigger = find_process(event.trigger);
	if (trigger)
		event.process = *trigger;
	keep(&floor_victims, &pid, &event, ERROR_FATAL_MAP);
	if (find_process(pid))
		return 0;
	bpf_map_delete_elem(&floor_victims, &pid);
	event.head.kind = FLOOR_LATE_OOM;
	send(ctx, &event);
	return 0;
}
