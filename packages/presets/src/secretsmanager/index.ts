export { secretReader, type SecretReaderParameters } from './secret-reader.ts';
