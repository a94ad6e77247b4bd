/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * From the floor's events to those of event.h.
 */
#ifndef BPF_LINUX_TELL_H
#define BPF_LINUX_TELL_H

#include "floor.h"

#include <stddef.h>

void tell_open(__u32 job_pid);
/* One event off the buffer of one CPU: what it tells waits in the queue. */
void tell_take(int cpu, const void *data, size_t size);

#endif
