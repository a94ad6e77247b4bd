/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The tracer's own process: what it inherits from whoever starts it is made for others.
 */
#ifndef BPF_LINUX_SELF_H
#define BPF_LINUX_SELF_H

/* Descriptors, limits, priorities, signals. Returns the file through which signals ask to stop. */
int self_settle(void);
/* Standard output carries ticks, which are dropped rather than waited with. */
void self_never_block_on_ticks(void);

#endif
