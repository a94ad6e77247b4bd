// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "programs.h"
#include "failure.h"
#include "plain.skel.h"
#include "tracer.skel.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define VMLINUX_BTF "/sys/kernel/btf/vmlinux"

static char last_warning[256];

/* libbpf explains itself in many lines; the last that names a program is kept for the one that we print. */
static int keep_warning(enum libbpf_print_level level, const char *format, va_list arguments)
{
	static const char *debug;
	char warning[sizeof(last_warning)];

	if (level != LIBBPF_WARN)
		return 0;
	if (!debug)
		debug = getenv("TRACER_DEBUG") ? "yes" : "";
	if (*debug)
		return vfprintf(stderr, format, arguments);
	vsnprintf(warning, sizeof(warning), format, arguments);
	if (strncmp(warning, "libbpf: prog", 12) == 0 || !*last_warning)
		snprintf(last_warning, sizeof(last_warning), "%.*s", (int)strcspn(warning, "\n"), warning);
	return 0;
}

/* What says how long it is must be as long: a container's mount or a copy may have cut it. */
static int probe_types(void)
{
	struct btf_header header = {};
	struct stat stat;
	int file = open(VMLINUX_BTF, O_RDONLY | O_CLOEXEC);
	bool whole;

	if (file < 0)
		return fail(FAILURE_BTF, "no " VMLINUX_BTF, "the kernel was built without CONFIG_DEBUG_INFO_BTF, or /sys is not mounted");
	whole = read(file, &header, sizeof(header)) == sizeof(header) && header.magic == BTF_MAGIC && fstat(file, &stat) == 0 &&
		stat.st_size >= (off_t)header.hdr_len + header.str_off + header.str_len;
	close(file);
	return whole ? 0 : fail(FAILURE_BTF, VMLINUX_BTF, "it is cut off, or no BTF at all: something other than the kernel's own is mounted there");
}

/* Without any of our objects: does bpf() work at all, for us, here? */
static int probe(void)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "probe", sizeof(__u32), sizeof(__u32), 1, NULL);

	if (map >= 0) {
		close(map);
	} else if (errno == EPERM || errno == EACCES) {
		return fail(FAILURE_PRIVILEGE, "bpf() is not permitted",
			    geteuid() == 0 ? "root without CAP_SYS_ADMIN or CAP_BPF: a container, a seccomp filter or lockdown" : "run it as root, or through sudo");
	} else {
		return fail(FAILURE_BPF, "bpf() doesn't work", strerror(errno));
	}
	return probe_types();
}

/* Two objects from the same sources, with the same maps and programs: the one skeleton is opened with the bytes of either (loop.bpf.h). */
static struct tracer_bpf *open_object(void)
{
	struct tracer_bpf *skeleton = calloc(1, sizeof(*skeleton));

	if (!skeleton || tracer_bpf__create_skeleton(skeleton)) {
		tracer_bpf__destroy(skeleton);
		return NULL;
	}
	if (libbpf_probe_bpf_helper(BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_FUNC_loop, NULL) == 0)
		skeleton->skeleton->data = plain_bpf__elf_bytes(&skeleton->skeleton->data_sz);
	if (bpf_object__open_skeleton(skeleton->skeleton, NULL)) {
		tracer_bpf__destroy(skeleton);
		return NULL;
	}
	return skeleton;
}

/* From 6.16 on, sched_process_exit has a second argument and runs while mm is there (compat.bpf.h). Whether that is so is found by
 * trying: the verifier refuses to read an argument that isn't there. Reading the kernel's BTF first would tell too, and cost as
 * much again as everything else here. */
static int load(struct programs *programs, const struct job *job, bool mm_alive_at_exit)
{
	struct tracer_bpf *skeleton = open_object();

	if (!skeleton)
		return -errno;
	skeleton->rodata->mm_alive_at_exit = mm_alive_at_exit;
	skeleton->rodata->tracer_pid = getpid();
	skeleton->rodata->job_pid = job->pid;
	bpf_program__set_autoload(skeleton->progs.before_mm_is_gone, !mm_alive_at_exit);
	programs->skeleton = skeleton;
	if (tracer_bpf__load(skeleton) == 0)
		return 0;
	int error = -errno;
	programs_close(programs);
	return error;
}

