import { machineDisk, type Disk } from '../../../src/dataset/write/disk.ts';

/** A disk that takes so many steps, then none any more: what a kill leaves. The step at which it dies may be half done. */
export interface DyingDisk {
  readonly disk: Disk;
  /** Steps that were asked for. */
  steps(): number;
}

/** @param life steps that it takes; Infinity for all */
export function dyingDisk(life: number): DyingDisk {
  let steps = 0;
  const step = async <Result>(work: () => Promise<Result>, half?: () => Promise<unknown>): Promise<Result> => {
    steps += 1;
    if (steps === life + 1) await half?.();
    if (steps > life) throw new Error('killed');
    return work();
  };
  const { copyInto, write } = machineDisk;
  return {
    steps: () => steps,
    disk: {
      makeFolder: (path) => step(() => machineDisk.makeFolder(path)),
      copyInto: (path, position, from, start, end) =>
        step(
          () => copyInto(path, position, from, start, end),
          () => copyInto(path, position, from, start, start + Math.floor((end - start) / 2)),
        ),
      write: (path, position, bytes) =>
        step(
          () => write(path, position, bytes),
          () => write(path, position, bytes.subarray(0, Math.floor(bytes.length / 2))),
        ),
      create: (path, text) => step(() => machineDisk.create(path, text)),
      truncate: (path, length) => step(() => machineDisk.truncate(path, length)),
      sync: (path) => step(() => machineDisk.sync(path)),
      rename: (from, to) => step(() => machineDisk.rename(from, to)),
      remove: (path) => step(() => machineDisk.remove(path)),
      removeFolder: (path) => step(() => machineDisk.removeFolder(path)),
      removeEmpty: (path) => step(() => machineDisk.removeEmpty(path)),
    },
  };
}
