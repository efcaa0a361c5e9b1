// Imports the declarations of every service, which the compiler then checks too.
export * as everyService from '@leastwise/aws/all';
