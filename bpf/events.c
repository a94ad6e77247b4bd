// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "events.h"
#include "identity.h"
#include "table.h"

#include <signal.h>

/* A signal waits here for the death that it causes: some two thousand, since a group kill may hit as many before the first dies. */
#define SIGNALS_BUDGET (2 * 1024 * 1024)
#define OOM_BUDGET (256 * 1024)
/* Written before more is read. */
#define WAITING_MAX 256

struct kept {
	struct entry entry;
	union {
		struct event head;
		struct event_signal signal;
		struct event_oom oom;
	};
};

static void release(struct entry *entry)
{
	free(entry);
}

static struct table signals = { .budget = SIGNALS_BUDGET, .release = release };
static struct table ooms = { .budget = OOM_BUDGET, .release = release };

static void keep(struct table *table, const struct event *event, size_t size, __u32 kind)
{
	struct entry *before = table_find(table, event->process.pid, event->process.start, kind);
	struct kept *kept = calloc(1, sizeof(*kept));

	if (!kept)
		abort();
	if (before)
		table_remove(table, before);
	kept->entry = (struct entry){ .pid = event->process.pid, .start = event->process.start, .kind = kind, .bytes = sizeof(*kept) };
	memcpy(&kept->head, event, size);
	table_add(table, &kept->entry);
}

static const struct event_signal *find_signal(const struct process *process, __u32 signal)
{
	struct kept *kept = (struct kept *)table_find(&signals, process->pid, process->start, signal);

	return kept ? &kept->signal : NULL;
}

/* The one that the status word names; for an exit code the latest that asked it to end, or of which a handler may have made an end. */
static const struct event_signal *find_cause(const struct event_death *death)
{
	static const int requests[] = { SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS };
	const struct event_signal *latest = NULL;

	if (death->status & 0x7f)
		return find_signal(&death->head.process, death->status & 0x7f);
	for (size_t i = 0; i < sizeof(requests) / sizeof(*requests); i++) {
		const struct event_signal *request = find_signal(&death->head.process, requests[i]);

		if (request && (!latest || request->head.at > latest->head.at))
			latest = request;
	}
	return latest;
}

static const struct event_oom *find_oom(const struct process *process)
{
	struct kept *kept = (struct kept *)table_find(&ooms, process->pid, process->start, 0);

	if (kept)
		return &kept->oom;
	/* Only the victim's number is known, before 6.8 without kprobes, and to the floor when it was told late: whoever had the number earlier
	 * is not meant. */
	kept = (struct kept *)table_find(&ooms, process->pid, 0, 0);
	return kept && kept->head.at >= process->start ? &kept->oom : NULL;
}

/* What was asked to end, wrote a dump or cleaned up, and then ends itself by the very signal, as it would have without a handler (Node, Ruby, Go,
 * Python's faulthandler), hands on what it was asked: who asked is the sender. */
static bool is_handed_on(const struct event_signal *signal)
{
	const struct process *process = &signal->head.process;
	const struct event_signal *asked = find_signal(process, signal->signal);

	return signal->sender.pid == process->pid && asked && asked->sender.pid != process->pid && signal->head.at - asked->head.at < HANDED_ON_NS;
}

/* The sender's programs are asked for now: by the time its victim has died, it may be gone. */
static void take_signal(const struct event_signal *signal)
{
	if (!identity_recall(signal->sender.pid, signal->sender.start)->texts[BYTES_ARGV].known)
		identity_ask(&signal->sender);
	for (__u32 i = 0; i < signal->sender_ancestor_count && i < ANCESTORS_MAX; i++)
		identity_ask(&signal->sender_ancestors[i]);
	if (!is_handed_on(signal))
		keep(&signals, &signal->head, sizeof(*signal), signal->signal);
}

/* Victims of a group kill are handed to another parent before they exit: their family is what it was when the signal came. */
static void flush_death(struct event_death *death, const struct event_sink *sink)
{
	const struct event_signal *sent = find_cause(death);

	if (sent && death->status & 0x7f) {
		death->ancestor_count = sent->receiver_ancestor_count;
		memcpy(death->ancestors, sent->receiver_ancestors, sizeof(death->ancestors));
	}
	sink->death(death, sent, find_oom(&death->head.process));
}

