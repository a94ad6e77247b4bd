/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Counting, and sending with its losses counted.
 */
#ifndef BPF_LINUX_COUNT_BPF_H
#define BPF_LINUX_COUNT_BPF_H

#include "maps.bpf.h"

static __always_inline struct counters *get_counters(void)
{
	__u32 zero = 0;
	return bpf_map_lookup_elem(&counters, &zero);
}

#define count(field)                                                                                                                                 \
	({                                                                                                                                           \
		struct counters *all_ = get_counters();                                                                                              \
		if (all_)                                                                                                                            \
			all_->field++;                                                                                                               \
	})

static __always_inline void count_error(enum error_site site)
{
	count(errors[site]);
}

static __always_inline struct scratch *get_scratch(enum family family)
{
	__u32 key = family;
	struct scratch *scratch = bpf_map_lookup_elem(&scratches, &key);
	if (!scratch)
		count_error(ERROR_SCRATCH);
	return scratch;
}

/* An event that closes its parts wakes the reader by force: the adaptive wake-up looks whether the reader had caught up with
 * this very record, which it can't have when parts were put before it without a wake-up. */
static __always_inline void send_event(void *event, __u64 size)
{
	if (bpf_ringbuf_output(&events, event, size, BPF_RB_FORCE_WAKEUP))
		count(lost);
}

static __always_inline void send_part(struct event_bytes *part, __u64 size)
{
	if (bpf_ringbuf_output(&events, part, size, BPF_RB_NO_WAKEUP))
		count(lost);
}

static __always_inline void open_event(struct event *head, enum event_kind kind, __u32 size)
{
	head->at = bpf_ktime_get_boot_ns();
	head->kind = kind;
	head->size = size;
}

#endif
