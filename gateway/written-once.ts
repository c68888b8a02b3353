/** Writes results as JSON once, however many messages carry them. */
export interface WrittenOnce {
  /** Stands for a result in a message that is about to be written with `JSON.stringify`. */
  standIn(result: object): object;
  /** The message with the result in its place; to be called with its text before another message is written. */
  complete(message: string): string;
}

const PLACE = 'payload\u2400';
const WRITTEN_PLACE = JSON.stringify(PLACE);

/** One card that a thousand subscribers are told is one text of some kilobytes with a thousand ids in front of it. */
export function createWrittenOnce(): WrittenOnce {
  const texts = new WeakMap<object, string>();
  let written: string | undefined;
  return {
    standIn: (result) => ({
      toJSON() {
        written = texts.get(result);
        if (written === undefined) {
          written = JSON.stringify(result);
          texts.set(result, written);
        }
        return PLACE;
      },
    }),
    complete(message) {
      if (written === undefined) return message;
      const text = written;
      written = undefined;
      // The last one: what stands before is the client's own id.
      const at = message.lastIndexOf(WRITTEN_PLACE);
      return at < 0 ? message : message.slice(0, at) + text + message.slice(at + WRITTEN_PLACE.length);
    },
  };
}
