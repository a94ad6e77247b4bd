// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "queue.h"
#include "../events.h"
#include "seen.h"

#include <stdlib.h>

static struct {
	union told **events;
	size_t count, room;
	bool holds_death;
} waiting;

union told *queue_add(const struct floor_head *head, enum event_kind kind, __u32 size)
{
	union told *told = calloc(1, sizeof(*told));

	if (waiting.count == waiting.room) {
		waiting.room = waiting.room ? 2 * waiting.room : 64;
		waiting.events = realloc(waiting.events, waiting.room * sizeof(*waiting.events));
	}
	if (!told || !waiting.events)
		abort();
	told->head = (struct event){ .at = seen_boot_time(head->at), .kind = kind, .size = size };
	waiting.events[waiting.count++] = told;
	waiting.holds_death |= kind == EVENT_DEATH;
	return told;
}

bool queue_holds_death(void)
{
	return waiting.holds_death;
}

static int compare(const void *left, const void *right)
{
	const union told *a = *(union told *const *)left, *b = *(union told *const *)right;

	return a->head.at < b->head.at ? -1 : a->head.at > b->head.at;
}

void queue_flush(void)
{
	qsort(waiting.events, waiting.count, sizeof(*waiting.events), compare);
	for (size_t i = 0; i < waiting.count; i++) {
		events_take(waiting.events[i], waiting.events[i]->head.size);
		free(waiting.events[i]);
	}
	waiting.count = 0;
	waiting.holds_death = false;
}
