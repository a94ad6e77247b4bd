/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What a container runtime's own JSON files say of a container: a few named values, and nothing else of them. Such a file holds the
 * container's environment too.
 *
 * No memory is allocated and no system call made: it runs under seccomp's strict mode.
 */
#ifndef BPF_LINUX_DESCRIBE_H
#define BPF_LINUX_DESCRIBE_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

enum document {
	DOCUMENT_OCI,	      /* config.json of the OCI runtime specification, with its annotations */
	DOCUMENT_DOCKER,      /* docker's config.v2.json */
	DOCUMENT_DOCKER_HOST, /* docker's hostconfig.json */
	DOCUMENTS,
};

enum fact {
	FACT_NAME,
	FACT_IMAGE,
	FACT_PROJECT,
	FACT_SERVICE,
	FACT_POLICY,
	FACT_MOST,
	FACT_COUNT,
	FACT_POD,
	FACT_NAMESPACE,
	FACT_POD_UID,
	FACT_MANAGER,
	FACTS,
};

/* Names in Kubernetes have at most 253 bytes; an image with its digest is rarely longer. */
#define FACT_MAX 300

struct fact_value {
	__u16 length; /* a longer text is cut, and ends in an ellipsis */
	__u16 rank;   /* of the row that gave it, from 1; 0: unknown */
	char text[FACT_MAX];
};

struct description {
	__u32 problem; /* its meaning is the caller's */
	__u32 documents; /* bit by enum document: whole JSON */
	struct fact_value facts[FACTS];
};

/* A pipe takes it in one piece. */
_Static_assert(sizeof(struct description) <= 4096, "description");

/* Adds what a document says. False, and nothing is added, when it isn't one whole JSON value. */
bool describe(struct description *description, enum document document, const char *text, size_t length);

#endif
