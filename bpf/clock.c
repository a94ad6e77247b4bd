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

struct shift {
	const char *clock;
	bool known;
	__s64 nanoseconds;
};

static __s64 ask(struct shift *shift)
{
	if (!shift->known)
		shift->nanoseconds = read_shift(shift->clock);
	shift->known = true;
	return shift->nanoseconds;
}

static __u64 read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

__s64 boot_time_shift(void)
{
	static struct shift shift = { .clock = "boottime" };

	return ask(&shift);
}

__u64 boot_time(void)
{
	return read_clock(CLOCK_BOOTTIME) - boot_time_shift();
}

__u64 monotonic_time(void)
{
	static struct shift shift = { .clock = "monotonic" };

	return read_clock(CLOCK_MONOTONIC) - ask(&shift);
}
