/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Looking a container up.
 *
 * The runtime's files hold the container's environment, and much that others chose. So they are opened and read by a child of the
 * tracer that does nothing else, which then gives up every system call but read, write and exit (seccomp's strict mode), and only then
 * looks into them. What comes back is a struct of a fixed size with a few named values. The tracer itself waits for none of it.
 */
#ifndef BPF_LINUX_LOOK_H
#define BPF_LINUX_LOOK_H

#include "papers.h"

/* description is NULL when there is no answer. */
typedef void (*look_sink)(const struct container_query *query, enum container_problem problem, const struct description *description);

/* From here on children are reaped by the kernel. */
bool looks_open(look_sink sink);
/* False when too many are under way, or when there are no resources. */
bool look_start(const struct container_query *query);
/* Whether one for this container is under way, since something died in it. */
bool looks_for(const char *id);
/* Readable when there are answers; -1: never. */
int looks_fd(void);
/* Milliseconds until the first deadline, for poll(2). */
int looks_timeout(void);
/* Takes the answers that are there, and gives up on those that are late. */
void looks_take(void);
/* Waits for all that is being looked up, until the deadlines at most. */
void looks_finish(void);

#endif
