// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "record.h"
#include "causes.h"
#include "estate.h"
#include "parts.h"

/* The nearest that has one: the process itself, else up its ancestors. */
static void put_step(struct json *json, const struct event_death *death)
{
	const struct identity *identity = identity_of(death->head.process.pid, death->head.process.start);

	for (__u32 i = 0; !identity->step[0] && i < death->ancestor_count && i < ANCESTORS_MAX; i++)
		identity = identity_ask(&death->ancestors[i]);
	json_string(json, "step", identity->step[0] ? identity->step : NULL);
}

void record_death(struct json *json, const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom)
{
	const struct process *process = &death->head.process;
	const struct identity *identity = identity_recall(process->pid, process->start);

	open_record(json, "death");
	put_time(json, "at", death->head.at);
	json_number(json, "status", death->status);
	put_identity(json, process, identity);
	json_number(json, "tid", death->tid);
	put_comm(json, "threadName", death->thread_name);
	if (identity->texts[BYTES_EXE].flags & BYTES_DELETED)
		json_bool(json, "exeDeleted", true);
	json_number(json, "argvBytes", identity->texts[BYTES_ARGV].total);
	put_path(json, "cwd", &identity->texts[BYTES_CWD]);
	json_number(json, "uid", process->uid);
	json_number(json, "gid", death->gid);
	json_bool(json, "forkOnly", death->flags & DEATH_FORK_ONLY);
	if (knows("death.nsPid"))
		json_number(json, "nsPid", death->namespaces.pid);
	if (knows("death.pidNamespace"))
		json_number(json, "pidNamespace", death->namespaces.pid_inum);
	if (knows("death.mountNamespace"))
		json_number(json, "mountNamespace", death->namespaces.mount_inum);
	put_membership(json, death->namespaces.job);
	put_cgroup(json, &identity->texts[BYTES_CGROUP]);
	json_number(json, "lifetimeNs", death->head.at - process->start);
	if (knows("death.rusage"))
		put_usage(json, death);
	if (knows("death.listening"))
		put_listening(json, death);
	if (knows("death.parentListens"))
		json_bool(json, "parentListens", death->flags & DEATH_PARENT_LISTENS);
	if (death->flags & DEATH_HAS_CHANNEL)
		json_bool(json, "parentChannel", true);
	put_fault(json, &death->fatal);
	put_handled_fault(json, &death->handled);
	put_oom(json, oom);
	put_stack(json, death);
	put_step(json, death);
	/* From here on others are asked about, and identity may be forgotten. */
	put_ancestors(json, death->ancestors, death->ancestor_count);
	put_sent(json, sent);
	json_close(json, '}');
}

void record_end(struct json *json, const struct event_end *end)
{
	open_record(json, "end");
	put_time(json, "at", end->head.at);
	json_number(json, "pid", end->head.process.pid);
	put_time(json, "startedAt", end->head.process.start);
	json_number(json, "status", end->status);
	if (end->asked)
		json_bool(json, "asked", true);
	json_close(json, '}');
}

void record_start(struct json *json, const struct event_start *start)
{
	const struct process *process = &start->head.process;
	const struct identity *identity = identity_recall(process->pid, process->start);

	open_record(json, "start");
	put_time(json, "at", start->head.at);
	json_string(json, "how", start->how == START_FORK ? "fork" : "exec");
	put_identity(json, process, identity);
	put_cgroup(json, &identity->texts[BYTES_CGROUP]);
	if (knows("start.nsPid"))
		json_number(json, "nsPid", start->namespaces.pid);
	put_membership(json, start->namespaces.job);
	if (start->connection)
		json_bool(json, "hasConnection", start->connection == CONNECTION_HELD);
	json_open(json, "after", '{');
	json_number(json, "pid", start->after_pid);
	put_time(json, "startedAt", start->after_start);
	json_close(json, '}');
	put_ancestors(json, start->ancestors, start->ancestor_count);
	json_close(json, '}');
}

void record_listen(struct json *json, const struct event_listen *listen)
{
	open_record(json, "listen");
	put_time(json, "at", listen->head.at);
	json_number(json, "pid", listen->head.process.pid);
	put_time(json, "startedAt", listen->head.process.start);
	json_number(json, "port", listen->port);
	json_number(json, "networkNamespace", listen->net_inum);
	json_close(json, '}');
}

void record_step(struct json *json, const struct event_step *step)
{
	const struct process *process = &step->head.process;

	open_record(json, "step");
	put_time(json, "at", step->head.at);
	json_string(json, "what", step->what == STEP_BEGINS ? "begin" : "end");
	json_number(json, "pid", process->pid);
	put_time(json, "startedAt", process->start);
	/* Hours may have passed by its end: who was there when it began knows its name. */
	json_string(json, "id", step->what == STEP_BEGINS ? identity_of(process->pid, process->start)->step : NULL);
	json_close(json, '}');
}

void record_note(struct json *json, __u64 at, const char *text, size_t length)
{
	open_record(json, "note");
	put_time(json, "at", at);
	json_bytes(json, "text", text, length);
	json_close(json, '}');
}
