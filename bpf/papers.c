// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "papers.h"
#include "proc.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAPER_MAX (1024 * 1024)

/* Only touched in the process that gathers. */
static char texts[DOCUMENTS][PAPER_MAX + 1];

/* Where files are when no runtime is above the container any more: below the root of the machine's own init. */
static const struct {
	enum document document;
	const char *folder; /* %s: the id */
} usual_places[] = {
	{ DOCUMENT_OCI, "/run/containerd/io.containerd.runtime.v2.task/moby/%s" },
	{ DOCUMENT_OCI, "/run/containerd/io.containerd.runtime.v2.task/k8s.io/%s" },
	{ DOCUMENT_OCI, "/run/containers/storage/overlay-containers/%s/userdata" },
	{ DOCUMENT_OCI, "/var/lib/containers/storage/overlay-containers/%s/userdata" },
	{ DOCUMENT_DOCKER, "/var/lib/docker/containers/%s" },
};

static const char *const names[DOCUMENTS] = {
	[DOCUMENT_OCI] = "config.json",
	[DOCUMENT_DOCKER] = "config.v2.json",
	[DOCUMENT_DOCKER_HOST] = "hostconfig.json",
};

/* comm has 15 bytes: containerd-shim-runc-v2 is one of them. conmon is podman's and CRI-O's. */
bool is_container_runtime(const struct process *process)
{
	return strncmp(process->comm, "containerd-shim", COMM_LENGTH - 1) == 0 || strncmp(process->comm, "conmon", COMM_LENGTH) == 0;
}

static int open_how(int directory, const char *path, __u64 flags, __u64 resolve)
{
	struct open_how how = { .flags = flags | O_CLOEXEC, .resolve = resolve };

	return syscall(SYS_openat2, directory, path, &how, sizeof(how));
}

