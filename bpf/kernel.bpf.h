/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * The kernel facts that the programs depend on, and no others: a reviewer can read them all. CO-RE relocates every field by
 * its name, so the layout here is of no meaning. A field that some kernel lacks or names differently is in compat.bpf.h.
 */
#ifndef BPF_LINUX_KERNEL_BPF_H
#define BPF_LINUX_KERNEL_BPF_H

#include <linux/types.h>
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct list_head { struct list_head *next; };
typedef struct { int counter; } atomic_t;
typedef struct { long counter; } atomic_long_t;

struct ns_common { unsigned int inum; };
struct pid_namespace { struct ns_common ns; };
struct mnt_namespace { struct ns_common ns; };
struct net { struct ns_common ns; };
typedef struct { struct net *net; } possible_net_t;
struct nsproxy { struct mnt_namespace *mnt_ns; };
struct upid { int nr; struct pid_namespace *ns; };
struct pid { unsigned int level; struct upid numbers[1]; };

struct qstr { unsigned int len; const unsigned char *name; };
struct hlist_bl_node { struct hlist_bl_node *next, **pprev; };
struct inode { unsigned short i_mode; unsigned int i_nlink; };
struct dentry { struct hlist_bl_node d_hash; struct dentry *d_parent; struct qstr d_name; struct inode *d_inode; };
struct vfsmount { struct dentry *mnt_root; };
struct mount { struct mount *mnt_parent; struct dentry *mnt_mountpoint; struct vfsmount mnt; };
struct path { struct vfsmount *mnt; struct dentry *dentry; };
struct file { struct path f_path; struct inode *f_inode; void *private_data; };
struct fs_struct { struct path pwd; };
struct fdtable { unsigned int max_fds; struct file **fd; };
struct files_struct { struct fdtable *fdt; };

struct in6_addr { unsigned char bytes[16]; };
struct sock_common {
	unsigned short skc_family;
	volatile unsigned char skc_state;
	__u32 skc_rcv_saddr;
	__u16 skc_num;
	struct in6_addr skc_v6_rcv_saddr;
	possible_net_t skc_net;
};
struct sock_reuseport { __u16 num_socks; };
struct sock { struct sock_common __sk_common; struct pid *sk_peer_pid; unsigned short sk_type; struct sock_reuseport *sk_reuseport_cb; };
struct socket { struct sock *sk; };
struct sockaddr_un { unsigned short sun_family; char sun_path[108]; };
struct unix_address { int len; struct sockaddr_un name[0]; };
struct unix_sock { struct unix_address *addr; };

struct kernfs_node { const char *name; };
struct cgroup { struct kernfs_node *kn; int level; };
struct cgroup_subsys_state { struct cgroup *cgroup; struct cgroup_subsys_state *parent; };
enum cgroup_subsys_id { memory_cgrp_id = 4 };
struct css_set { struct cgroup_subsys_state *subsys[16]; struct cgroup *dfl_cgrp; };
struct page_counter { atomic_long_t usage; unsigned long max; struct page_counter *parent; };
struct mem_cgroup { struct cgroup_subsys_state css; struct page_counter memory; };
enum oom_constraint { CONSTRAINT_NONE };
struct oom_control { struct mem_cgroup *memcg; enum oom_constraint constraint; };

typedef struct { unsigned long sig[1]; } sigset_t;
struct sigaction { void *sa_handler; unsigned long sa_flags; sigset_t sa_mask; };
struct k_sigaction { struct sigaction sa; };
struct sighand_struct { struct k_sigaction action[64]; };
struct rlimit { unsigned long rlim_cur; };
struct signal_struct {
	atomic_t live;
	int nr_threads;
	int group_exit_code;
	unsigned int flags;
	__u64 utime, stime, sum_sched_runtime;
	unsigned long min_flt, maj_flt, maxrss;
	struct rlimit rlim[16];
	short oom_score_adj;
};

struct mm_struct {
	unsigned long arg_start, arg_end, env_start, env_end, start_stack, total_vm;
	struct file *exe_file;
};

typedef struct { unsigned int val; } kuid_t;
typedef struct { unsigned int val; } kgid_t;
struct cred { kuid_t uid; kgid_t gid; };

/* arch/x86 and arch/arm64: each kernel has its own half. */
struct thread_struct {
	unsigned long cr2, trap_nr, error_code;	   /* x86 */
	unsigned long fault_address, fault_code;   /* arm64 */
};

struct task_struct {
	unsigned int flags;
	int exit_code;
	int pdeath_signal;
	int pid, tgid;
	struct task_struct *real_parent, *group_leader;
	struct list_head children, sibling;
	struct pid *thread_pid;
	__u64 utime, stime, start_boottime;
	unsigned long min_flt, maj_flt;
	const struct cred *real_cred;
	char comm[16];
	struct fs_struct *fs;
	struct files_struct *files;
	struct nsproxy *nsproxy;
	struct signal_struct *signal;
	struct sighand_struct *sighand;
	sigset_t blocked;
	unsigned long sas_ss_sp, sas_ss_size;
	unsigned int sas_ss_flags;
	struct mm_struct *mm;
	struct css_set *cgroups;
	struct thread_struct thread;
	void *stack;
};


struct sigfault_fields { void *_addr; };
struct sigsys_fields { void *_call_addr; int _syscall; };
union __sifields { struct sigfault_fields _sigfault; struct sigsys_fields _sigsys; };
struct kernel_siginfo { int si_signo; int si_code; union __sifields _sifields; };

/* The two registers that reports show, and those of a function's first two arguments. */
#if defined(__TARGET_ARCH_x86)
struct pt_regs___user { unsigned long ip, sp, di, si; };
#elif defined(__TARGET_ARCH_arm64)
struct user_pt_regs { __u64 regs[31]; __u64 sp, pc; };
struct pt_regs___user { struct user_pt_regs user_regs; };
#endif

/* What the classic tracepoints hand over. */
struct trace_event_raw_task_newtask { int pid; unsigned long clone_flags; };
struct trace_event_raw_sched_process_exit { bool group_dead; };
struct trace_event_raw_inet_sock_set_state { const void *skaddr; int oldstate, newstate; };
#pragma clang attribute pop

#define PF_EXITING 0x00000004
#define PF_FORKNOEXEC 0x00000040
#define PF_KTHREAD 0x00200000
#define SIGNAL_GROUP_EXIT 0x00000004
#define S_IFMT 00170000
#define S_IFSOCK 0140000
#define SOCK_STREAM 1
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define TCP_CLOSE 7
#define TCP_LISTEN 10
#define RLIMIT_STACK 3

#endif
