// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "self.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

/* Programs, maps and links are some forty. */
#define OPEN_FILES 1024

/* As far up as we may: beyond the hard limit with CAP_SYS_RESOURCE, else to it. */
static void raise_limit(int resource, rlim_t wanted)
{
	struct rlimit now, whole = { wanted, wanted };

	if (getrlimit(resource, &now) || now.rlim_cur >= wanted)
		return;
	if (now.rlim_max >= wanted)
		whole.rlim_max = now.rlim_max;
	if (setrlimit(resource, &whole) == 0)
		return;
	now.rlim_cur = now.rlim_max;
	setrlimit(resource, &now);
}

static void shed_limits(void)
{
	raise_limit(RLIMIT_CPU, RLIM_INFINITY);
	raise_limit(RLIMIT_FSIZE, RLIM_INFINITY);
	raise_limit(RLIMIT_AS, RLIM_INFINITY);
	raise_limit(RLIMIT_DATA, RLIM_INFINITY);
	raise_limit(RLIMIT_MEMLOCK, RLIM_INFINITY); /* before 5.11, maps count as locked memory */
	raise_limit(RLIMIT_NPROC, RLIM_INFINITY);
	raise_limit(RLIMIT_NOFILE, OPEN_FILES);
}

/* The GitHub runner gives every step's processes oom_score_adj 500: the tracer would be the first victim of what it is to see. */
static void survive_oom(void)
{
	int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (file < 0)
		return;
	if (write(file, "-1000", 5) < 0)
		(void)!write(file, "0", 1);
	close(file);
}

/* The signals that ask to stop come through a file; those that a terminal or a closed pipe send are none of our business, and a file
 * that may not grow is an error of write(). */
static int open_signals(void)
{
	sigset_t stop;

	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	return signalfd(-1, &stop, SFD_CLOEXEC);
}

int self_settle(void)
{
	/* What a careless parent left open is not for a root process to hold. */
	close_range(3, ~0U, 0);
	shed_limits();
	survive_oom();
	/* What died is soon forgotten: by /proc within milliseconds, by docker within a hundred. On a busy machine the tracer goes first;
	 * it needs little. */
	setpriority(PRIO_PROCESS, 0, -10);
	return open_signals();
}

void self_never_block_on_ticks(void)
{
	struct stat stat;

	if (fstat(STDOUT_FILENO, &stat) == 0 && S_ISFIFO(stat.st_mode))
		fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
}
