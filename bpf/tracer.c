// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The command: arguments, surroundings, and one watch. */
#include "clock.h"
#include "failure.h"
#include "output.h"
#include "removal.h"
#include "self.h"
#include "watch.h"

#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

static const char usage[] = "usage: tracer run --out FILE [--owner UID:GID] [--control FIFO] [--while PID] [--job PID]\n"
			    "                  [--from PIDNS:PID]\n"
			    "       tracer check [--from PIDNS:PID]\n"
			    "       tracer --version\n"
			    "Records every abnormal end of a process on this machine to FILE, as JSON lines, until standard input ends or SIGTERM\n"
			    "comes. Lines of standard input are kept as notes. check proves that it could, and prints the record's first line.\n"
			    "  --owner    the user whose rights make the files, and who owns them\n"
			    "  --control  makes this FIFO and reads it instead of standard input, so that whoever starts the tracer may leave it;\n"
			    "             a line of one EOT character (Ctrl-D) ends the watch\n"
			    "  --while    ends the watch when this process ends\n"
			    "  --job      what comes from this process is the job's: each record says whether its process is one of those\n"
			    "  --from     the process that asks, in another container: its pid namespace (the number in /proc/self/ns/pid) and its\n"
			    "             number there; numbers and paths in the other options are as that process sees them, and --job 0\n"
			    "             is what runs its container\n";

int fail(enum failure failure, const char *what, const char *why)
{
	fprintf(stderr, "tracer: %s: %s\n", what, why);
	return failure;
}

static int fail_usage(const char *what, const char *why)
{
	fputs(usage, stderr);
	return fail(FAILURE_USAGE, what, why);
}

/* What the command line asks for, before it is looked at closer. */
struct request {
	const char *out, *control;
	pid_t lifeline;
	pid_t job; /* -1: none */
	struct owner owner;
};

static int open_files(struct watch_options *options, const struct request *request)
{
	int status = output_open(request->out, &request->owner);

	if (!status && request->control)
		status = control_open(&options->control, request->control, &request->owner);
	return status;
}

static int follow_lifeline(struct watch_options *options, pid_t lifeline)
{
	return lifeline ? control_follow(&options->control, starter_translate(&options->starter, lifeline)) : 0;
}

static int open_all(struct watch_options *options, const struct request *request)
{
	int status = follow_lifeline(options, request->lifeline), left;

	if (!status)
		status = starter_enter(&options->starter);
	if (status)
		return status;
	status = open_files(options, request);
	left = starter_leave(&options->starter);
	if (!status && !left && request->control) {
		removal_watch(options->control.lines);
		removal_watch(output_file());
	}
	return status ? status : left;
}

static int find_job(struct job *job, pid_t pid, const struct starter *starter)
{
	/* Where the numbers are a container's own, nobody is known to be the job's. */
	if (pid < 0 || !starter_sees_the_machine())
		return 0;
	job->pid = starter_translate(starter, pid);
	job->start = job->pid ? proc_read_start(job->pid) : 0;
	return job->start ? 0 : fail(FAILURE_USAGE, "--job", "there is no such process");
}

/* What it is about to do, for whoever waits until it is ready. */
static void say(const struct watch_options *options, const char *stage)
{
	if (!options->only_check)
		dprintf(STDOUT_FILENO, "%s\n", stage);
}

static int run(struct watch_options *options, const struct request *request)
{
	struct programs programs = {};
	int status, found;

	say(options, "loading");
	options->signals = self_settle();
	found = starter_find(&options->starter);
	if (!found)
		found = find_job(&options->job, request->job, &options->starter);
	/* Without rights nothing is found: what they are missing for is told first. */
	status = programs_attach(&programs, &options->job);
	if (!status)
		status = found;
	/* The kernel's BTF, some 10 MB, is not needed any more. */
	malloc_trim(0);
	say(options, "proving");
	if (!status)
		status = watch_prove(&programs, options);
	if (!status && !options->only_check)
		status = open_all(options, request);
	if (!status) {
		self_never_block_on_ticks();
		status = watch(&programs, options);
	}
	programs_close(&programs);
	return status;
}

static bool parse_pid(const char *text, pid_t least, pid_t *pid)
{
	char rest;

	return sscanf(text, "%d%c", pid, &rest) == 1 && *pid >= least;
}

int main(int argc, char **argv)
{
	static const struct option known[] = {
		{ "out", required_argument, NULL, 'o' },
		{ "owner", required_argument, NULL, 'w' },
		{ "control", required_argument, NULL, 'c' },
		{ "while", required_argument, NULL, 'l' },
		{ "job", required_argument, NULL, 'j' },
		{ "from", required_argument, NULL, 'f' },
		{ "version", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },
		{},
	};
	struct watch_options options = { .started_at = boot_time(), .control = { .lines = STDIN_FILENO, .lifeline = -1 } };
	struct request request = { .job = -1 };
	const char *command;
	int option, status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "h", known, NULL)) != -1) {
		switch (option) {
		case 'o':
			request.out = optarg;
			break;
		case 'w':
			if (!owner_parse(&request.owner, optarg))
				return fail_usage("--owner", "it takes two numbers, UID:GID");
			break;
		case 'c':
			request.control = optarg;
			break;
		case 'l':
			if (!parse_pid(optarg, 1, &request.lifeline))
				return fail_usage("--while", "it takes the number of a process");
			break;
		case 'j':
			if (!parse_pid(optarg, 0, &request.job))
				return fail_usage("--job", "it takes the number of a process");
			break;
		case 'f':
			if (!starter_parse(&options.starter, optarg))
				return fail_usage("--from", "it takes two numbers, PIDNS:PID");
			break;
		case 'v':
			puts("tracer " TRACER_VERSION " (record " RECORD_VERSION ")");
			return 0;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return fail_usage(argv[optind - 1], "unknown option, or its value is missing");
		}
	}
	command = optind == argc - 1 ? argv[optind] : "";
	options.only_check = strcmp(command, "check") == 0;
	if (!options.only_check && strcmp(command, "run") != 0)
		return fail_usage("what to do", "run or check, and nothing after it");
	if (!options.only_check && !request.out)
		return fail_usage("run", "it needs --out FILE");
	/* Paths would lead where somebody else's lead. */
	if (options.starter.ns_pid && owner_is_behind_sudo())
		return fail(FAILURE_USAGE, "--from", "it is not for sudo");
	status = owner_settle(&request.owner);
	return status ? status : run(&options, &request);
}
