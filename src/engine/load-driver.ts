import { FaultlineError } from '../model/errors.ts';

/**
 * Imports an engine's driver when it is needed.
 * @param driver name of the npm package, for the message
 * @throws DRIVER_MISSING where the package, or its binary for this platform, is not installed
 */
export async function loadDriver<Module>(driver: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED';
    if (!isMissing) throw error;
    throw new FaultlineError('DRIVER_MISSING', `the driver ${driver} cannot be loaded`, {
      hint: `Install it for this platform: npm install ${driver}`,
      cause: error,
    });
  }
}
