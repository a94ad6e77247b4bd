// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "identity.h"

#include <bpf/bpf.h>
#include <time.h>

/* Arguments of a few hundred ordinary processes, or of a dozen with the longest there can be. */
#define BUDGET (3 * 1024 * 1024)
/* In a storm of deaths the same ancestors are not asked again for each. */
#define FRESH_NS 200000000ULL

enum { KIND_PROCESS, KIND_SNAPSHOT };

static int recent_execs_fd = -1;

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
	weigh(identity);
}

static void remember(__u32 pid, __u64 start, struct program *program)
{
	adopt(add(pid, start, KIND_SNAPSHOT), program);
}

int identity_snapshot(void)
{
	return proc_visit_all(remember);
}

void identity_open(int recent_execs)
{
	recent_execs_fd = recent_execs;
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
	if (part->what == BYTES_ENVIRON)
		proc_find_step(text->bytes ? text->bytes : "", text->length, identity->step);
	weigh(identity);
}

static __u64 now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

static const struct recent *find_recent(__u32 pid)
{
	static struct recent recent;
	__u32 slot = pid % RECENT_SLOTS;

	if (recent_execs_fd < 0 || bpf_map_lookup_elem(recent_execs_fd, &slot, &recent) || recent.pid != pid)
		return NULL;
	return &recent;
}

static void recall_exec(struct identity *identity)
{
	const struct recent *recent = find_recent(identity->entry.pid);
	size_t length;

	if (!recent || recent->start != identity->entry.start)
		return;
	if (!identity->texts[BYTES_ARGV].known && recent->argv_total) {
		length = recent->argv_total < RECENT_ARGV ? recent->argv_total : RECENT_ARGV;
		text_put(&identity->texts[BYTES_ARGV], 0, recent->argv, length);
		identity->texts[BYTES_ARGV].total = recent->argv_total;
		identity->texts[BYTES_ARGV].flags = length < recent->argv_total ? BYTES_CUT : 0;
	}
	/* As it was given to exec, so only an absolute path says which file it was. */
	if (!identity->texts[BYTES_EXE].known && recent->exe[0] == '/')
		text_put(&identity->texts[BYTES_EXE], 0, recent->exe, strnlen(recent->exe, RECENT_EXE));
}

static void recall_snapshot(struct identity *identity)
{
	struct identity *before = (struct identity *)table_find(&identities, identity->entry.pid, proc_round_start(identity->entry.start), KIND_SNAPSHOT);

	if (!before)
		return;
	for (int i = BYTES_ARGV; i <= BYTES_EXE; i++) {
		struct text *from = &before->texts[i], *to = &identity->texts[i];

		if (to->known || !from->known)
			continue;
		text_put(to, 0, from->bytes, from->length);
		to->total = from->total;
		to->flags = from->flags;
	}
	if (!identity->step[0])
		memcpy(identity->step, before->step, STEP_MAX);
}

struct identity *identity_recall(__u32 pid, __u64 start)
{
	struct identity *identity = identity_of(pid, start);

	if (!identity->texts[BYTES_ARGV].known || !identity->texts[BYTES_EXE].known) {
		recall_exec(identity);
		recall_snapshot(identity);
		weigh(identity);
	}
	return identity;
}

/* /proc tells start times in ticks: within one, a pid may have been given out again. An exec since then gives the newcomer away. */
static bool was_replaced(__u32 pid, __u64 start)
{
	const struct recent *recent = find_recent(pid);

	return recent && recent->start > start;
}

struct identity *identity_ask(__u32 pid, __u64 start)
{
	struct identity *identity = identity_of(pid, start);
	__u64 now = now_ns();
	struct program program;

	if (identity->asked_at && now - identity->asked_at < FRESH_NS)
		return identity;
	identity->asked_at = now;
	if (!was_replaced(pid, start) && proc_read_program(pid, start, &program)) {
		/* What the process itself showed last is better than nothing, but worse than what it shows now. */
		adopt(identity, &program);
		return identity;
	}
	return identity_recall(pid, start);
}
