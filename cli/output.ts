import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** How a command speaks: prose on standard output, or, with `--json`, one JSON object last. */
export interface Output {
  json: boolean;
  line(text: string): void;
  /** The command's answer: an object for programs, `text` for people. */
  result(value: Record<string, unknown>, text: string): void;
  /** A step that may take a while: named when it takes more than a second, with its time at the end. */
  step<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** A bar on standard error, when that is a terminal. */
  bar(name: string): { update(done: number, total: number, note: string): void; stop(): void };
}

export function createOutput(json: boolean): Output {
  const write = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  return {
    json,
    line: (text) => {
      if (!json) write(text);
    },
    result: (value, text) => write(json ? JSON.stringify(value) : text),
    async step(name, run) {
      const started = performance.now();
      let told = false;
      const timer = setTimeout(() => {
        told = true;
        if (!json) write(`  ${name} ...`);
      }, 1_000);
      try {
        const value = await run();
        if (told && !json) write(`  ${name}: ${seconds(started)}`);
        return value;
      } finally {
        clearTimeout(timer);
      }
    },
    bar(name) {
      if (!process.stderr.isTTY || json) return { update: () => undefined, stop: () => undefined };
      const bars = new MultiBar(
        { stream: process.stderr, hideCursor: true, format: `${name} {bar} {percentage}% | {note}` },
        Presets.shades_classic,
      );
      let bar: SingleBar | undefined;
      return {
        update(done, total, note) {
          bar ??= bars.create(total, 0, { note });
          bar.setTotal(total);
          bar.update(done, { note });
        },
        stop: () => bars.stop(),
      };
    },
  };
}
