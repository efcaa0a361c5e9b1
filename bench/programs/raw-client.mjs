import { createConnection } from 'node:net';

/**
 * Sends the same bytes over and over and reads the answers, over so many connections that are kept open as long as the server keeps
 * them: as little of a client as there can be, so that what is measured is the server.
 *
 * @returns milliseconds, from the first request to the last answer
 */
export async function sendRepeatedly(request, times, inFlight) {
  const bytes = bytesOf(request);
  const { hostname: host, port } = request;
  let left = times;
  const worker = async () => {
    let connection;
    while (left-- > 0) {
      connection ??= await connect(host, port);
      const { status, isLast } = await exchange(connection, bytes);
      if (status !== 200) throw new Error(`answered with ${status}`);
      if (isLast) connection = void connection.destroy();
    }
    connection?.destroy();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return performance.now() - started;
}

function bytesOf({ method, path, headers, body = '' }) {
  const content = Buffer.from(body);
  const sent = { ...headers, 'content-length': content.length };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), content]);
}

function connect(host, port) {
  return new Promise((resolve, reject) => {
    const connection = createConnection({ host, port, noDelay: true }, () => {
      connection.off('error', reject);
      resolve(connection);
    });
    connection.once('error', reject);
  });
}

/** One request and its answer, whose length both servers say. */
function exchange(connection, bytes) {
  return new Promise((resolve, reject) => {
    let text = '';
    const settle = (then, value) => {
      connection.removeAllListeners();
      then(value);
    };
    connection.on('data', (chunk) => {
      text += chunk.latin1Slice();
      const answer = answerIn(text);
      if (answer) settle(resolve, answer);
    });
    connection.on('error', (error) => settle(reject, error));
    connection.on('close', () => settle(reject, new Error('the connection was closed before the answer')));
    connection.write(bytes);
  });
}

/** What a whole answer says; nothing while some of it is missing. */
function answerIn(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error('the answer does not say how long it is');
  if (text.length < end + 4 + length) return undefined;
  const isLast = head.startsWith('HTTP/1.0') || /\r\nconnection: *close/i.test(head);
  return { status: Number(head.slice(9, 12)), isLast };
}
