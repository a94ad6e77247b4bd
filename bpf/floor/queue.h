/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What waits to be told: events of several CPUs come in no order.
 */
#ifndef BPF_LINUX_QUEUE_H
#define BPF_LINUX_QUEUE_H

#include "floor.h"

#include <stdbool.h>

union told {
	struct event head;
	struct event_death death;
	struct event_signal signal;
	struct event_oom oom;
	struct event_start start;
	struct event_end end;
	struct event_step step;
};

/* Adds an event with the time of the floor's; what it is about is its caller's to fill in, at once. */
union told *queue_add(const struct floor_head *head, enum event_kind kind, __u32 size);
/* Whether a death is among what waits. */
bool queue_holds_death(void);
/* Hands what waits to events_take(), in the order in which it happened. */
void queue_flush(void);

#endif
