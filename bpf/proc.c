// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "proc.h"
#include "clock.h"
#include "event.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define SECOND 1000000000ULL

static __u64 tick_length(void)
{
	return SECOND / sysconf(_SC_CLK_TCK);
}

__u64 proc_round_start(__u64 start)
{
	__u64 shown = start + boot_time_shift();

	return start - shown % tick_length();
}

ssize_t proc_fill(int file, char *to, size_t size)
{
	size_t length = 0;
	ssize_t got = 0;

	while (length < size && (got = read(file, to + length, size - length)) > 0)
		length += got;
	return got < 0 && length == 0 ? -1 : (ssize_t)length;
}

ssize_t proc_read_at(int directory, const char *name, char *to, size_t size)
{
	int file = openat(directory, name, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	if (file < 0)
		return -1;
	length = proc_fill(file, to, size);
	close(file);
	return length;
}

/* Fields 9 and 22 of stat(5), counted from the last ')', since comm may hold anything. */
struct stat_fields proc_read_stat(int directory)
{
	char stat[1024];
	ssize_t length = proc_read_at(directory, "stat", stat, sizeof(stat) - 1);
	struct stat_fields fields = {};
	unsigned long long ticks;
	char *from;

	stat[length < 0 ? 0 : length] = 0;
	from = strrchr(stat, ')');
	if (from && sscanf(from + 1, " %*c %*d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &fields.flags, &ticks) == 2)
		fields.start = ticks * tick_length() - boot_time_shift();
	return fields;
}

int proc_open_now(__u32 pid)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/%u", pid);
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static __u64 lateness;

void proc_allow_late_starts(__u64 nanoseconds)
{
	lateness = nanoseconds;
}

/* Whether a process that /proc tells to have started in this tick is the one that the kernel side knows by this start. */
static bool is_start(__u64 tick, __u64 start)
{
	return tick && tick <= start && start - tick < tick_length() + lateness;
}

/* The directory stays the process's own: once it is gone, reads below it fail, also when its pid is given out again. So its
 * start time needs to be compared once, after opening. */
int proc_open(__u32 pid, __u64 start)
{
	int directory = proc_open_now(pid);

	if (directory >= 0 && is_start(proc_read_stat(directory).start, start))
		return directory;
	if (directory >= 0)
		close(directory);
	return -1;
}

__u64 proc_read_start(__u32 pid)
{
	int directory = proc_open_now(pid);
	__u64 start = directory < 0 ? 0 : proc_read_stat(directory).start;

	if (directory >= 0)
		close(directory);
	return start;
}

void proc_read_line(const char *path, char *line, size_t size)
{
	ssize_t length = proc_read_at(AT_FDCWD, path, line, size - 1);

	line[length < 0 ? 0 : length] = 0;
	line[strcspn(line, "\n")] = 0;
}

__u64 proc_read_peak(void)
{
	char status[4096];
	ssize_t length = proc_read_at(AT_FDCWD, "/proc/self/status", status, sizeof(status) - 1);
	char *line;

	status[length < 0 ? 0 : length] = 0;
	line = strstr(status, "\nVmHWM:");
	return line ? strtoull(line + 7, NULL, 10) * 1024 : 0;
}
