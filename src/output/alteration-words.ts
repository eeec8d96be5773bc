import type { Alteration } from '../model/alteration.ts';
import { formatCount } from './format-number.ts';

/** An alteration in a few words: `rename column total → total_v2`. */
export function alterationWords(alteration: Alteration): string {
  switch (alteration.change) {
    case 'rename column':
    case 'rename table':
      return `${alteration.change} ${alteration.from} → ${alteration.to}`;
    case 'add column': {
      const rule = alteration.value === null ? '' : `, ${alteration.value} in every row`;
      return `add column ${alteration.column.name} (${alteration.column.type}${rule})`;
    }
    case 'drop column':
      return `drop column ${alteration.declared.column.name} (${alteration.declared.column.type})`;
    case 'retype column':
      return `retype column ${alteration.to.name}: ${alteration.declared.column.type} → ${alteration.to.type}`;
    case 'break files':
      return alteration.files
        .map((file) => `${file.path} ${formatCount(file.bytesBefore)} → ${formatCount(file.bytesAfter)} bytes`)
        .join(', ');
    case 'reorder columns':
      return `reorder columns ${alteration.from.join(', ')} → ${alteration.to.join(', ')}`;
  }
}
