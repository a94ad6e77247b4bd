// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "identity.h"
#include "clock.h"

#include <stdio.h>

/* Some five hundred ordinary processes, or half a dozen with the longest arguments there can be. */
#define BUDGET (3 * 1024 * 1024 / 2)
/* In a storm of deaths the same ancestors are not asked again for each. */
#define FRESH_NS 200000000ULL
#define FIRST_ARGUMENTS 3

enum { KIND_PROCESS, KIND_SNAPSHOT };

static void release(struct entry *entry)
{
	struct identity *identity = (struct identity *)entry;

	for (int i = 0; i < BYTES_KINDS; i++)
		text_free(&identity->texts[i]);
	free(identity);
}

static struct table identities = { .budget = BUDGET, .release = release };

static void weigh(struct identity *identity)
{
	size_t bytes = sizeof(*identity);

	for (int i = 0; i < BYTES_KINDS; i++)
		bytes += identity->texts[i].length;
	table_resize(&identities, &identity->entry, bytes);
}

static struct identity *add(__u32 pid, __u64 start, __u32 kind)
{
	struct identity *identity = calloc(1, sizeof(*identity));

	if (!identity)
		abort(); /* a tracer without memory can promise nothing: its record ends without a trailer */
	identity->entry = (struct entry){ .pid = pid, .start = start, .kind = kind, .bytes = sizeof(*identity) };
	table_add(&identities, &identity->entry);
	return identity;
}

struct identity *identity_of(__u32 pid, __u64 start)
{
	struct entry *entry = table_find(&identities, pid, start, KIND_PROCESS);

	return entry ? (struct identity *)entry : add(pid, start, KIND_PROCESS);
}

static void adopt(struct identity *identity, struct program *program)
{
	text_free(&identity->texts[BYTES_ARGV]);
	text_free(&identity->texts[BYTES_EXE]);
	identity->texts[BYTES_ARGV] = program->argv;
	identity->texts[BYTES_EXE] = program->exe;
	memcpy(identity->step, program->step, STEP_MAX);
	identity->has_moved_on = false;
	weigh(identity);
}

/* A shell that runs its last command in its own place is that command when it is asked: `crash; touch file`. outdated: what is known is of
 * an earlier name; what the kernel side told is not. */
static void move_on(struct identity *identity, struct program *found, bool outdated)
{
	struct program nothing = {};

	text_free(&found->argv);
	text_free(&found->exe);
	memcpy(nothing.step, found->step, STEP_MAX);
	if (outdated)
		adopt(identity, &nothing);
	identity->has_moved_on = true;
}

static void remember(__u32 pid, __u64 start, struct program *program)
{
	adopt(add(pid, start, KIND_SNAPSHOT), program);
}

int identity_snapshot(void)
{
	return proc_visit_all(remember);
}

void identity_take(const struct event_bytes *part)
{
	struct identity *identity = identity_of(part->head.process.pid, part->head.process.start);
	struct text *text;

	if (part->what == 0 || part->what >= BYTES_KINDS)
		return;
	text = &identity->texts[part->what];
	if (!text_put(text, part->offset, part->data, part->length))
		text->flags |= BYTES_UNREADABLE; /* a part before this one was lost */
	text->total = part->total;
	text->flags |= part->flags;
	if (part->flags & BYTES_UNREADABLE && part->offset == 0)
		text->known = false;
	if (part->what == BYTES_STEP)
		snprintf(identity->step, sizeof(identity->step), "%.*s", (int)text->length, text->bytes);
	weigh(identity);
}

void identity_tell(__u32 pid, __u64 start, enum bytes_what what, const struct text *text)
{
	struct identity *identity = identity_of(pid, start);
	struct text *to = &identity->texts[what];

	if (to->known || !text->known)
		return;
	text_put(to, 0, text->bytes, text->length);
	to->total = text->total;
	to->flags = text->flags;
	weigh(identity);
}

static void recall_snapshot(struct identity *identity)
{
	struct identity *before = (struct identity *)table_find(&identities, identity->entry.pid, proc_round_start(identity->entry.start), KIND_SNAPSHOT);

	if (!before)
		return;
	for (int i = BYTES_ARGV; i <= BYTES_EXE; i++)
		identity_tell(identity->entry.pid, identity->entry.start, i, &before->texts[i]);
	if (!identity->step[0])
		memcpy(identity->step, before->step, STEP_MAX);
}

struct identity *identity_recall(__u32 pid, __u64 start)
{
	struct identity *identity = identity_of(pid, start);

	if (!identity->texts[BYTES_ARGV].known || !identity->texts[BYTES_EXE].known) {
		recall_snapshot(identity);
		weigh(identity);
	}
	return identity;
}

static bool is_name_of(const char comm[COMM_LENGTH], const char *path, size_t length)
{
	const char *slash = length ? memrchr(path, '/', length) : NULL;
	const char *name = slash ? slash + 1 : path;
	size_t kept = length - (name - path);

	kept = kept < COMM_LENGTH - 1 ? kept : COMM_LENGTH - 1;
	return kept && memcmp(comm, name, kept) == 0 && !comm[kept];
}

/* exec names a process after the file: the program's, or a script's, which is among the first arguments. Any other name is one that it gave
 * itself, and no sign of another program. */
static bool is_named_after_file(const struct program *program)
{
	const struct text *argv = &program->argv;
	const char *at = argv->bytes, *end = at + argv->length;

	if (is_name_of(program->comm, program->exe.bytes, program->exe.length))
		return true;
	for (int i = 0; i < FIRST_ARGUMENTS && at < end; i++) {
		size_t length = strnlen(at, end - at);

		if (is_name_of(program->comm, at, length))
			return true;
		at += length + 1;
	}
	return false;
}

struct identity *identity_ask(const struct process *process)
{
	struct identity *identity = identity_of(process->pid, process->start);
	/* Not every layer knows what a process that has ended was called: no name is no other name. */
	bool named = process->comm[0];
	bool renamed = named && strncmp(identity->comm, process->comm, COMM_LENGTH) != 0;
	bool outdated = renamed && identity->asked_at;
	__u64 now = boot_time();
	struct program program;

	if (identity->asked_at && now - identity->asked_at < FRESH_NS && !renamed)
		return identity;
	identity->asked_at = now;
	if (named)
		memcpy(identity->comm, process->comm, COMM_LENGTH);
	identity->has_answered = proc_read_program(process->pid, process->start, &program);
	if (identity->has_answered) {
		/* What the process itself showed last is better than nothing, but worse than what it shows now. */
		if (!named || strncmp(program.comm, process->comm, COMM_LENGTH) == 0 || !is_named_after_file(&program))
			adopt(identity, &program);
		else
			move_on(identity, &program, outdated);
		return identity;
	}
	return identity_recall(process->pid, process->start);
}
