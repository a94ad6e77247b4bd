// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "describe.h"
#include "scan.h"

#include <string.h>

#define DEPTH_MAX 64
#define KEYS_MAX 3
#define KEY_MAX 64

/* Where the facts are. Of two rows for one fact the later wins, whatever their order in the file. */
static const struct row {
	enum document document;
	enum fact fact;
	const char *path[KEYS_MAX];
} rows[] = {
	{ DOCUMENT_OCI, FACT_NAME, { "annotations", "nerdctl/name" } },
	{ DOCUMENT_OCI, FACT_PROJECT, { "annotations", "com.docker.compose.project" } },
	{ DOCUMENT_OCI, FACT_SERVICE, { "annotations", "com.docker.compose.service" } },
	/* containerd's CRI plugin */
	{ DOCUMENT_OCI, FACT_NAME, { "annotations", "io.kubernetes.cri.container-name" } },
	{ DOCUMENT_OCI, FACT_IMAGE, { "annotations", "io.kubernetes.cri.image-name" } },
	{ DOCUMENT_OCI, FACT_POD, { "annotations", "io.kubernetes.cri.sandbox-name" } },
	{ DOCUMENT_OCI, FACT_NAMESPACE, { "annotations", "io.kubernetes.cri.sandbox-namespace" } },
	{ DOCUMENT_OCI, FACT_POD_UID, { "annotations", "io.kubernetes.cri.sandbox-uid" } },
	/* CRI-O */
	{ DOCUMENT_OCI, FACT_NAME, { "annotations", "io.kubernetes.container.name" } },
	{ DOCUMENT_OCI, FACT_IMAGE, { "annotations", "io.kubernetes.cri-o.ImageName" } },
	{ DOCUMENT_OCI, FACT_POD, { "annotations", "io.kubernetes.pod.name" } },
	{ DOCUMENT_OCI, FACT_NAMESPACE, { "annotations", "io.kubernetes.pod.namespace" } },
	{ DOCUMENT_OCI, FACT_POD_UID, { "annotations", "io.kubernetes.pod.uid" } },
	{ DOCUMENT_OCI, FACT_MANAGER, { "annotations", "io.container.manager" } },
	{ DOCUMENT_DOCKER, FACT_NAME, { "Name" } },
	{ DOCUMENT_DOCKER, FACT_IMAGE, { "Config", "Image" } },
	{ DOCUMENT_DOCKER, FACT_COUNT, { "RestartCount" } },
	{ DOCUMENT_DOCKER, FACT_PROJECT, { "Config", "Labels", "com.docker.compose.project" } },
	{ DOCUMENT_DOCKER, FACT_SERVICE, { "Config", "Labels", "com.docker.compose.service" } },
	/* Kubernetes with docker */
	{ DOCUMENT_DOCKER, FACT_NAME, { "Config", "Labels", "io.kubernetes.container.name" } },
	{ DOCUMENT_DOCKER, FACT_POD, { "Config", "Labels", "io.kubernetes.pod.name" } },
	{ DOCUMENT_DOCKER, FACT_NAMESPACE, { "Config", "Labels", "io.kubernetes.pod.namespace" } },
	{ DOCUMENT_DOCKER, FACT_POD_UID, { "Config", "Labels", "io.kubernetes.pod.uid" } },
	{ DOCUMENT_DOCKER_HOST, FACT_POLICY, { "RestartPolicy", "Name" } },
	{ DOCUMENT_DOCKER_HOST, FACT_MOST, { "RestartPolicy", "MaximumRetryCount" } },
};
#define ROWS (sizeof(rows) / sizeof(*rows))
_Static_assert(ROWS <= 32, "rows are bits of a __u32");

struct walk {
	struct scan scan;
	struct description *to;
	int depth;
};

