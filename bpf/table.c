// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "table.h"

static struct entry **bucket_of(struct table *table, __u32 pid, __u64 start, __u32 kind)
{
	__u64 hash = (start ^ ((__u64)pid << 32) ^ kind) * 0x9e3779b97f4a7c15ULL;

	return &table->buckets[hash >> 54];
}

static void unlink_age(struct table *table, struct entry *entry)
{
	*(entry->older ? &entry->older->newer : &table->oldest) = entry->newer;
	*(entry->newer ? &entry->newer->older : &table->newest) = entry->older;
}

static void link_newest(struct table *table, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = table->newest;
	*(table->newest ? &table->newest->newer : &table->oldest) = entry;
	table->newest = entry;
}

struct entry *table_find(struct table *table, __u32 pid, __u64 start, __u32 kind)
{
	struct entry *entry = *bucket_of(table, pid, start, kind);

	while (entry && (entry->pid != pid || entry->start != start || entry->kind != kind))
		entry = entry->next;
	if (entry) {
		unlink_age(table, entry);
		link_newest(table, entry);
	}
	return entry;
}

static void keep_budget(struct table *table)
{
	while (table->bytes > table->budget && table->oldest != table->newest)
		table_remove(table, table->oldest);
}

void table_add(struct table *table, struct entry *entry)
{
	struct entry **bucket = bucket_of(table, entry->pid, entry->start, entry->kind);

	entry->next = *bucket;
	*bucket = entry;
	link_newest(table, entry);
	table->bytes += entry->bytes;
	keep_budget(table);
}

void table_remove(struct table *table, struct entry *entry)
{
	struct entry **at = bucket_of(table, entry->pid, entry->start, entry->kind);

	while (*at != entry)
		at = &(*at)->next;
	*at = entry->next;
	unlink_age(table, entry);
	table->bytes -= entry->bytes;
	table->release(entry);
}

void table_resize(struct table *table, struct entry *entry, size_t bytes)
{
	table->bytes += bytes - entry->bytes;
	entry->bytes = bytes;
	keep_budget(table);
}
