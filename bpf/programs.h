/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The BPF programs that watch: which layer of them this kernel can have, and what they tell.
 */
#ifndef BPF_LINUX_PROGRAMS_H
#define BPF_LINUX_PROGRAMS_H

#include "record.h"

#define HOOKS_MAX 16

struct programs {
	const struct layer *layer; /* NULL: none is attached */
	struct hook hooks[HOOKS_MAX];
	int hook_count;
	char why[160]; /* why it isn't a better layer */
};

/* A set of programs that sees deaths, with all that depends on which one it is. Each has its state to itself. */
struct layer {
	const char *name;
	/* What events come through is shared with a forked child. */
	bool survives_fork;
	const struct unknown *unknown; /* NULL: it knows all that there is */
	/* 0, or the exit status that says why not; the reason is printed. What it opened is closed by close(). */
	int (*attach)(struct programs *programs, const struct job *job);
	/* Readable when there are events; -1 with errno. */
	int (*open)(void);
	/* Hands what there is to events_take(). True when it stopped before the end. */
	bool (*consume)(void);
	void (*detach)(void);
	void (*close)(void);
	void (*count)(struct counters *counters);
	int (*count_misses)(struct hook_misses *misses);
	int (*list_dying)(__u32 *pids, int max);
};

/* With the kernel's types: all that there is to know. */
extern const struct layer typed_layer;
/* Without them: what stable tracepoints tell, on any kernel since 4.8. */
extern const struct layer floor_layer;

/* 0, or the exit status that says why not; the reason is printed. */
int programs_attach(struct programs *programs, const struct job *job);
/* Returns what is readable when there are events; -1 with errno. */
int programs_open(struct programs *programs);
bool programs_consume(struct programs *programs);
void programs_detach(struct programs *programs);
void programs_close(struct programs *programs);

/* Sums over all CPUs. */
void programs_count(struct programs *programs, struct counters *counters);
/* Runs that the kernel skipped, by program; returns how many entries. */
int programs_count_misses(struct programs *programs, struct hook_misses *misses);
/* Processes with a fatal signal delivered that have not ended yet. */
int programs_list_dying(struct programs *programs, __u32 *pids, int max);

/* What libbpf warned of last; "" when it didn't. */
const char *programs_last_warning(void);
/* Sums a map of struct counters with one value a CPU. */
void programs_sum_counters(int map, struct counters *sum);
/* Keys of a map of pids; returns how many. */
int programs_list_keys(int map, __u32 *pids, int max);
/* Runs that the kernel skipped, of each of an object's programs that `matters`; NULL: of all. */
struct bpf_object;
struct bpf_program;
int programs_list_misses(struct bpf_object *object, bool (*matters)(const struct bpf_program *program), struct hook_misses *misses);

#endif
