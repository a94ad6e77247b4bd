// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "watch.h"
#include "clock.h"
#include "container.h"
#include "events.h"
#include "failure.h"
#include "lines.h"
#include "look.h"
#include "output.h"
#include "parts.h"
#include "proof.h"
#include "removal.h"
#include "spare.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* How long a stop waits for processes that are dumping core. */
#define DRAIN_NS 5000000000ULL
#define DYING_MAX 64
#define POLL_MS 10
/* How long after a death the OOM killer may tell that it chose it: instructions later, unless its processor is taken from it. */
#define CHOICE_NS 250000000ULL

static struct {
	int events; /* readable when there are some */
	struct proof proof;
	bool proven;
	__u64 taken_over_at; /* 0: this is the first process */
} state;

static void take_death(const struct event_death *death, const struct event_signal *sent, const struct event_oom *oom)
{
	if (!state.proven && proof_is_met(&state.proof, death)) {
		state.proven = true;
		state.proof.seen_after = boot_time() - death->head.at;
		return;
	}
	write_death(death, sent, oom);
}

static bool wait_for_events(void)
{
	struct pollfd source = { .fd = state.events, .events = POLLIN };

	return poll(&source, 1, POLL_MS) > 0;
}

/* Reads all events that there are and writes what they tell. An ancestor that /proc doesn't know any more has ended since; on its way
 * out it told what it was, so a second look finds it. */
static void consume(struct programs *programs)
{
	static const struct event_sink sink = { .death = take_death, .end = write_end, .start = write_start, .listen = write_listen, .step = write_step };
	bool more;

	do {
		more = programs_consume(programs);
		if (!events_ask())
			more |= programs_consume(programs);
		while (!more && events_lack_choice(boot_time() - CHOICE_NS))
			more = wait_for_events() && programs_consume(programs);
		events_flush(&sink);
	} while (more);
}

int watch_prove(struct programs *programs, const struct watch_options *options)
{
	__u64 deadline = boot_time() + PROOF_LIFE_MS * 1000000ULL;
	bool ended = false;

	state.events = programs_open(programs);
	if (state.events < 0)
		return fail(FAILURE_ATTACH, "can't map the buffer of events", strerror(errno));
	put_epoch(options->started_at);
	proof_start(&state.proof);
	if (!state.proof.pid)
		return fail(FAILURE_PROOF, "can't fork the process that is to prove the watch", strerror(errno));
	while (!state.proven && boot_time() < deadline) {
		if (wait_for_events())
			consume(programs);
		if (!ended && proof_has_ended(&state.proof)) {
			ended = true;
			deadline = boot_time() + PROOF_TIMEOUT_MS * 1000000ULL;
		}
	}
	proof_reap(&state.proof);
	if (!state.proven)
		return fail(FAILURE_PROOF, "the death of a known process was not seen", "the hooks are attached, but the kernel doesn't call them, or it hides processes from us");
	return 0;
}

/* Whoever waits for this may kill any of the tracer's processes at once: both are there by now. */
static void say_ready(const struct watch_options *options)
{
	if (write(STDOUT_FILENO, "ready\n", 6) < 0)
		return; /* nobody listens; standard input will say so too */
	if (options->control.lines != STDIN_FILENO)
		control_let_go();
}

/* Until asked to stop. Returns why the watch ended, as the trailer says it. */
static const char *follow(struct programs *programs, const struct watch_options *options)
{
	struct pollfd sources[] = {
		{ .fd = state.events, .events = POLLIN },
		{ .fd = options->control.lines, .events = POLLIN },
		{ .fd = options->signals, .events = POLLIN },
		{ .fd = options->control.lifeline, .events = POLLIN },
		{ .fd = looks_fd(), .events = POLLIN },
		{ .fd = removal_fd(), .events = POLLIN },
	};

	for (;;) {
		if (poll(sources, sizeof(sources) / sizeof(*sources), looks_timeout()) < 0 && errno != EINTR)
			return strerror(errno);
		if (sources[0].revents)
			consume(programs);
		if (sources[1].revents && !control_read(&options->control, write_note))
			return "stopped";
		if (sources[2].revents)
			return "stopped";
		if (sources[3].revents)
			return "the process that it watched for ended";
		if (sources[5].revents && removal_took_place())
			return "its files were removed, without which nobody could have ended it";
		looks_take();
		output_tick();
	}
}

/* What has happened must be in the record: processes that are dumping core are waited for, then the hooks go, then the events are
 * read to its end. Returns how many were still dying. */
static int drain(struct programs *programs, __u32 *dying)
{
	__u64 deadline = boot_time() + DRAIN_NS;
	int count;

	consume(programs);
	while ((count = programs_list_dying(programs, dying, DYING_MAX)) && boot_time() < deadline)
		if (wait_for_events())
			consume(programs);
	programs_detach(programs);
	consume(programs);
	looks_finish();
	return count;
}

/* Two processes from here on, of which one watches. What the first had read and not written when it died is counted in the kernel, and
 * missing in the record: the trailer tells both. */
static void stand_by(const struct programs *programs, const struct watch_options *options)
{
	if (!programs->layer->survives_fork || !spare_stand_by(options->signals, options->control.lines != STDIN_FILENO))
		return;
	state.taken_over_at = boot_time();
	output_resume();
}

int watch(struct programs *programs, const struct watch_options *options)
{
	__u32 dying[DYING_MAX];
	int dying_count;
	const char *why;

	containers_open(write_container);
	write_header(programs, options, &state.proof, identity_snapshot());
	if (options->only_check)
		return 0;
	stand_by(programs, options);
	if (!state.taken_over_at)
		say_ready(options);
	why = follow(programs, options);
	dying_count = drain(programs, dying);
	write_trailer(programs, why, state.taken_over_at, dying, dying_count);
	spare_legacy()->status = output_failure() ? FAILURE_OUTPUT : 0;
	spare_legacy()->is_over = true;
	return spare_legacy()->status;
}
