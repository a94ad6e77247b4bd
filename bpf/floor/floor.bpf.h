/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Maps of the floor's programs, and reading what a tracepoint tells. Nothing here is newer than Linux 4.8: no global data (5.2), no LRU
 * maps (4.10), no map values as memory for helpers (4.11), no strings (4.11), and every loop unrolled.
 */
#ifndef BPF_LINUX_FLOOR_BPF_H
#define BPF_LINUX_FLOOR_BPF_H

#include "floor.h"

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <stdbool.h>
#include <stddef.h>

#define PROCESSES_MAX 32768
#define THREADS_MAX 32768
#define AWAIT_NS 90000000000ULL
#define AWAIT_STARTS 8

#define MAP(name, kind, entries, key_type, value_type) \
	struct { \
		__uint(type, kind); \
		__uint(max_entries, entries); \
		__type(key, key_type); \
		__type(value, value_type); \
	} name SEC(".maps") __weak

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} floor_events SEC(".maps") __weak;

MAP(floor_setup, BPF_MAP_TYPE_ARRAY, 1, __u32, struct floor_setup);
MAP(floor_counters, BPF_MAP_TYPE_PERCPU_ARRAY, 1, __u32, struct counters);
/* pid → process. */
MAP(floor_processes, BPF_MAP_TYPE_HASH, PROCESSES_MAX, __u32, struct floor_process);
/* Threads other than the main one → their process's pid. */
MAP(floor_threads, BPF_MAP_TYPE_HASH, THREADS_MAX, __u32, __u32);
/* What a process may die of: the signals sent to it, the fault that is killing it, the last one that a handler took (tid 0: of any
 * thread), the OOM killer's choice. All taken out as it ends. */
MAP(floor_sent, BPF_MAP_TYPE_HASH, 8192, struct floor_sent_key, struct floor_signal);
MAP(floor_fatal, BPF_MAP_TYPE_HASH, 8192, __u32, struct floor_fault);
struct floor_thread {
	__u32 pid;
	__u32 tid;
};
MAP(floor_handled, BPF_MAP_TYPE_HASH, 8192, struct floor_thread, struct floor_fault);
MAP(floor_victims, BPF_MAP_TYPE_HASH, 1024, __u32, struct floor_oom);
MAP(floor_awaited, BPF_MAP_TYPE_HASH, 8192, struct floor_awaited_key, struct floor_awaited);
/* The last page fault of each thread. */
struct floor_page {
	__u64 address;
	__u64 ip;
	__u64 error;
};
MAP(floor_pages, BPF_MAP_TYPE_HASH, THREADS_MAX, __u32, struct floor_page);
/* Who ended on this CPU last: a process sends signals still when it isn't in the table any more. */
struct floor_ending {
	__u32 pid;
	__u32 pad;
	struct floor_process process;
};
MAP(floor_endings, BPF_MAP_TYPE_PERCPU_ARRAY, 1, __u32, struct floor_ending);

static __always_inline struct floor_setup *get_setup(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&floor_setup, &zero);
}

/* A field of the record that ctx points to, into memory on the stack. False where this kernel's tracepoint doesn't have it. */
static __always_inline bool read_field(const struct floor_setup *setup, void *ctx, enum floor_field field, void *to, __u32 size)
{
	__u16 at = setup->at[field];

	return at && bpf_probe_read(to, size, ctx + at) == 0;
}

/* A text of 16 bytes, in the record or, since some kernel, behind it. */
static __always_inline bool read_comm(const struct floor_setup *setup, void *ctx, enum floor_field field, char *comm)
{
	__u32 at = setup->at[field], where = 0;

	if (at & FIELD_FAR) {
		bpf_probe_read(&where, sizeof(where), ctx + (at & ~FIELD_FAR));
		at = where & 0xffff;
	}
	return at && bpf_probe_read(comm, COMM_LENGTH, ctx + at) == 0;
}

static __always_inline __u32 current_pid(void)
{
	return bpf_get_current_pid_tgid() >> 32;
}

static __always_inline __u32 current_tid(void)
{
	return bpf_get_current_pid_tgid();
}

static __always_inline struct floor_process *find_process(__u32 pid)
{
	return bpf_map_lookup_elem(&floor_processes, &pid);
}

#define count(field) \
	({ \
		__u32 zero_ = 0; \
		struct counters *all_ = bpf_map_lookup_elem(&floor_counters, &zero_); \
		if (all_) \
			all_->field++; \
	})

/* event lies on the stack. */
#define send(ctx, event) \
	({ \
		if (bpf_perf_event_output(ctx, &floor_events, BPF_F_CURRENT_CPU, event, sizeof(*(event)))) \
			count(lost); \
	})

#define keep(map, key, value, site) \
	({ \
		if (bpf_map_update_elem(map, key, value, BPF_ANY)) \
			count(errors[site]); \
	})

static __always_inline struct floor_head make_head(enum floor_kind kind, __u32 pid)
{
	return (struct floor_head){ .at = bpf_ktime_get_ns(), .kind = kind, .pid = pid };
}

/* Whom a process of this parent takes the place of: copied to the stack. False when nobody's successor is awaited there. */
static __always_inline bool take_awaited(const struct floor_awaited_key *key, __u64 now, __u64 *after_start, __u32 *after_pid)
{
	struct floor_awaited *awaited = bpf_map_lookup_elem(&floor_awaited, key);

	if (!awaited || !awaited->remaining || now > awaited->until)
		return false;
	awaited->remaining--;
	*after_start = awaited->after_start;
	*after_pid = awaited->after_pid;
	return true;
}

/* A thread is no more, or has another number. */
static __always_inline void forget_thread(__u32 pid, __u32 tid)
{
	struct floor_thread thread = { .pid = pid, .tid = tid };

	bpf_map_delete_elem(&floor_threads, &tid);
	bpf_map_delete_elem(&floor_pages, &tid);
	bpf_map_delete_elem(&floor_handled, &thread);
}

#endif
