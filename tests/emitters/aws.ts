/* What the emitted Pulumi program uses of `@pulumi/aws`: its index declares every service, which takes a compiler minutes. */
export * as iam from '@pulumi/aws/iam/index.js';
