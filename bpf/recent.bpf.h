/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The memory of recent execs: for what is gone before anybody could ask, written in place, one slot per pid modulo RECENT_SLOTS.
 * A slot is taken over by the pid RECENT_SLOTS later; who reads it compares pid and start.
 */
#ifndef BPF_LINUX_RECENT_BPF_H
#define BPF_LINUX_RECENT_BPF_H

#include "task.bpf.h"

static __always_inline struct recent *get_recent(__u32 pid)
{
	__u32 slot = pid % RECENT_SLOTS;
	return bpf_map_lookup_elem(&recent_execs, &slot);
}

/* Current's program. filename: as it was given to exec, or NULL when this is no exec. */
static __always_inline void remember_program(const struct process *process, struct file *file, const char *filename)
{
	struct recent *recent = get_recent(process->pid);

	if (!recent)
		return;
	recent->pid = process->pid;
	recent->start = process->start;
	read_exe_name(recent->name, sizeof(recent->name), file);
	recent->argv_total = 0;
	recent->exe[0] = 0;
	if (filename)
		bpf_probe_read_kernel_str(recent->exe, sizeof(recent->exe), filename);
}

/* The program's name, from mm where there still is one, else as remembered. to: char[RECENT_NAME], zeroed. */
static __always_inline void read_program_name(char *to, const struct process *process, struct mm_struct *mm)
{
	struct recent *recent;

	if (mm) {
		read_exe_name(to, RECENT_NAME, BPF_CORE_READ(mm, exe_file));
		return;
	}
	recent = get_recent(process->pid);
	if (recent && recent->pid == process->pid && recent->start == process->start)
		bpf_probe_read_kernel_str(to, RECENT_NAME, recent->name);
}

#endif
