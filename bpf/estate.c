// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "estate.h"
#include "parts.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void put_address(struct json *json, const struct listening *listening)
{
	const char *family = listening->family == AF_INET ? "inet" : listening->family == AF_INET6 ? "inet6" : "unix";
	char address[INET6_ADDRSTRLEN];

	json_open(json, NULL, '{');
	json_string(json, "family", family);
	if (listening->family == AF_INET || listening->family == AF_INET6) {
		json_string(json, "address", inet_ntop(listening->family, listening->address, address, sizeof(address)));
	} else {
		size_t length = listening->length;
		char path[UNIX_PATH_LENGTH];

		memcpy(path, listening->address, sizeof(path));
		if (length && !path[0])
			path[0] = '@'; /* abstract, as ss(8) shows it */
		else
			length = strnlen(path, length);
		json_bytes(json, "address", path, length);
	}
	json_number(json, "port", listening->port);
	json_number(json, "networkNamespace", listening->net_inum);
	if (listening->group)
		json_number(json, "group", listening->group);
	json_bool(json, "shared", listening->shared);
	if (listening->closed) {
		listening->opened ? put_time(json, "openedAt", listening->opened) : json_null(json, "openedAt");
		put_time(json, "closedAt", listening->closed);
	}
	json_close(json, '}');
}

void put_listening(struct json *json, const struct event_death *death)
{
	json_open(json, "listening", '[');
	for (__u32 i = 0; i < death->listening_count && i < LISTENING_MAX; i++)
		put_address(json, &death->listening[i]);
	json_close(json, ']');
}

void put_usage(struct json *json, const struct event_death *death)
{
	json_open(json, "rusage", '{');
	json_number(json, "userNs", death->user_ns);
	json_number(json, "systemNs", death->system_ns);
	json_number(json, "maxRssBytes", death->max_rss_pages * sysconf(_SC_PAGESIZE));
	json_number(json, "minorFaults", death->minor_faults);
	json_number(json, "majorFaults", death->major_faults);
	json_close(json, '}');
}

void put_stack(struct json *json, const struct event_death *death)
{
	if (!(death->flags & DEATH_HAS_STACK)) {
		json_null(json, "stack");
		return;
	}
	json_open(json, "stack", '{');
	death->stack_limit == RLIM_INFINITY ? json_null(json, "limitBytes") : json_number(json, "limitBytes", death->stack_limit);
	json_hex(json, "start", death->stack_start);
	json_close(json, '}');
}
