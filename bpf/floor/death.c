// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "death.h"
#include "loaded.h"
#include "process.h"
#include "queue.h"
#include "seen.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SENT_MAX 4
#define PAGE_FAULT 14

struct parts {
	__u32 pid;
	struct floor_signal sent[SENT_MAX];
	struct floor_ancestor ancestors[ANCESTORS_MAX];
	struct floor_fault fatal, handled;
	struct floor_oom oom;
	__u32 sent_count, ancestor_count;
};

/* Those that have come from each CPU: its buffer may be read up to the middle of a death, and the others' come before the rest. */
static struct parts *all_parts;

int death_open(int cpus)
{
	all_parts = calloc(cpus, sizeof(*all_parts));
	return all_parts ? 0 : -ENOMEM;
}

void death_close(void)
{
	free(all_parts);
	all_parts = NULL;
}

/* Of this death; what was left of another one, whose end was lost, goes. */
static struct parts *parts_of(int cpu, __u32 pid)
{
	struct parts *parts = &all_parts[cpu];

	if (parts->pid != pid)
		memset(parts, 0, sizeof(*parts));
	parts->pid = pid;
	return parts;
}

void death_take_part(int cpu, const struct floor_head *head)
{
	struct parts *parts = parts_of(cpu, head->pid);

	if (head->kind == FLOOR_SIGNAL && parts->sent_count < SENT_MAX)
		memcpy(&parts->sent[parts->sent_count++], head, sizeof(*parts->sent));
	else if (head->kind == FLOOR_ANCESTOR && parts->ancestor_count < ANCESTORS_MAX)
		memcpy(&parts->ancestors[parts->ancestor_count++], head, sizeof(*parts->ancestors));
	else if (head->kind == FLOOR_FATAL)
		memcpy(&parts->fatal, head, sizeof(parts->fatal));
	else if (head->kind == FLOOR_HANDLED)
		memcpy(&parts->handled, head, sizeof(parts->handled));
	else if (head->kind == FLOOR_OOM)
		memcpy(&parts->oom, head, sizeof(parts->oom));
}

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

static void take_family(struct event_death *death, struct parts *parts, __u32 parent)
{
	const struct process *last = &death->head.process;
	__u32 n = 0;

	for (; n < parts->ancestor_count; n++) {
		struct floor_ancestor *ancestor = &parts->ancestors[n];

		death->ancestors[n] = process_of(ancestor->relative.pid, &ancestor->process, 0);
		last = &death->ancestors[n];
		parent = ancestor->process.parent;
	}
	if (n < ANCESTORS_MAX) {
		struct process above[ANCESTORS_MAX];
		__u32 more = seen_climb(above, last->pid, last->start, n ? parent : 0);

		for (__u32 i = 0; i < more && n < ANCESTORS_MAX; i++)
			death->ancestors[n++] = above[i];
	}
	death->ancestor_count = n;
}

/* An exec that fails when the old program is gone already renames the process, and the kernel ends it with a SIGSEGV of its own. What looks
 * like this may as well be a fork's own doing: then what it ran isn't known. */
static bool may_have_failed_to_load(const struct floor_death *death, const struct parts *parts)
{
	return death->process.fork_only == FORKED_AND_RENAMED && parts->fatal.signal == SIGSEGV && parts->fatal.code == SI_KERNEL;
}

void death_take(int cpu, const struct floor_death *from)
{
	struct event_death *death = &queue_add(&from->head, EVENT_DEATH, sizeof(*death))->death;
	struct parts *parts = parts_of(cpu, from->head.pid);

	death->head.process = may_have_failed_to_load(from, parts) ? plain_process(from->head.pid, &from->process, from->uid) :
							      process_of(from->head.pid, &from->process, from->uid);
	death->status = from->status;
	death->gid = from->gid;
	death->flags = from->process.fork_only ? DEATH_FORK_ONLY : 0;
	death->namespaces.job = from->process.member;
	death->fatal = fault_of(&parts->fatal, death->head.process.start);
	death->handled = fault_of(&parts->handled, death->head.process.start);
	death->tid = death->fatal.at ? death->fatal.tid : from->tid;
	memcpy(death->thread_name, death->fatal.at ? death->fatal.thread_name : from->thread_name, COMM_LENGTH);
	take_family(death, parts, from->process.parent);
	for (__u32 i = 0; i < parts->sent_count; i++)
		tell_signal(&parts->sent[i], death);
	if (parts->oom.head.at)
		tell_oom(&parts->oom, &death->head.process);
	memset(parts, 0, sizeof(*parts));
}

void death_take_late_oom(const struct floor_oom *from)
{
	struct process victim = { .pid = from->head.pid }; /* its number is all that is known of it by now */

	tell_oom(from, &victim);
}
