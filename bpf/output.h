/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The record's file, and the ticks on standard output that say it grew.
 */
#ifndef BPF_LINUX_OUTPUT_H
#define BPF_LINUX_OUTPUT_H

#include "json.h"
#include "owner.h"

/* Makes the file, exclusively, as owner: with the owner's rights and not with root's, so that a path says nothing that its owner
 * may not say. 0, or the exit status. */
int output_open(const char *path, const struct owner *owner);
/* The descriptor of that file. */
int output_file(void);
/* Adds one line, in one write: who reads along sees whole lines, and a kill tears none but the last. Lines that come before the
 * first header wait for it. After a failed write nothing more is written, and output_failure() says why. */
void output_header(struct json *json);
void output_line(struct json *json);
const char *output_failure(void);
/* In the process that takes over: what the one before it may have left cut off is a line by itself. */
void output_resume(void);
/* Tells standard output that there is news, if there is; never blocks. */
void output_tick(void);

#endif
