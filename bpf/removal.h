/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The files that a tracer is known by after its starter has left: its FIFO and its record. Once one of them has no name any more, nobody can end
 * the watch, or nobody can read what it wrote: a clean-up of the job's folders must not leave it behind.
 */
#ifndef BPF_LINUX_REMOVAL_H
#define BPF_LINUX_REMOVAL_H

#include <stdbool.h>

/* Of an open file. At most two. Where the kernel has no inotify for us nothing is noticed. */
void removal_watch(int file);
/* Readable when something happened to them; -1: nothing is watched. */
int removal_fd(void);
/* Reads what happened. */
bool removal_took_place(void);

#endif
