/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The proof of readiness: a child that dies of a known fault must come back through every stage.
 */
#ifndef BPF_LINUX_PROOF_H
#define BPF_LINUX_PROOF_H

#include "record.h"

/* The name that the child dies under, so that other tracers on the machine can tell it. */
#define PROOF_COMM "tracer-proof"
#define PROOF_TIMEOUT_MS 3000

/* Forks the child. proof->pid 0: fork failed. */
void proof_start(struct proof *proof);
/* Whether this death is the proof's, with the very fault that it was to die of. */
bool proof_is_met(const struct proof *proof, const struct event_death *death);
void proof_reap(const struct proof *proof);

#endif
