// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "removal.h"

#include <limits.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX 2

static int happenings = -1;
static int files[FILES_MAX], count;

void removal_watch(int file)
{
	char path[64];

	if (happenings < 0)
		happenings = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	/* By its descriptor: the path may name another file by now. The last name's removal is a change of its attributes (the number of links). */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	if (happenings >= 0 && count < FILES_MAX && inotify_add_watch(happenings, path, IN_ATTRIB) >= 0)
		files[count++] = file;
}

int removal_fd(void)
{
	return happenings;
}

bool removal_took_place(void)
{
	char happened[sizeof(struct inotify_event) + NAME_MAX + 1];
	struct stat stat;

	while (read(happenings, happened, sizeof(happened)) > 0)
		;
	for (int i = 0; i < count; i++) {
		if (fstat(files[i], &stat) == 0 && stat.st_nlink == 0)
			return true;
	}
	return false;
}
