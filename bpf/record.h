/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Events → records. The only C that spells the record's keys: record.c, frame.c and names.c, and the parts that records are made of (parts.c,
 * causes.c, estate.c). record.ts has their meaning.
 */
#ifndef BPF_LINUX_RECORD_H
#define BPF_LINUX_RECORD_H

#include "container.h"
#include "event.h"
#include "identity.h"
#include "json.h"
#include "starter.h"

#define RECORD_VERSION "1.2"

struct hook {
	const char *name;
	bool attached;
	bool needed;
	char why[160];
};

/* What a layer of programs can't know: "death.rusage", and why. A list of them ends with an empty one. */
struct unknown {
	const char *key;
	const char *why;
};

struct proof {
	__u32 pid;
	__s32 signal;
	__u64 address;
	__u64 seen_after;
};

/* The process that everything of the job comes from; pid 0: nobody said. */
struct job {
	__u32 pid;
	__u64 start; /* in whole ticks, as /proc has it */
};

struct header {
	__u64 started_at; /* CLOCK_BOOTTIME ns: what every time in the record is relative to */
	__u64 armed_after;
	struct proof proof;
	struct job job;
	const char *layer;
	const char *layer_why; /* why it isn't a better one; "" */
	const struct unknown *unknown; /* NULL: nothing */
	const struct hook *hooks;
	int hook_count;
	int snapshot;
	const struct starter *starter;
};

struct trailer {
	const char *why;
	struct counters counters;
	__u64 recorded;
	__u64 taken_over_at; /* 0: never */
	const struct hook_misses {
		const char *name;
		__u64 count;
	} *misses;
	int miss_count;
	const __u32 *dying;
	int dying_count;
};

/* Each makes one line, without its newline, in json. What the header's layer can't know is left out of the others. at and start are CLOCK_BOOTTIME ns. */
void record_header(struct json *json, const struct header *header);
void record_death(struct json *json, const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom);
void record_end(struct json *json, const struct event_end *end);
void record_start(struct json *json, const struct event_start *start);
void record_listen(struct json *json, const struct event_listen *listen);
void record_step(struct json *json, const struct event_step *step);
void record_note(struct json *json, __u64 at, const char *text, size_t length);
void record_container(struct json *json, const struct container *container);
void record_trailer(struct json *json, __u64 at, const struct trailer *trailer);

#endif
