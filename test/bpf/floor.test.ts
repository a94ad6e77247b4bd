/**
 * The floor's object holds nothing that Linux 4.8 didn't have: held by its instructions, not by what some newer kernel lets pass.
 * The tables are from the kernel's history: the version whose include/uapi/linux/bpf.h first has the number.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readElf, type Section } from './elf.ts';

const BPF = resolve(import.meta.dirname, '../../bpf');
const folder = mkdtempSync(join(tmpdir(), 'floor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** bpf_func_id → the first version with it. */
const helpers: Readonly<Record<number, readonly [name: string, since: string]>> = {
  1: ['map_lookup_elem', '3.18'],
  2: ['map_update_elem', '3.18'],
  3: ['map_delete_elem', '3.18'],
  4: ['probe_read', '4.1'],
  5: ['ktime_get_ns', '4.1'],
  14: ['get_current_pid_tgid', '4.2'],
  15: ['get_current_uid_gid', '4.2'],
  16: ['get_current_comm', '4.2'],
  25: ['perf_event_output', '4.4'],
  35: ['get_current_task', '4.8'],
};

/** bpf_map_type → the first version with it. */
const mapTypes: Readonly<Record<number, readonly [name: string, since: string]>> = {
  1: ['HASH', '3.19'],
  2: ['ARRAY', '3.19'],
  4: ['PERF_EVENT_ARRAY', '4.3'],
  6: ['PERCPU_ARRAY', '4.6'],
};

const FLOOR = [4, 8] as const;
const isInFloor = (since: string): boolean => {
  const [major, minor] = since.split('.').map(Number) as [number, number];
  return major < FLOOR[0] || (major === FLOOR[0] && minor <= FLOOR[1]);
};

/** BPF_MAXINSNS, until 5.2 for everybody. */
const MOST_INSTRUCTIONS = 4096;
const STACK = 512;

/** Fields of struct bpf_insn. */
interface Instruction {
  readonly code: number;
  readonly destination: number;
  readonly source: number;
  readonly offset: number;
  readonly immediate: number;
}

const decode = (bytes: Buffer): Instruction[] =>
  Array.from({ length: bytes.length / 8 }, (_, index) => {
    const at = index * 8;
    const registers = bytes[at + 1]!;
    return {
      code: bytes[at]!,
      destination: registers & 15,
      source: registers >> 4,
      offset: bytes.readInt16LE(at + 2),
      immediate: bytes.readInt32LE(at + 4),
    };
  });

const [LD_IMM64, JUMP_ALWAYS, CALL, EXIT] = [0x18, 0x05, 0x85, 0x95];
const [CLASS_JMP, CLASS_JMP32, CLASS_ALU, CLASS_ALU64] = [5, 6, 4, 7];
/** JLT, JLE, JSLT, JSLE: 4.14. */
const LATER_JUMPS = new Set([0xa0, 0xb0, 0xc0, 0xd0]);
const FRAME_POINTER = 10;

/** Of each program: the second half of a wide instruction is none of its own. */
const isHalf = (all: readonly Instruction[], index: number): boolean => all[index - 1]?.code === LD_IMM64 && all[index]!.code === 0;

const isJump = ({ code }: Instruction) => [CLASS_JMP, CLASS_JMP32].includes(code & 7) && code !== CALL && code !== EXIT;

/** As the verifier's check_cfg() finds it: an edge back to an instruction that it came from. */
function hasLoop(all: readonly Instruction[]): boolean {
  const next = all.map((one, index) => [
    ...(one.code === EXIT || one.code === JUMP_ALWAYS ? [] : [index + (one.code === LD_IMM64 ? 2 : 1)]),
    ...(isJump(one) ? [index + 1 + one.offset] : []),
  ]);
  const done = new Set<number>();
  const underWay = new Set<number>();
  const visit = (at: number): boolean => {
    if (done.has(at) || next[at] === undefined) return false;
    if (underWay.has(at)) return true;
    underWay.add(at);
    const found = next[at].some(visit);
    underWay.delete(at);
    done.add(at);
    return found;
  };
  return all.some((_, index) => !isHalf(all, index) && visit(index));
}

let sections: readonly Section[];
let programs: [name: string, instructions: readonly Instruction[]][];

beforeAll(() => {
  execFileSync('make', ['-C', BPF, `OUTPUT=${folder}/out`, `OUT=${folder}`, `${folder}/out/floor.bpf.o`], { stdio: 'pipe' });
  sections = readElf(readFileSync(join(folder, 'out/floor.bpf.o')));
  programs = sections
    .filter(({ name }) => name.startsWith('tracepoint/'))
    .map(({ name, bytes }) => {
      const all = decode(bytes);
      return [name, all.filter((_, index) => !isHalf(all, index))];
    });
}, 60_000);

