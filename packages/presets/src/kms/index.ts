export { dataKeyPolicy, type DataKeyPolicyParameters } from './data-key-policy.ts';
