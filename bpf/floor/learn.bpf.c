// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Where the kernel keeps what a task ended with. No tracepoint tells that, and wait(2) tells the parent alone. So children of the tracer
 * end in ways that it knows, and what their task_struct held then is searched for it (learn.c). Attached for that long only. */
#include "floor.bpf.h"

char LICENSE[] SEC("license") __weak = "Dual BSD/GPL";

SEC("tracepoint/sched/sched_process_exit")
int floor_learn(void *ctx)
{
	struct floor_setup *setup = get_setup();
	__u32 pid = current_pid();
	struct floor_process *process = find_process(pid);
	const char *task = (const char *)bpf_get_current_task();
	struct floor_task part = {};

	if (!setup || !process || process->parent != setup->tracer_pid || current_tid() != pid)
		return 0;
	part.head = make_head(FLOOR_TASK, pid);
#pragma unroll
	for (int i = 0; i < TASK_PARTS; i++) {
		part.part = i;
		part.failed = bpf_probe_read(part.bytes, sizeof(part.bytes), task + i * TASK_PART) != 0;
		send(ctx, &part);
	}
	return 0;
}
