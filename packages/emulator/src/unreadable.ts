import { type Duplex } from 'node:stream';
import { element, escapeXml } from './protocol/xml.ts';

/**
 * What is answered to that which is no HTTP, or takes too long, by Node's code for it. There is no telling whose language the client
 * speaks, so that it is the one of IAM and STS. https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const ANSWERS: Readonly<Record<string, readonly [status: string, code: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'RequestTimeoutException',
    'The request took too long to arrive.',
  ],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'RequestEntityTooLargeException',
    'The headers of the request are too large.',
  ],
};

const OTHERWISE = [
  '400 Bad Request',
  'MalformedHttpRequestException',
  'The request could not be understood as HTTP.',
] as const;

/** Answers a connection whose request could not be read, and ends it. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, message] = ANSWERS[error.code ?? ''] ?? OTHERWISE;
  const content = element('Type', 'Sender') + element('Code', code) + element('Message', escapeXml(message));
  const body = `<ErrorResponse>${element('Error', content)}</ErrorResponse>`;
  const head = ['content-type: text/xml', `content-length: ${body.length}`, 'connection: close'];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}