/* The rows whose path goes on with this key at this depth. */
static __u32 follow(__u32 among, int depth, const char *key, size_t length)
{
	__u32 followed = 0;

	for (size_t i = 0; among && depth < KEYS_MAX && i < ROWS; i++) {
		const char *wanted = rows[i].path[depth];

		if (among & 1U << i && wanted && strlen(wanted) == length && memcmp(wanted, key, length) == 0)
			followed |= 1U << i;
	}
	return followed;
}

/* Among the rows that led here, at most one ends here: paths are unique. */
static const struct row *row_at(__u32 among, int depth)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (among & 1U << i && (depth == KEYS_MAX || !rows[i].path[depth]))
			return &rows[i];
	}
	return NULL;
}

static void keep(struct walk *walk, __u32 among, const struct room *value)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	const struct row *row = row_at(among, walk->depth);
	struct fact_value *fact = row ? &walk->to->facts[row->fact] : NULL;
	__u16 rank = row - rows + 1;

	if (!row || rank < fact->rank)
		return;
	fact->rank = rank;
	fact->length = value->length < FACT_MAX ? value->length : FACT_MAX;
	memcpy(fact->text, value->to, fact->length);
	if (value->length > FACT_MAX)
		memcpy(fact->text + FACT_MAX - 3, ellipsis, 3);
}

static bool take_value(struct walk *walk, __u32 among);

static bool take_member(struct walk *walk, __u32 among)
{
	char text[KEY_MAX];
	struct room key = { text, sizeof(text), 0 };

	scan_space(&walk->scan);
	if (!scan_string(&walk->scan, &key))
		return false;
	scan_space(&walk->scan);
	if (!scan_byte(&walk->scan, ':'))
		return false;
	among = key.length <= sizeof(text) ? follow(among, walk->depth, text, key.length) : 0;
	walk->depth++;
	if (!take_value(walk, among))
		return false;
	walk->depth--;
	return true;
}

static bool take_element(struct walk *walk, __u32 among)
{
	(void)among; /* no path leads through a list */
	walk->depth++;
	if (!take_value(walk, 0))
		return false;
	walk->depth--;
	return true;
}

static bool take_all(struct walk *walk, __u32 among, char close, bool (*take_one)(struct walk *, __u32))
{
	walk->scan.at++;
	scan_space(&walk->scan);
	if (scan_byte(&walk->scan, close))
		return true;
	do {
		if (walk->depth == DEPTH_MAX || !take_one(walk, among))
			return false;
		scan_space(&walk->scan);
	} while (scan_byte(&walk->scan, ','));
	return scan_byte(&walk->scan, close);
}

static bool take_value(struct walk *walk, __u32 among)
{
	char text[FACT_MAX];
	struct room value = { text, sizeof(text), 0 };
	const char *from;

	scan_space(&walk->scan);
	if (walk->scan.at == walk->scan.end)
		return false;
	if (*walk->scan.at == '{')
		return take_all(walk, among, '}', take_member);
	if (*walk->scan.at == '[')
		return take_all(walk, among, ']', take_element);
	if (*walk->scan.at == '"') {
		if (!scan_string(&walk->scan, &value))
			return false;
		keep(walk, among, &value);
		return true;
	}
	from = walk->scan.at;
	if (*walk->scan.at != '-' && (*walk->scan.at < '0' || *walk->scan.at > '9'))
		return scan_word(&walk->scan);
	if (!scan_number(&walk->scan))
		return false;
	room_put(&value, from, walk->scan.at - from);
	keep(walk, among, &value);
	return true;
}

bool describe(struct description *description, enum document document, const char *text, size_t length)
{
	struct description described = *description;
	struct walk walk = { .scan = { text, text + length }, .to = &described };
	__u32 among = 0;

	for (size_t i = 0; i < ROWS; i++)
		among |= rows[i].document == document ? 1U << i : 0;
	if (!take_value(&walk, among))
		return false;
	scan_space(&walk.scan);
	if (walk.scan.at != walk.scan.end)
		return false;
	described.documents |= 1U << document;
	*description = described;
	return true;
}
