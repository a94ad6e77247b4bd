/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Parts of records: what a process may have died of.
 */
#ifndef BPF_LINUX_CAUSES_H
#define BPF_LINUX_CAUSES_H

#include "event.h"
#include "json.h"

/* Null where there is none. */
void put_fault(struct json *json, const struct fault *fault);
void put_handled_fault(struct json *json, const struct fault *fault);
void put_sent(struct json *json, const struct event_signal *sent);
void put_oom(struct json *json, const struct event_oom *oom);

#endif
