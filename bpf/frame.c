// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The record's first and last line. */
#include "clock.h"
#include "parts.h"
#include "record.h"

#include <stdio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static void put_clock(struct json *json, __u64 started_at)
{
	struct timespec now;
	char text[64];
	size_t length;
	__s64 wall;
	time_t seconds;

	clock_gettime(CLOCK_REALTIME, &now);
	wall = now.tv_sec * 1000000000LL + now.tv_nsec - (__s64)(boot_time() - started_at);
	seconds = wall / 1000000000LL;
	length = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", gmtime(&seconds));
	snprintf(text + length, sizeof(text) - length, ".%03lldZ", wall / 1000000LL % 1000);

	json_open(json, "clock", '{');
	json_string(json, "base", "boottime");
	json_format(json, "startedAtNs", "%llu", started_at);
	json_string(json, "startedAt", text);
	json_close(json, '}');
}

static void put_job(struct json *json, const struct job *job)
{
	if (!job->pid) {
		json_null(json, "job");
		return;
	}
	json_open(json, "job", '{');
	json_number(json, "pid", job->pid);
	put_time(json, "startedAt", job->start);
	json_close(json, '}');
}

static void put_starter(struct json *json, const struct starter *starter)
{
	if (!starter->pid)
		return;
	json_open(json, "starter", '{');
	json_number(json, "pid", starter->pid);
	json_number(json, "nsPid", starter->ns_pid);
	json_number(json, "pidNamespace", starter->pid_namespace);
	if (starter->outside)
		json_number(json, "outside", starter->outside);
	json_close(json, '}');
}

static void put_layer(struct json *json, const struct header *header)
{
	put_only_known(header->unknown);
	json_open(json, "layer", '{');
	json_string(json, "name", header->layer);
	if (*header->layer_why)
		json_string(json, "why", header->layer_why);
	json_open(json, "unknown", '{');
	for (const struct unknown *unknown = header->unknown; unknown && unknown->key; unknown++)
		json_string(json, unknown->key, unknown->why);
	json_close(json, '}');
	json_close(json, '}');
}

void record_header(struct json *json, const struct header *header)
{
	struct utsname name;
	char boot_id[64];

	uname(&name);
	proc_read_line("/proc/sys/kernel/random/boot_id", boot_id, sizeof(boot_id));
	json_reset(json);
	json_open(json, NULL, '{');
	json_string(json, "type", "header");
	json_string(json, "version", RECORD_VERSION);
	json_string(json, "tracer", TRACER_VERSION);
	json_string(json, "kernel", name.release);
	json_string(json, "machine", name.machine);
	json_string(json, "bootId", *boot_id ? boot_id : NULL);
	put_clock(json, header->started_at);
	json_number(json, "pid", getpid());
	put_job(json, &header->job);
	put_layer(json, header);
	json_open(json, "hooks", '[');
	for (int i = 0; i < header->hook_count; i++) {
		json_open(json, NULL, '{');
		json_string(json, "name", header->hooks[i].name);
		json_bool(json, "attached", header->hooks[i].attached);
		if (!header->hooks[i].attached)
			json_string(json, "why", header->hooks[i].why);
		if (!header->hooks[i].needed)
			json_bool(json, "needed", false);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_open(json, "proof", '{');
	json_number(json, "pid", header->proof.pid);
	json_number(json, "signal", header->proof.signal);
	json_hex(json, "faultAddress", header->proof.address);
	json_number(json, "seenAfterNs", header->proof.seen_after);
	json_close(json, '}');
	json_number(json, "armedAfterNs", header->armed_after);
	json_number(json, "snapshot", header->snapshot);
	put_starter(json, header->starter);
	json_close(json, '}');
}

static void put_errors(struct json *json, const struct trailer *trailer)
{
	static const char *const names[] = {
#define X(site, name) name,
		ERROR_SITES(X)
#undef X
	};

	json_open(json, "errors", '{');
	for (int i = 0; i < ERROR_SITE_COUNT; i++) {
		if (trailer->counters.errors[i])
			json_number(json, names[i], trailer->counters.errors[i]);
	}
	for (int i = 0; i < trailer->miss_count; i++) {
		if (trailer->misses[i].count)
			json_number(json, trailer->misses[i].name, trailer->misses[i].count);
	}
	json_close(json, '}');
}

void record_trailer(struct json *json, __u64 at, const struct trailer *trailer)
{
	const struct counters *counters = &trailer->counters;

	json_reset(json);
	json_open(json, NULL, '{');
	json_string(json, "type", "trailer");
	put_time(json, "at", at);
	json_string(json, "why", trailer->why);
	json_number(json, "started", counters->started);
	json_number(json, "executed", counters->executed);
	json_number(json, "ended", counters->clean + counters->exit + counters->signal);
	json_open(json, "deaths", '{');
	json_number(json, "clean", counters->clean);
	json_number(json, "exit", counters->exit);
	json_number(json, "signal", counters->signal);
	json_close(json, '}');
	json_number(json, "recorded", trailer->recorded);
	if (trailer->taken_over_at)
		put_time(json, "takenOverAt", trailer->taken_over_at);
	json_open(json, "lost", '{');
	json_number(json, "events", counters->lost);
	json_close(json, '}');
	put_errors(json, trailer);
	json_open(json, "dying", '[');
	for (int i = 0; i < trailer->dying_count; i++)
		json_number(json, NULL, trailer->dying[i]);
	json_close(json, ']');
	json_number(json, "peakRssBytes", proc_read_peak());
	json_close(json, '}');
}
