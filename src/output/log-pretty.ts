import type { LineSink } from './line-sink.ts';
import { printable } from './printable.ts';
import { style as styleOf } from './style.ts';

const ownFields = new Set(['level', 'time', 'event']);

/** A sink that turns the log's JSON lines into lines for people: `09:12:04 INFO step applied  step=emails rows=824`. */
export async function prettyStream(sink: LineSink, colour: boolean): Promise<LineSink> {
  const { prettyFactory } = await import('pino-pretty');
  const style = styleOf(colour);
  const pretty = prettyFactory({
    colorize: colour,
    messageKey: 'event',
    translateTime: 'UTC:HH:MM:ss',
    hideObject: true,
    messageFormat: (event) => {
      const fields = Object.entries(event).filter(([name]) => !ownFields.has(name));
      const words = fields.map(([name, value]) => style.muted(`${name}=${fieldText(value)}`));
      return [printable(String(event['event'])), ...words].join(' ');
    },
  });
  return { write: (line) => sink.write(pretty(line)) };
}

function fieldText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return printable(/\s/.test(text) && typeof value === 'string' ? JSON.stringify(text) : text);
}
