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
  readonly policy: string;
  /** How often on-failure starts it again at most; null: no limit. */
  readonly most: number | null;
  /** How often the runtime had started it again when it was last looked at. */
  readonly count: number;
}

/** One segment of the path names a container. The first that matches, from the leaf up: a container may run containers. */
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

export function placeOf(cgroup: string): Place {
  const segments = cgroup.split('/').filter(segment => segment !== '');
  const container = findContainer(segments);
  const unit = segments.findLast(segment => /\.(?:service|scope)$/.test(segment) && segment !== 'init.scope' && !isContainer(segment)) ?? null;
  return {
    container,
    noContainer: container === null ? `its cgroup ${cgroup === '' ? '(none)' : cgroup} names no container` : null,
    unit,
    noUnit: unit === null ? `its cgroup ${cgroup === '' ? '(none)' : cgroup} names no systemd unit` : null,
  };
}

const isContainer = (segment: string): boolean => containerSegments.some(([, pattern]) => pattern.test(segment));

function findContainer(segments: readonly string[]): Container | null {
  for (let index = segments.length - 1; index >= 0; index--) {
    for (const [runtime, pattern] of containerSegments) {
      const id = pattern.exec(segments[index] as string)?.[1];
      if (id === undefined) continue;
      const named = runtime === 'unknown' ? (parentRuntimes[segments[index - 1] ?? ''] ?? runtime) : runtime;
      return { id, runtime: named, pod: podOf(segments), ...nameless };
    }
  }
  return null;
}

const nameless = {
  name: null,
  noName: 'the recording has no names of containers',
  image: null,
  compose: null,
  restart: null,
  podName: null,
  namespace: null,
  inside: null,
} as const;

/** "pod1234-…" under cgroupfs, "kubepods-burstable-pod1234_….slice" under systemd, which can't have dashes there. */
function podOf(segments: readonly string[]): string | null {
  for (const segment of segments.toReversed()) {
    const uid = /^(?:kubepods(?:-[a-z]+)?-)?pod([0-9a-f][0-9a-f_-]{30,35})(?:\.slice)?(?::.*)?$/.exec(segment)?.[1];
    if (uid !== undefined) return uid.replaceAll('_', '-');
  }
  return null;
}
