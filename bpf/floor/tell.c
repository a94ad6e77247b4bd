// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "tell.h"
#include "../table.h"
#include "death.h"
#include "learn.h"
#include "loaded.h"
#include "pieces.h"
#include "process.h"
#include "queue.h"
#include "seen.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_BUDGET (64 * 1024)

static __u32 job;

static void release(struct entry *entry)
{
	free(entry);
}

static struct table steps = { .budget = STEPS_BUDGET, .release = release };

static void tell_start(int cpu, const struct floor_exec *exec, enum start_how how)
{
	struct pieces *pieces = pieces_of(cpu, exec->head.pid);
	struct event_start *start;

	if (!exec->after_pid)
		return;
	start = &queue_add(&exec->head, EVENT_START, sizeof(*start))->start;
	start->head.process = process_of(exec->head.pid, &exec->process, 0);
	start->how = how;
	start->after_pid = exec->after_pid;
	start->after_start = seen_boot_time(exec->after_start);
	start->namespaces.job = exec->process.member;
	start->ancestor_count = pieces_climb(pieces, &start->head.process, exec->process.parent, start->ancestors);
	pieces_clear(pieces);
}

static void tell_step(const struct floor_head *head, const struct floor_process *process, enum step_what what)
{
	struct event_step *step;
	__u64 start = seen_boot_time(process->start);
	struct entry *entry = table_find(&steps, head->pid, start, 0);

	if (what == STEP_BEGINS) {
		if (entry || process->parent != job || !job || !*loaded_step(process->loader, seen_boot_time(process->loaded_at)))
			return;
		entry = calloc(1, sizeof(*entry));
		if (!entry)
			abort();
		*entry = (struct entry){ .pid = head->pid, .start = start, .bytes = sizeof(*entry) };
		table_add(&steps, entry);
	} else if (entry) {
		table_remove(&steps, entry);
	} else {
		return;
	}
	step = &queue_add(head, EVENT_STEP, sizeof(*step))->step;
	step->head.process = process_of(head->pid, process, 0);
	step->what = what;
}

static void take_exec(int cpu, const struct floor_exec *exec)
{
	loaded_read(exec->head.pid, seen_boot_time(exec->process.loaded_at), exec->filename, strnlen(exec->filename, sizeof(exec->filename)));
	tell_step(&exec->head, &exec->process, STEP_BEGINS);
	tell_start(cpu, exec, START_EXEC);
}

static void take_end(const struct floor_end *end)
{
	struct event_end *told = &queue_add(&end->head, EVENT_END, sizeof(*told))->end;

	told->head.process = process_of(end->head.pid, &end->process, 0);
}

void tell_open(__u32 job_pid)
{
	job = job_pid;
}

void tell_take(int cpu, const void *data, size_t size)
{
	static const size_t sizes[] = {
		[FLOOR_EXEC] = sizeof(struct floor_exec), [FLOOR_FORK] = sizeof(struct floor_exec), [FLOOR_ANCESTOR] = sizeof(struct floor_ancestor),
		[FLOOR_SIGNAL] = sizeof(struct floor_signal), [FLOOR_FATAL] = sizeof(struct floor_fault), [FLOOR_HANDLED] = sizeof(struct floor_fault),
		[FLOOR_OOM] = sizeof(struct floor_oom), [FLOOR_DEATH] = sizeof(struct floor_death), [FLOOR_END] = sizeof(struct floor_end),
		[FLOOR_STEP_END] = sizeof(struct floor_end), [FLOOR_TASK] = sizeof(struct floor_task),
		[FLOOR_LATE_OOM] = sizeof(struct floor_oom),
	};
	const struct floor_head *head = data;
	const struct floor_end *end = data;

	if (size < sizeof(*head) || head->kind == 0 || head->kind > FLOOR_LATE_OOM || size < sizes[head->kind])
		return;
	switch (head->kind) {
	case FLOOR_EXEC:
		return take_exec(cpu, data);
	case FLOOR_FORK:
		return tell_start(cpu, data, START_FORK);
	case FLOOR_DEATH:
		return death_take(cpu, data);
	case FLOOR_END:
		return take_end(data);
	case FLOOR_STEP_END:
		return tell_step(&end->head, &end->process, STEP_ENDS);
	case FLOOR_TASK:
		return learn_take(data);
	case FLOOR_LATE_OOM:
		return death_take_late_oom(data);
	default:
		return pieces_keep(cpu, head);
	}
}
