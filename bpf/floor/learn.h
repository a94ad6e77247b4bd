/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Where in task_struct the kernel keeps what a task ended with, learned from children that end in ways that are known.
 */
#ifndef BPF_LINUX_LEARN_H
#define BPF_LINUX_LEARN_H

#include "floor.h"

#include <stdbool.h>

/* A piece of a child's task_struct. */
void learn_take(const struct floor_task *part);
/* Lets children end; consume reads what the kernel told. The one offset that fits all of them; 0: there is none, or more than one. */
__u32 learn_exit_code(void (*consume)(void));

#endif
