/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Parts of records: what a process leaves that has died.
 */
#ifndef BPF_LINUX_ESTATE_H
#define BPF_LINUX_ESTATE_H

#include "event.h"
#include "json.h"

/* Where nobody listens any more. */
void put_listening(struct json *json, const struct event_death *death);
/* What it has used. */
void put_usage(struct json *json, const struct event_death *death);
/* Null when the event has none. */
void put_stack(struct json *json, const struct event_death *death);

#endif
