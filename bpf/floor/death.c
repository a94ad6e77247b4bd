// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "death.h"
#include "loaded.h"
#include "pieces.h"
#include "process.h"
#include "queue.h"
#include "seen.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PAGE_FAULT 14

static struct fault fault_of(const struct floor_fault *from, __u64 start)
{
	struct fault fault = { .trap = -1, .syscall = -1 };

	if (!from->head.at)
		return fault;
	fault.at = seen_boot_time(from->head.at);
	fault.start = start;
	fault.tid = from->tid;
	fault.signal = from->signal;
	fault.code = from->code;
	memcpy(fault.thread_name, from->thread_name, COMM_LENGTH);
	if (from->has_page) {
		fault.known = FAULT_KNOWS_STATE | FAULT_KNOWS_IP;
		fault.address = fault.fault_register = from->address;
		fault.ip = from->ip;
		fault.error = from->error;
		fault.trap = PAGE_FAULT;
	}
	return fault;
}

/* A sender's ancestors are often the victim's too, which came with their names; and often they live. */
static void name_ancestor(struct process *ancestor, const struct event_death *death)
{
	struct floor_process process;

	for (__u32 i = 0; i < death->ancestor_count; i++) {
		if (death->ancestors[i].pid == ancestor->pid && death->ancestors[i].start == ancestor->start) {
			*ancestor = death->ancestors[i];
			return;
		}
	}
	if (seen_find(ancestor->pid, &process) && process.start == ancestor->start) {
		memcpy(ancestor->comm, process.comm, COMM_LENGTH);
		loaded_tell(ancestor->pid, ancestor->start, process.loader, process.loaded_at);
	}
}

static void tell_signal(const struct floor_signal *from, const struct event_death *death)
{
	struct event_signal *signal = &queue_add(&from->head, EVENT_SIGNAL, sizeof(*signal))->signal;

	signal->head.process = death->head.process;
	signal->signal = from->signal;
	signal->code = from->code;
	signal->by = from->code == SI_TIMER ? SENT_BY_TIMER : from->code > 0 ? SENT_BY_KERNEL : SENT_BY_PROCESS;
	signal->exiting = from->exiting;
	signal->sender = process_of(from->sender, &from->process, from->uid);
	signal->namespaces.job = from->process.member;
	for (__u32 i = 0; i < from->count && i < ANCESTORS_MAX; i++) {
		struct process *ancestor = &signal->sender_ancestors[signal->sender_ancestor_count++];

		*ancestor = (struct process){ .pid = from->ancestors[i].pid, .start = seen_boot_time(from->ancestors[i].start) };
		name_ancestor(ancestor, death);
	}
	signal->receiver_ancestor_count = death->ancestor_count;
	memcpy(signal->receiver_ancestors, death->ancestors, sizeof(death->ancestors));
}

static void tell_oom(const struct floor_oom *from, const struct process *victim)
{
	long kib_per_page = sysconf(_SC_PAGESIZE) / 1024;
	struct event_oom *oom = &queue_add(&from->head, EVENT_OOM, sizeof(*oom))->oom;

	oom->head.process = *victim;
	oom->trigger = process_of(from->trigger, &from->process, from->uid);
	oom->total_pages = from->total_kb / kib_per_page;
	oom->anonymous_pages = from->anonymous_kb / kib_per_page;
	oom->file_pages = from->file_kb / kib_per_page;
	oom->shared_pages = from->shared_kb / kib_per_page;
}

/* An exec that fails when the old program is gone already renames the process, and the kernel ends it with a SIGSEGV of its own. What looks
 * like this may as well be a fork's own doing: then what it ran isn't known. */
static bool may_have_failed_to_load(const struct floor_death *death, const struct pieces *pieces)
{
	return death->process.fork_only == FORKED_AND_RENAMED && pieces->fatal.signal == SIGSEGV && pieces->fatal.code == SI_KERNEL;
}

void death_take(int cpu, const struct floor_death *from)
{
	struct event_death *death = &queue_add(&from->head, EVENT_DEATH, sizeof(*death))->death;
	struct pieces *pieces = pieces_of(cpu, from->head.pid);

	death->head.process = may_have_failed_to_load(from, pieces) ? plain_process(from->head.pid, &from->process, from->uid) :
							      process_of(from->head.pid, &from->process, from->uid);
	death->status = from->status;
	death->gid = from->gid;
	death->flags = from->process.fork_only ? DEATH_FORK_ONLY : 0;
	death->namespaces.job = from->process.member;
	death->fatal = fault_of(&pieces->fatal, death->head.process.start);
	death->handled = fault_of(&pieces->handled, death->head.process.start);
	death->tid = death->fatal.at ? death->fatal.tid : from->tid;
	memcpy(death->thread_name, death->fatal.at ? death->fatal.thread_name : from->thread_name, COMM_LENGTH);
	/* Of none that came, the parent has ended: who adopted it, /proc may tell. */
	death->ancestor_count = pieces_climb(pieces, &death->head.process, 0, death->ancestors);
	for (__u32 i = 0; i < pieces->sent_count; i++)
		tell_signal(&pieces->sent[i], death);
	if (pieces->oom.head.at)
		tell_oom(&pieces->oom, &death->head.process);
	pieces_clear(pieces);
}

void death_take_late_oom(const struct floor_oom *from)
{
	struct process victim = { .pid = from->head.pid }; /* its number is all that is known of it by now */

	tell_oom(from, &victim);
}
