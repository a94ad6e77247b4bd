// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "programs.h"
#include "failure.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <stdio.h>
#include <stdlib.h>
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

const char *programs_last_warning(void)
{
	return last_warning;
}

/* Without any of our objects: does bpf() work at all, for us, here? */
static int probe(void)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "probe", sizeof(__u32), sizeof(__u32), 1, NULL);

	if (map >= 0) {
		close(map);
		return 0;
	}
	if (errno == EPERM || errno == EACCES)
		return fail(FAILURE_PRIVILEGE, "bpf() is not permitted",
			    geteuid() == 0 ? "root without CAP_SYS_ADMIN or CAP_BPF: a container, a seccomp filter or lockdown" : "run it as root, or through sudo");
	return fail(FAILURE_BPF, "bpf() doesn't work", strerror(errno));
}

/* Why the kernel's types can't be had; NULL when they can. What says how long it is must be as long: a container's mount or a copy may
 * have cut it. */
static const char *miss_types(void)
{
	struct btf_header header = {};
	struct stat stat;
	int file = open(VMLINUX_BTF, O_RDONLY | O_CLOEXEC);
	bool whole;

	if (file < 0)
		return "there is no " VMLINUX_BTF ": the kernel was built without CONFIG_DEBUG_INFO_BTF, or /sys is not mounted";
	whole = read(file, &header, sizeof(header)) == sizeof(header) && header.magic == BTF_MAGIC && fstat(file, &stat) == 0 &&
		stat.st_size >= (off_t)header.hdr_len + header.str_off + header.str_len;
	close(file);
	return whole ? NULL : VMLINUX_BTF ": it is cut off, or no BTF at all: something other than the kernel's own is mounted there";
}

int programs_attach(struct programs *programs, const struct job *job)
{
	const char *missing;
	int status;

	libbpf_set_print(keep_warning);
	status = probe();
	if (status)
		return status;
	missing = miss_types();
	programs->layer = missing ? &floor_layer : &typed_layer;
	snprintf(programs->why, sizeof(programs->why), "%s", missing ? missing : "");
	status = programs->layer->attach(programs, job);
	/* With the types it would have been another layer. */
	return missing && status == FAILURE_ATTACH ? FAILURE_BTF : status;
}

int programs_open(struct programs *programs)
{
	return programs->layer->open();
}

bool programs_consume(struct programs *programs)
{
	return programs->layer->consume();
}

void programs_detach(struct programs *programs)
{
	programs->layer->detach();
}

void programs_close(struct programs *programs)
{
	if (programs->layer)
		programs->layer->close();
	programs->layer = NULL;
}

void programs_count(struct programs *programs, struct counters *counters)
{
	*counters = (struct counters){};
	programs->layer->count(counters);
}

int programs_count_misses(struct programs *programs, struct hook_misses *misses)
{
	return programs->layer->count_misses(misses);
}

int programs_list_dying(struct programs *programs, __u32 *pids, int max)
{
	return programs->layer->list_dying(pids, max);
}

void programs_sum_counters(int map, struct counters *sum)
{
	int cpus = libbpf_num_possible_cpus();
	struct counters *each = calloc(cpus, sizeof(*each));
	__u32 zero = 0;

	if (!each || bpf_map_lookup_elem(map, &zero, each))
		cpus = 0;
	for (int cpu = 0; cpu < cpus; cpu++) {
		for (size_t i = 0; i < sizeof(*sum) / sizeof(__u64); i++)
			((__u64 *)sum)[i] += ((__u64 *)&each[cpu])[i];
	}
	free(each);
}

int programs_list_keys(int map, __u32 *pids, int max)
{
	__u32 *previous = NULL;
	int n = 0;

	while (n < max && bpf_map_get_next_key(map, previous, &pids[n]) == 0)
		previous = &pids[n++];
	return n;
}

int programs_list_misses(struct bpf_object *object, bool (*matters)(const struct bpf_program *program), struct hook_misses *misses)
{
	struct bpf_program *program;
	int n = 0;

	bpf_object__for_each_program(program, object)
	{
		struct bpf_prog_info info = {};
		__u32 size = sizeof(info);

		if (bpf_program__fd(program) < 0 || (matters && !matters(program)) || bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size))
			continue;
		misses[n].name = bpf_program__section_name(program);
		misses[n++].count = info.recursion_misses;
	}
	return n;
}
