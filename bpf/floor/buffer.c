// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "buffer.h"
#include "tell.h"

#include <bpf/libbpf.h>
#include <errno.h>

/* Of all CPUs' buffers together; of one at least. */
#define BUFFER_BYTES (8 * 1024 * 1024)
#define BUFFER_PAGES_LEAST 16
#define PAGE 4096

static struct perf_buffer *buffer;

static void take_sample(void *context, int cpu, void *data, __u32 size)
{
	(void)context;
	tell_take(cpu, data, size);
}

/* Counted by the programs already when the buffer was full as they wrote. */
static void take_lost(void *context, int cpu, __u64 count)
{
	(void)context;
	(void)cpu;
	(void)count;
}

int buffer_open(int map)
{
	size_t pages = BUFFER_PAGES_LEAST;

	while (2 * pages * PAGE * libbpf_num_possible_cpus() <= BUFFER_BYTES)
		pages *= 2;
	for (; pages; pages /= 2) {
		buffer = perf_buffer__new(map, pages, take_sample, take_lost, NULL, NULL);
		if (buffer || (errno != EPERM && errno != ENOMEM))
			break;
	}
	return buffer ? 0 : -errno;
}

int buffer_fd(void)
{
	return perf_buffer__epoll_fd(buffer);
}

void buffer_consume(void)
{
	perf_buffer__consume(buffer);
}

void buffer_close(void)
{
	perf_buffer__free(buffer);
	buffer = NULL;
}
