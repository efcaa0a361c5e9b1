/** An error as the SDK throws it for what AWS refuses. */
export interface Refusal extends Error {
  readonly $fault: 'client';
  readonly $metadata: { readonly httpStatusCode: number };
}

export function refusal(name: string): Refusal {
  const error = Object.assign(new Error(`refused: ${name}`), {
    $fault: 'client' as const,
    $metadata: { httpStatusCode: 400 },
  });
  error.name = name;
  return error;
}

/** A request whose answer never came. */
export class Lost extends Error {}

/** The program that sent the request is dead. */
export class Crash extends Error {}
