// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "formats.h"

#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PREFIX "tracepoint/"

/* Any folder that is there: nobody but the child sees what it mounts on it. */
#define MOUNT_POINT "/proc"

const struct format_field format_fields[FIELDS] = {
#define X(field, tracepoint, name, size, optional) { tracepoint, name, size, optional },
	FLOOR_FIELDS(X)
#undef X
};

static bool read_text(const char *tracepoint, const char *name, char *text, size_t size)
{
	char path[128];
	ssize_t length;
	int file;

	snprintf(path, sizeof(path), MOUNT_POINT "/events/%s/%s", tracepoint, name);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	length = read(file, text, size - 1);
	close(file);
	text[length < 0 ? 0 : length] = 0;
	return length > 0;
}

/* "\tfield:char comm[16];\toffset:8;\tsize:16;\tsigned:0;": the offset of a field with this name and size; 0: there is none. Text that has
 * become a __data_loc is marked. */
static __u16 find_field(const char *format, const struct format_field *field)
{
	size_t length = strlen(field->name);

	for (const char *line = strstr(format, "\tfield:"); line; line = strstr(line + 1, "\tfield:")) {
		const char *end = strchr(line, ';'), *name = end ? memchr(line, '[', end - line) : NULL;
		bool is_far = strncmp(line + 7, "__data_loc ", 11) == 0;
		unsigned offset, size;

		if (!end || sscanf(end, ";\toffset:%u;\tsize:%u;", &offset, &size) != 2)
			continue;
		if (!name || is_far)
			name = end;
		if ((size_t)(name - line) <= length || memcmp(name - length, field->name, length) != 0 || name[-length - 1] != ' ')
			continue;
		if (is_far && field->size == COMM_LENGTH && offset < FIELD_FAR)
			return offset | FIELD_FAR;
		return size == field->size && offset < FIELD_FAR ? offset : 0;
	}
	return 0;
}

static void read_formats(struct formats *formats)
{
	char text[8192];

	for (int i = 0; i < FIELDS; i++) {
		const struct format_field *field = &format_fields[i];

		if (!read_text(field->tracepoint, "id", text, sizeof(text)))
			continue;
		formats->ids[i] = atoi(text);
		if (read_text(field->tracepoint, "format", text, sizeof(text)))
			formats->at[i] = find_field(text, field);
	}
}

/* In a child, which has its mounts to itself. */
static void mount_and_read(struct formats *formats)
{
	if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) || mount("tracefs", MOUNT_POINT, "tracefs", MS_NOSUID | MS_NOEXEC, NULL))
		snprintf(formats->problem, sizeof(formats->problem), "can't mount tracefs: %s", strerror(errno));
	else
		read_formats(formats);
}

bool formats_read(struct formats *formats)
{
	int ends[2];
	ssize_t got;
	pid_t pid;

	*formats = (struct formats){};
	snprintf(formats->problem, sizeof(formats->problem), "nobody could be asked to read tracefs");
	if (pipe2(ends, O_CLOEXEC))
		return false;
	pid = fork();
	if (pid == 0) {
		formats->problem[0] = 0;
		mount_and_read(formats);
		_exit(write(ends[1], formats, sizeof(*formats)) == sizeof(*formats) ? 0 : 1);
	}
	close(ends[1]);
	/* It fits a pipe's PIPE_BUF, so it comes as a whole. */
	got = pid < 0 ? -1 : read(ends[0], formats, sizeof(*formats));
	close(ends[0]);
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	return got == sizeof(*formats) && !formats->problem[0];
}

static int find_id(const struct formats *formats, const char *tracepoint)
{
	for (int i = 0; i < FIELDS; i++) {
		if (strcmp(format_fields[i].tracepoint, tracepoint) == 0)
			return formats->ids[i];
	}
	return 0;
}

/* libbpf would look the tracepoint up where tracefs is mounted, if it is. */
struct bpf_link *formats_attach(const struct formats *formats, const struct bpf_program *program)
{
	struct perf_event_attr attributes = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attributes), .sample_period = 1, .wakeup_events = 1,
		.config = find_id(formats, bpf_program__section_name(program) + strlen(PREFIX)),
	};
	struct bpf_link *link;
	int event;

	if (!attributes.config) {
		errno = ENOENT;
		return NULL;
	}
	event = syscall(SYS_perf_event_open, &attributes, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
	if (event < 0)
		return NULL;
	link = bpf_program__attach_perf_event(program, event);
	if (!link)
		close(event);
	return link;
}

_Static_assert(sizeof(struct formats) <= 4096, "formats go through a pipe at once");
