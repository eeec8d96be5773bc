import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = fileURLToPath(new URL('../lib/cli/main.js', import.meta.url));

// A file that is gone from src must not live on in the package.
rmSync(fileURLToPath(new URL('../lib', import.meta.url)), { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (existsSync(command)) chmodSync(command, 0o755);
