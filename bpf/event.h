/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * The only contract between the kernel side (*.bpf.c) and user space (tracer): what travels through the ring buffer.
 * Values are explicit and append-only. Structs have no implicit padding; their sizes are asserted below, and both sides are
 * compiled from this file for the same architecture.
 *
 * An event that doesn't fit a fixed struct is sent in parts: EVENT_BYTES parts (arguments, paths) come first, on the same CPU,
 * and the event that they belong to closes them. Parts are joined by (pid, start).
 */
#ifndef BPF_LINUX_EVENT_H
#define BPF_LINUX_EVENT_H

#include <linux/types.h>

#define COMM_LENGTH 16
#define ANCESTORS_MAX 16
#define LISTENING_MAX 8
#define UNIX_PATH_LENGTH 108
#define MEMCG_LEVELS_MAX 8
/* One part: a page, since a user page that isn't present fails a whole read. */
#define BYTES_PART 4096
/* Arguments beyond this are cut, and said to be: MAX_ARG_STRLEN (128 KiB) twice. */
#define ARGV_MAX (256 * 1024)
/* A value of GITHUB_ACTION; the runner's own are far shorter. */
#define STEP_MAX 256

enum event_kind {
	EVENT_BYTES = 1,
	EVENT_DEATH = 2,
	EVENT_SIGNAL = 3,
	EVENT_OOM = 4,
	EVENT_START = 5,
	EVENT_END = 6,
	EVENT_LISTEN = 7,
	EVENT_STEP = 8,
};

enum bytes_what {
	BYTES_ARGV = 1,
	BYTES_EXE = 2,
	BYTES_CWD = 3,
	BYTES_CGROUP = 4,
	BYTES_STEP = 5, /* the value of GITHUB_ACTION; nothing else of the environment leaves the kernel */
	BYTES_MEMCG = 6,
	BYTES_FILENAME = 7, /* what exec was asked for, where the executable is not known */
	BYTES_KINDS,
};

/* A process: pid and start together are its identity. */
struct process {
	__u64 start; /* task->start_boottime of the thread group's leader, ns */
	__u32 pid;   /* tgid in the initial pid namespace */
	__u32 uid;
	char comm[COMM_LENGTH]; /* of the leader */
};

struct event {
	__u64 at; /* CLOCK_BOOTTIME, ns */
	__u32 kind;
	__u32 size;
	struct process process; /* whom it is about; for EVENT_SIGNAL the receiver */
};

enum bytes_flag {
	BYTES_UNREADABLE = 1, /* the helper failed: what follows is missing */
	BYTES_CUT = 2,	      /* total is larger than what is sent */
	BYTES_TITLE = 4,      /* setproctitle(3) overwrote the area: one string, up to the first NUL */
	BYTES_DELETED = 8,    /* the file has no name any more */
};

struct event_bytes {
	struct event head;
	__u32 what;
	__u32 flags;
	__u32 offset;
	__u32 length;
	__u64 total;
	__u8 data[BYTES_PART];
};

/* Beside signal, code, thread and time. */
enum fault_knows {
	FAULT_KNOWS_REGISTERS = 1, /* ip and sp */
	FAULT_KNOWS_STATE = 2,	   /* address, trap, error, fault_register */
	FAULT_KNOWS_IP = 4,
};

/* Whether a handler that took a fault was still at it as the process ended. */
enum handler_state {
	HANDLER_UNKNOWN = 0,
	HANDLER_RUNS = 1,
	HANDLER_LEFT = 2,
};

/* A signal as it was delivered, with the machine state of the thread that got it. */
struct fault {
	__u64 at; /* 0: none */
	__u64 start;
	__u64 address;
	__u64 ip;
	__u64 sp;
	__u64 error;
	__u64 fault_register;
	__u32 tid;
	__s32 signal;
	__s32 code;
	__s32 trap;    /* -1: none on this architecture */
	__s32 syscall; /* -1: none */
	__u32 known; /* enum fault_knows */
	char thread_name[COMM_LENGTH];
	/* Of one that a handler took: handled.bpf.h. */
	__u64 blocks;	     /* signals that are blocked while the handler runs, and were not before */
	__u64 handler_stack; /* where the handler runs, when that is a stack of its own (size 0: it isn't) */
	__u64 handler_stack_size;
	__u32 handler; /* enum handler_state */
	__u32 unused;
};

struct listening {
	__u64 opened; /* of one that was closed before its process ended: when it began to listen; 0: before the watch did */
	__u64 closed; /* 0: it was not */
	__u16 family;
	__u16 port; /* host order */
	__u32 shared;
	__u32 net_inum;
	__u32 group;  /* sockets that listen there by SO_REUSEPORT, this one included; 0 without */
	__u32 length; /* of a unix path */
	char address[UNIX_PATH_LENGTH]; /* 4 or 16 bytes in network order, or a path */
};

/* Whether a process is of the job: job.bpf.h. */
enum membership {
	MEMBER_UNKNOWN = 0,
	MEMBER_OUTSIDE = 1,
	MEMBER_INSIDE = 2,
};

/* What a process belongs to. */
struct namespaces {
	__u32 pid; /* in its own pid namespace */
	__u32 pid_inum;
	__u32 mount_inum;
	__u32 job; /* enum membership */
};

enum death_flag {
	DEATH_FORK_ONLY = 1,
	DEATH_PARENT_LISTENS = 2,
	DEATH_HAS_STACK = 4,
	DEATH_HAS_CHANNEL = 8, /* holds a unix socket, beyond its standard streams, whose other end its parent opened */
};

