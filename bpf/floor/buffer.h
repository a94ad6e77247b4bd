/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What the floor's events come through: a buffer for each CPU, of which tell.h takes what is read.
 */
#ifndef BPF_LINUX_BUFFER_H
#define BPF_LINUX_BUFFER_H

/* On this map, as large as the kernel lets us have it: what is locked may be limited. 0, or -errno. */
int buffer_open(int map);
/* Readable when there are events. */
int buffer_fd(void);
/* Tells all that is there. */
void buffer_consume(void);
void buffer_close(void);

#endif
