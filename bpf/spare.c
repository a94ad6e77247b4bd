// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "spare.h"
#include "control.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

static struct legacy own, *shared;

struct legacy *spare_legacy(void)
{
	void *page;

	if (shared)
		return shared;
	page = mmap(NULL, sizeof(own), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	shared = page == MAP_FAILED ? &own : page;
	return shared;
}

static void follow(pid_t watching, int signals)
{
	struct pollfd sources[] = { { .fd = pidfd_open(watching, 0), .events = POLLIN }, { .fd = signals, .events = POLLIN } };
	struct signalfd_siginfo signal;

	/* No descriptor: it has ended already. */
	while (sources[0].fd >= 0 && (poll(sources, 2, -1) < 0 || !sources[0].revents)) {
		if (sources[1].revents && read(signals, &signal, sizeof(signal)) > 0)
			kill(watching, signal.ssi_signo);
	}
	close(sources[0].fd);
}

bool spare_stand_by(int signals, bool is_detached)
{
	pid_t watching;

	if (spare_legacy() == &own)
		return false;
	spare_legacy()->has_spare = true;
	watching = fork();
	if (watching < 0)
		spare_legacy()->has_spare = false;
	if (watching <= 0)
		return false;
	/* What kills by name shall not meet both. */
	prctl(PR_SET_NAME, "watch-spare");
	if (is_detached)
		control_let_go();
	follow(watching, signals);
	if (spare_legacy()->is_over)
		_exit(spare_legacy()->status);
	return true;
}
