/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What the kernel knows of a task: identity, ancestors, namespaces, cgroup.
 */
#ifndef BPF_LINUX_TASK_BPF_H
#define BPF_LINUX_TASK_BPF_H

#include "compat.bpf.h"
#include "count.bpf.h"
#include "loop.bpf.h"

/* The identity of a task's process: always its leader's, whose comm and start time are the process's own, also after a
 * non-leader exec (de_thread() hands the leader's start time over). */
static __always_inline void read_process(struct process *process, struct task_struct *task)
{
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);

	process->start = BPF_CORE_READ(leader, start_boottime);
	process->pid = BPF_CORE_READ(leader, tgid);
	process->uid = BPF_CORE_READ(leader, real_cred, uid.val);
	BPF_CORE_READ_STR_INTO(&process->comm, leader, comm);
}

struct family_tree {
	struct task_struct *task;
	struct process *ancestors;
	__u32 count;
};

static __noinline int climb_tree(__u32 i, void *context)
{
	struct family_tree *tree = context;
	struct task_struct *task = tree->task;
	struct task_struct *parent = BPF_CORE_READ(task, real_parent, group_leader);

	if (i >= ANCESTORS_MAX || !parent || BPF_CORE_READ(parent, tgid) == 0)
		return DONE;
	read_process(&tree->ancestors[i], parent);
	tree->task = parent;
	tree->count = i + 1;
	return GO_ON;
}

/* Parents up to the tree's root, nearest first. real_parent may be any thread of the parent, hence the leader. */
static __always_inline __u32 read_ancestors(struct process *ancestors, struct task_struct *task)
{
	struct family_tree tree = { .task = BPF_CORE_READ(task, group_leader), .ancestors = ancestors };

	repeat(ANCESTORS_MAX, climb_tree, &tree);
	return tree.count;
}

/* Bytes that so many ancestors take, within what the verifier can be sure of. */
static __always_inline __u64 size_of_ancestors(__u32 count)
{
	return (count < ANCESTORS_MAX ? count : ANCESTORS_MAX) * sizeof(struct process);
}

static __always_inline void read_namespaces(struct namespaces *namespaces, struct task_struct *task)
{
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);
	struct pid *pid = BPF_CORE_READ(leader, thread_pid);
	__u32 level = BPF_CORE_READ(pid, level);
	struct upid upid = {};

	bpf_core_read(&upid, sizeof(upid), &pid->numbers[level & 31]);
	namespaces->pid = upid.nr;
	namespaces->pid_inum = BPF_CORE_READ(upid.ns, ns.inum);
	namespaces->mount_inum = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum); /* a leader that exited first has none */
	namespaces->job = MEMBER_UNKNOWN;
}

/* The group that says most: the unified one, or v1's memory group where the unified hierarchy has no groups. */
static __always_inline struct kernfs_node *get_cgroup_node(struct task_struct *task)
{
	struct css_set *set = BPF_CORE_READ(task, cgroups);
	struct cgroup *unified = BPF_CORE_READ(set, dfl_cgrp);
	struct cgroup_subsys_state *memory;

	if (BPF_CORE_READ(unified, level) > 0 || !bpf_core_enum_value_exists(enum cgroup_subsys_id, memory_cgrp_id))
		return BPF_CORE_READ(unified, kn);
	bpf_core_read(&memory, sizeof(memory), &set->subsys[bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id)]);
	return BPF_CORE_READ(memory, cgroup, kn);
}

/* The parent's program, as the file's name: what "the same program" means to those who look out for a replacement. */
static __always_inline void read_exe_name(char *name, __u32 size, struct file *exe)
{
	const unsigned char *from = BPF_CORE_READ(exe, f_path.dentry, d_name.name);

	bpf_probe_read_kernel_str(name, size, from);
}

#endif
