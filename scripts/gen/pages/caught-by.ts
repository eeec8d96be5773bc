import type { Anomaly } from '../../../src/model/anomaly.ts';

/** A tool, or a kind of checks of one's own, and the texts of `caughtBy` that name it. */
const tools: readonly (readonly [string, RegExp])[] = [
  ['dbt and its packages', /^dbt |^(?=dbt_)/u],
  ['Elementary', /^Elementary /u],
  ['Great Expectations', /^Great Expectations /u],
  ['Soda', /^Soda /u],
  ['Monte Carlo', /^Monte Carlo /u],
  ['Evidently', /^Evidently /u],
  ['Datafold', /^Datafold /u],
  ['Datadog', /^Datadog /u],
  ['Alibi Detect', /^Alibi Detect /u],
  ['whylogs', /^whylogs /u],
  ['Custom SQL', /^custom SQL\b:?/u],
  ['Fuzzy matching', /^(?=fuzzy matching\b)/u],
];

const otherwise = 'The load itself, and checks of one’s own';
/** Of these a text is one check, in its own words. */
const verbatim: readonly string[] = [otherwise, 'Custom SQL'];

export interface MonitorEntry {
  readonly tool: string;
  /** The check in its tool's words, without what is particular to one anomaly. */
  readonly monitor: string;
  readonly anomalies: readonly Anomaly[];
}

/** The monitors that catch anomalies, tools in the order of the list above, monitors by how much they catch. */
export function monitorIndex(anomalies: readonly Anomaly[]): readonly MonitorEntry[] {
  const entries = new Map<string, { tool: string; monitor: string; anomalies: Anomaly[] }>();
  for (const anomaly of anomalies)
    for (const written of anomaly.caughtBy)
      for (const { tool, monitor } of monitorsOf(written)) {
        const id = `${tool} ${monitor}`;
        const entry = entries.get(id) ?? { tool, monitor, anomalies: [] };
        entries.set(id, entry);
        if (!entry.anomalies.includes(anomaly)) entry.anomalies.push(anomaly);
      }
  const rank = (tool: string) => (tool === otherwise ? tools.length : tools.findIndex(([title]) => title === tool));
  return [...entries.values()].toSorted(
    (left, right) =>
      rank(left.tool) - rank(right.tool) ||
      right.anomalies.length - left.anomalies.length ||
      (left.monitor < right.monitor ? -1 : 1),
  );
}

/** `Elementary max and standard_deviation` names two monitors of one tool. */
function monitorsOf(written: string): readonly { readonly tool: string; readonly monitor: string }[] {
  const [tool, form] = tools.find(([, pattern]) => pattern.test(written)) ?? [otherwise, /^/u];
  const rest = written.replace(form, '').trim();
  const named = rest.match(/\bexpect_\w+/gu) ?? (verbatim.includes(tool) ? [rest] : split(rest));
  return named.map((monitor) => ({ tool, monitor: monitor === '' ? tool.toLowerCase() : monitor }));
}

function split(rest: string): readonly string[] {
  return rest
    .replaceAll(/ ?\([^)]*\)/gu, '')
    .split(/, /u)
    .map((part) => part.split(/ (?:on|with|without|against|in) |:/u)[0]!.trim())
    .flatMap((part) => part.split(/ and /u))
    .filter((part) => part !== '');
}
