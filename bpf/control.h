/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What reaches a running tracer: notes and the request to stop, on standard input or on a FIFO, and the end of the process that it
 * watches for.
 */
#ifndef BPF_LINUX_CONTROL_H
#define BPF_LINUX_CONTROL_H

#include "owner.h"

#include <stdbool.h>
#include <sys/types.h>

/* The line that asks to stop on a FIFO, which has no end: end of transmission, as Ctrl-D is on a terminal. */
#define STOP_LINE '\004'

struct control {
	int lines;    /* file that notes are read from */
	int lifeline; /* pidfd of the process whose end ends the watch; -1: there is none */
};

/* Makes the FIFO exclusively, with its owner's rights, and opens it for both directions: it stays open whoever comes and goes.
 * 0, or the exit status. */
int control_open(struct control *control, const char *path, const struct owner *owner);
/* The watch ends when this process does. 0, or the exit status. */
int control_follow(struct control *control, pid_t pid);
/* Reads what there is and hands on each line. False when the watch is to end. */
bool control_read(const struct control *control, void (*take_note)(const char *text, size_t length));
/* Whoever started a tracer with a FIFO goes on without it: no file of theirs is held open, and there is nobody to tick for. */
void control_let_go(void);

#endif
