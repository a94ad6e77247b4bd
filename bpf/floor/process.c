// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "process.h"
#include "loaded.h"
#include "seen.h"

#include <string.h>

struct process plain_process(__u32 pid, const struct floor_process *from, __u32 uid)
{
	struct process process = { .pid = pid, .start = seen_boot_time(from->start), .uid = uid };

	memcpy(process.comm, from->comm, COMM_LENGTH);
	return process;
}

struct process process_of(__u32 pid, const struct floor_process *from, __u32 uid)
{
	struct process process = plain_process(pid, from, uid);

	loaded_tell(pid, process.start, from->loader, seen_boot_time(from->loaded_at));
	return process;
}
