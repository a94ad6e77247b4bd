/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The watch: from the proof to the trailer, one loop over the ring buffer, notes and signals.
 */
#ifndef BPF_LINUX_WATCH_H
#define BPF_LINUX_WATCH_H

#include "control.h"
#include "programs.h"
#include "starter.h"

struct watch_options {
	bool only_check;  /* the header goes to standard output, and that is all */
	int signals;	  /* signalfd of the signals that ask to stop */
	struct control control;
	struct job job;
	struct starter starter;
	__u64 started_at; /* CLOCK_BOOTTIME ns of the first instruction */
};

/* Both: 0, or the exit status. programs are attached. */

/* Shows that a death is seen. */
int watch_prove(struct programs *programs, const struct watch_options *options);
/* The watch itself, or only its header. When it returns 0 and was more than that, programs are detached, and what they saw is written. */
int watch(struct programs *programs, const struct watch_options *options);

#endif
