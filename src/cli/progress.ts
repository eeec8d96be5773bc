import { truncate } from '../output/width.ts';

/** One line at the foot of a terminal that says what goes on and for how long. */
export interface Progress {
  /** Says it, as soon as it takes long enough to be worth a line. */
  show(text: string): void;
  /** Makes room for other output; the line comes back as long as the work goes on. */
  clear(): void;
  /** The work is done. */
  stop(): void;
}

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Milliseconds: what is done sooner shows nothing. */
const patience = 400;
const interval = 100;

/** @param terminal where it is shown; undefined = nowhere */
export function openProgress(terminal: NodeJS.WriteStream | undefined): Progress {
  if (terminal === undefined) return { show() {}, clear() {}, stop() {} };
  let text = '';
  let since = 0;
  let isShown = false;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    if (isShown) terminal.write('\r\u001b[K');
    isShown = false;
  };
  const draw = () => {
    const elapsed = performance.now() - since;
    if (elapsed < patience) return;
    const frame = frames[Math.floor(elapsed / interval) % frames.length];
    const line = `${frame} ${text}  ${Math.floor(elapsed / 1000)} s`;
    terminal.write(`\r${truncate(line, (terminal.columns || 80) - 1)}\u001b[K`);
    isShown = true;
  };
  return {
    show(next) {
      if (timer === undefined) since = performance.now();
      text = next;
      timer ??= setInterval(draw, interval).unref();
    },
    clear,
    stop() {
      clearInterval(timer);
      timer = undefined;
      clear();
    },
  };
}
