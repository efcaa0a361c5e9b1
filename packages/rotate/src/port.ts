import { type Caller, type CallerOptions, createCaller } from '@leastwise/core';

/** Makes what a run calls AWS with; `onDate` learns of AWS's own time, in milliseconds since 1970, with each reply that tells it. */
export type MakeCaller = (options: CallerOptions, onDate: (time: number) => void) => Caller;

/** Core's caller, reading the `Date` of every reply. */
export const callAws: MakeCaller = (options, onDate) => {
  const caller = createCaller(options);
  const dated =
    (send: Caller['read']): Caller['read'] =>
    (client, command, callOptions) => {
      watchDate(command, onDate);
      return send(client, command, callOptions);
    };
  return { read: dated(caller.read), write: dated(caller.write), create: dated(caller.create) };
};

type Next = (args: unknown) => Promise<unknown>;
interface MiddlewareStack {
  add(middleware: (next: Next) => Next, options: object): void;
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-date */
function watchDate({ middlewareStack }: { middlewareStack: object }, onDate: (time: number) => void): void {
  const watch =
    (next: Next): Next =>
    async (args) => {
      const result = await next(args);
      const time = dateOf(result);
      if (time !== undefined) onDate(time);
      return result;
    };
  // The boundary to the SDK: its middleware types are generic over every command. Low is next to the wire, so that a refusal is dated too.
  const stack = middlewareStack as MiddlewareStack;
  stack.add(watch, { name: 'leastwiseDate', step: 'deserialize', priority: 'low', override: true });
}

function dateOf(result: unknown): number | undefined {
  // The boundary to the SDK: what its request handlers give.
  const { response } = result as { response?: { headers?: Record<string, string> } };
  const time = Date.parse(response?.headers?.['date'] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
