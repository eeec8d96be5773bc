import type { Target } from '../model/project.ts';
import { serverAddress } from '../engine/server-address.ts';
import { resolveSecrets } from '../scenario/secrets.ts';

/**
 * The server that a target is on, as its URL says it once its references are resolved; nothing of user and password is
 * in it. A target whose URL cannot be resolved stands for itself: connecting will say why.
 */
export async function serverOf({ name, url }: Pick<Target, 'name' | 'url'>): Promise<string> {
  const resolved = await resolveSecrets(url).catch(() => undefined);
  return resolved === undefined ? name : serverAddress(resolved.value);
}
