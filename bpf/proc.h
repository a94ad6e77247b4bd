/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What only /proc knows: when a process that lives has started (proc.c), and the program that it runs (running.c).
 */
#ifndef BPF_LINUX_PROC_H
#define BPF_LINUX_PROC_H

#include "event.h"
#include "text.h"

#include <linux/types.h>
#include <stdbool.h>
#include <sys/types.h>

/* An ancestor's arguments beyond this are cut, and said to be. */
#define PROC_ARGV_MAX 4096
struct program {
	struct text argv;
	struct text exe;
	char comm[COMM_LENGTH]; /* what the process is called with it */
	char step[STEP_MAX];
};

/* The program of the process that has this pid and started at this time (CLOCK_BOOTTIME ns); false when it is gone, even if
 * another process has its pid by now. The texts are the caller's to free. */
bool proc_read_program(__u32 pid, __u64 start, struct program *program);

/* The directory in /proc of the process that has this pid and started at this time; -1 when it is gone. */
int proc_open(__u32 pid, __u64 start);

/* The same of whoever has this pid now. */
int proc_open_now(__u32 pid);

/* The program of the process whose directory this is; false when it is gone. */
bool proc_read_program_in(int directory, struct program *program);

/* Up to size bytes of a file in it; -1 when it can't be read. */
ssize_t proc_read_at(int directory, const char *name, char *to, size_t size);

/* The same of a file that is open: as much as there is. */
ssize_t proc_fill(int file, char *to, size_t size);

/* What stat tells of the process whose directory this is. */
struct stat_fields {
	unsigned flags;
	__u64 start; /* 0: gone */
};
struct stat_fields proc_read_stat(int directory);

/* When a process started, in whole ticks; 0: there is none. */
__u64 proc_read_start(__u32 pid);

/* From here on the starts that the kernel side tells may be so much later than the true ones. */
void proc_allow_late_starts(__u64 nanoseconds);

/* Calls visit for every process there is, with its start time rounded down to a clock tick. */
int proc_visit_all(void (*visit)(__u32 pid, __u64 start, struct program *program));

/* start, rounded down to the clock tick in which /proc tells it. */
__u64 proc_round_start(__u64 start);

/* The most memory that this process has had resident, in bytes. Not ru_maxrss, which begins with what its starter had before exec. */
__u64 proc_read_peak(void);

/* The file's first bytes without the newline, or "" . */
void proc_read_line(const char *path, char *line, size_t size);

#endif