/* A path of the runtime's, below its own root: links lead nowhere else. */
static int open_folder(int root, const char *path)
{
	return open_how(root, path, O_PATH | O_DIRECTORY, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
}

static enum container_problem read_file(int file, uid_t owner, enum document document, struct paper *paper)
{
	char *text = texts[document];
	size_t length = 0;
	struct stat stat;
	ssize_t got;

	if (fstat(file, &stat) || !S_ISREG(stat.st_mode) || stat.st_uid != owner)
		return CONTAINER_REFUSED;
	while (length <= PAPER_MAX && (got = read(file, text + length, PAPER_MAX + 1 - length)) > 0)
		length += got;
	if (length > PAPER_MAX)
		return CONTAINER_TOO_LARGE;
	*paper = (struct paper){ text, length };
	return CONTAINER_FINE;
}

/* False when there is no such file; what is wrong with one that is there is kept. */
static bool take(struct papers *papers, int folder, uid_t owner, enum document document)
{
	int file = open_how(folder, names[document], O_RDONLY | O_NONBLOCK | O_NOCTTY, RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH);
	enum container_problem problem;

	if (file < 0)
		return false;
	problem = read_file(file, owner, document, &papers->of[document]);
	close(file);
	if (problem != CONTAINER_FINE)
		papers->problem = problem;
	return problem == CONTAINER_FINE;
}

static bool take_docker(struct papers *papers, int folder, uid_t owner)
{
	take(papers, folder, owner, DOCUMENT_DOCKER_HOST);
	return take(papers, folder, owner, DOCUMENT_DOCKER);
}

/* docker mounts files of its own into each container, and the bundle says from where: DATA_ROOT/containers/ID/hosts. What is between
 * the quote and the id is taken as a path, and opened like any path that may be wrong. */
static bool find_docker_folder(const struct paper *bundle, const char *id, char path[PATH_MAX])
{
	char wanted[CONTAINER_ID_MAX + 16];
	int length = snprintf(wanted, sizeof(wanted), "/containers/%s/", id);
	const char *found = bundle->text ? memmem(bundle->text, bundle->length, wanted, length) : NULL;
	const char *from = found ? memrchr(bundle->text, '"', found - bundle->text) : NULL;

	if (!from || found + length - from > PATH_MAX || from[1] != '/')
		return false;
	snprintf(path, PATH_MAX, "%.*s", (int)(found + length - from - 1), from + 1);
	return true;
}

/* A shim works in its bundle; one shim may serve a pod, whose other bundles are beside the one it works in. */
static bool ask_runtime(struct papers *papers, const struct process *runtime, const char *id)
{
	int process = proc_open(runtime->pid, runtime->start);
	int root = openat(process, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int work = openat(process, "cwd", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int beside = openat(work, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int bundle = open_how(beside, id, O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH);
	char path[PATH_MAX];
	bool found = bundle >= 0 && take(papers, bundle, runtime->uid, DOCUMENT_OCI);
	int docker;

	if (found && find_docker_folder(&papers->of[DOCUMENT_OCI], id, path)) {
		docker = open_folder(root, path);
		if (docker >= 0)
			take_docker(papers, docker, runtime->uid);
	}
	/* Files are closed by the end of this process, which is near. */
	return found;
}

static bool look_in_usual_places(struct papers *papers, const char *id)
{
	int root = open("/proc/1/root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool found = false;

	for (size_t i = 0; root >= 0 && i < sizeof(usual_places) / sizeof(*usual_places); i++) {
		char path[PATH_MAX];
		int folder;

		snprintf(path, sizeof(path), usual_places[i].folder, id);
		folder = open_folder(root, path);
		if (folder >= 0)
			found |= usual_places[i].document == DOCUMENT_DOCKER ? take_docker(papers, folder, 0) : take(papers, folder, 0, DOCUMENT_OCI);
	}
	return found;
}

/* With the rights of its user: a path that a user's runtime chose says nothing that the user may not say. */
static bool become(uid_t user)
{
	setfsuid(user);
	return setfsuid(-1) == (int)user;
}

/* Every docker engine holds this file open. */
#define ENGINES_FILE "/volumes/metadata.db"

static bool find_data_root(int process, char path[PATH_MAX])
{
	int files = openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = files < 0 ? NULL : fdopendir(files);
	struct dirent *entry;

	while (list && (entry = readdir(list))) {
		ssize_t length = readlinkat(files, entry->d_name, path, PATH_MAX - 1) - (sizeof(ENGINES_FILE) - 1);

		if (length <= 0 || memcmp(path + length, ENGINES_FILE, sizeof(ENGINES_FILE) - 1) != 0)
			continue;
		path[length] = 0;
		return true;
	}
	return false;
}

static bool ask_engine(struct papers *papers, int process, uid_t user, const char *id)
{
	char data_root[PATH_MAX], path[PATH_MAX + CONTAINER_ID_MAX + 16];
	int folder;

	if (!become(user) || !find_data_root(process, data_root))
		return false;
	snprintf(path, sizeof(path), "%s/containers/%s", data_root, id);
	folder = open_folder(openat(process, "root", O_PATH | O_DIRECTORY | O_CLOEXEC), path);
	return folder >= 0 && take_docker(papers, folder, user);
}

static bool is_engine(int process)
{
	int file = openat(process, "comm", O_RDONLY | O_CLOEXEC);
	char comm[COMM_LENGTH + 1] = {};
	bool found = file >= 0 && read(file, comm, COMM_LENGTH) > 0 && strcmp(comm, "dockerd\n") == 0;

	if (file >= 0)
		close(file);
	return found;
}

/* docker's own folder outlives the bundle, which is gone within milliseconds. Any engine may have the container; the nested ones too. */
static bool ask_engines(struct papers *papers, const char *id)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	bool found = false;

	while (processes && !found && (entry = readdir(processes))) {
		int process = openat(dirfd(processes), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		struct stat stat;

		if (process < 0)
			continue;
		if (is_engine(process) && fstat(process, &stat) == 0)
			found = ask_engine(papers, process, stat.st_uid, id);
		setfsuid(0);
		close(process);
	}
	return found;
}

void papers_gather(struct papers *papers, const struct container_query *query)
{
	*papers = (struct papers){};
	for (__u32 i = 0; i < query->runtime_count; i++) {
		if (become(query->runtimes[i].uid) && ask_runtime(papers, &query->runtimes[i], query->id))
			return;
	}
	setfsuid(0);
	if (!look_in_usual_places(papers, query->id) && !ask_engines(papers, query->id) && papers->problem == CONTAINER_FINE)
		papers->problem = CONTAINER_NOT_FOUND;
}
