/*
 * An environment that names certificates of its own, as networks with a proxy need it. Node 20 reads and parses the file
 * at every start, whether or not the program opens a connection, which makes a bare process two to three times as slow.
 */
import { rootCertificates } from 'node:tls';
import type { Variables } from './command.ts';
import type { Consumer } from './consumer.ts';

/** Sets `NODE_EXTRA_CA_CERTS` to a file of the certificates that Node itself brings, some 140 as on most systems. */
export function withCertificates({ write }: Consumer): Variables {
  return { NODE_EXTRA_CA_CERTS: write('certificates.pem', rootCertificates.join('\n')) };
}
