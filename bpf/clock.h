/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The clock of every record: CLOCK_BOOTTIME as the kernel has it (task->start_boottime, bpf_ktime_get_boot_ns), nanoseconds.
 */
#ifndef BPF_LINUX_CLOCK_H
#define BPF_LINUX_CLOCK_H

#include <linux/types.h>

__u64 boot_time(void);
/* CLOCK_MONOTONIC as the kernel has it (bpf_ktime_get_ns). */
__u64 monotonic_time(void);
/* What /proc and CLOCK_BOOTTIME show more than the kernel has: the offset of our time namespace; 0 outside of any. */
__s64 boot_time_shift(void);

#endif
