/* For a test: asks after this very process under the names in the arguments, one after the other; "" is a process whose name isn't known.
 * Prints for each whether its program is known, and whether it is said to have become another one. */
#include "../../bpf/identity.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct process process = { .pid = getpid(), .start = proc_read_start(getpid()) };
		const struct identity *identity;

		strncpy(process.comm, argv[i], COMM_LENGTH - 1);
		identity = identity_ask(&process);
		printf("%s, %s\n", identity->texts[BYTES_ARGV].known ? "known" : "unknown", identity->has_moved_on ? "another" : "the same");
	}
	return 0;
}
