import type { Written } from '../dataset-yaml.ts';
import type { SdvgOutput } from './configuration.ts';
import { bodyOf } from './body-of.ts';
import type { Warn } from './warnings.ts';

type HttpOutput = Extract<SdvgOutput, { readonly kind: 'http' }>;

/** Headers whose values are secrets, which stand in no file. */
const secretHeader = /^(proxy-)?authorization$|cookie|token|secret|password|api-?key/i;

/** An output to HTTP: sdvg sends POST, and counts 200 alone as a success. */
export function httpOf(output: HttpOutput, warn: Warn): Written {
  const field = output.field.at('params');
  const headers = Object.entries(output.headers).map(([name, value]) => {
    if (!secretHeader.test(name) || value.includes('${')) return [name, value] as const;
    const variable = `SDVG_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
    warn(
      field.at('headers').at(name),
      `the value of the header ${name} is a secret and is not copied: set the environment variable ${variable}`,
    );
    return [name, `\${env:${variable}}`] as const;
  });
  return {
    url: output.url,
    body: bodyOf(field.at('format_template'), output.template),
    batch: output.batch,
    concurrency: output.workers,
    timeout: timeoutOf(output.timeout),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    expectStatus: { good: 200 },
  };
}

function timeoutOf(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  return whole > 86_400 ? `${Math.min(99_999, Math.ceil(whole / 3600))} hours` : `${whole} seconds`;
}
