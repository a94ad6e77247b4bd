/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Where the tracer was asked for, when that is another container: the process numbers that it is given are that one's, and so are
 * the paths.
 */
#ifndef BPF_LINUX_STARTER_H
#define BPF_LINUX_STARTER_H

#include <asm/types.h>
#include <stdbool.h>
#include <sys/types.h>

struct starter {
	pid_t pid;	     /* of the process that asks, as the tracer sees it; 0: there is none, and all is the tracer's own */
	pid_t ns_pid;	     /* as it sees itself */
	__u32 pid_namespace; /* inode number of its pid namespace */
	pid_t outside;	     /* its nearest ancestor outside of that namespace; 0: the namespace is the tracer's own */
};

/* From "PIDNAMESPACE:PID", as /proc/self/ns/pid and getpid() give them. */
bool starter_parse(struct starter *starter, const char *text);
/* Finds it among all processes, if there is one to find. 0, or the exit status. */
int starter_find(struct starter *starter);
/* The tracer's number for a process that the starter knows by this one; 0 is what runs its container, as it is for getppid() in there.
 * 0: there is no such process. */
pid_t starter_translate(const struct starter *starter, pid_t ns_pid);

/* Whether the tracer's numbers are those that the kernel side sees: it is in the machine's own pid namespace. */
bool starter_sees_the_machine(void);

/* Between these two, paths lead where they lead for the starter. 0, or the exit status. */
int starter_enter(const struct starter *starter);
int starter_leave(const struct starter *starter);

#endif
