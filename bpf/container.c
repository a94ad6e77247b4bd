// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "container.h"
#include "clock.h"
#include "identity.h"
#include "look.h"
#include "table.h"

#include <ctype.h>
#include <stdio.h>

/* A container is not looked at more often: one that dies in a loop must not cost more than its runtime's own work. */
#define FRESH_NS 50000000ULL
/* Nor one that can't be found as it starts. */
#define MEET_NS 1000000000ULL
/* Some thousand containers. */
#define KNOWN_BUDGET (128 * 1024)
#define HEX_ID 64

struct known {
	struct entry entry;
	__u64 looked_at; /* since something died in it; 0: never */
	__u64 met_at;	 /* as it started; 0: never */
	__u64 told; /* hash of what was told last; 0: nothing */
	bool nameless;
};

static void release(struct entry *entry)
{
	free(entry);
}

static struct table known_containers = { .budget = KNOWN_BUDGET, .release = release };
static container_sink tell;

static __u64 hash_bytes(const void *bytes, size_t length, __u64 hash)
{
	/* FNV-1a */
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3ULL;
	return hash;
}

static struct known *known_of(const char *id)
{
	__u64 hash = hash_bytes(id, strlen(id), 0xcbf29ce484222325ULL);
	__u32 second = hash_bytes(id, strlen(id), hash);
	struct known *known = (struct known *)table_find(&known_containers, second, hash, 0);

	if (known)
		return known;
	known = calloc(1, sizeof(*known));
	if (!known)
		abort(); /* as everywhere: without memory nothing can be promised */
	known->entry = (struct entry){ .pid = second, .start = hash, .bytes = sizeof(*known) };
	table_add(&known_containers, &known->entry);
	return known;
}

static void answer(const struct container_query *query, enum container_problem problem, const struct description *description)
{
	static const char *const reasons[] = {
#define X(name, text) text,
		CONTAINER_PROBLEMS(X)
#undef X
	};
	static const struct description nothing;
	struct known *known = known_of(query->id);
	struct container container = { boot_time(), query->id, reasons[problem], description ? description : &nothing };
	__u64 hash = hash_bytes(container.description->facts, sizeof(nothing.facts), 1 + problem) | 1;

	if (query->is_early && problem != CONTAINER_FINE)
		return;
	known->nameless = problem != CONTAINER_FINE;
	/* A name that isn't 64 hex digits was only a guess. A failure takes nothing back. */
	if (known->told == hash || (known->nameless && (known->told || (strlen(query->id) != HEX_ID && !container.description->documents))))
		return;
	known->told = hash;
	tell(&container);
}

/* Sandboxes in a container start pid namespaces by the thousand, in the container's own group: once it is known, they are no news. */
static void meet(struct known *known, const struct container_query *query, __u64 now)
{
	if (known->looked_at || known->told || (known->met_at && now - known->met_at < MEET_NS))
		return;
	known->met_at = now;
	look_start(query);
}

static void look(struct container_query *query, bool is_main)
{
	struct known *known = known_of(query->id);
	__u64 now = boot_time();

	if (query->is_early) {
		meet(known, query, now);
		return;
	}
	if (looks_for(query->id) || (known->looked_at && (now - known->looked_at < FRESH_NS || !(is_main || known->nameless))))
		return;
	known->looked_at = now;
	if (!look_start(query))
		answer(query, CONTAINER_CROWDED, NULL);
}

static bool is_hex_id(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!isxdigit((unsigned char)name[i]) || isupper((unsigned char)name[i]))
			return false;
	}
	return length == HEX_ID;
}

/* "docker-<id>.scope", "cri-containerd-<id>", "slice:cri-containerd:<id>", "<id>": the last word that is an id. */
static bool find_hex_id(const char *name, size_t length, char id[CONTAINER_ID_MAX + 1])
{
	for (size_t from = length; from-- > 0;) {
		if ((from == 0 || !isalnum((unsigned char)name[from - 1])) && length - from >= HEX_ID && is_hex_id(name + from, HEX_ID) &&
		    (length - from == HEX_ID || !isalnum((unsigned char)name[from + HEX_ID]))) {
			snprintf(id, CONTAINER_ID_MAX + 1, "%.*s", HEX_ID, name + from);
			return true;
		}
	}
	return false;
}

void containers_open(container_sink sink)
{
	if (looks_open(answer))
		tell = sink;
}

static void look_all(struct container_query *query, const struct process *process, const struct namespaces *namespaces, const struct process *ancestors,
		     __u32 count)
{
	const struct text *cgroup = &identity_of(process->pid, process->start)->texts[BYTES_CGROUP];
	const char *at = cgroup->bytes, *end = cgroup->bytes + cgroup->length;
	bool is_main = namespaces->pid == 1;
	bool found = false;
	size_t length = 0;

	if (!cgroup->known || !tell)
		return;
	for (__u32 i = count < ANCESTORS_MAX ? count : ANCESTORS_MAX; i-- > 0;) {
		if (is_container_runtime(&ancestors[i]))
			query->runtimes[query->runtime_count++] = ancestors[i];
	}
	for (; at < end; at += length + 1) {
		const char *slash = memchr(at, '/', end - at);

		length = (slash ? slash : end) - at;
		found = find_hex_id(at, length, query->id);
		if (found)
			look(query, is_main);
	}
	/* containerd's other clients call a container, and so its group, what they like; in a node's container too. */
	at = end - length;
	if (found || !query->runtime_count || !length || length > CONTAINER_ID_MAX || *at == '.')
		return;
	snprintf(query->id, sizeof(query->id), "%.*s", (int)length, at);
	look(query, is_main);
}

void containers_look(const struct process *process, const struct namespaces *namespaces, const struct process *ancestors, __u32 count)
{
	struct container_query query = {};

	look_all(&query, process, namespaces, ancestors, count);
}

void containers_meet(const struct process *process, const struct namespaces *namespaces, const struct process *ancestors, __u32 count)
{
	struct container_query query = { .is_early = true };

	look_all(&query, process, namespaces, ancestors, count);
}
