/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What is remembered of processes, by (pid, start, kind), within a budget of bytes: the entry that was used longest ago goes first.
 */
#ifndef BPF_LINUX_TABLE_H
#define BPF_LINUX_TABLE_H

#include <linux/types.h>
#include <stddef.h>

#define TABLE_BUCKETS 1024

/* First member of whatever a table holds. */
struct entry {
	struct entry *next; /* in the bucket */
	struct entry *older, *newer;
	__u64 start;
	__u32 pid;
	__u32 kind;
	size_t bytes; /* what it counts for in the budget */
};

struct table {
	struct entry *buckets[TABLE_BUCKETS];
	struct entry *oldest, *newest;
	size_t bytes;
	size_t budget;
	void (*release)(struct entry *entry);
};

/* NULL when there is none. Finding counts as use. */
struct entry *table_find(struct table *table, __u32 pid, __u64 start, __u32 kind);
/* entry's pid, start, kind and bytes are set; there is none with that key. Older entries may go, never this one. */
void table_add(struct table *table, struct entry *entry);
void table_remove(struct table *table, struct entry *entry);
/* The entry now counts for so many bytes. */
void table_resize(struct table *table, struct entry *entry, size_t bytes);

#endif
