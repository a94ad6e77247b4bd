/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The lines that a watch writes: each is made (record.h), written (output.h), and what follows from it is done.
 */
#ifndef BPF_LINUX_LINES_H
#define BPF_LINUX_LINES_H

#include "watch.h"

/* The first line. When the watch is only to be checked it goes to standard output. */
void write_header(const struct programs *programs, const struct watch_options *options, const struct proof *proof, int snapshot);
void write_death(const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom);
void write_end(const struct event_end *end);
void write_start(const struct event_start *start);
void write_listen(const struct event_listen *listen);
void write_step(const struct event_step *step);
void write_container(const struct container *container);
void write_note(const char *text, size_t length);
/* The last line: nothing is written after it. taken_over_at: 0 in the first process. */
void write_trailer(struct programs *programs, const char *why, __u64 taken_over_at, const __u32 *dying, int dying_count);

#endif
