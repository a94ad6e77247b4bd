/*
 * Runs one way to die in a guest, as test/tracer/program.ts does on the host.
 *   run-way FOLDER
 * FOLDER/argv holds the arguments, each with its NUL; argv[0] is the program. In FOLDER it leaves
 *   pid, status   of the program: its number, and the status word that wait gave
 *   said          what it and its children wrote
 *   proc/PID/     what /proc knew of it and its ancestors while it stood at its gate (fixtures/programs/gate.c)
 * It runs in FOLDER/cwd, with an input that is over; where FOLDER/group tells a limit, in a memory group of its own. "LIMIT together": the
 * OOM killer takes all of the group.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void copy(int from, const char *to)
{
	char bytes[4096];
	ssize_t length;
	int file = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (file < 0)
		fail(to);
	while ((length = read(from, bytes, sizeof(bytes))) > 0) {
		if (write(file, bytes, length) != length)
			fail(to);
	}
	close(file);
}

static void keep_file(pid_t pid, const char *name)
{
	char from[64], to[64];
	int file;

	snprintf(from, sizeof(from), "/proc/%d/%s", pid, name);
	snprintf(to, sizeof(to), "proc/%d/%s", pid, name);
	file = open(from, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		fail(from);
	copy(file, to);
	close(file);
}

static void keep_link(pid_t pid, const char *name, const char *as)
{
	char from[64], to[64], target[4096];
	ssize_t length;
	FILE *file;

	snprintf(from, sizeof(from), "/proc/%d/%s", pid, name);
	snprintf(to, sizeof(to), "proc/%d/%s", pid, as);
	length = readlink(from, target, sizeof(target));
	file = fopen(to, "w");
	if (length < 0 || !file || fwrite(target, 1, length, file) != (size_t)length || fclose(file))
		fail(from);
}

static void keep_number(const char *name, long number)
{
	FILE *file = fopen(name, "w");

	if (!file || fprintf(file, "%ld\n", number) < 0 || fclose(file))
		fail(name);
}

static pid_t parent_of(pid_t pid)
{
	char path[64], text[512] = "", *end;
	FILE *file;
	int parent = 0;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	file = fopen(path, "r");
	if (!file || !fread(text, 1, sizeof(text) - 1, file))
		fail(path);
	fclose(file);
	end = strrchr(text, ')');
	if (!end || sscanf(end + 2, "%*c %d", &parent) != 1)
		fail(path);
	return parent;
}

static void look(pid_t pid)
{
	static const char *const files[] = { "stat", "status", "comm", "cmdline", "environ", "cgroup", "limits" };
	char folder[64];

	mkdir("proc", 0755);
	for (; pid; pid = parent_of(pid)) {
		snprintf(folder, sizeof(folder), "proc/%d", pid);
		if (mkdir(folder, 0755))
			fail(folder);
		for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
			keep_file(pid, files[i]);
		keep_link(pid, "exe", "exe");
		keep_link(pid, "cwd", "cwd");
		keep_link(pid, "ns/pid", "ns-pid");
		keep_link(pid, "ns/mnt", "ns-mnt");
		keep_link(pid, "ns/net", "ns-net");
	}
}

static void put(const char *folder, const char *name, const char *text)
{
	char path[128];
	int file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0 || write(file, text, strlen(text)) < 0)
		fail(path);
	close(file);
}

/* In version 1's memory hierarchy where that is mounted, else in the unified one. */
static void enter_group(pid_t pid, char *folder, size_t size)
{
	char limit[32] = "", how[16] = "", number[16];
	int v1 = access("/sys/fs/cgroup/memory/tasks", F_OK) == 0;
	FILE *file = fopen("group", "r");

	if (!file)
		return;
	if (fscanf(file, "%31s %15s", limit, how) < 1)
		fail("group");
	fclose(file);
	snprintf(folder, size, "/sys/fs/cgroup/%sway-%d", v1 ? "memory/" : "", pid);
	if (!v1)
		put("/sys/fs/cgroup", "cgroup.subtree_control", "+memory");
	if (mkdir(folder, 0755))
		fail(folder);
	put(folder, v1 ? "memory.limit_in_bytes" : "memory.max", limit);
	if (*how)
		put(folder, "memory.oom.group", "1");
	snprintf(number, sizeof(number), "%d", pid);
	put(folder, "cgroup.procs", number);
}

/* What took all memory has ended, and the kernel gives it back a little later: until then the next program could be chosen, too. */
static void wait_for_memory(void)
{
	long available = 0;
	char line[128];

	while (available < 256 * 1024) {
		FILE *file = fopen("/proc/meminfo", "r");

		if (!file)
			fail("/proc/meminfo");
		while (fgets(line, sizeof(line), file) && sscanf(line, "MemAvailable: %ld", &available) != 1)
			;
		fclose(file);
		sched_yield();
	}
}

static char **read_arguments(void)
{
	static char text[1 << 20], *arguments[4096];
	FILE *file = fopen("argv", "r");
	size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0, count = 0;

	for (char *at = text; at < text + length; at += strlen(at) + 1)
		arguments[count++] = at;
	if (!count)
		fail("argv");
	fclose(file);
	return arguments;
}

/* The program's descriptors: input that is over, what it says, and at 3 its gate. */
static void execute(char **arguments, int output, int gate)
{
	int input = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (chdir("cwd"))
		fail("cwd");
	if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || (gate == 3 ? fcntl(3, F_SETFD, 0) : dup2(gate, 3)) < 0)
		fail("dup2");
	execv(arguments[0], arguments);
	fail(arguments[0]);
}

int main(int count, char **args)
{
	int output[2], gate[2], status;
	char **arguments, byte, group[64] = "";
	pid_t pid;

	if (count != 2 || chdir(args[1]) || (mkdir("cwd", 0777) && errno != EEXIST))
		fail("run-way FOLDER");
	arguments = read_arguments();
	if (pipe2(output, O_CLOEXEC) || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, gate))
		fail("pipe");
	pid = fork();
	if (pid == 0)
		execute(arguments, output[1], gate[1]);
	close(output[1]);
	close(gate[1]);
	/* Nothing comes from a program that has no gate, such as one that can't be started. */
	if (read(gate[0], &byte, 1) == 1) {
		enter_group(pid, group, sizeof(group));
		look(pid);
	}
	close(gate[0]);
	copy(output[0], "said");
	if (waitpid(pid, &status, 0) != pid)
		fail("waitpid");
	wait_for_memory();
	if (*group)
		rmdir(group);
	keep_number("pid", pid);
	keep_number("status", status);
	return 0;
}
