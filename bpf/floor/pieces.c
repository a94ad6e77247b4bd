// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "pieces.h"
#include "process.h"
#include "seen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* One set a CPU: its buffer may be read up to the middle of a death, and the others' come before the rest. */
static struct pieces *all;

int pieces_open(int cpus)
{
	all = calloc(cpus, sizeof(*all));
	return all ? 0 : -ENOMEM;
}

void pieces_close(void)
{
	free(all);
	all = NULL;
}

void pieces_clear(struct pieces *pieces)
{
	memset(pieces, 0, sizeof(*pieces));
}

struct pieces *pieces_of(int cpu, __u32 pid)
{
	struct pieces *pieces = &all[cpu];

	if (pieces->pid != pid)
		pieces_clear(pieces);
	pieces->pid = pid;
	return pieces;
}

void pieces_keep(int cpu, const struct floor_head *head)
{
	struct pieces *pieces = pieces_of(cpu, head->pid);

	if (head->kind == FLOOR_SIGNAL && pieces->sent_count < SENT_MAX)
		memcpy(&pieces->sent[pieces->sent_count++], head, sizeof(*pieces->sent));
	else if (head->kind == FLOOR_ANCESTOR && pieces->ancestor_count < ANCESTORS_MAX)
		memcpy(&pieces->ancestors[pieces->ancestor_count++], head, sizeof(*pieces->ancestors));
	else if (head->kind == FLOOR_FATAL)
		memcpy(&pieces->fatal, head, sizeof(pieces->fatal));
	else if (head->kind == FLOOR_HANDLED)
		memcpy(&pieces->handled, head, sizeof(pieces->handled));
	else if (head->kind == FLOOR_OOM)
		memcpy(&pieces->oom, head, sizeof(pieces->oom));
}

__u32 pieces_climb(const struct pieces *pieces, const struct process *process, __u32 parent, struct process *ancestors)
{
	const struct process *last = process;
	struct process above[ANCESTORS_MAX];
	__u32 n = 0, more;

	for (; n < pieces->ancestor_count; n++) {
		const struct floor_ancestor *ancestor = &pieces->ancestors[n];

		ancestors[n] = process_of(ancestor->relative.pid, &ancestor->process, 0);
		last = &ancestors[n];
		parent = ancestor->process.parent;
	}
	more = n < ANCESTORS_MAX ? seen_climb(above, last->pid, last->start, parent) : 0;
	for (__u32 i = 0; i < more && n < ANCESTORS_MAX; i++)
		ancestors[n++] = above[i];
	return n;
}
