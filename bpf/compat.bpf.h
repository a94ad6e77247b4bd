/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * Every difference between kernels, one getter each. Callers never see a version.
 * `___x` after a struct's name is a CO-RE flavour: the same struct with a field that only some kernels have.
 */
#ifndef BPF_LINUX_COMPAT_BPF_H
#define BPF_LINUX_COMPAT_BPF_H

#include "kernel.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct kernfs_node___parent { struct kernfs_node *parent; };
struct kernfs_node___rcu { struct kernfs_node *__parent; };
struct file___count { atomic_long_t f_count; };
struct file_ref { atomic_long_t refcnt; };
struct file___ref { struct file_ref f_ref; };
struct percpu_counter { __s64 count; };
struct mm_struct___percpu { struct percpu_counter rss_stat[4]; };
struct mm_rss_stat { atomic_long_t count[4]; };
struct mm_struct___atomic { struct mm_rss_stat rss_stat; };
#pragma clang attribute pop

/* Set by user space before the load: whether mm is still there at sched_process_exit.
 *
 * 6.16 ("exit: move and extend sched_process_exit() tracepoint", April 2025): the tracepoint moved before exit_mm()
 * and got a second argument, group_dead. Before, mm is NULL there, and what needs it is taken at taskstats_exit(), which
 * do_exit() calls with mm alive, once a thread.
 */
const volatile bool mm_alive_at_exit __weak = true;

/* 6.15, commit 633488947ef6 ("kernfs: Use RCU to access kernfs_node::parent."): `parent` became `__parent`. */
static __always_inline struct kernfs_node *get_kernfs_parent(struct kernfs_node *node)
{
	if (bpf_core_field_exists(((struct kernfs_node___rcu *)0)->__parent))
		return BPF_CORE_READ((struct kernfs_node___rcu *)node, __parent);
	return BPF_CORE_READ((struct kernfs_node___parent *)node, parent);
}

/* 6.13, commit 90ee6ed776c0 ("fs: port files to file_ref"): f_count became f_ref, which counts from 0 for one holder. */
static __always_inline long get_file_holders(struct file *file)
{
	if (bpf_core_field_exists(((struct file___ref *)0)->f_ref))
		return BPF_CORE_READ((struct file___ref *)file, f_ref.refcnt.counter) + 1;
	return BPF_CORE_READ((struct file___count *)file, f_count.counter);
}

/* 6.2, commit f1a7941243c1 ("mm: convert mm's rss stats into percpu_counter"). The per-CPU remainders are left out: the value
 * may be off by a few pages a CPU. kind: 0 file, 1 anonymous, 3 shared. */
static __always_inline __u64 get_rss_pages(struct mm_struct *mm, int kind)
{
	__s64 pages = 0;

	if (bpf_core_field_exists(((struct mm_struct___percpu *)0)->rss_stat[0].count)) {
		struct mm_struct___percpu *m = (void *)mm;
		pages = kind == 0 ? BPF_CORE_READ(m, rss_stat[0].count) : kind == 1 ? BPF_CORE_READ(m, rss_stat[1].count) : BPF_CORE_READ(m, rss_stat[3].count);
	} else {
		struct mm_struct___atomic *m = (void *)mm;
		pages = kind == 0   ? BPF_CORE_READ(m, rss_stat.count[0].counter)
			: kind == 1 ? BPF_CORE_READ(m, rss_stat.count[1].counter)
				    : BPF_CORE_READ(m, rss_stat.count[3].counter);
	}
	return pages < 0 ? 0 : pages;
}

/* Set before loading: arm64 has kernels with pages of 4, 16 and 64 KiB. */
const volatile __u32 page_bytes __weak = 4096;

/* Where current's user registers are. The helper is there from 5.15 on (dd6e10fbd9fb); before, they are at the top of the kernel
 * stack, which must not be computed on newer kernels: FRED moved them. The stack has 16 KiB on both machines, or a page where that is more. */
static __always_inline void *get_user_registers(void)
{
	if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_task_pt_regs))
		return (void *)bpf_task_pt_regs(bpf_get_current_task_btf());
	struct task_struct *task = (void *)bpf_get_current_task();
	__u32 stack_bytes = page_bytes > 16384 ? page_bytes : 16384;

	return BPF_CORE_READ(task, stack) + stack_bytes - bpf_core_type_size(struct pt_regs___user);
}

struct registers {
	__u64 ip, sp;
};

/* Of current, in user space; both 0 where they can't be had. */
static __always_inline bool read_registers(struct registers *to)
{
	struct pt_regs___user *registers = get_user_registers();

	if (!registers)
		return false;
#if defined(__TARGET_ARCH_x86)
	to->ip = BPF_CORE_READ(registers, ip);
	to->sp = BPF_CORE_READ(registers, sp);
#elif defined(__TARGET_ARCH_arm64)
	to->ip = BPF_CORE_READ(registers, user_regs.pc);
	to->sp = BPF_CORE_READ(registers, user_regs.sp);
#endif
	return true;
}

/* Arguments of the function that a kprobe is at. */
static __always_inline __u64 get_first_argument(void *registers)
{
#if defined(__TARGET_ARCH_x86)
	return BPF_CORE_READ((struct pt_regs___user *)registers, di);
#elif defined(__TARGET_ARCH_arm64)
	return BPF_CORE_READ((struct pt_regs___user *)registers, user_regs.regs[0]);
#endif
}

static __always_inline __u64 get_second_argument(void *registers)
{
#if defined(__TARGET_ARCH_x86)
	return BPF_CORE_READ((struct pt_regs___user *)registers, si);
#elif defined(__TARGET_ARCH_arm64)
	return BPF_CORE_READ((struct pt_regs___user *)registers, user_regs.regs[1]);
#endif
}

#endif
