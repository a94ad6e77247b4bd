/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * From the floor's processes to those of event.h.
 */
#ifndef BPF_LINUX_PROCESS_H
#define BPF_LINUX_PROCESS_H

#include "floor.h"

struct process plain_process(__u32 pid, const struct floor_process *from, __u32 uid);
/* With what it ran, as far as that is known: that is told to the record. */
struct process process_of(__u32 pid, const struct floor_process *from, __u32 uid);

#endif
