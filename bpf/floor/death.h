/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * A death, put together from its pieces.
 */
#ifndef BPF_LINUX_DEATH_H
#define BPF_LINUX_DEATH_H

#include "floor.h"

/* Tells the death, and of what has come before it: who sent signals, and what the OOM killer chose. */
void death_take(int cpu, const struct floor_death *from);
/* What the OOM killer chose, and told of when the death had been sent already. */
void death_take_late_oom(const struct floor_oom *from);

#endif
