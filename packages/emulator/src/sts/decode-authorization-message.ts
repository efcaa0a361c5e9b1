import { Refusal } from '../protocol/refusal.ts';

/**
 * Only some services put an encoded message into their denials, Amazon EC2 before all, and none that is emulated here: so no message
 * can be one that this AWS has given.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function decodeAuthorizationMessage(): never {
  throw new Refusal('InvalidAuthorizationMessageException', 'Message is not valid');
}
