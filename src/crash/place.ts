import type { Container as ContainerRecord } from 'bpf-linux';

/** Where a process runs, as its cgroup's path tells it; every absence has its reason. */
export interface Place {
  readonly container: Container | null;
  /** Why `container` is null. */
  readonly noContainer: string | null;
  /** systemd unit: "nginx.service", "session-3.scope". */
  readonly unit: string | null;
  readonly noUnit: string | null;
}

export interface Container {
  readonly id: string;
  /** "unknown" when the path holds an id and nothing else. */
  readonly runtime: string;
  /** Kubernetes pod uid. */
  readonly pod: string | null;
  /** What its owner calls it: docker's name ("shop-web-1"), in Kubernetes the container's name within its pod. */
  readonly name: string | null;
  /** Why `name` is null. */
  readonly noName: string | null;
  /** As it was asked for: "nginx:1.27". */
  readonly image: string | null;
  readonly compose: { readonly project: string; readonly service: string | null } | null;
  readonly restart: ContainerRestart | null;
  /** Kubernetes' names of the pod and of its namespace. */
  readonly podName: string | null;
  readonly namespace: string | null;
  /** The container that it runs in, as a cluster's node does. */
  readonly inside: Container | null;
}

export interface ContainerRestart {
  /** docker's: "no", "always", "unless-stopped", "on-failure". */
  readonly policy: string | null;
  /** How often on-failure starts it again at most; null: no limit. */
  readonly most: number | null;
  /** How often the runtime had started it again when it was last looked at. */
  readonly count: number;
}

/** What a container is to those who use it, whatever its id. */
export interface Role {
  readonly key: string;
  readonly by: 'compose service' | 'name';
}

/** The likeliest to last first. */
export function rolesOf({ runtime, name, compose, inside }: Container): readonly Role[] {
  const key = (...parts: readonly string[]) => JSON.stringify([...parts, inside?.id]);
  return [
    ...(compose?.service == null ? [] : [{ by: 'compose service', key: key('compose', compose.project, compose.service) } as const]),
    ...(name === null ? [] : [{ by: 'name', key: key(runtime, name) } as const]),
  ];
}

/** One segment of the path names a container. */
const containerSegments: readonly (readonly [runtime: string, pattern: RegExp])[] = [
  ['docker', /^docker-([0-9a-f]{64})\.scope$/],
  ['containerd', /(?:^|[:-])cri-containerd[:-]([0-9a-f]{64})(?:\.scope)?$/],
  ['cri-o', /^crio-([0-9a-f]{64})(?:\.scope)?$/],
  ['podman', /^libpod-([0-9a-f]{64})(?:\.scope)?$/],
  ['containerd', /^nerdctl-([0-9a-f]{64})\.scope$/],
  ['lxc', /^lxc\.payload\.(.+)$/],
  ['unknown', /^([0-9a-f]{64})$/],
];

/** The parent's name tells whose bare 64-hex leaf it is. */
const parentRuntimes: Readonly<Record<string, string>> = { docker: 'docker', libpod_parent: 'podman', default: 'containerd', moby: 'docker' };

/** What the tracer found out about containers, by their ids. */
export type KnownContainers = ReadonlyMap<string, ContainerRecord>;

const noneKnown: KnownContainers = new Map();

export function placeOf(cgroup: string, known: KnownContainers = noneKnown): Place {
  const segments = cgroup.split('/').filter(segment => segment !== '');
  const container = findContainer(segments, known);
  const unit =
    segments.findLast(segment => /\.(?:service|scope)$/.test(segment) && segment !== 'init.scope' && containerIn(segment, known) === null) ?? null;
  return {
    container,
    noContainer: container === null ? `its cgroup ${cgroup === '' ? '(none)' : cgroup} names no container` : null,
    unit,
    noUnit: unit === null ? `its cgroup ${cgroup === '' ? '(none)' : cgroup} names no systemd unit` : null,
  };
}

/** The innermost, with those around it. */
function findContainer(segments: readonly string[], known: KnownContainers): Container | null {
  let container = null as Container | null;
  for (const [index, segment] of segments.entries()) {
    const found = containerIn(segment, known);
    if (found === null || found.id === container?.id) continue;
    const record = known.get(found.id);
    const runtime = found.runtime === 'unknown' ? (record?.runtime ?? parentRuntimes[segments[index - 1] ?? ''] ?? 'unknown') : found.runtime;
    const pod = podOf(segments.slice(0, index + 1)) ?? record?.pod?.uid ?? null;
    container = { id: found.id, runtime, pod, ...namesOf(record), inside: container };
  }
  return container;
}

function containerIn(segment: string, known: KnownContainers): { readonly id: string; readonly runtime: string } | null {
  for (const [runtime, pattern] of containerSegments) {
    const id = pattern.exec(segment)?.[1];
    if (id !== undefined) return { id, runtime };
  }
  // containerd lets its clients choose any id: only the tracer, which saw the runtime's files, can tell.
  return known.has(segment) ? { id: segment, runtime: 'unknown' } : null;
}

function namesOf(record: ContainerRecord | undefined): Omit<Container, 'id' | 'runtime' | 'pod' | 'inside'> {
  if (record === undefined) return nameless;
  const { id, name, image, compose, restart, pod, missing } = record;
  // docker's own spelling of a name begins with a slash. An id that somebody chose is a name.
  const called = name?.replace(/^\//, '') ?? (/^[0-9a-f]{64}$/.test(id) ? null : id);
  return {
    name: called,
    noName: called === null ? (missing ?? 'its runtime gave it none') : null,
    image,
    compose: compose === null || compose.project === null ? null : { project: compose.project, service: compose.service },
    restart: restart === null ? null : { ...restart, most: restart.most === 0 ? null : restart.most },
    podName: pod?.name ?? null,
    namespace: pod?.namespace ?? null,
  };
}

const nameless = {
  name: null,
  noName: 'the recording has no names of containers',
  image: null,
  compose: null,
  restart: null,
  podName: null,
  namespace: null,
} as const;

/** "pod1234-…" under cgroupfs, "kubepods-burstable-pod1234_….slice" under systemd, which can't have dashes there. */
function podOf(segments: readonly string[]): string | null {
  for (const segment of segments.toReversed()) {
    const uid = /^(?:kubepods(?:-[a-z]+)?-)?pod([0-9a-f][0-9a-f_-]{30,35})(?:\.slice)?(?::.*)?$/.exec(segment)?.[1];
    if (uid !== undefined) return uid.replaceAll('_', '-');
  }
  return null;
}