const everywhere = (complaint: (instruction: Instruction) => string | null): string[] =>
  programs.flatMap(([name, instructions]) =>
    instructions.flatMap(instruction => (complaint(instruction) ? [`${name}: ${complaint(instruction)}`] : [])),
  );

describe('the object', () => {
  test('programs are for tracepoints alone (4.7)', () => {
    const code = sections.filter(({ isCode, bytes }) => isCode && bytes.length > 0).map(({ name }) => name);
    expect(code.length).toBeGreaterThan(5);
    expect(code.filter(name => !name.startsWith('tracepoint/'))).toEqual([]);
  });

  test('it has no global data (5.2)', () => {
    const data = sections.filter(({ name, bytes }) => /^\.(rodata|data|bss)/.test(name) && bytes.length > 0);
    expect(data.map(({ name }) => name)).toEqual([]);
  });

  test('every helper is in the table, and in 4.8', () => {
    const used = new Set(programs.flatMap(([, all]) => all.filter(({ code }) => code === CALL).map(({ immediate }) => immediate)));
    expect(used.size).toBeGreaterThan(5);
    expect([...used].filter(id => !helpers[id] || !isInFloor(helpers[id][1]))).toEqual([]);
  });

  test('calls are of helpers: not of functions (4.16), not of the kernel’s (5.13)', () => {
    expect(everywhere(({ code, source }) => (code === CALL && source !== 0 ? `a call of kind ${source}` : null))).toEqual([]);
  });

  test('wide loads are of maps or numbers: of nothing else that needs a relocation', () => {
    expect(everywhere(({ code, source }) => (code === LD_IMM64 && source > 1 ? `a load of kind ${source}` : null))).toEqual([]);
  });

  test('nothing runs in a loop (5.3)', () => {
    const raw = sections.filter(({ name }) => name.startsWith('tracepoint/')).map(({ name, bytes }) => [name, decode(bytes)] as const);
    expect(raw.flatMap(([name, all]) => (hasLoop(all) ? [name] : []))).toEqual([]);
  });

  test('nothing jumps by what 4.14 brought', () => {
    const isLater = (one: Instruction) => (one.code & 7) === CLASS_JMP32 || (isJump(one) && LATER_JUMPS.has(one.code & 0xf0));
    expect(everywhere(one => (isLater(one) ? `jump 0x${one.code.toString(16)}` : null))).toEqual([]);
  });

  test('no program is longer than the verifier took', () => {
    for (const [name, instructions] of programs) expect(instructions.length, name).toBeLessThan(MOST_INSTRUCTIONS);
  });

  test('no program uses more stack than there is', () => {
    const memory = new Set([1, 2, 3]); // LDX, ST, STX
    const isDeep = ({ code, destination, source, offset }: Instruction) =>
      memory.has(code & 7) && ((code & 7) === 1 ? source : destination) === FRAME_POINTER && offset < -STACK;
    expect(everywhere(one => (isDeep(one) ? `stack at ${one.offset}` : null))).toEqual([]);
  });

  test('nothing is relocated by the kernel’s types', () => {
    // A CO-RE relocation is a record in .BTF.ext; its length is the last word but one of the header. The object has no such section any
    // more; what it is made of has.
    const parts = readdirSync(join(folder, 'out/floor')).filter(name => name.endsWith('.bpf.o'));
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const ext = readElf(readFileSync(join(folder, 'out/floor', part))).find(({ name }) => name === '.BTF.ext')!.bytes;
      const headerLength = ext.readUInt32LE(4);
      expect(headerLength >= 32 ? ext.readUInt32LE(28) : 0, part).toBe(0);
    }
    expect(sections.map(({ name }) => name)).not.toContain('.BTF.ext');
  });

  test('arithmetic is of 64 bits or of what every version has', () => {
    // Signed division and moves with sign: 6.6 (offset is 1, 8, 16 or 32 then).
    expect(
      everywhere(({ code, offset }) => ([CLASS_ALU, CLASS_ALU64].includes(code & 7) && offset !== 0 ? `arithmetic 0x${code.toString(16)}` : null)),
    ).toEqual([]);
  });
});

test('every type of map is in the table, and in 4.8', () => {
  const used = [...readFileSync(join(BPF, 'floor/floor.bpf.h'), 'utf8').matchAll(/BPF_MAP_TYPE_(\w+)/g)].map(match => match[1]!);
  const known = new Map(Object.values(mapTypes));
  expect(used.length).toBeGreaterThan(5);
  expect([...new Set(used)].filter(name => !known.has(name) || !isInFloor(known.get(name)!))).toEqual([]);
});
