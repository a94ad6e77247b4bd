// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The program that a process runs: its executable, arguments and step. */
#include "proc.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ENVIRONMENT_MAX (256 * 1024)
#define DELETED " (deleted)"

#define PF_EXITING 0x00000004
#define PF_KTHREAD 0x00200000

/* The value of GITHUB_ACTION in an environment (NAME=value, each ended by NUL), into step; "" when there is none. */
static void find_step(const char *environment, size_t length, char step[STEP_MAX])
{
	static const char name[] = "GITHUB_ACTION=";
	const char *end = environment + length;

	step[0] = 0;
	for (const char *at = environment; at < end;) {
		size_t size = strnlen(at, end - at);

		if (size > sizeof(name) - 1 && memcmp(at, name, sizeof(name) - 1) == 0) {
			snprintf(step, STEP_MAX, "%.*s", (int)(size - (sizeof(name) - 1)), at + sizeof(name) - 1);
			return;
		}
		at += size + 1;
	}
}

static void read_exe(int directory, struct text *exe)
{
	char path[PATH_MAX + sizeof(DELETED)];
	ssize_t length = readlinkat(directory, "exe", path, sizeof(path));
	size_t suffix = sizeof(DELETED) - 1;

	if (length < 0)
		return;
	if ((size_t)length > suffix && memcmp(path + length - suffix, DELETED, suffix) == 0) {
		length -= suffix;
		exe->flags |= BYTES_DELETED;
	}
	text_put(exe, 0, path, length);
}

/* More than the kernel lets a program start with (three quarters of 8 MiB, fs/exec.c); a process can point it at more. */
#define ARGV_COUNTED_MAX (6 << 20)

/* What is longer than is kept is read all the same: /proc tells the length of arguments in no other way. */
static void read_argv(int directory, struct text *argv)
{
	char bytes[PROC_ARGV_MAX], rest[PROC_ARGV_MAX];
	int file = openat(directory, "cmdline", O_RDONLY | O_CLOEXEC);
	ssize_t length, more;

	if (file < 0)
		return;
	length = proc_fill(file, bytes, sizeof(bytes));
	if (length >= 0) {
		text_put(argv, 0, bytes, length);
		argv->total = length;
	}
	while (length == sizeof(bytes) && argv->total < ARGV_COUNTED_MAX && (more = read(file, rest, sizeof(rest))) > 0)
		argv->total += more;
	close(file);
	if (argv->total > argv->length)
		argv->flags |= BYTES_CUT;
}

static void read_comm(int directory, char comm[COMM_LENGTH])
{
	char line[COMM_LENGTH + 1] = "";
	ssize_t length = proc_read_at(directory, "comm", line, sizeof(line));

	memset(comm, 0, COMM_LENGTH);
	if (length > 0)
		memcpy(comm, line, length - 1); /* without the newline */
}

static void read_step(int directory, char step[STEP_MAX])
{
	static char environment[ENVIRONMENT_MAX];
	ssize_t length = proc_read_at(directory, "environ", environment, sizeof(environment));

	find_step(environment, length < 0 ? 0 : length, step);
	/* It holds the job's secrets. */
	explicit_bzero(environment, length < 0 ? 0 : length);
}

/* A process that is dying has no memory left to read, and looks like a kernel thread: no arguments, no executable. */
static bool is_dying(int directory)
{
	struct stat_fields stat = proc_read_stat(directory);

	return !stat.start || (stat.flags & PF_EXITING && !(stat.flags & PF_KTHREAD));
}

bool proc_read_program_in(int directory, struct program *program)
{
	*program = (struct program){};
	read_exe(directory, &program->exe);
	read_argv(directory, &program->argv);
	read_comm(directory, program->comm); /* after what it is the name of: an exec between them changes it */
	read_step(directory, program->step);
	/* It may have died between two reads. */
	if (program->argv.known && ((program->argv.length && program->exe.known) || !is_dying(directory)))
		return true;
	text_free(&program->argv);
	text_free(&program->exe);
	return false;
}

bool proc_read_program(__u32 pid, __u64 start, struct program *program)
{
	int directory = proc_open(pid, start);
	bool found = directory >= 0 && proc_read_program_in(directory, program);

	if (directory >= 0)
		close(directory);
	return found;
}

int proc_visit_all(void (*visit)(__u32 pid, __u64 start, struct program *program))
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	int visited = 0;

	while (processes && (entry = readdir(processes))) {
		struct program program;
		__u32 pid = strtoul(entry->d_name, NULL, 10);
		int directory = isdigit(entry->d_name[0]) ? proc_open_now(pid) : -1;
		__u64 start;

		if (directory < 0)
			continue;
		start = proc_read_stat(directory).start;
		if (start && proc_read_program_in(directory, &program)) {
			visit(pid, start, &program);
			visited++;
		}
		close(directory);
	}
	if (processes)
		closedir(processes);
	return visited;
}
