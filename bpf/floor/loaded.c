// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "loaded.h"
#include "../identity.h"
#include "peek.h"
#include "seen.h"

#include <unistd.h>

struct loaded {
	struct entry entry;
	struct program program;
	struct text cgroup;
	struct text filename;
	unsigned char unused; /* sweeps in which it was not marked */
};

/* What /proc told. */
static void clear(struct loaded *loaded)
{
	text_free(&loaded->program.argv);
	text_free(&loaded->program.exe);
	text_free(&loaded->cgroup);
	loaded->program.step[0] = 0;
}

static void release(struct entry *entry)
{
	clear((struct loaded *)entry);
	text_free(&((struct loaded *)entry)->filename);
	free(entry);
}

/* As large as what lives: sweeps keep it so, not a budget. */
static struct table all = { .budget = ~0UL, .release = release };
static int read_count;

static struct loaded *find(__u32 loader, __u64 loaded_at)
{
	return (struct loaded *)table_find(&all, loader, loaded_at, 0);
}

void loaded_read(__u32 pid, __u64 loaded_at, const char *filename, size_t length)
{
	struct loaded *loaded = calloc(1, sizeof(*loaded));
	int directory = proc_open_now(pid);

	if (!loaded)
		abort(); /* as everywhere: without memory nothing can be promised */
	read_count++;
	loaded->entry = (struct entry){ .pid = pid, .start = loaded_at, .bytes = sizeof(*loaded) };
	if (find(pid, loaded_at))
		table_remove(&all, &find(pid, loaded_at)->entry);
	table_add(&all, &loaded->entry);
	if (length)
		text_put(&loaded->filename, 0, filename, length);
	if (directory < 0)
		return;
	if (!proc_read_program_in(directory, &loaded->program))
		loaded->program = (struct program){};
	peek_cgroup(directory, &loaded->cgroup);
	close(directory);
	/* Another program by now, or another process: then this was never read. */
	if (!seen_runs(pid, loaded_at))
		clear(loaded);
}

void loaded_tell(__u32 pid, __u64 start, __u32 loader, __u64 loaded_at)
{
	struct loaded *loaded = find(loader, loaded_at);
	struct identity *identity;

	if (!loaded)
		return;
	identity_tell(pid, start, BYTES_ARGV, &loaded->program.argv);
	identity_tell(pid, start, BYTES_EXE, &loaded->program.exe);
	identity_tell(pid, start, BYTES_FILENAME, &loaded->filename);
	identity_tell(pid, start, BYTES_CGROUP, &loaded->cgroup);
	identity = identity_of(pid, start);
	if (!identity->step[0])
		memcpy(identity->step, loaded->program.step, STEP_MAX);
}

const char *loaded_step(__u32 loader, __u64 loaded_at)
{
	struct loaded *loaded = find(loader, loaded_at);

	return loaded ? loaded->program.step : "";
}

int loaded_count(void)
{
	return read_count;
}

void loaded_mark(__u32 loader, __u64 loaded_at)
{
	struct loaded *loaded = find(loader, loaded_at);

	if (loaded)
		loaded->unused = 0;
}

void loaded_sweep(void)
{
	struct entry *entry = all.newest;

	while (entry) {
		struct loaded *loaded = (struct loaded *)entry;

		entry = entry->older;
		if (loaded->unused++ >= 2)
			table_remove(&all, &loaded->entry);
	}
	read_count = 0;
}
