/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * One way to say "at most so many times": repeat(times, step, context) calls `int step(__u32 i, void *context)` until it gives 1.
 *
 * bpf_loop() (5.17, e6f2dd0f8067) is checked once, whatever the count: the load takes milliseconds. A plain bounded loop is followed
 * turn by turn: it must turn less often, or the verifier's limit of a million instructions is reached. Kernels without the helper
 * refuse even an unreachable reference to a callback, so there are two objects: user space asks the kernel for the helper.
 */
#ifndef BPF_LINUX_LOOP_BPF_H
#define BPF_LINUX_LOOP_BPF_H

#include "kernel.bpf.h"

#ifdef NO_BPF_LOOP
#define repeat(times, step, context)                                                                                                                 \
	({                                                                                                                                           \
		for (__u32 i_ = 0; i_ < (times) && !step(i_, context); i_++)                                                                         \
			;                                                                                                                            \
	})
#define turns(with_bpf_loop, without) (without)
#else
#define repeat(times, step, context) bpf_loop(times, step, context, 0)
#define turns(with_bpf_loop, without) (with_bpf_loop)
#endif

enum { GO_ON = 0, DONE = 1 };

/* The compiler knows bounds that older verifiers lose again, and leaves a check out that they need: behind this it knows nothing. */
#define forget_bounds(value) asm volatile("" : "+r"(value))

#endif
