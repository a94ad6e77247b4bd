/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Sending what is too long for an event: arguments, environment and paths, in parts of a page.
 *
 * The functions with loops are global (not static) and take numbers only: the verifier then checks each of them once by itself,
 * and not again with everything that a caller may have done before. Pointers travel as numbers, since all of them are only
 * read through helpers that check.
 */
#ifndef BPF_LINUX_BYTES_BPF_H
#define BPF_LINUX_BYTES_BPF_H

#include "loop.bpf.h"
#include "task.bpf.h"

#define PATH_DEPTH_MAX 64
#define NAME_MASK 255
#define VARIABLE_MAX (STEP_MAX + 16)
#define VARIABLE_NAME 14 /* of GITHUB_ACTION= */
#define VARIABLES_MAX 4096

#define checked_alone __weak __noinline

static __always_inline void open_part(struct scratch *scratch, enum bytes_what what)
{
	struct event_bytes *part = &scratch->bytes;

	open_event(&part->head, EVENT_BYTES, sizeof(*part));
	part->head.process = scratch->owner;
	part->what = what;
	part->flags = 0;
	part->offset = 0;
	part->length = 0;
	part->total = 0;
	scratch->at = BYTES_PART;
}

static __always_inline void send_part_of(struct event_bytes *part, __u32 length)
{
	part->length = length;
	if (length <= BYTES_PART)
		send_part(part, offsetof(struct event_bytes, data) + length);
}

struct user_range {
	struct event_bytes *part;
	__u64 from;
	__u64 wanted;
	__u32 site;
};

/* Page by page: a page that isn't present fails a whole read, and no page can be brought in here. How far it got is part->offset,
 * in map memory: a number on the stack would be a new state to check in each turn. */
static __noinline int send_page(__u32 i, void *context)
{
	struct user_range *range = context;
	struct event_bytes *part = range->part;
	__u64 from = range->from + part->offset;
	__u64 left = range->wanted - part->offset;
	__u64 length = BYTES_PART - (from & (BYTES_PART - 1));

	if (length > left)
		length = left;
	forget_bounds(length);
	if (length == 0 || length > BYTES_PART)
		return DONE;
	if (bpf_probe_read_user(part->data, length, (void *)from)) {
		part->flags |= BYTES_UNREADABLE;
		count_error(range->site);
		send_part_of(part, 0);
		return DONE;
	}
	send_part_of(part, length);
	part->offset += length;
	return GO_ON;
}

/* A range of the current process's memory. */
static __always_inline void send_user_bytes(struct event_bytes *part, __u64 from, __u64 total, __u64 max, enum error_site site)
{
	struct user_range range = { .part = part, .from = from, .wanted = total < max ? total : max, .site = site };

	if (range.wanted < total)
		part->flags |= BYTES_CUT;
	if (range.wanted == 0)
		send_part_of(part, 0);
	else
		repeat(ARGV_MAX / BYTES_PART + 1, send_page, &range);
}

/* The arguments as /proc/PID/cmdline gives them (fs/proc/base.c, get_mm_cmdline()): when the area's last byte is not NUL,
 * setproctitle(3) overwrote it, and there is one string that may run on into the environment. An image that failed to load
 * leaves arg_end below arg_start: nothing can be said then. */
checked_alone int send_argv(__u32 family, __u64 of_mm)
{
	struct scratch *scratch = get_scratch(family);
	struct mm_struct *mm = (void *)of_mm;
	__u64 start = BPF_CORE_READ(mm, arg_start), end = BPF_CORE_READ(mm, arg_end);
	__u64 area = end - start;
	char last = 0;

	if (!scratch)
		return 0;
	open_part(scratch, BYTES_ARGV);
	if (end < start) {
		scratch->bytes.flags = BYTES_UNREADABLE;
		send_part_of(&scratch->bytes, 0);
		return 0;
	}
	if (end > start && !bpf_probe_read_user(&last, 1, (void *)(end - 1)) && last) {
		scratch->bytes.flags |= BYTES_TITLE;
		if (BPF_CORE_READ(mm, env_start) == end)
			end = BPF_CORE_READ(mm, env_end);
	}
	scratch->bytes.total = area;
	send_user_bytes(&scratch->bytes, start, end - start, ARGV_MAX, ERROR_ARGV);
	return 0;
}

struct environment {
	struct event_bytes *part;
	__u64 at;
	__u64 end;
};

/* From one variable to the next. A variable that doesn't fit is passed in steps, whose middles can't be taken for a beginning: they
 * would have to follow a NUL. */
static __noinline int look_at_variable(__u32 i, void *context)
{
	struct environment *environment = context;
	struct event_bytes *part = environment->part;
	__u64 length;
	long size;

	if (environment->at >= environment->end)
		return DONE;
	size = bpf_probe_read_user_str(part->data, VARIABLE_MAX, (void *)environment->at);
	if (size <= 0)
		return DONE;
	if (__builtin_memcmp(part->data, "GITHUB_ACTION=", VARIABLE_NAME) == 0) {
		length = (size - VARIABLE_NAME - 1) & (2 * STEP_MAX - 1); /* without the NUL */
		forget_bounds(length);
		bpf_probe_read_user(part->data, length & (2 * STEP_MAX - 1), (void *)(environment->at + VARIABLE_NAME));
		part->total = length;
		send_part_of(part, length);
		return DONE;
	}
	environment->at += size;
	return GO_ON;
}

/* The job's secrets are in there too: the search is done here, and only the value of one variable is sent. */
checked_alone int send_step(__u32 family, __u64 of_mm)
{
	struct scratch *scratch = get_scratch(family);
	struct mm_struct *mm = (void *)of_mm;
	struct environment environment = { .at = BPF_CORE_READ(mm, env_start), .end = BPF_CORE_READ(mm, env_end) };

	if (!scratch)
		return 0;
	open_part(scratch, BYTES_STEP);
	environment.part = &scratch->bytes;
	repeat(VARIABLES_MAX, look_at_variable, &environment);
	return 0;
}

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

static __always_inline void send_path(struct scratch *scratch, enum error_site site)
{
	struct event_bytes *part = &scratch->bytes;
	__u32 at = scratch->at, length = BYTES_PART - at;

	if (at == 0 || at > BYTES_PART || (length && bpf_probe_read_kernel(part->data, length & (BYTES_PART - 1), &scratch->path[at & (BYTES_PART - 1)]))) {
		part->flags |= BYTES_UNREADABLE;
		count_error(site);
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
	send_path(scratch, what == BYTES_EXE ? ERROR_EXE : ERROR_CWD);
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
	send_path(scratch, ERROR_CGROUP);
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
