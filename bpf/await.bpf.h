/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What a death makes us look out for: starts that may replace it. Written by death, read by start.
 */
#ifndef BPF_LINUX_AWAIT_BPF_H
#define BPF_LINUX_AWAIT_BPF_H

#include "task.bpf.h"

#define SECOND 1000000000ULL
/* systemd and docker back off by 100 ms to 1 min; a Kubernetes pod's first restart comes after 10 s. */
#define AWAIT_NS (90 * SECOND)
/* Helpers that the supervisor forks in between must not use the watch up, nor, where any parent will do, what else runs the program. */
#define AWAIT_STARTS 8
#define AWAIT_STARTS_IN_GROUP 32

/* Set by user space before the load. The tracer's own proof dies like any other process, but nobody waits for its successor. */
const volatile __u32 tracer_pid __weak = 0;

static __always_inline __u32 hash_pid(__u32 pid)
{
	return pid % FILTER_SIZE;
}

/* name: char[PROGRAM_NAME], zeroed behind its end. */
static __always_inline __u32 hash_name(const char *name)
{
	const __u64 *words = (const __u64 *)name;

	return (words[0] * 0x9e3779b97f4a7c15ULL ^ words[1] * 0xc2b2ae3d27d4eb4fULL ^ words[2] * 0x165667b19e3779f9ULL) >> 52;
}

/* key.exe and key.cgroup must be whole zeroed arrays: they are compared to the last byte. */
static __always_inline void await_start(struct awaited_key *key, const struct process *dead, __u64 now)
{
	struct awaited awaited = {
		.until = now + AWAIT_NS,
		.after_start = dead->start,
		.after_pid = dead->pid,
		.remaining = key->parent ? AWAIT_STARTS : AWAIT_STARTS_IN_GROUP,
	};

	if (bpf_map_update_elem(&awaited_starts, key, &awaited, BPF_ANY))
		count_error(ERROR_AWAITED_MAP);
}

static __always_inline struct awaited *find_awaited(struct awaited_key *key, __u64 now)
{
	struct awaited *awaited = bpf_map_lookup_elem(&awaited_starts, key);

	if (!awaited || !awaited->remaining || now > awaited->until)
		return NULL;
	awaited->remaining--;
	return awaited;
}

static __always_inline void read_cgroup_name(struct awaited_key *key, struct kernfs_node *node)
{
	__builtin_memset(key->cgroup, 0, sizeof(key->cgroup));
	if (node)
		bpf_probe_read_kernel_str(key->cgroup, sizeof(key->cgroup), BPF_CORE_READ(node, name));
}

#endif
