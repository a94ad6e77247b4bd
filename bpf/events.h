/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Joining events: parts to what they belong to, senders and OOM choices to deaths.
 */
#ifndef BPF_LINUX_EVENTS_H
#define BPF_LINUX_EVENTS_H

#include "event.h"

#include <stdbool.h>
#include <stddef.h>

/* What becomes of a joined event. sent and oom are NULL where there is none. */
struct event_sink {
	void (*death)(const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom);
	void (*end)(const struct event_end *end);
	void (*start)(const struct event_start *start);
	void (*listen)(const struct event_listen *listen);
	void (*step)(const struct event_step *step);
};

/* One event off the ring; events that are too short for their kind, or of no known kind, are left out. What is to be written
 * waits for events_flush(). True when enough is waiting. */
bool events_take(const void *data, size_t size);
/* Asks for the ancestors of the dead that are waiting. False when one doesn't answer: then it has ended meanwhile, the ring holds what
 * it was, and reading on tells the whole of it, of which a part may have been read before. */
bool events_ask(void);
/* One of them was killed by the kernel, not before `since`, and nothing says why: the OOM killer tells its choice after its signal, when the
 * victim may have died on another processor. */
bool events_lack_choice(__u64 since);
void events_flush(const struct event_sink *sink);

#endif
