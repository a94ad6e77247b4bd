import type { Ancestor, BpfRecord, Container } from 'bpf-linux';
import type { KnownContainers } from './place.ts';

/** What is known of containers, by id: what the tracer found in their runtimes' files, and what podman starts their monitors with. */
export function findContainers(records: readonly BpfRecord[]): KnownContainers {
  const known = new Map<string, Container>();
  for (const record of records) {
    if (record.type === 'container') known.set(record.id, record);
  }
  for (const record of records) {
    if (record.type !== 'death' && record.type !== 'start') continue;
    const monitor = record.ancestors.find(({ comm }) => comm === 'conmon');
    if (monitor !== undefined) addMonitored(known, monitor, record.at);
  }
  return known;
}

/** Podman's names are in a database of its own, and in the arguments of conmon, above every container: `conmon -c ID … -n NAME`. */
function addMonitored(known: Map<string, Container>, { argv }: Ancestor, at: number): void {
  const [id, name] = [optionOf(argv, '-c'), optionOf(argv, '-n')];
  const before = id === null ? undefined : known.get(id);
  if (id === null || name === null || before?.name) return;
  known.set(id, { type: 'container', at, id, runtime: null, image: null, compose: null, restart: null, pod: null, ...before, name });
}

function optionOf(argv: readonly string[] | null, option: string): string | null {
  const index = argv?.indexOf(option) ?? -1;
  return index === -1 ? null : (argv?.[index + 1] ?? null);
}
