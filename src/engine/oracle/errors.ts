import { FaultlineError } from '../../model/errors.ts';
import { withoutValues } from '../without-values.ts';
import { driverAnswerOf } from './driver-answers.ts';
import { answerOf } from './error-answers.ts';

/** Errors that wrap another one: recursive SQL, a commit that a deferred constraint refused, triggers, PL/SQL, parallel servers. */
const wrappers: readonly number[] = [604, 2091, 4088, 6512, 6550, 12801];

/** The one translation of what Oracle and its driver throw. What quotes values of rows is told without them, and without a cause. */
export function translate(error: unknown, user = 'the user'): FaultlineError {
  if (error instanceof FaultlineError) return error;
  if (!(error instanceof Error)) return new FaultlineError('DATABASE_ERROR', `Oracle: ${String(error)}`);
  return fromServer(error, user) ?? fromDriver(error);
}

/** What breaks before there is a session is a failure to connect. */
export function asConnectFailure(failure: FaultlineError): FaultlineError {
  if (failure.code !== 'CONNECTION_LOST' && failure.code !== 'DATABASE_ERROR') return failure;
  const isLost = failure.code === 'CONNECTION_LOST';
  const message = isLost ? 'Oracle: the server ended the connection before it was made' : failure.message;
  return new FaultlineError('CONNECTION_FAILED', message, {
    hint: 'Check host, port and service of the target’s URL; a listener that speaks TLS needs protocol=tcps.',
    cause: failure.cause,
  });
}

/** Messages stand one below the other, each behind its number, and a link to the manual at the end. */
function fromServer(error: Error, user: string): FaultlineError | undefined {
  const found = [...error.message.matchAll(/ORA-(\d{5}): ([^\n]*)/g)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
  const told = found.find(({ number }) => !wrappers.includes(number)) ?? found[0];
  if (told === undefined) return undefined;
  const { number, text } = told;
  const answer = answerOf(number, user);
  const quotes = quotesValues(number);
  const message = `Oracle: ${quotes ? withoutValues(text) : text} (ORA-${String(number).padStart(5, '0')})`;
  return new FaultlineError(answer?.code ?? 'DATABASE_ERROR', message, {
    hint: answer?.hint,
    cause: quotes ? undefined : error,
  });
}

/** Since 23ai more messages tell what was wrong with a value; those of triggers say what their authors liked. */
function quotesValues(number: number): boolean {
  const isOfTrigger = number >= 20_000 && number <= 20_999;
  const isOfTime = number >= 1_830 && number <= 1_899;
  return isOfTrigger || isOfTime || [1, 1426, 1438, 1722, 6502].includes(number);
}

function fromDriver(error: Error): FaultlineError {
  const code = 'code' in error ? String(error.code) : '';
  const answer = driverAnswerOf(code, error.message);
  const [first = ''] = error.message.split('\n');
  const message = `Oracle: ${answer?.says ?? first.replace(/ ?\(CONNECTION_ID=[^)]*\)/, '')}`;
  return new FaultlineError(answer?.code ?? 'DATABASE_ERROR', message, { hint: answer?.hint, cause: error });
}
