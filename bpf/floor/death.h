/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * A death, put together from its parts. They come in one go, from one CPU, and it comes last.
 */
#ifndef BPF_LINUX_DEATH_H
#define BPF_LINUX_DEATH_H

#include "floor.h"

/* Keeps a part for the death that it belongs to. */
void death_take_part(const struct floor_head *head);
/* Tells the death, and of what has come before it: who sent signals, and what the OOM killer chose. */
void death_take(const struct floor_death *from);

#endif