static const size_t sizes[] = {
	[EVENT_BYTES] = offsetof(struct event_bytes, data),
	[EVENT_DEATH] = offsetof(struct event_death, ancestors), /* only as many as there are travel */
	[EVENT_SIGNAL] = sizeof(struct event_signal),
	[EVENT_OOM] = sizeof(struct event_oom),
	[EVENT_START] = offsetof(struct event_start, ancestors),
	[EVENT_END] = sizeof(struct event_end),
	[EVENT_LISTEN] = sizeof(struct event_listen),
	[EVENT_STEP] = sizeof(struct event_step),
};

struct waiting {
	struct waiting *next;
	union {
		struct event head;
		struct event_death death;
		struct event_start start;
		struct event_end end;
		struct event_listen listen;
		struct event_step step;
	};
};
static struct waiting *first, **last = &first;
static int waiting_count;

static void wait_for_flush(const void *data, size_t size)
{
	struct waiting *waiting = calloc(1, sizeof(*waiting));

	if (!waiting)
		abort();
	memcpy(&waiting->head, data, size < sizeof(*waiting) - sizeof(void *) ? size : sizeof(*waiting) - sizeof(void *));
	*last = waiting;
	last = &waiting->next;
	waiting_count++;
}

bool events_take(const void *data, size_t size)
{
	const struct event *event = data;

	if (size < sizeof(*event) || event->kind == 0 || event->kind >= sizeof(sizes) / sizeof(*sizes) || size < sizes[event->kind])
		return false;
	if (event->kind == EVENT_BYTES)
		identity_take(data);
	else if (event->kind == EVENT_SIGNAL)
		take_signal(data);
	else if (event->kind == EVENT_OOM)
		keep(&ooms, event, sizeof(struct event_oom), 0);
	else
		wait_for_flush(data, size);
	return waiting_count >= WAITING_MAX;
}

bool events_ask(void)
{
	bool known = true;

	for (struct waiting *waiting = first; waiting; waiting = waiting->next) {
		if (waiting->head.kind != EVENT_DEATH)
			continue;
		for (__u32 i = 0; i < waiting->death.ancestor_count && i < ANCESTORS_MAX; i++) {
			const struct process *ancestor = &waiting->death.ancestors[i];

			known &= identity_ask(ancestor)->has_answered;
		}
	}
	return known;
}

bool events_lack_choice(__u64 since)
{
	for (struct waiting *waiting = first; waiting; waiting = waiting->next) {
		const struct process *process = &waiting->head.process;
		const struct event_signal *sent;

		if (waiting->head.kind != EVENT_DEATH || waiting->head.at < since || (waiting->death.status & 0x7f) != SIGKILL)
			continue;
		sent = find_signal(process, SIGKILL);
		/* One that is exiting takes its pid namespace along. */
		if (sent && sent->by == SENT_BY_KERNEL && !sent->exiting && !find_oom(process))
			return true;
	}
	return false;
}

/* To end: that it then does so with 0 is no choice of its own. */
static bool was_asked(const struct process *process)
{
	static const int requests[] = { SIGTERM, SIGINT, SIGHUP, SIGQUIT };

	for (size_t i = 0; i < sizeof(requests) / sizeof(*requests); i++) {
		const struct event_signal *request = find_signal(process, requests[i]);

		if (request && request->sender.pid != process->pid)
			return true;
	}
	return false;
}

static void flush_end(struct event_end *end, const struct event_sink *sink)
{
	end->asked = was_asked(&end->head.process);
	sink->end(end);
}

void events_flush(const struct event_sink *sink)
{
	while (first) {
		struct waiting *waiting = first;

		first = waiting->next;
		if (waiting->head.kind == EVENT_DEATH)
			flush_death(&waiting->death, sink);
		else if (waiting->head.kind == EVENT_START)
			sink->start(&waiting->start);
		else if (waiting->head.kind == EVENT_END)
			flush_end(&waiting->end, sink);
		else if (waiting->head.kind == EVENT_LISTEN)
			sink->listen(&waiting->listen);
		else
			sink->step(&waiting->step);
		free(waiting);
	}
	last = &first;
	waiting_count = 0;
}
