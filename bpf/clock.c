// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A line "CLOCK SECONDS NANOSECONDS" (5.6 and newer; before, there are no time namespaces). */
static __s64 read_shift(const char *clock)
{
	FILE *file = fopen("/proc/self/timens_offsets", "re");
	long long seconds, nanoseconds, shift = 0;
	char line[128], name[32];

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%31s %lld %lld", name, &seconds, &nanoseconds) == 3 && strcmp(name, clock) == 0)
			shift = seconds * 1000000000 + nanoseconds;
	}
	if (file)
		fclose(file);
	return shift;
}

__s64 boot_time_shift(void)
{
	static bool known;
	static __s64 shift;

	if (!known)
		shift = read_shift("boottime");
	known = true;
	return shift;
}

__u64 boot_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec - boot_time_shift();
}

__u64 monotonic_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec - read_shift("monotonic");
}
