/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What tracefs says about the tracepoints that programs are attached to: the floor's, and some of the layer's that has the kernel's types.
 */
#ifndef BPF_LINUX_FORMATS_H
#define BPF_LINUX_FORMATS_H

#include "floor.h"

#include <stdbool.h>

struct bpf_link;
struct bpf_program;

struct formats {
	int ids[FIELDS];  /* of the field's tracepoint; 0: this kernel has none */
	__u16 at[FIELDS]; /* the field's offset; 0: it has none */
	char problem[160]; /* why tracefs could not be read; "" when it could */
};

/* Whatever is mounted: it mounts tracefs where nobody else sees it. False with formats->problem. */
bool formats_read(struct formats *formats);

/* To a tracepoint of the table. NULL with errno: ENOENT when this kernel has none. */
struct bpf_link *formats_attach(const struct formats *formats, const struct bpf_program *program);

/* Of a field: its tracepoint, its name, its size, and whether the floor can do without. */
struct format_field {
	const char *tracepoint;
	const char *name;
	unsigned size;
	bool optional;
};
extern const struct format_field format_fields[FIELDS];

#endif
