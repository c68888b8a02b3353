import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A message as a mail server got it. */
export interface ReceivedEmail {
  messageId: string;
  recipient: string;
  /** Headers and body, as sent. */
  source: string;
}

export interface TestMailServer {
  port: number;
  received: ReceivedEmail[];
  /** What clients said, for example `RCPT`. */
  commands: string[];
  stop(): Promise<void>;
}

/**
 * A mail server that speaks as much SMTP (RFC 5321) as a client needs to hand over a message.
 * @param options.refuse the answer to a recipient or to a message instead of 250, for example `550 no such person`
 * @param options.onMessage runs when a message is here and not yet acknowledged; the client hears 250 when it resolves
 */
export async function startMailServer(
  options: {
    port?: number;
    refuse?: (command: 'RCPT' | 'DATA', recipient: string) => string | undefined;
    onMessage?: (message: ReceivedEmail) => void | Promise<void>;
  } = {},
): Promise<TestMailServer> {
  const received: ReceivedEmail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();

  function converse(socket: Socket): void {
    let buffer = '';
    let recipient = '';
    let inData = false;
    const say = (line: string): void => void socket.write(`${line}\r\n`);

    async function takeMessage(source: string): Promise<void> {
      const refusal = options.refuse?.('DATA', recipient);
      if (refusal) {
        say(refusal);
        return;
      }
      const messageId = /^message-id:\s*(\S+)/im.exec(source)?.[1] ?? '';
      const message = { messageId, recipient, source };
      received.push(message);
      await options.onMessage?.(message);
      say('250 taken');
    }

    function obey(line: string): void {
      const command = line.slice(0, 4).toUpperCase();
      commands.push(command);
      if (command === 'RCPT') recipient = /<([^>]*)>/.exec(line)?.[1] ?? '';
      inData = command === 'DATA';
      const refusal = command === 'RCPT' ? options.refuse?.('RCPT', recipient) : undefined;
      if (command === 'QUIT') socket.end('221 bye\r\n');
      else say(refusal ?? (inData ? '354 go on' : '250 fine'));
    }

    function read(): void {
      for (;;) {
        const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (!inData) obey(text);
        else {
          inData = false;
          void takeMessage(text);
        }
      }
    }

    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      read();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    say('220 test');
  }

  const server = createServer(converse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    received,
    commands,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
