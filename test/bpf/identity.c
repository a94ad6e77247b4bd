/* For a test: asks after this very process under the names in the arguments, one after the other; "" is a process whose name isn't known. After
 * "--gone", after one that has ended, of which the kernel side has told the arguments so far. Prints for each whether its program is known,
 * whether it is said to have become another one, and whether it answered. */
#include "../../bpf/identity.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that has ended and is still there. */
static pid_t leave_zombie(void)
{
	static const struct text argv = { .bytes = "asked", .length = 6, .total = 6, .known = true };
	siginfo_t info;
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	waitid(P_PID, child, &info, WEXITED | WNOWAIT);
	identity_tell(child, proc_read_start(child), BYTES_ARGV, &argv);
	return child;
}

int main(int argc, char **argv)
{
	bool gone = argc > 1 && !strcmp(argv[1], "--gone");
	pid_t pid = gone ? leave_zombie() : getpid();

	for (int i = 1 + gone; i < argc; i++) {
		struct process process = { .pid = pid, .start = proc_read_start(pid) };
		const struct identity *identity;

		strncpy(process.comm, argv[i], COMM_LENGTH - 1);
		identity = identity_ask(&process);
		printf("%s, %s, %s\n", identity->texts[BYTES_ARGV].known ? "known" : "unknown", identity->has_moved_on ? "another" : "the same",
		       identity->has_answered ? "answers" : "gone");
	}
	return 0;
}
