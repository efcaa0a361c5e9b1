export { specify, type SpecifiedDecision } from './specify.ts';
