/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Sending what is too long for an event: arguments, environment and paths, in parts of a page.
 *
 * The functions with loops are global (not static) and take numbers only: the verifier then checks each of them once by itself,
 * and not again with everything that a caller may have done before. Pointers travel as numbers, since all of them are only
 * read through helpers that check.
 */
#ifndef BPF_LINUX_BYTES_BPF_H
#define BPF_LINUX_BYTES_BPF_H

#include "loop.bpf.h"
#include "task.bpf.h"

#define VARIABLE_MAX (STEP_MAX + 16)
#define VARIABLE_NAME 14 /* of GITHUB_ACTION= */
#define VARIABLES_MAX turns(4096, 128)

#define checked_alone __weak __noinline

static __always_inline void open_part(struct scratch *scratch, enum bytes_what what)
{
	struct event_bytes *part = &scratch->bytes;

	open_event(&part->head, EVENT_BYTES, sizeof(*part));
	part->head.process = scratch->owner;
	part->what = what;
	part->flags = 0;
	part->offset = 0;
	part->length = 0;
	part->total = 0;
	scratch->at = BYTES_PART;
}

static __always_inline void send_part_of(struct event_bytes *part, __u32 length)
{
	part->length = length;
	if (length <= BYTES_PART)
		send_part(part, offsetof(struct event_bytes, data) + length);
}

struct user_range {
	struct event_bytes *part;
	__u64 from;
	__u64 wanted;
};

/* Page by page: a page that isn't present fails a whole read, and no page can be brought in here. How far it got is part->offset,
 * in map memory: a number on the stack would be a new state to check in each turn. */
static __noinline int send_page(__u32 i, void *context)
{
	struct user_range *range = context;
	struct event_bytes *part = range->part;
	__u64 from = range->from + part->offset;
	__u64 left = range->wanted - part->offset;
	__u64 length = BYTES_PART - (from & (BYTES_PART - 1));

	if (length > left)
		length = left;
	forget_bounds(length);
	if (length == 0 || length > BYTES_PART)
		return DONE;
	if (bpf_probe_read_user(part->data, length, (void *)from)) {
		part->flags |= BYTES_UNREADABLE;
		send_part_of(part, 0);
		return DONE;
	}
	send_part_of(part, length);
	part->offset += length;
	return GO_ON;
}

/* A range of the current process's memory. */
static __always_inline void send_user_bytes(struct event_bytes *part, __u64 from, __u64 total, __u64 max)
{
	struct user_range range = { .part = part, .from = from, .wanted = total < max ? total : max };

	if (range.wanted < total)
		part->flags |= BYTES_CUT;
	if (range.wanted == 0)
		send_part_of(part, 0);
	else
		repeat(ARGV_MAX / BYTES_PART + 1, send_page, &range);
}

/* The arguments as /proc/PID/cmdline gives them (fs/proc/base.c, get_mm_cmdline()): when the area's last byte is not NUL,
 * setproctitle(3) overwrote it, and there is one string that may run on into the environment. An image that failed to load
 * leaves arg_end below arg_start: nothing can be said then. */
checked_alone int send_argv(__u32 family, __u64 of_mm)
{
	struct scratch *scratch = get_scratch(family);
	struct mm_struct *mm = (void *)of_mm;
	__u64 start = BPF_CORE_READ(mm, arg_start), end = BPF_CORE_READ(mm, arg_end);
	__u64 area = end - start;
	char last = 0;

	if (!scratch)
		return 0;
	open_part(scratch, BYTES_ARGV);
	if (end < start) {
		scratch->bytes.flags = BYTES_UNREADABLE;
		send_part_of(&scratch->bytes, 0);
		return 0;
	}
	if (end > start && !bpf_probe_read_user(&last, 1, (void *)(end - 1)) && last) {
		scratch->bytes.flags |= BYTES_TITLE;
		if (BPF_CORE_READ(mm, env_start) == end)
			end = BPF_CORE_READ(mm, env_end);
	}
	scratch->bytes.total = area;
	send_user_bytes(&scratch->bytes, start, end - start, ARGV_MAX);
	return 0;
}

struct environment {
	struct event_bytes *part;
	__u64 at;
	__u64 end;
	__u32 found;
};

/* From one variable to the next. A variable that doesn't fit is passed in steps, whose middles can't be taken for a beginning: they
 * would have to follow a NUL. */
static __noinline int look_at_variable(__u32 i, void *context)
{
	struct environment *environment = context;
	struct event_bytes *part = environment->part;
	__u64 length;
	long size;

	if (environment->at >= environment->end)
		return DONE;
	size = bpf_probe_read_user_str(part->data, VARIABLE_MAX, (void *)environment->at);
	if (size <= 0)
		return DONE;
	if (__builtin_memcmp(part->data, "GITHUB_ACTION=", VARIABLE_NAME) == 0) {
		length = (size - VARIABLE_NAME - 1) & (2 * STEP_MAX - 1); /* without the NUL */
		forget_bounds(length);
		bpf_probe_read_user(part->data, length & (2 * STEP_MAX - 1), (void *)(environment->at + VARIABLE_NAME));
		part->total = length;
		send_part_of(part, length);
		environment->found = 1;
		return DONE;
	}
	environment->at += size;
	return GO_ON;
}

/* The job's secrets are in there too: the search is done here, and only the value of one variable is sent. Whether there is one. */
checked_alone int send_step(__u32 family, __u64 of_mm)
{
	struct scratch *scratch = get_scratch(family);
	struct mm_struct *mm = (void *)of_mm;
	struct environment environment = { .at = BPF_CORE_READ(mm, env_start), .end = BPF_CORE_READ(mm, env_end) };

	if (!scratch)
		return 0;
	open_part(scratch, BYTES_STEP);
	environment.part = &scratch->bytes;
	repeat(VARIABLES_MAX, look_at_variable, &environment);
	return environment.found;
}

#endif
