import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

// A file that is gone from src must not live on in the package.
rmSync(new URL('lib', root), { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: fileURLToPath(root), stdio: 'inherit' });
if (status === 0) chmodSync(new URL('lib/cli/main.js', root), 0o755);
else process.exitCode = 1;
