import { routes } from '../../generated/s3-routes.js';
import type { S3Request } from './request.ts';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly isObject: boolean;
  /** What must stand in the query, with its value where that matters. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

const ROUTES: readonly Route[] = routes.map(([name, method, uri]) => {
  const [path = '', query = ''] = uri.split('?');
  const pairs = [...new URLSearchParams(query)].filter(([key]) => key !== 'x-id');
  return { name, method, isObject: path.includes('{Key+}'), query: pairs };
});

/** Operations that only something beside method, path and query tells apart from the plain ones. */
const MARKS: Readonly<Record<string, (request: S3Request) => boolean>> = {
  AbortMultipartUpload: hasUpload,
  CompleteMultipartUpload: hasUpload,
  CopyObject: (request) => isCopy(request) && !hasUpload(request),
  ListBuckets: ({ bucket }) => bucket === '',
  ListDirectoryBuckets: () => false,
  ListParts: hasUpload,
  UploadPart: (request) => hasUpload(request) && !isCopy(request),
  UploadPartCopy: (request) => hasUpload(request) && isCopy(request),
  WriteGetObjectResponse: () => false,
};

/** The name of the operation that a request means; `undefined` where there is none. */
export function operationOf(request: S3Request): string | undefined {
  const isObject = request.key !== '';
  const fitting = ROUTES.filter(
    (route) =>
      route.method === request.method &&
      route.isObject === isObject &&
      (request.bucket !== '' || route.name === 'ListBuckets') &&
      route.query.every(
        ([name, value]) => request.query.has(name) && (value === '' || request.query.get(name) === value),
      ),
  );
  // The more a route asks for, and that a mark tells it apart, the more it is meant.
  const weight = ({ name, query }: Route): number => query.length * 2 + (Object.hasOwn(MARKS, name) ? 1 : 0);
  const [best] = fitting
    .filter(({ name }) => !Object.hasOwn(MARKS, name) || MARKS[name]?.(request))
    .sort((a, b) => weight(b) - weight(a));
  return best?.name;
}

function hasUpload({ query }: S3Request): boolean {
  return query.has('uploadId');
}

function isCopy({ headers }: S3Request): boolean {
  return headers['x-amz-copy-source'] !== undefined;
}
