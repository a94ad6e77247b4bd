/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Who a process is: what the kernel side told, what /proc tells while it lives, and what is remembered when it is gone.
 */
#ifndef BPF_LINUX_IDENTITY_H
#define BPF_LINUX_IDENTITY_H

#include "event.h"
#include "proc.h"
#include "table.h"
#include "text.h"

struct identity {
	struct entry entry;
	struct text texts[BYTES_KINDS]; /* by enum bytes_what */
	char step[STEP_MAX];
	__u64 asked_at;		 /* when /proc was asked last, CLOCK_BOOTTIME ns; 0: never */
	char comm[COMM_LENGTH]; /* what it was called then: another name is another program */
	bool has_moved_on;	 /* to another program, when it was asked: what it ran is not known */
	bool has_answered;	 /* /proc told of it when it was asked last */
};

/* Remembers every process there is; returns how many. */
int identity_snapshot(void);
/* What is known of a process so far; made when it is new. Valid until the next call. */
struct identity *identity_of(__u32 pid, __u64 start);
/* A part that the kernel side sent. */
void identity_take(const struct event_bytes *part);
/* A text that user space knows; what the kernel side told stays. */
void identity_tell(__u32 pid, __u64 start, enum bytes_what what, const struct text *text);
/* The same for a process that may be alive, asked anew unless that was just done. Its argv is unknown when it is gone and nobody
 * told before, or when it has become another program since it was called so. */
struct identity *identity_ask(const struct process *process);
/* The program of a dead process, from memory where the kernel side could not send it. */
struct identity *identity_recall(__u32 pid, __u64 start);

#endif
