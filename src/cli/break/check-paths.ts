import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';

/** @throws FILE_NOT_FOUND, INVALID_ARGUMENT where a file would be overwritten that must not be */
export function checkPaths(
  input: string,
  outputs: readonly { readonly option: string; readonly path: string }[],
  force: boolean,
): void {
  if (!existsSync(input) || !statSync(input).isFile())
    throw new FaultlineError('FILE_NOT_FOUND', `there is no file ${input}`);
  const places = [realpathSync(input)];
  for (const { option, path } of outputs) {
    const folder = dirname(resolve(path));
    if (!existsSync(folder))
      throw new FaultlineError('FILE_NOT_FOUND', `the folder of ${option} ${path} does not exist`, {
        hint: `Make it first: mkdir -p ${dirname(path)}`,
      });
    const place = existsSync(path) ? realpathSync(path) : resolve(path);
    if (place === places[0])
      throw new FaultlineError('INVALID_ARGUMENT', `${option} ${path} is the input, which stays as it is`, {
        hint: 'Name another file.',
      });
    if (places.includes(place))
      throw new FaultlineError('INVALID_ARGUMENT', `${option} ${path} is named twice`, { hint: 'Name another file.' });
    if (existsSync(path) && !force)
      throw new FaultlineError('INVALID_ARGUMENT', `${path} is there already`, {
        hint: 'Name another file, or overwrite it with --force.',
      });
    places.push(place);
  }
}
