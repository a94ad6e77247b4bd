/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * A JSON writer into one growing line. Keys and order are the caller's; commas and escapes are its own.
 *
 * Bytes that are not valid UTF-8 become lone surrogates, U+DC00 + byte, written as \udcXX (PEP 383): reversible, and still JSON.
 */
#ifndef BPF_LINUX_JSON_H
#define BPF_LINUX_JSON_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

struct json {
	char *text;
	size_t length;
	size_t room;
	bool need_comma;
	bool failed; /* out of memory: the line is unusable */
};

void json_reset(struct json *json);
void json_free(struct json *json);

/* key: NULL inside arrays and for the line itself. */
void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);
/* The line is done. */
void json_end_line(struct json *json);
void json_null(struct json *json, const char *key);
void json_bool(struct json *json, const char *key, bool value);
void json_number(struct json *json, const char *key, long long value);
void json_hex(struct json *json, const char *key, unsigned long long value);
void json_bytes(struct json *json, const char *key, const void *bytes, size_t length);
void json_string(struct json *json, const char *key, const char *string);
void json_format(struct json *json, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
