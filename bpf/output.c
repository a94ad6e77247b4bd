// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "output.h"
#include "failure.h"
#include "spare.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int file = -1;
static bool has_header;
static bool has_news;
static char failure[160];
/* Lines from before the header. */
static char *early;
static size_t early_length;

int output_open(const char *path, const struct owner *owner)
{
	int error = EPERM;

	if (owner_take_rights(owner)) {
		file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
		error = errno;
	}
	owner_give_back();
	if (file >= 0)
		return 0;
	return fail(FAILURE_OUTPUT, path, error == EEXIST ? "it is there already, and is never overwritten" : strerror(error));
}

int output_file(void)
{
	return file;
}

void output_resume(void)
{
	if (spare_legacy()->is_writing)
		(void)!write(file, "\n", 1);
	has_news = true;
}

static void write_all(const char *bytes, size_t length)
{
	spare_legacy()->is_writing = true;
	while (length && !*failure) {
		ssize_t written = write(file, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			snprintf(failure, sizeof(failure), "write failed: %s", written < 0 ? strerror(errno) : "nothing was written");
			fail(FAILURE_OUTPUT, "can't write the record", failure);
			return;
		}
		bytes += written;
		length -= written;
	}
	spare_legacy()->is_writing = false;
	has_news = true;
}

static void keep_early(const struct json *json)
{
	char *grown = realloc(early, early_length + json->length);

	if (!grown)
		abort();
	memcpy(grown + early_length, json->text, json->length);
	early = grown;
	early_length += json->length;
}

void output_line(struct json *json)
{
	json_end_line(json);
	if (json->failed)
		abort(); /* no memory: a record without a trailer is known to be incomplete */
	if (has_header)
		write_all(json->text, json->length);
	else
		keep_early(json);
}

void output_header(struct json *json)
{
	has_header = true;
	output_line(json);
	write_all(early, early_length);
	free(early);
	early = NULL;
	early_length = 0;
	has_news = false; /* "ready" says it */
}

const char *output_failure(void)
{
	return *failure ? failure : NULL;
}

/* Node's "pipe" is a pair of sockets: O_NONBLOCK would be set for whoever shares it too, so each send says it for itself. */
static ssize_t send_tick(void)
{
	ssize_t sent = send(STDOUT_FILENO, "+\n", 2, MSG_DONTWAIT | MSG_NOSIGNAL);

	return sent < 0 && errno == ENOTSOCK ? write(STDOUT_FILENO, "+\n", 2) : sent;
}

void output_tick(void)
{
	if (has_news && send_tick() < 0)
		return; /* a full pipe: whoever reads it has a tick to read already */
	has_news = false;
}
