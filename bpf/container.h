/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Containers: looked up as they start, since one whose client removes it (--rm, or a pod's) is gone some milliseconds after its end; and
 * when something in them dies, for their runtime's files change.
 */
#ifndef BPF_LINUX_CONTAINER_H
#define BPF_LINUX_CONTAINER_H

#include "describe.h"
#include "event.h"

/* What was found out. */
struct container {
	__u64 at; /* CLOCK_BOOTTIME ns of the answer */
	const char *id;
	const char *missing; /* why it has no name; NULL: it has one */
	const struct description *description;
};

/* Takes what was found out; the texts are its caller's. */
typedef void (*container_sink)(const struct container *container);

void containers_open(container_sink sink);
/* Looks up the containers that a process's cgroup names, unless that was done. When it is a container's first process, the runtime's
 * files change: then they are looked at again, and told if they are not what was told before. */
void containers_look(const struct process *process, const struct namespaces *namespaces, const struct process *ancestors, __u32 count);
/* The same as one starts, before there is anything to tell of it: what isn't found then is left for later, and not told. */
void containers_meet(const struct process *process, const struct namespaces *namespaces, const struct process *ancestors, __u32 count);

#endif
