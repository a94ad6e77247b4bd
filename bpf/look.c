// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "look.h"
#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOOKS_MAX 16
/* Where something died comes before what only starts. */
#define EARLY_LOOKS_MAX 8
#define LOOK_NS 2000000000ULL

static struct look {
	pid_t pid; /* 0: free */
	int answer;
	__u64 deadline;
	struct container_query query;
} looks[LOOKS_MAX];

static look_sink tell;
static int answers = -1;

static void understand(struct description *description, const struct papers *papers)
{
	bool whole = true;

	for (int i = 0; i < DOCUMENTS; i++) {
		if (papers->of[i].text)
			whole &= describe(description, i, papers->of[i].text, papers->of[i].length);
	}
	if (papers->problem != CONTAINER_FINE)
		description->problem = papers->problem;
	else if (!description->facts[FACT_NAME].length)
		description->problem = whole ? CONTAINER_NO_NAME : CONTAINER_NOT_JSON;
}

/* The child: holds nothing of the tracer's open but the pipe, and is not outlived by it. */
static _Noreturn void look_up(const struct container_query *query, int pipe, pid_t tracer)
{
	struct description description = {};
	struct papers papers;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != tracer)
		_exit(0);
	prctl(PR_SET_DUMPABLE, 0); /* it will hold secrets: no core */
	dup2(pipe, STDIN_FILENO);
	close_range(STDIN_FILENO + 1, ~0U, 0);
	papers_gather(&papers, query);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT))
		description.problem = CONTAINER_NO_SECCOMP;
	else
		understand(&description, &papers);
	(void)!write(STDIN_FILENO, &description, sizeof(description));
	for (;;)
		syscall(SYS_exit, 0); /* exit_group is not allowed any more */
}

bool looks_open(look_sink sink)
{
	answers = epoll_create1(EPOLL_CLOEXEC);
	tell = sink;
	/* Children are reaped by the kernel: one that hangs in a file system of others must never be waited for. */
	signal(SIGCHLD, SIG_IGN);
	return answers >= 0;
}

static struct look *find_look(const char *id)
{
	for (int i = 0; i < LOOKS_MAX; i++) {
		if (id ? looks[i].pid && !looks[i].query.is_early && strcmp(looks[i].query.id, id) == 0 : !looks[i].pid)
			return &looks[i];
	}
	return NULL;
}

bool looks_for(const char *id)
{
	return find_look(id);
}

static int count_looks(void)
{
	int count = 0;

	for (int i = 0; i < LOOKS_MAX; i++)
		count += looks[i].pid != 0;
	return count;
}

bool look_start(const struct container_query *query)
{
	struct look *look = find_look(NULL);
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = look };
	pid_t tracer = getpid();
	int ends[2];

	if (!look || (query->is_early && count_looks() >= EARLY_LOOKS_MAX) || pipe2(ends, O_CLOEXEC))
		return false;
	*look = (struct look){ .answer = ends[0], .deadline = boot_time() + LOOK_NS, .query = *query };
	look->pid = fork();
	if (look->pid == 0)
		look_up(query, ends[1], tracer);
	close(ends[1]);
	if (look->pid > 0 && epoll_ctl(answers, EPOLL_CTL_ADD, ends[0], &event) == 0)
		return true;
	close(ends[0]);
	look->pid = 0;
	return false;
}

/* What comes back is only trusted to be of this size. */
static bool is_sound(const struct description *description)
{
	for (int i = 0; i < FACTS; i++) {
		if (description->facts[i].length > FACT_MAX)
			return false;
	}
	return description->problem <= CONTAINER_CROWDED;
}

static void end_look(struct look *look, enum container_problem problem, const struct description *description)
{
	struct container_query query = look->query;

	close(look->answer); /* and so out of the epoll set */
	look->pid = 0;
	tell(&query, problem, description);
}

static void take_answer(struct look *look)
{
	struct description description;
	ssize_t got = read(look->answer, &description, sizeof(description));

	if (got < 0 && errno == EINTR)
		return;
	if (got == sizeof(description) && is_sound(&description))
		end_look(look, description.problem, &description);
	else
		end_look(look, CONTAINER_DIED, NULL);
}

void looks_take(void)
{
	struct epoll_event events[LOOKS_MAX];
	int count = epoll_wait(answers, events, LOOKS_MAX, 0);
	__u64 now = boot_time();

	for (int i = 0; i < count; i++)
		take_answer(events[i].data.ptr);
	for (int i = 0; i < LOOKS_MAX; i++) {
		if (!looks[i].pid || now < looks[i].deadline)
			continue;
		kill(looks[i].pid, SIGKILL);
		end_look(&looks[i], CONTAINER_LATE, NULL);
	}
}

int looks_fd(void)
{
	return answers;
}

int looks_timeout(void)
{
	__u64 now = boot_time(), first = 0;

	for (int i = 0; i < LOOKS_MAX; i++) {
		if (looks[i].pid && (!first || looks[i].deadline < first))
			first = looks[i].deadline;
	}
	if (!first)
		return -1;
	return first <= now ? 0 : (int)((first - now) / 1000000 + 1);
}

void looks_finish(void)
{
	struct pollfd source = { .fd = answers, .events = POLLIN };
	int timeout;

	while ((timeout = looks_timeout()) >= 0) {
		poll(&source, 1, timeout);
		looks_take();
	}
}
