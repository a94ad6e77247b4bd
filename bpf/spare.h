/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * A process that stands by with all that the one that watches has open, and goes on when that one is killed or dies of a bug: the hooks, the
 * ring's pages and the reader's place in it are in the kernel, and end with the last process that holds them. It goes on once: a bug that
 * ends both is not met a third time.
 */
#ifndef BPF_LINUX_SPARE_H
#define BPF_LINUX_SPARE_H

#include <linux/types.h>
#include <stdbool.h>

/* What the process that watches must not take with it. */
struct legacy {
	__u64 recorded;	 /* deaths that are in the record */
	bool has_spare;	 /* one process more was started than the job's */
	bool is_writing; /* a line may be cut off */
	bool is_over;	 /* the last line is written */
	int status;	 /* and this is how the tracer ends */
};
struct legacy *spare_legacy(void);

/* Forks the process that watches from here on, and returns there: false. The caller stays behind, as the process that whoever started the
 * tracer knows, passes on to it the signals that come through this file, and ends as it does. Where the tracer is detached, it lets go of its starter's pipes. When that one ends before its time, it
 * returns here: true. Without memory or processes nobody stands by. */
bool spare_stand_by(int signals, bool is_detached);

#endif
