/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The files in which a container's runtime describes it: found, and read, but not looked into.
 */
#ifndef BPF_LINUX_PAPERS_H
#define BPF_LINUX_PAPERS_H

#include "describe.h"
#include "event.h"

#include <stdbool.h>

/* containerd allows 76 bytes; docker, podman and Kubernetes use 64 hex digits. */
#define CONTAINER_ID_MAX 76

/* Why a container has no name; the texts are what the record says. */
#define CONTAINER_PROBLEMS(X) \
	X(FINE, NULL) \
	X(NOT_FOUND, "its runtime's files were not found: it was gone, or they are in an unknown place") \
	X(REFUSED, "its runtime's files are not regular files of the runtime's user") \
	X(TOO_LARGE, "its runtime's files are larger than 1 MiB") \
	X(NOT_JSON, "its runtime's files are not whole JSON") \
	X(NO_NAME, "its runtime's files have no name of it") \
	X(NO_SECCOMP, "this kernel has no seccomp to read its runtime's files under") \
	X(DIED, "its runtime's files could not be read safely") \
	X(LATE, "its runtime's files could not be read in time") \
	X(CROWDED, "too many containers were to be looked up at once")

enum container_problem {
#define X(name, text) CONTAINER_##name,
	CONTAINER_PROBLEMS(X)
#undef X
};

/* A container, and who may know where its files are. */
struct container_query {
	char id[CONTAINER_ID_MAX + 1];
	bool is_early; /* nothing died in it: it starts */
	__u32 runtime_count;
	/* Container runtimes among its ancestors, the farthest first: nothing that runs in the container is asked before them. */
	struct process runtimes[ANCESTORS_MAX];
};

struct papers {
	enum container_problem problem;
	struct paper {
		const char *text; /* NULL: there is none */
		size_t length;
	} of[DOCUMENTS];
};

bool is_container_runtime(const struct process *process);
/* Called in a process of its own, once: it takes the rights of the runtime's user, and may take forever. */
void papers_gather(struct papers *papers, const struct container_query *query);

#endif
