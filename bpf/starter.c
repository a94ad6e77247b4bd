// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "starter.h"
#include "failure.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* include/linux/proc_ns.h */
#define PROC_PID_INIT_INO 0xEFFFFFFCU

static int home = -1; /* the tracer's own mount namespace, while it is in the starter's */

bool starter_parse(struct starter *starter, const char *text)
{
	char rest;

	return sscanf(text, "%u:%d%c", &starter->pid_namespace, &starter->ns_pid, &rest) == 2 && starter->ns_pid > 0;
}

/* 0: it has gone, or it is none of those that may be looked at. */
static __u32 pid_namespace_of(pid_t pid)
{
	char path[48];
	struct stat namespace;

	snprintf(path, sizeof(path), "/proc/%d/ns/pid", pid);
	return stat(path, &namespace) ? 0 : namespace.st_ino;
}

bool starter_sees_the_machine(void)
{
	return pid_namespace_of(getpid()) == PROC_PID_INIT_INO;
}

/* A line of /proc/PID/status: its last number, for NSpid has one for each namespace, outermost first. The kernel escapes what is in a
 * name, so no name makes a line. */
static pid_t last_number(pid_t pid, const char *key)
{
	char path[48], line[512];
	pid_t number = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file)) {
		char *last = strrchr(line, '\t');

		if (last && strncmp(line, key, strlen(key)) == 0)
			number = atoi(last);
	}
	if (file)
		fclose(file);
	return number;
}

static pid_t find(const struct starter *starter, pid_t ns_pid)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	pid_t found = 0;

	while (processes && !found && (entry = readdir(processes))) {
		pid_t pid = atoi(entry->d_name);

		if (pid && pid_namespace_of(pid) == starter->pid_namespace && last_number(pid, "NSpid:") == ns_pid)
			found = pid;
	}
	if (processes)
		closedir(processes);
	return found;
}

pid_t starter_translate(const struct starter *starter, pid_t ns_pid)
{
	if (!starter->pid)
		return ns_pid;
	return ns_pid ? find(starter, ns_pid) : starter->outside;
}

static pid_t find_outside(const struct starter *starter)
{
	pid_t current = starter->pid;

	if (pid_namespace_of(getpid()) == starter->pid_namespace)
		return 0;
	while (current && pid_namespace_of(current) == starter->pid_namespace)
		current = last_number(current, "PPid:");
	return current;
}

int starter_find(struct starter *starter)
{
	if (!starter->ns_pid)
		return 0;
	starter->pid = find(starter, starter->ns_pid);
	if (!starter->pid)
		return fail(FAILURE_STARTER, "--from", "there is no such process here: it runs on another machine, or in a container that this one can't see");
	starter->outside = find_outside(starter);
	return 0;
}

int starter_enter(const struct starter *starter)
{
	char path[32];
	int target, failed;

	if (!starter->pid)
		return 0;
	snprintf(path, sizeof(path), "/proc/%d/ns/mnt", starter->pid);
	home = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
	target = open(path, O_RDONLY | O_CLOEXEC);
	failed = home < 0 || target < 0 || setns(target, CLONE_NEWNS);
	if (failed)
		failed = fail(FAILURE_OUTPUT, "can't enter the file system of the process that --from names", strerror(errno));
	if (target >= 0)
		close(target);
	return failed;
}

int starter_leave(const struct starter *starter)
{
	int failed = 0;

	if (starter->pid && home >= 0 && setns(home, CLONE_NEWNS))
		failed = fail(FAILURE_OUTPUT, "can't come back from the file system of the process that --from names", strerror(errno));
	if (home >= 0)
		close(home);
	home = -1;
	return failed;
}
