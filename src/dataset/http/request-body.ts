import { FaultlineError } from '../../model/errors.ts';
import { parseTemplate, type BodyTemplate, type Filling } from './body-template.ts';

/** How the rows of a batch become the body of a request. */
export interface RequestBody extends BodyTemplate {
  /** Value of the header, unless the user gives another. */
  readonly contentType: string;
}

/**
 * Reads `json` (an array), `jsonl` (one row a line) or a template. What a template makes has to be JSON, unless the
 * user names a content type that is none.
 * @param contentType as the user's headers have it
 * @throws INVALID_VALUE
 */
export function parseBody(text: string, contentType?: string): RequestBody {
  if (text === 'json') return { contentType: 'application/json', render: ({ rows }) => `[${rows.join(',')}]` };
  if (text === 'jsonl') return { contentType: 'application/x-ndjson', render: ({ rows }) => `${rows.join('\n')}\n` };
  if (!text.includes('{{'))
    throw new FaultlineError('INVALID_VALUE', 'body is neither json, nor jsonl, nor a template with {{rows}}', {
      hint: `Write body: json, or a template such as '{"source": "test", "rows": {{rows}}}'.`,
    });
  const template = parseTemplate(text);
  if (isJson(contentType ?? 'application/json')) refuseUnlessJson(template.render(sample), contentType);
  return { contentType: 'application/json', render: template.render };
}

const sample: Filling = {
  batch: { table: 'orders', number: 0, from: 0, to: 2, quality: 'good' },
  rows: ['{"id":1}', '{"id":2}'],
  key: '8c9e1f2a-0000-8000-8000-000000000000',
};

/** `application/json` and what is built on it, but not one value a line. */
function isJson(contentType: string): boolean {
  return /^[\w.+-]+\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}

function refuseUnlessJson(text: string, contentType: string | undefined): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : '';
    throw new FaultlineError('INVALID_VALUE', `the template does not make JSON: ${reason}`, {
      cause,
      hint:
        contentType === undefined
          ? 'Write {{table}} and {{key}} in quotes and {{rows}} without; for what is not JSON, name its Content-Type in headers.'
          : `Mend it, or name another Content-Type than ${contentType} in headers.`,
    });
  }
}
