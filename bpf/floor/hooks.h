/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The floor's programs, and the tracepoints that they are attached to.
 */
#ifndef BPF_LINUX_HOOKS_H
#define BPF_LINUX_HOOKS_H

#include "../programs.h"
#include "formats.h"

/* Tells the programs, which are loaded and stay the caller's, where fields are and whose the job is. The formats stay the caller's, too. */
struct floor_bpf;
void hooks_open(struct floor_bpf *loaded, const struct formats *known, const struct job *job);
/* First those that know who is who, then how to tell what a task ended with, and last the ends themselves. 0, or the exit status that
 * says why not; the reason is printed. */
int hooks_attach(struct programs *programs);

#endif
