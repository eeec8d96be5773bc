import type { ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly words: string;
  readonly hint: string;
}

const noRight: Meaning = {
  code: 'PERMISSION_DENIED',
  words: 'this user may not write it',
  hint: 'Give this user the right to write there, or choose another folder with --out.',
};

const noRoom: Meaning = {
  code: 'DISK_FULL',
  words: 'there is no room left',
  hint: 'Free some space and go on with --continue, or choose another folder with --out.',
};

const meanings: Readonly<Record<string, Meaning>> = {
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EACCES: noRight,
  EPERM: noRight,
  EROFS: { ...noRight, words: 'the file system is read-only', hint: 'Choose another folder with --out.' },
  ENOTDIR: {
    code: 'FILE_NOT_WRITTEN',
    words: 'a part of its path is a file, not a folder',
    hint: 'Choose another folder with --out.',
  },
  EEXIST: {
    code: 'FILE_NOT_WRITTEN',
    words: 'there is a file of this name, not a folder',
    hint: 'Choose another folder with --out.',
  },
  ENAMETOOLONG: {
    code: 'FILE_NOT_WRITTEN',
    words: 'its name is longer than the file system takes',
    hint: 'Choose other columns to partition by, or a shorter name.',
  },
  EFBIG: {
    code: 'FILE_NOT_WRITTEN',
    words: 'it would be larger than the file system takes',
    hint: 'Split tables into several files with rowsPerFile.',
  },
};

/** What the system says about a file, in words. @returns DISK_FULL, PERMISSION_DENIED or FILE_NOT_WRITTEN */
export function fileFailure(path: string, error: unknown): FaultlineError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const meaning = code === undefined ? undefined : meanings[code];
  if (meaning === undefined)
    return new FaultlineError('FILE_NOT_WRITTEN', `${path} cannot be written: ${code ?? String(error)}`, {
      hint: 'Go on with --continue once it can.',
      cause: error,
    });
  return new FaultlineError(meaning.code, `${path} cannot be written: ${meaning.words}`, {
    hint: meaning.hint,
    cause: error,
  });
}
