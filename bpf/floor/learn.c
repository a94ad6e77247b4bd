// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "learn.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_PER_PART (TASK_PART / sizeof(__u32))
#define WORDS (TASK_PARTS * WORDS_PER_PART)

/* With nothing in common but where they are found. */
static const int codes[] = { 0x5b, 0xa6, 0x3d, 0xe1 };
#define CHILDREN (sizeof(codes) / sizeof(*codes))

static struct {
	__u32 pid;
	int code;
	__u32 parts;
} child;
/* How many children had their code there. */
static unsigned char found[WORDS];

void learn_take(const struct floor_task *part)
{
	__u32 status = child.code << 8;

	if (part->head.pid != child.pid || part->part >= TASK_PARTS || part->failed)
		return;
	child.parts++;
	for (size_t i = 0; i < WORDS_PER_PART; i++)
		found[part->part * WORDS_PER_PART + i] += memcmp(part->bytes + i * sizeof(__u32), &status, sizeof(status)) == 0;
}

static bool run_child(int code, void (*consume)(void))
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(code);
	if (pid < 0)
		return false;
	child.pid = pid;
	child.code = code;
	child.parts = 0;
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	/* It was told before it could be waited for. */
	consume();
	return child.parts > 0;
}

__u32 learn_exit_code(void (*consume)(void))
{
	__u32 at = 0;

	memset(found, 0, sizeof(found));
	for (size_t i = 0; i < CHILDREN; i++) {
		if (!run_child(codes[i], consume))
			return 0;
	}
	for (__u32 i = 0; i < WORDS; i++) {
		if (found[i] != CHILDREN)
			continue;
		if (at)
			return 0;
		at = i * sizeof(__u32);
	}
	return at;
}
