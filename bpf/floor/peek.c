// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "peek.h"
#include "../clock.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* include/linux/sched.h */
#define PF_EXITING 0x00000004
#define PF_FORKNOEXEC 0x00000040
#define PF_KTHREAD 0x00200000

struct stat_line {
	char state;
	int parent;
	unsigned flags;
	unsigned long long ticks;
};

/* Fields 3, 4, 9 and 22 of stat(5), counted from the last ')', since comm may hold anything. */
static bool read_stat(int directory, const char *name, struct stat_line *line)
{
	char stat[1024];
	ssize_t length = proc_read_at(directory, name, stat, sizeof(stat) - 1);
	const char *from;

	stat[length < 0 ? 0 : length] = 0;
	from = strrchr(stat, ')');
	return from && sscanf(from + 1, " %c %d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &line->state, &line->parent,
			      &line->flags, &line->ticks) == 4;
}

struct peeked peek(int directory)
{
	struct stat_line line;

	if (!read_stat(directory, "stat", &line))
		return (struct peeked){};
	return (struct peeked){
		.parent = line.parent,
		.start = line.ticks * (1000000000ULL / sysconf(_SC_CLK_TCK)) - boot_time_shift(),
		.fork_only = line.flags & PF_FORKNOEXEC,
		.is_kernels = line.flags & PF_KTHREAD,
	};
}

static DIR *open_threads(int directory)
{
	int tasks = openat(directory, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *threads = tasks < 0 ? NULL : fdopendir(tasks);

	if (tasks >= 0 && !threads)
		close(tasks);
	return threads;
}

static bool has_ended(const struct stat_line *line)
{
	return line->state == 'Z' || line->state == 'X';
}

static bool is_leaving(const struct stat_line *line)
{
	return has_ended(line) || line->flags & PF_EXITING;
}

/* Those of which is_out doesn't hold. */
static int count_threads(int directory, bool (*is_out)(const struct stat_line *line))
{
	DIR *threads = open_threads(directory);
	struct dirent *entry;
	int count = 0;

	while (threads && (entry = readdir(threads))) {
		struct stat_line line;
		char name[sizeof(entry->d_name) + 8];

		snprintf(name, sizeof(name), "%s/stat", entry->d_name);
		if (isdigit((unsigned char)entry->d_name[0]) && read_stat(dirfd(threads), name, &line))
			count += !is_out(&line);
	}
	if (threads)
		closedir(threads);
	return count;
}

int peek_threads(int directory)
{
	return count_threads(directory, is_leaving);
}

bool peek_has_ended(__u32 pid)
{
	int directory = proc_open_now(pid);
	bool ended = directory < 0 || count_threads(directory, has_ended) == 0;

	if (directory >= 0)
		close(directory);
	return ended;
}

void peek_visit_threads(int directory, void (*visit)(__u32 pid, __u32 tid), __u32 pid)
{
	DIR *threads = open_threads(directory);
	struct dirent *entry;

	while (threads && (entry = readdir(threads))) {
		__u32 tid = strtoul(entry->d_name, NULL, 10);

		if (tid && tid != pid)
			visit(pid, tid);
	}
	if (threads)
		closedir(threads);
}

/* A line is "number:controllers:path"; the unified hierarchy's has no controllers. */
void peek_cgroup(int directory, struct text *cgroup)
{
	char text[8192], *line, *rest = text;
	ssize_t length = proc_read_at(directory, "cgroup", text, sizeof(text) - 1);

	text[length < 0 ? 0 : length] = 0;
	while ((line = strsep(&rest, "\n"))) {
		char *controllers = strchr(line, ':'), *path = controllers ? strchr(controllers + 1, ':') : NULL;
		bool is_memory;

		if (!path)
			continue;
		*path++ = 0;
		is_memory = strstr(controllers, "memory") != NULL;
		if ((controllers[1] == 0 && (!cgroup->known || strcmp(path, "/") != 0)) || (is_memory && (!cgroup->known || (cgroup->length == 1))))
			text_put(cgroup, 0, path, strlen(path));
	}
}
