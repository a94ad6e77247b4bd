/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What a death makes the other programs look out for: its successor, its ports, and how its ancestors end.
 */
#ifndef BPF_LINUX_AFTERMATH_BPF_H
#define BPF_LINUX_AFTERMATH_BPF_H

#include "await.bpf.h"

/* to: char[PROGRAM_NAME], zeroed. */
static __always_inline void read_program_name(char *to, __u32 pid, struct mm_struct *mm)
{
	struct ending *ending = mm ? NULL : bpf_map_lookup_elem(&endings, &pid);

	if (mm)
		read_exe_name(to, PROGRAM_NAME, BPF_CORE_READ(mm, exe_file));
	else if (ending)
		__builtin_memcpy(to, ending->program, PROGRAM_NAME);
}

/* Whose successor need not have the same parent: the first in its cgroup (a container's or a unit's main process), a daemon, whose parent
 * is whoever adopts, and what others connect to, for it may be brought back in whatever way. */
static __always_inline void await_in_group(struct awaited_key *key, const struct event_death *death, struct task_struct *task)
{
	struct kernfs_node *group = get_cgroup_node(task);
	struct task_struct *parent = BPF_CORE_READ(task, group_leader, real_parent);
	bool first = get_cgroup_node(parent) != group;

	if (!first && !death->listening_count && death->ancestor_count > 1)
		return;
	key->parent = 0;
	read_cgroup_name(key, group);
	await_start(key, &death->head.process, death->head.at);
	if (!first)
		return;
	read_cgroup_name(key, get_kernfs_parent(group));
	await_start(key, &death->head.process, death->head.at);
}

/* Look out for who takes the dead one's place. */
static __always_inline void await_successor(struct event_death *death, struct task_struct *task, struct mm_struct *mm)
{
	const struct process *dead = &death->head.process;
	struct awaited_key key = { .parent = death->ancestors[0].pid, .fork = !!(death->flags & DEATH_FORK_ONLY) };

	if (key.fork) {
		awaited_parents[hash_pid(key.parent)] = 1;
		await_start(&key, dead, death->head.at);
		return;
	}
	read_program_name(key.exe, dead->pid, mm);
	awaited_programs[hash_name(key.exe)] = 1;
	awaits_programs = 1;
	await_start(&key, dead, death->head.at);
	await_in_group(&key, death, task);
}

/* An end with 0, too, is told of this process: something depends on it. */
static __always_inline void await_end(const struct process *process)
{
	bpf_map_update_elem(&bereaved, &process->pid, &process->start, BPF_ANY);
	bereaved_pids[hash_pid(process->pid)] = 1;
}

/* And for when its ports are listened on again, and how its ancestors end. */
static __always_inline void await_aftermath(struct event_death *death)
{
	struct dark dark = { .until = death->head.at + AWAIT_NS, .after_start = death->head.process.start, .after_pid = death->head.process.pid };

	for (__u32 i = 0; i < ANCESTORS_MAX && i < death->ancestor_count; i++)
		await_end(&death->ancestors[i]);
	for (__u32 i = 0; i < LISTENING_MAX && i < death->listening_count; i++) {
		struct port port = { .net_inum = death->listening[i].net_inum, .number = death->listening[i].port };

		if (port.number)
			bpf_map_update_elem(&dark_ports, &port, &dark, BPF_ANY);
	}
}

static __always_inline bool is_bereaved(const struct process *process)
{
	__u64 *start = bereaved_pids[hash_pid(process->pid)] ? bpf_map_lookup_elem(&bereaved, &process->pid) : NULL;

	return start && *start == process->start;
}

#endif
