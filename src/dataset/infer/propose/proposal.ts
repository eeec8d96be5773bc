import type { Written } from '../../dataset-yaml.ts';
import type { TableFigures } from '../measure/figures.ts';

/** What columns are proposed from besides their own figures. */
export interface ProposalContext {
  readonly figures: TableFigures;
  /** Whether labels, and exact bounds of what is not personal, are told. */
  readonly withValues: boolean;
  /** Rows of the table as it is proposed. */
  readonly rows: number;
}

/** A type with its parameters, and what is to be said about it; the caller adds nulls and order. */
export interface ProposedType {
  readonly type: string;
  readonly with: Readonly<Record<string, Written | undefined>>;
  /** No value occurs twice. */
  readonly isUnique?: boolean | undefined;
  /** So many different values. */
  readonly distinct?: number | undefined;
  readonly comments?: readonly string[] | undefined;
}
