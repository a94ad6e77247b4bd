/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The parts that records are made of.
 */
#ifndef BPF_LINUX_PARTS_H
#define BPF_LINUX_PARTS_H

#include "event.h"
#include "identity.h"
#include "json.h"

/* What every time is relative to, CLOCK_BOOTTIME ns. */
void put_epoch(__u64 at);
/* From here on what a layer can't know is left out; knows() asks for the key that the layer gives it. */
struct unknown;
void put_only_known(const struct unknown *unknown);
bool knows(const char *key);
/* Begins a record; its caller closes it. */
void open_record(struct json *json, const char *type);
void put_time(struct json *json, const char *key, __u64 at);
void put_comm(struct json *json, const char *key, const char *comm);
void put_path(struct json *json, const char *key, const struct text *path);
void put_membership(struct json *json, enum membership membership);
void put_cgroup(struct json *json, const struct text *cgroup);
void put_identity(struct json *json, const struct process *process, const struct identity *identity);
void put_ancestors(struct json *json, const struct process *ancestors, __u32 count);

#endif
