/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Sending names that are made by climbing: paths of files, paths of cgroups; and with them what a program is.
 */
#ifndef BPF_LINUX_PATH_BPF_H
#define BPF_LINUX_PATH_BPF_H

#include "bytes.bpf.h"

#define PATH_DEPTH_MAX turns(64, 32)
#define NAME_MASK 255

/* Puts "/name" before what the path holds so far. Where it begins is kept in the scratch, not in a register: the verifier would
 * follow each of its ranges through each directory. */
static __always_inline void prepend_name(struct scratch *scratch, const void *name, __u32 length)
{
	__u32 at = scratch->at;

	length &= NAME_MASK;
	if (at <= length + 1) {
		scratch->at = 0;
		return;
	}
	at = (at - length - 1) & (BYTES_PART - 1);
	scratch->path[at] = '/';
	scratch->at = bpf_probe_read_kernel(&scratch->path[at + 1], length, name) ? 0 : at;
}

static __always_inline void send_path(struct scratch *scratch)
{
	struct event_bytes *part = &scratch->bytes;
	__u32 at = scratch->at, length = BYTES_PART - at;

	if (at == 0 || at > BYTES_PART || (length && bpf_probe_read_kernel(part->data, length & (BYTES_PART - 1), &scratch->path[at & (BYTES_PART - 1)]))) {
		part->flags |= BYTES_UNREADABLE;
		length = 0;
	} else if (length == 0) {
		part->data[0] = '/';
		length = 1;
	}
	part->total = length;
	send_part_of(part, length);
}

struct place {
	struct scratch *scratch;
	struct dentry *dentry;
	struct mount *mount;
};

static __noinline int climb_directory(__u32 i, void *context)
{
	struct place *place = context;
	struct dentry *dentry = place->dentry, *parent = BPF_CORE_READ(dentry, d_parent);
	struct mount *mount = place->mount, *above;

	if (dentry == BPF_CORE_READ(mount, mnt.mnt_root)) {
		above = BPF_CORE_READ(mount, mnt_parent);
		if (above == mount)
			return DONE;
		place->dentry = BPF_CORE_READ(mount, mnt_mountpoint);
		place->mount = above;
		return GO_ON;
	}
	prepend_name(place->scratch, BPF_CORE_READ(dentry, d_name.name), BPF_CORE_READ(dentry, d_name.len));
	place->dentry = parent;
	return dentry == parent ? DONE : GO_ON; /* a name without a directory: memfd */
}

/* The path of a file in its own mount namespace, as readlink on /proc/PID/exe gives it from outside (fs/d_path.c,
 * prepend_path()): up the dentries, at a mount's root on to where it is mounted. bpf_d_path() is refused in tracepoints. */
checked_alone int send_file_path(__u32 family, __u32 what, __u64 of_path)
{
	struct path *path = (void *)of_path;
	struct vfsmount *vfsmount = BPF_CORE_READ(path, mnt);
	struct dentry *dentry = BPF_CORE_READ(path, dentry);
	struct scratch *scratch = get_scratch(family);
	struct place place = {
		.scratch = scratch, .dentry = dentry, .mount = (void *)vfsmount - bpf_core_field_offset(struct mount, mnt),
	};

	if (!scratch)
		return 0;
	open_part(scratch, what);
	if (!BPF_CORE_READ(dentry, d_hash.pprev))
		scratch->bytes.flags |= BYTES_DELETED;
	if (dentry && vfsmount)
		repeat(PATH_DEPTH_MAX, climb_directory, &place);
	else
		scratch->at = 0;
	send_path(scratch);
	return 0;
}

struct group {
	struct scratch *scratch;
	struct kernfs_node *node;
};

static __noinline int climb_group(__u32 i, void *context)
{
	struct group *group = context;
	struct kernfs_node *node = group->node, *parent = get_kernfs_parent(node);
	const char *name;
	int length;

	if (!node || !parent)
		return DONE;
	name = BPF_CORE_READ(node, name);
	length = bpf_probe_read_kernel_str(group->scratch->bytes.data, NAME_MASK + 1, name);
	prepend_name(group->scratch, name, length > 0 ? length - 1 : 0);
	group->node = parent;
	return GO_ON;
}

checked_alone int send_cgroup(__u32 family, __u32 what, __u64 of_node)
{
	struct scratch *scratch = get_scratch(family);
	struct group group = { .scratch = scratch, .node = (void *)of_node };

	if (!scratch)
		return 0;
	open_part(scratch, what);
	repeat(PATH_DEPTH_MAX, climb_group, &group);
	send_path(scratch);
	return 0;
}

/* What a program is: its file and its arguments; of scratch->owner. Current must be the process itself, or the parent that just
 * forked it. */
static __always_inline void send_program(__u32 family, struct mm_struct *mm)
{
	struct file *exe = BPF_CORE_READ(mm, exe_file);

	send_argv(family, (__u64)mm);
	if (exe)
		send_file_path(family, BYTES_EXE, (__u64)&exe->f_path);
}

#endif
