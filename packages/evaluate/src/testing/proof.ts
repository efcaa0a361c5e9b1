import type {
  Attachment,
  GroupDefinition,
  ManagedPolicyDefinition,
  PolicyDocument,
  RoleDefinition,
  UserDefinition,
} from '@leastwise/policy';
import type { Policies } from '../policies.ts';
import type { AccessRequest } from '../request.ts';

/**
 * What a claim can be made about: an identity, whose own session or user is then the caller; a policy document, which a role
 * made up for the test then has or meets; or the policies of a request by type.
 */
export type Subject =
  RoleDefinition | UserDefinition | GroupDefinition | ManagedPolicyDefinition | PolicyDocument | Policies;

/** A request in a claim. What is left out follows from the subject. */
export interface ClaimedRequest {
  readonly action: string;
  /** May be left out where the subject is a role that is to be assumed. */
  readonly resource?: string;
  /**
   * Who asks, if it is not the subject itself. Asking a role to be assumed needs it, such as `glue.amazonaws.com`: the role's
   * trust policy is then what answers.
   */
  readonly principal?: AccessRequest['principal'];
  readonly resourceAccount?: string;
  readonly context?: AccessRequest['context'];
  /** Policies that bear on the request beside the subject's own: of the resource, of the organisation. */
  readonly policies?: Policies;
  /** The documents of policies that the subject attaches by ARN. */
  readonly attached?: Readonly<Record<string, PolicyDocument>>;
}

/** A request with everything that decides it. */
export interface Proof {
  /** What to call the subject in a message. */
  readonly name: string;
  readonly policies: Policies;
  readonly request: AccessRequest;
  /** Whether a message says who asks: where that is not the subject itself. */
  readonly namesCaller: boolean;
}

export type Definition = Exclude<Subject, PolicyDocument | Policies>;
export type Attached = NonNullable<ClaimedRequest['attached']>;
export type { Attachment };
