// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "parts.h"
#include "record.h"

static __u64 epoch;

void put_epoch(__u64 at)
{
	epoch = at;
}

static const struct unknown *unknown;

void put_only_known(const struct unknown *what)
{
	unknown = what;
}

bool knows(const char *key)
{
	for (const struct unknown *one = unknown; one && one->key; one++) {
		if (strcmp(one->key, key) == 0)
			return false;
	}
	return true;
}

void open_record(struct json *json, const char *type)
{
	json_reset(json);
	json_open(json, NULL, '{');
	json_string(json, "type", type);
}

void put_time(struct json *json, const char *key, __u64 at)
{
	json_number(json, key, (__s64)(at - epoch));
}

void put_comm(struct json *json, const char *key, const char *comm)
{
	json_bytes(json, key, comm, strnlen(comm, COMM_LENGTH));
}

void put_path(struct json *json, const char *key, const struct text *path)
{
	if (path->known)
		json_bytes(json, key, path->bytes, path->length);
	else
		json_null(json, key);
}

void put_membership(struct json *json, enum membership membership)
{
	if (membership == MEMBER_UNKNOWN)
		json_null(json, "inJob");
	else
		json_bool(json, "inJob", membership == MEMBER_INSIDE);
}

void put_cgroup(struct json *json, const struct text *cgroup)
{
	json_bytes(json, "cgroup", cgroup->known ? cgroup->bytes : "", cgroup->known ? cgroup->length : 0);
}

/* A title that is shorter than the area it overwrote is padded with NUL: that reads as a row of empty arguments. */
static bool is_title(const struct text *argv)
{
	size_t end = strnlen(argv->bytes, argv->length), at = end;

	while (at < argv->length && !argv->bytes[at])
		at++;
	return argv->flags & BYTES_TITLE || (at == argv->length && at > end + 2);
}

/* Arguments end in NUL each; a title is one string, up to the first. */
static void put_argv(struct json *json, const struct text *argv)
{
	const char *at = argv->bytes, *end = argv->bytes + argv->length;

	if (!argv->known) {
		json_null(json, "argv");
		return;
	}
	json_open(json, "argv", '[');
	while (at < end) {
		size_t length = strnlen(at, end - at);

		json_bytes(json, NULL, at, length);
		at += is_title(argv) ? (size_t)(end - at) : length + 1;
	}
	json_close(json, ']');
}

/* Gone before anybody could look, but what was asked for is known. */
static void put_filename(struct json *json, const struct text *filename)
{
	static const char reason[] = "gone before it could be read; started as ";
	char text[sizeof(reason) + 256];
	size_t length = filename->length < 256 ? filename->length : 256;

	memcpy(text, reason, sizeof(reason) - 1);
	memcpy(text + sizeof(reason) - 1, filename->bytes, length);
	json_bytes(json, "missing", text, sizeof(reason) - 1 + length);
}

static void put_missing(struct json *json, const struct identity *identity)
{
	const struct text *argv = &identity->texts[BYTES_ARGV], *exe = &identity->texts[BYTES_EXE], *filename = &identity->texts[BYTES_FILENAME];

	if (argv->known && argv->length < argv->total && !(argv->flags & BYTES_TITLE))
		json_format(json, "missing", "arguments cut after %zu of %llu bytes", argv->length, argv->total);
	else if (argv->flags & BYTES_UNREADABLE)
		json_string(json, "missing", "its arguments could not be read");
	else if (!argv->known && identity->has_moved_on)
		json_string(json, "missing", "it ran another program before it could be read");
	else if (!argv->known && filename->known)
		put_filename(json, filename);
	else if (!argv->known)
		json_string(json, "missing", "gone before it could be read");
	else if (!exe->known && argv->length == 0)
		json_string(json, "missing", "a kernel thread has no program");
	else if (!exe->known)
		json_string(json, "missing", "its executable could not be read");
}

void put_identity(struct json *json, const struct process *process, const struct identity *identity)
{
	json_number(json, "pid", process->pid);
	put_time(json, "startedAt", process->start);
	put_comm(json, "comm", process->comm);
	put_path(json, "exe", &identity->texts[BYTES_EXE]);
	put_argv(json, &identity->texts[BYTES_ARGV]);
	put_missing(json, identity);
}

void put_ancestors(struct json *json, const struct process *ancestors, __u32 count)
{
	json_open(json, "ancestors", '[');
	for (__u32 i = 0; i < count && i < ANCESTORS_MAX; i++) {
		json_open(json, NULL, '{');
		put_identity(json, &ancestors[i], identity_ask(&ancestors[i]));
		json_close(json, '}');
	}
	json_close(json, ']');
}
