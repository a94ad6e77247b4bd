// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "seen.h"
#include "../clock.h"
#include "loaded.h"
#include "peek.h"

#include <bpf/bpf.h>
#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TRIES 10

static int processes, threads;
static __s64 asleep; /* how long the machine was, since it was booted */

/* The clocks are read one after the other: whatever comes in between makes the difference larger, so the smallest of some is nearest. Too
 * large by a little is right: a process seems to start late then, never before it did. */
static __s64 measure_sleep(void)
{
	__s64 least = 0;

	for (int i = 0; i < TRIES; i++) {
		__u64 monotonic = monotonic_time();
		__s64 difference = boot_time() - monotonic;

		if (i == 0 || difference < least)
			least = difference;
	}
	return least;
}

void seen_open(int processes_map, int threads_map)
{
	processes = processes_map;
	threads = threads_map;
	asleep = measure_sleep();
}

__u64 seen_boot_time(__u64 monotonic)
{
	return monotonic ? monotonic + asleep : 0;
}

bool seen_find(__u32 pid, struct floor_process *process)
{
	if (bpf_map_lookup_elem(processes, &pid, process))
		return false;
	process->start = seen_boot_time(process->start);
	process->loaded_at = seen_boot_time(process->loaded_at);
	return true;
}

bool seen_runs(__u32 pid, __u64 loaded_at)
{
	struct floor_process process;

	return seen_find(pid, &process) && process.loader == pid && process.loaded_at == loaded_at;
}

static void add_thread(__u32 pid, __u32 tid)
{
	bpf_map_update_elem(threads, &tid, &pid, BPF_NOEXIST);
}

/* Threads come and go while they are counted: a count is right when none did. */
static void count_threads(int directory, __u32 pid)
{
	struct floor_process before, after;

	for (int i = 0; i < TRIES; i++) {
		int count;

		if (bpf_map_lookup_elem(processes, &pid, &before))
			return;
		count = peek_threads(directory);
		if (bpf_map_lookup_elem(processes, &pid, &after) || after.threads != before.threads)
			continue;
		if (count == 0)
			bpf_map_delete_elem(processes, &pid);
		if (count == 0 || count == after.threads)
			return;
		after.threads = count;
		bpf_map_update_elem(processes, &pid, &after, BPF_EXIST);
	}
}

/* Up its parents to the root, or the end. */
static enum membership find_membership(__u32 pid, __u32 parent, __u32 job_pid)
{
	while (job_pid && pid != job_pid && pid > 1 && parent) {
		int directory = proc_open_now(pid = parent);

		parent = directory < 0 ? 0 : peek(directory).parent;
		if (directory >= 0)
			close(directory);
	}
	return !job_pid ? MEMBER_UNKNOWN : pid == job_pid ? MEMBER_INSIDE : MEMBER_OUTSIDE;
}

static void add_process(int directory, __u32 pid, __u32 job_pid)
{
	struct peeked peeked = peek(directory);
	struct floor_process process = {
		.start = peeked.start - asleep, .loaded_at = peeked.start - asleep, .loader = pid, .parent = peeked.parent,
		.threads = peek_threads(directory), .fork_only = peeked.fork_only,
		.member = find_membership(pid, peeked.parent, job_pid),
	};
	char comm[COMM_LENGTH + 1] = "";
	ssize_t length = proc_read_at(directory, "comm", comm, sizeof(comm));

	if (!peeked.start || !process.threads || length <= 0)
		return;
	memcpy(process.comm, comm, length - 1); /* without the newline */
	if (bpf_map_update_elem(processes, &pid, &process, BPF_NOEXIST))
		return; /* the programs saw its fork */
	peek_visit_threads(directory, add_thread, pid);
	count_threads(directory, pid);
	if (!peeked.is_kernels)
		loaded_read(pid, peeked.start, NULL, 0);
}

static int visit_all(int (*visit)(__u32 pid, __u32 context), __u32 context)
{
	__u32 pid, next, *previous = NULL;
	int sum = 0;

	while (bpf_map_get_next_key(processes, previous, &next) == 0) {
		pid = next;
		previous = &pid;
		sum += visit(pid, context);
	}
	return sum;
}

static int drop_ended(__u32 pid, __u32 context)
{
	(void)context;
	return peek_has_ended(pid) && bpf_map_delete_elem(processes, &pid) == 0;
}

int seen_drop_ended(void)
{
	return visit_all(drop_ended, 0);
}

void seen_fill(__u32 job_pid)
{
	DIR *all = opendir("/proc");
	struct dirent *entry;

	while (all && (entry = readdir(all))) {
		__u32 pid = strtoul(entry->d_name, NULL, 10);
		int directory = isdigit((unsigned char)entry->d_name[0]) ? proc_open_now(pid) : -1;

		if (directory < 0)
			continue;
		add_process(directory, pid, job_pid);
		close(directory);
	}
	if (all)
		closedir(all);
}

static __u32 ask_parent(__u32 pid, __u64 start)
{
	int directory = proc_open(pid, start);
	__u32 parent = directory < 0 ? 0 : peek(directory).parent;

	if (directory >= 0)
		close(directory);
	return parent;
}

__u32 seen_climb(struct process *ancestors, __u32 pid, __u64 start, __u32 parent)
{
	struct floor_process process;
	__u32 n = 0;

	while (n < ANCESTORS_MAX && pid > 1) {
		if (!parent || !seen_find(parent, &process) || process.start > start) {
			parent = ask_parent(pid, start);
			if (!parent || !seen_find(parent, &process))
				break;
		}
		pid = parent;
		start = process.start;
		parent = process.parent;
		ancestors[n] = (struct process){ .pid = pid, .start = start };
		memcpy(ancestors[n++].comm, process.comm, COMM_LENGTH);
		loaded_tell(pid, start, process.loader, process.loaded_at);
	}
	return n;
}

static void (*program_visitor)(__u32 loader, __u64 loaded_at);

static int visit_program(__u32 pid, __u32 context)
{
	struct floor_process process;

	(void)context;
	if (seen_find(pid, &process))
		program_visitor(process.loader, process.loaded_at);
	return 1;
}

void seen_visit_programs(void (*visit)(__u32 loader, __u64 loaded_at))
{
	program_visitor = visit;
	visit_all(visit_program, 0);
}
