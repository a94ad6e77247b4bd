/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The proof of readiness: a child that dies of a known fault must come back through every stage.
 */
#ifndef BPF_LINUX_PROOF_H
#define BPF_LINUX_PROOF_H

#include "record.h"

/* The name that the child dies under, so that other tracers on the machine can tell it. */
#define PROOF_COMM "tracer-proof"
/* From the child's end on: how long it takes to die says how busy the machine is, and not whether anybody sees it. */
#define PROOF_TIMEOUT_MS 3000
/* A child that doesn't die at all. */
#define PROOF_LIFE_MS 60000

/* Forks the child. proof->pid 0: fork failed. */
void proof_start(struct proof *proof);
/* Whether this death is the proof's, with the very fault that it was to die of. */
bool proof_is_met(const struct proof *proof, const struct event_death *death);
/* Whether the child has ended; to be asked until it has. */
bool proof_has_ended(const struct proof *proof);
void proof_reap(const struct proof *proof);

#endif
