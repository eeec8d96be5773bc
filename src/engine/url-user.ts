/** The user that a URL names; undefined where it names none, or cannot be read. */
export function urlUser(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).username) || undefined;
  } catch {
    return undefined;
  }
}
