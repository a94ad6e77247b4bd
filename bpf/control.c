// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "control.h"
#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE_MAX (64 * 1024)

static char note[NOTE_MAX];
static size_t note_length;

int control_open(struct control *control, const char *path, const struct owner *owner)
{
	struct stat stat;
	int error = 0;

	if (!owner_take_rights(owner))
		error = EPERM;
	else if (mkfifo(path, 0600))
		error = errno;
	else
		control->lines = open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (!error && control->lines < 0)
		error = errno;
	owner_give_back();
	if (error)
		return fail(FAILURE_OUTPUT, path, error == EEXIST ? "it is there already, and is never used again" : strerror(error));
	/* Its owner could have put something else there in between. */
	if (fstat(control->lines, &stat) || !S_ISFIFO(stat.st_mode))
		return fail(FAILURE_OUTPUT, path, "it is not the FIFO that was made");
	return 0;
}

int control_follow(struct control *control, pid_t pid)
{
	control->lifeline = pidfd_open(pid, 0);
	return control->lifeline < 0 ? fail(FAILURE_USAGE, "--while", strerror(errno)) : 0;
}

static bool is_stop(const struct control *control, const char *line, size_t length)
{
	return control->lines != STDIN_FILENO && length == 1 && *line == STOP_LINE;
}

bool control_read(const struct control *control, void (*take_note)(const char *text, size_t length))
{
	ssize_t got = read(control->lines, note + note_length, NOTE_MAX - note_length);
	char *line = note, *end;

	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	note_length += got;
	while ((end = memchr(line, '\n', note + note_length - line))) {
		if (is_stop(control, line, end - line))
			return false;
		take_note(line, end - line);
		line = end + 1;
	}
	note_length -= line - note;
	memmove(note, line, note_length);
	if (note_length == NOTE_MAX || (got == 0 && note_length)) {
		take_note(note, note_length);
		note_length = 0;
	}
	return got > 0;
}

void control_let_go(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0)
		return;
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	close(null);
}
