// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The record of what a container is called, from the facts that its runtime's files told. */
#include "parts.h"
#include "record.h"

static void put_fact(struct json *json, const char *key, const struct description *description, enum fact fact)
{
	const struct fact_value *value = &description->facts[fact];

	value->length ? json_bytes(json, key, value->text, value->length) : json_null(json, key);
}

/* A count of docker's: digits, or it is none. */
static void put_count(struct json *json, const char *key, const struct description *description, enum fact fact)
{
	const struct fact_value *value = &description->facts[fact];
	long count = 0;

	for (__u16 i = 0; i < value->length && value->text[i] >= '0' && value->text[i] <= '9' && count < 1000000000; i++)
		count = count * 10 + value->text[i] - '0';
	json_number(json, key, count);
}

/* Whose files told. */
static const char *runtime_of(const struct description *description)
{
	const struct fact_value *manager = &description->facts[FACT_MANAGER];

	if (description->documents & (1U << DOCUMENT_DOCKER))
		return "docker";
	if (manager->length == 6 && memcmp(manager->text, "libpod", 6) == 0)
		return "podman";
	if (manager->length == 5 && memcmp(manager->text, "cri-o", 5) == 0)
		return "cri-o";
	return description->documents ? "containerd" : NULL;
}

void record_container(struct json *json, const struct container *container)
{
	const struct description *description = container->description;

	open_record(json, "container");
	put_time(json, "at", container->at);
	json_string(json, "id", container->id);
	json_string(json, "runtime", runtime_of(description));
	put_fact(json, "name", description, FACT_NAME);
	put_fact(json, "image", description, FACT_IMAGE);
	if (description->facts[FACT_PROJECT].length) {
		json_open(json, "compose", '{');
		put_fact(json, "project", description, FACT_PROJECT);
		put_fact(json, "service", description, FACT_SERVICE);
		json_close(json, '}');
	} else {
		json_null(json, "compose");
	}
	if (description->facts[FACT_POLICY].length) {
		json_open(json, "restart", '{');
		put_fact(json, "policy", description, FACT_POLICY);
		put_count(json, "most", description, FACT_MOST);
		put_count(json, "count", description, FACT_COUNT);
		json_close(json, '}');
	} else {
		json_null(json, "restart");
	}
	if (description->facts[FACT_POD].length) {
		json_open(json, "pod", '{');
		put_fact(json, "name", description, FACT_POD);
		put_fact(json, "namespace", description, FACT_NAMESPACE);
		put_fact(json, "uid", description, FACT_POD_UID);
		json_close(json, '}');
	} else {
		json_null(json, "pod");
	}
	if (container->missing)
		json_string(json, "missing", container->missing);
	json_close(json, '}');
}
