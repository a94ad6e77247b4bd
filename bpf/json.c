// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "json.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void json_reset(struct json *json)
{
	json->length = 0;
	json->need_comma = false;
	json->failed = false;
}

void json_free(struct json *json)
{
	free(json->text);
	*json = (struct json){};
}

static char *reserve(struct json *json, size_t more)
{
	if (json->length + more > json->room) {
		size_t room = (json->length + more) * 2;
		char *text = realloc(json->text, room);

		if (!text) {
			json->failed = true;
			return NULL;
		}
		json->text = text;
		json->room = room;
	}
	return json->text + json->length;
}

static void put(struct json *json, const char *text, size_t length)
{
	char *to = reserve(json, length);

	if (!to)
		return;
	memcpy(to, text, length);
	json->length += length;
}

static void put_string(struct json *json, const char *string)
{
	put(json, string, strlen(string));
}

static void begin(struct json *json, const char *key)
{
	if (json->need_comma)
		put_string(json, ",");
	json->need_comma = true;
	if (!key)
		return;
	put_string(json, "\"");
	put_string(json, key);
	put_string(json, "\":");
}

void json_open(struct json *json, const char *key, char bracket)
{
	begin(json, key);
	put(json, &bracket, 1);
	json->need_comma = false;
}

void json_close(struct json *json, char bracket)
{
	put(json, &bracket, 1);
	json->need_comma = true;
}

void json_end_line(struct json *json)
{
	put_string(json, "\n");
}

static void json_raw(struct json *json, const char *key, const char *text)
{
	begin(json, key);
	put_string(json, text);
}

void json_null(struct json *json, const char *key)
{
	json_raw(json, key, "null");
}

void json_bool(struct json *json, const char *key, bool value)
{
	json_raw(json, key, value ? "true" : "false");
}

void json_number(struct json *json, const char *key, long long value)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", value);
	json_raw(json, key, text);
}

void json_hex(struct json *json, const char *key, unsigned long long value)
{
	char text[32];

	snprintf(text, sizeof(text), "\"0x%llx\"", value);
	json_raw(json, key, text);
}

/* Length of the valid UTF-8 sequence at the front (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF), or 0. */
static size_t utf8_length(const unsigned char *bytes, size_t left)
{
	static const struct {
		unsigned char from, to, second_from, second_to, length;
	} forms[] = {
		{ 0x00, 0x7f, 0, 0, 1 },	   { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (bytes[0] < forms[i].from || bytes[0] > forms[i].to)
			continue;
		if (forms[i].length > left)
			return 0;
		if (forms[i].length > 1 && (bytes[1] < forms[i].second_from || bytes[1] > forms[i].second_to))
			return 0;
		for (size_t k = 2; k < forms[i].length; k++) {
			if ((bytes[k] & 0xc0) != 0x80)
				return 0;
		}
		return forms[i].length;
	}
	return 0;
}

void json_bytes(struct json *json, const char *key, const void *from, size_t length)
{
	const unsigned char *bytes = from;

	begin(json, key);
	put_string(json, "\"");
	for (size_t i = 0; i < length;) {
		size_t sequence = utf8_length(bytes + i, length - i);
		char escape[16];

		if (sequence == 0)
			snprintf(escape, sizeof(escape), "\\udc%02x", bytes[i]);
		else if (bytes[i] < 0x20 || bytes[i] == 0x7f)
			snprintf(escape, sizeof(escape), "\\u%04x", bytes[i]);
		else if (bytes[i] == '"' || bytes[i] == '\\')
			snprintf(escape, sizeof(escape), "\\%c", bytes[i]);
		else
			*escape = 0;
		if (*escape)
			put_string(json, escape);
		else
			put(json, (const char *)bytes + i, sequence);
		i += sequence ? sequence : 1;
	}
	put_string(json, "\"");
}

void json_string(struct json *json, const char *key, const char *string)
{
	if (string)
		json_bytes(json, key, string, strlen(string));
	else
		json_null(json, key);
}

void json_format(struct json *json, const char *key, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	json_string(json, key, text);
}