/* Hooks without which deaths are still seen, only less is known of them. */
static bool is_optional(struct tracer_bpf *skeleton, const struct bpf_program *program)
{
	return program == skeleton->progs.before_mm_is_gone || program == skeleton->progs.mark_victim || program == skeleton->progs.socket_state;
}

static int attach_one(struct programs *programs, struct bpf_program *program)
{
	struct hook *hook = &programs->hooks[programs->hook_count++];
	struct bpf_link *link;

	hook->name = bpf_program__section_name(program);
	hook->needed = bpf_program__autoload(program);
	if (!hook->needed) {
		snprintf(hook->why, sizeof(hook->why), "what it reads is still there at sched_process_exit on this kernel");
		return 0;
	}
	link = bpf_program__attach(program);
	hook->attached = link != NULL;
	if (link) {
		/* Owned by the skeleton's links, which programs_detach() destroys. */
		for (int i = 0; i < programs->skeleton->skeleton->prog_cnt; i++) {
			if (*programs->skeleton->skeleton->progs[i].prog == program)
				*programs->skeleton->skeleton->progs[i].link = link;
		}
		return 0;
	}
	snprintf(hook->why, sizeof(hook->why), "%s", strerror(errno));
	if (is_optional(programs->skeleton, program))
		return 0;
	return fail(FAILURE_ATTACH, hook->name, hook->why);
}

int programs_attach(struct programs *programs, const struct job *job)
{
	struct bpf_program *program;
	int status;

	libbpf_set_print(keep_warning);
	status = probe();
	if (status)
		return status;
	if (load(programs, job, true) && (status = load(programs, job, false)))
		return fail(status == -EPERM ? FAILURE_PRIVILEGE : FAILURE_ATTACH, "can't load the BPF programs", *last_warning ? last_warning : strerror(-status));
	bpf_object__for_each_program(program, programs->skeleton->obj)
	{
		status = attach_one(programs, program);
		if (status)
			return status;
	}
	programs->skeleton->bss->endings_are_told = programs->skeleton->links.before_mm_is_gone != NULL;
	return 0;
}

void programs_detach(struct programs *programs)
{
	tracer_bpf__detach(programs->skeleton);
}

void programs_close(struct programs *programs)
{
	tracer_bpf__destroy(programs->skeleton);
	programs->skeleton = NULL;
}

void programs_count(struct programs *programs, struct counters *sum)
{
	int cpus = libbpf_num_possible_cpus();
	struct counters *each = calloc(cpus, sizeof(*each));
	__u32 zero = 0;

	*sum = (struct counters){};
	if (!each || bpf_map_lookup_elem(bpf_map__fd(programs->skeleton->maps.counters), &zero, each))
		cpus = 0;
	for (int cpu = 0; cpu < cpus; cpu++) {
		for (size_t i = 0; i < sizeof(*sum) / sizeof(__u64); i++)
			((__u64 *)sum)[i] += ((__u64 *)&each[cpu])[i];
	}
	free(each);
}

int programs_count_misses(struct programs *programs, struct hook_misses *misses)
{
	struct bpf_program *program;
	int n = 0;

	bpf_object__for_each_program(program, programs->skeleton->obj)
	{
		struct bpf_prog_info info = {};
		__u32 size = sizeof(info);

		if (bpf_program__fd(program) < 0 || bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size))
			continue;
		misses[n].name = bpf_program__section_name(program);
		misses[n++].count = info.recursion_misses;
	}
	return n;
}

int programs_list_dying(struct programs *programs, __u32 *pids, int max)
{
	int fd = bpf_map__fd(programs->skeleton->maps.fatal), n = 0;
	__u32 *previous = NULL;

	while (n < max && bpf_map_get_next_key(fd, previous, &pids[n]) == 0)
		previous = &pids[n++];
	return n;
}