struct event_death {
	struct event head;
	__u32 status;
	__u32 tid;
	__u32 gid;
	__u32 flags;
	struct namespaces namespaces;
	__u64 user_ns;
	__u64 system_ns;
	__u64 max_rss_pages;
	__u64 minor_faults;
	__u64 major_faults;
	__u64 stack_limit;
	__u64 stack_start;
	char thread_name[COMM_LENGTH];
	struct fault fatal;
	struct fault handled;
	__u32 ancestor_count;
	__u32 listening_count;
	/* Most processes don't listen: then the event ends with the last ancestor that there is. */
	struct process ancestors[ANCESTORS_MAX];
	struct listening listening[LISTENING_MAX];
};

enum sent_by {
	SENT_BY_PROCESS = 1,
	SENT_BY_KERNEL = 2,
	SENT_BY_TIMER = 3,
};

/* What a process sends itself so long after it was sent the same by somebody else is that one's doing: as long as Kubernetes gives a stop. */
#define HANDED_ON_NS 30000000000ULL

struct event_signal {
	struct event head; /* process: the receiver */
	__s32 signal;
	__s32 code;
	__u32 by;
	__u32 exiting;
	struct process sender;
	struct namespaces namespaces; /* the sender's */
	__u32 sender_ancestor_count;
	__u32 receiver_ancestor_count;
	struct process sender_ancestors[ANCESTORS_MAX];
	struct process receiver_ancestors[ANCESTORS_MAX];
};

struct memcg_level {
	__u64 usage_pages;
	__u64 limit_pages;
};

/* What ran out: the kernel's enum oom_constraint + 1. */
enum constraint {
	CONSTRAINT_UNKNOWN = 0,
	CONSTRAINT_MACHINE = 1,
	CONSTRAINT_CPUSET = 2,
	CONSTRAINT_POLICY = 3,
	CONSTRAINT_CGROUP = 4,
};

struct event_oom {
	struct event head; /* process: the victim */
	struct process trigger;
	__u64 anonymous_pages;
	__u64 file_pages;
	__u64 shared_pages;
	__u64 total_pages;
	__s32 score_adjust;
	__u32 level_count;
	struct memcg_level levels[MEMCG_LEVELS_MAX];
	__u32 constraint; /* enum constraint */
	__s32 limit_level; /* with CONSTRAINT_CGROUP: whose limit, of levels; -1: of none of them */
};

enum start_how {
	START_FORK = 1,
	START_EXEC = 2,
	START_INIT = 3, /* of a pid namespace, whose first process runs its first program: a container, it may be; nobody's replacement by that */
};

enum connection {
	CONNECTION_NONE = 1,
	CONNECTION_HELD = 2,
};

struct event_start {
	struct event head;
	__u32 how;
	__u32 after_pid;
	__u64 after_start;
	struct namespaces namespaces;
	__u32 ancestor_count;
	__u32 connection; /* enum connection: of START_FORK, whether it has one that was accepted; 0: not known */
	struct process ancestors[ANCESTORS_MAX];
};

struct event_end {
	struct event head;
	__u32 status;
	__u32 asked; /* by a signal, a while before; set by user space */
};

struct event_listen {
	struct event head;
	__u32 port;
	__u32 net_inum;
};

enum step_what {
	STEP_BEGINS = 1, /* its BYTES_STEP came before */
	STEP_ENDS = 2,
};

struct event_step {
	struct event head;
	__u32 what;
	__u32 pad;
};

/* A program's name in the kernel side's bookkeeping: the file's own, without directories. */
#define PROGRAM_NAME 24

/* Failures by which more than a detail is lost; each has a counter and a name in the trailer. (A text that could not be read is said
 * to be missing in its own record.) */
#define ERROR_SITES(X) \
	X(FATAL_MAP, "fatal signals map") \
	X(AWAITED_MAP, "awaited starts map") \
	X(SCRATCH, "scratch") \
	X(JOB_CHILDREN, "the job's children") \
	X(STEPS_MAP, "steps map") \
	X(PROCESS_TABLE, "process table")

enum error_site {
#define X(site, name) ERROR_##site,
	ERROR_SITES(X)
#undef X
	ERROR_SITE_COUNT,
};

struct counters {
	__u64 started;
	__u64 executed;
	__u64 clean;
	__u64 exit;
	__u64 signal;
	__u64 lost;
	__u64 errors[ERROR_SITE_COUNT];
};

_Static_assert(sizeof(struct process) == 32, "process");
_Static_assert(sizeof(struct event) == 48, "event");
_Static_assert(sizeof(struct event_bytes) == 48 + 24 + BYTES_PART, "event_bytes");
_Static_assert(sizeof(struct fault) == 128, "fault");
_Static_assert(sizeof(struct listening) == 144, "listening");
_Static_assert(sizeof(struct event_death) == 48 + 16 + 16 + 56 + 16 + 2 * 128 + 8 + 16 * 32 + 8 * 144, "event_death");
_Static_assert(sizeof(struct event_signal) == 48 + 16 + 32 + 16 + 8 + 2 * 16 * 32, "event_signal");
_Static_assert(sizeof(struct event_oom) == 48 + 32 + 40 + 8 * 16 + 8, "event_oom");
_Static_assert(sizeof(struct event_start) == 48 + 16 + 16 + 8 + 16 * 32, "event_start");

#endif
