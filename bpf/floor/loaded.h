/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Programs, as /proc told them soon after they were loaded: known by who loaded them and when, so whoever is forked from there has them
 * too. Times are CLOCK_BOOTTIME.
 */
#ifndef BPF_LINUX_LOADED_H
#define BPF_LINUX_LOADED_H

#include "floor.h"

#include <stddef.h>

/* Looks at a process that has loaded a program from this file, or that ran before (no file). */
void loaded_read(__u32 pid, __u64 loaded_at, const char *filename, size_t length);
/* Tells the record what a process ran. */
void loaded_tell(__u32 pid, __u64 start, __u32 loader, __u64 loaded_at);
/* GITHUB_ACTION of a program's environment; "" when there is none. */
const char *loaded_step(__u32 loader, __u64 loaded_at);

/* How many were read since the last sweep. */
int loaded_count(void);
/* What some process still runs. */
void loaded_mark(__u32 loader, __u64 loaded_at);
/* Forgets what was not marked before two sweeps: of who died last, the death is still to be told. */
void loaded_sweep(void);

#endif
